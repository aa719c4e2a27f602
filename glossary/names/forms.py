"""Forms of names as texts have them, gathered by their match keys."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from glossary.arabic import key
from glossary.arabic.clitics import ARTICLE
from glossary.model import ConceptType
from glossary.readings import word_keys

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

_JOINED = re.compile(r"(?<!\S)(عبد|[أا]بو|[أا]بي|[أا]با) (?=\S)")
"""Words that are written together with the next one, or not."""
_FAMILY = "آل"
"""A family's name is no person's full name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attested:
    """A form of a name as texts have it, without proclitics."""

    text: str
    type: ConceptType
    counts: Mapping[int, int]
    """Document number to mentions."""
    concept: str | None = None
    """The glossary's or gazetteer's name for what it denotes; ``None`` for unknown."""
    head: str | None = None
    """The form that the glossary would write."""
    bearers: Mapping[int, frozenset[str]] = field(default_factory=dict)
    """Of a surname: the full names that each document has before its last mention."""


@dataclass(eq=False)
class Node:
    """The forms with the same match keys and the same meaning.

    What is asked for again and again is found once: it is asked when all is gathered.
    """

    words: tuple[str, ...]
    types: Counter[ConceptType] = field(default_factory=Counter)
    forms: dict[str, Counter[int]] = field(default_factory=dict)
    concept: str | None = None
    head: str | None = None
    bearers: defaultdict[int, set[str]] = field(
        default_factory=lambda: defaultdict(set)
    )
    """Document number to the full names there that it may stand for."""

    @cached_property
    def type(self) -> ConceptType:
        """The type of most mentions."""
        return min(self.types, key=lambda type_: (-self.types[type_], type_))

    @property
    def count(self) -> int:
        """Mentions of all forms."""
        return sum(counts.total() for counts in self.forms.values())

    @property
    def documents(self) -> set[int]:
        """The numbers of the documents that have it."""
        return {document for counts in self.forms.values() for document in counts}

    @property
    def guessed(self) -> bool:
        """Whether the type is a guess: that of an unknown name that occurs once."""
        return self.concept is None and self.count == 1

    @property
    def text(self) -> str:
        """The most frequent form."""
        return min(self.forms, key=lambda form: (-self.forms[form].total(), form))

    @cached_property
    def full(self) -> bool:
        """Whether this is a person's name of several words."""
        return (
            self.type is ConceptType.PERSON
            and len(self.words) > 1
            and not self.text.startswith(f"{_FAMILY} ")
        )

    def only(self, documents: Iterable[int]) -> Node:
        """Return what the node has in some documents."""
        wanted = set(documents)
        forms = {
            form: Counter({d: n for d, n in counts.items() if d in wanted})
            for form, counts in self.forms.items()
        }
        return Node(
            self.words,
            self.types,
            {form: counts for form, counts in forms.items() if counts},
            self.concept,
            self.head,
            self.bearers,
        )


def gathered(names: Iterable[Attested]) -> list[Node]:
    """Gather forms by their match keys; the most frequent first."""
    names = list(names)
    whole = {
        key(word)
        for name in names
        for word in name.text.replace("-", " ").split()
        if key(word).startswith(ARTICLE) and not word.startswith(ARTICLE)
    }
    found: dict[tuple[tuple[str, ...], str | None], Node] = {}
    for name in names:
        plain = name.text.replace("-", " ")
        words = _words(_JOINED.sub(_together, plain), whole)
        node = found.setdefault((words, name.concept), Node(words))
        node.concept, node.head = name.concept, node.head or name.head
        counts = Counter(dict(name.counts))
        node.types[name.type] += counts.total()
        node.forms.setdefault(name.text, Counter()).update(counts)
        for document, full in name.bearers.items():
            node.bearers[document] |= full
    nodes = sorted(found.values(), key=lambda node: (-node.count, node.text))
    for node in nodes:
        node.forms = _without_article_forms(node)
    return nodes


def _words(text: str, whole: Collection[str]) -> tuple[str, ...]:
    """Return match keys without articles; إليف says that اليف does not bear one."""
    return tuple(
        folded if folded in whole else stem
        for folded, stem in zip(map(key, text.split()), word_keys(text), strict=True)
    )


def _together(match: re.Match[str]) -> str:
    return "أبو" if match[1].endswith(("بو", "بي", "با")) else match[1]


def _without_article_forms(node: Node) -> dict[str, Counter[int]]:
    """Count forms that differ in articles alone as the most frequent of them.

    Inside a person's name an article is the spelling: تومي, التومي.
    """
    most = 1 if node.type is ConceptType.PERSON else None
    kept: dict[str, str] = {}
    merged: dict[str, Counter[int]] = {}
    for form in sorted(node.forms, key=lambda form: (-node.forms[form].total(), form)):
        words = form.split()
        plain = " ".join(
            word.removeprefix("ال") if len(word) > 4 else word  # noqa: PLR2004
            for word in words[:most]
        )
        head = kept.setdefault(" ".join((plain, *words[len(words[:most]) :])), form)
        merged.setdefault(head, Counter()).update(node.forms[form])
    return merged

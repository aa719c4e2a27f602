"""The packaged glossary, ``data/base.toml``, with what tells homonyms apart.

It is loaded from ``data/base.tsv``, which ``pack`` makes of it: a line for each entry,
with its id, the match keys of its terms' first words, and its fields as JSON. A text
meets few of the entries, so one is made when it is asked for.
"""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, NamedTuple

from glossary.model import (
    Concept,
    ConceptType,
    LangSection,
    Provenance,
    Status,
    Term,
    TermKind,
)
from glossary.readings import word_keys

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from collections.abc import Set as AbstractSet

FIELDS = frozenset(
    "type ar ar_variants ar_short en en_short en_forbidden near domain definition"
    " note source why".split()
)


class Entry(NamedTuple):
    """A concept and the Arabic words of which one must be near for it to be meant."""

    concept: Concept
    near: tuple[str, ...] = ()
    """Empty where the Arabic means nothing else."""


class Base:
    """The entries of a packed glossary, in the order of their ids."""

    def __init__(self, table: str) -> None:
        """Take the lines that ``pack`` makes."""
        self._rows = [line.split("\t") for line in table.splitlines()]

    def first(self, leaving: Collection[str] = ()) -> frozenset[str]:
        """Return the keys of all terms' first words but for the entries to leave."""
        words = (words for name, words, _ in self._rows if name not in leaving)
        return frozenset(word for some in words for word in some.split())

    def entries(self) -> Iterator[Entry]:
        """Yield every entry."""
        return (_entry(name, json.loads(fields)) for name, _, fields in self._rows)

    def beginning(
        self, words: AbstractSet[str], leaving: Collection[str] = ()
    ) -> Iterator[Entry]:
        """Yield the entries with a term whose first word is one of these."""
        for name, first, fields in self._rows:
            if name not in leaving and not words.isdisjoint(first.split()):
                yield _entry(name, json.loads(fields))


@cache
def base() -> Base:
    """Return the packaged glossary."""
    packed = resources.files("glossary.data").joinpath("base.tsv")
    return Base(packed.read_text("utf-8"))


@cache
def entries() -> tuple[Entry, ...]:
    """Return the packaged entries in the order of their ids."""
    return tuple(base().entries())


def parse(text: str) -> Iterator[Entry]:
    """Yield the entries of a base glossary in TOML.

    Raises ``ValueError`` for a field that the format does not have and ``KeyError``
    for one that is missing: the file is ours, its tests keep it right.
    """
    import tomllib  # noqa: PLC0415 - for making the table

    for name, row in tomllib.loads(text).items():
        if unknown := set(row) - FIELDS:
            raise ValueError(f"{name}: unknown fields {sorted(unknown)}")
        yield _entry(name, row)


def pack(text: str) -> str:
    """Return the table of a base glossary in TOML; raise what ``parse`` raises."""
    import tomllib  # noqa: PLC0415 - for making the table

    rows = tomllib.loads(text)
    return "".join(
        f"{entry.concept.id}\t{_first(entry.concept)}\t"
        f"{json.dumps(rows[entry.concept.id], ensure_ascii=False)}\n"
        for entry in parse(text)
    )


def _first(concept: Concept) -> str:
    """Return the match keys of the first words of a concept's terms, each once."""
    terms = (term.text for section in concept.sections for term in section.terms)
    return " ".join(dict.fromkeys(word_keys(text)[0] for text in terms))


def _entry(name: str, row: dict[str, Any]) -> Entry:
    return Entry(_concept(name, row), tuple(row.get("near", ())))


def _concept(name: str, row: dict[str, Any]) -> Concept:
    return Concept(
        id=name,
        type=ConceptType(row["type"]),
        subject=row.get("domain"),
        definition=row.get("definition"),
        note=row.get("note"),
        sections=(_section("ar", row), _section("en", row)),
        provenance=Provenance(source=row.get("source")),
    )


def _section(lang: str, row: dict[str, Any]) -> LangSection:
    first, *others = row[lang]
    terms = [Term(text=first)]
    terms += [Term(text=text, status=Status.ADMITTED) for text in others]
    terms += [
        Term(text=text, status=Status.ADMITTED, kind=TermKind.SHORT_FORM)
        for text in dict.fromkeys(row.get(f"{lang}_short", ()))
    ]
    terms += [
        Term(text=text, status=Status.ADMITTED, kind=TermKind.VARIANT)
        for text in row.get(f"{lang}_variants", ())
    ]
    terms += [
        Term(text=text, status=Status.DEPRECATED)
        for text in row.get(f"{lang}_forbidden", ())
    ]
    return LangSection(lang=lang, terms=tuple(terms))

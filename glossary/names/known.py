"""Names and words of names whose English is known, as evidence for matching."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from glossary.arabic import key
from glossary.names.english import packaged_senses
from glossary.names.given import given_names
from glossary.names.parts import fold, joined, name_words
from glossary.readings import word_keys

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from glossary.knowledge import Sense


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownNames:
    """What is known of names, by match key without articles."""

    names: Mapping[str, frozenset[str]]
    """Whole names: the letters of each English form (``parts.joined``)."""
    words: Mapping[str, frozenset[str]]
    """Single words: each English word that stands for one, folded."""

    def name(self, arabic: str) -> frozenset[str]:
        """Return what a name without proclitics is in English; empty for unknown."""
        return self.names.get(" ".join(word_keys(arabic)), frozenset())

    def word(self, arabic: str) -> frozenset[str]:
        """Return the English of a word without proclitics; empty for unknown."""
        folded = key(arabic)
        found = self.words.get(folded.removeprefix("ال"), frozenset())
        return found | self.words.get(folded, frozenset())


def known_names(senses: Iterable[Sense]) -> KnownNames:
    """Collect names from senses of a glossary or gazetteer, and the packaged words."""
    names: dict[str, set[str]] = {}
    words: dict[str, set[str]] = {}
    for sense in senses:
        whole = " ".join(sense.words)
        english = [rendering.text for rendering in sense.renderings]
        names.setdefault(whole, set()).update(joined(text) for text in english)
        if len(sense.words) == 1:
            single = {fold(text) for text in english if " " not in text}
            words.setdefault(whole, set()).update(single)
    for arabic, text in given_names().items():
        words.setdefault(arabic, set()).add(fold(text))
        names.setdefault(arabic, set()).add(joined(text))
    for arabic, several in name_words().english.items():
        words.setdefault(arabic, set()).update(several)
    return KnownNames(
        names={name: frozenset(texts) for name, texts in names.items()},
        words={word: frozenset(texts) for word, texts in words.items()},
    )


@cache
def packaged_names() -> KnownNames:
    """Return what the packaged glossary and gazetteer know, read once."""
    return known_names(packaged_senses())

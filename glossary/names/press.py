"""The spelling of an Arabic name that English-language newspapers would print.

What is known comes first: the glossary, given names, the gazetteer. The rest is spelled
word by word by the character model and marked ``romanised``: a guess.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, NamedTuple, Protocol

from glossary.arabic import bare, is_arabic, key
from glossary.model import ConceptType, Origin
from glossary.names.given import given_names
from glossary.names.parts import fold
from glossary.names.schemes import SCHEMES
from glossary.names.schemes import romanise as by_rule
from glossary.names.style import servant, styled
from glossary.names.writer import BEAM
from glossary.readings import word_keys

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from glossary.names.english import Known
    from glossary.names.style import Style

LONGEST = 24
"""Letters of a word, and words of a name, up to which the model spells; what is longer
goes by the letters, so that no input takes long."""

_TRIED = 5
"""Spellings of each word of which names are combined, where not more are asked for."""

_SIGNS = dict.fromkeys(map(ord, "ʻʼʹ"))
_SONS = frozenset(("بن", "ابن", "إبن"))
_PARTICLES = {
    "أبو": "Abu",
    "ابو": "Abu",
    "أبي": "Abi",
    "ابي": "Abi",
    "أبا": "Aba",
    "أم": "Umm",
    "ام": "Umm",
    "آل": "Al",
    "بنت": "bint",
    "ذو": "Dhu",
    "ذي": "Dhi",
    "و": "and",
}
_NUMBERED = re.compile(r"(\d*)\D+(\d*)")
"""A word with digits at its ends at most."""
_SHORTEST = 3
"""Letters after the article, below which it is taken for part of the word."""


class Spelling(Protocol):
    """A spelling by the character model, in lower case."""

    @property
    def text(self) -> str:
        """The letters."""

    @property
    def score(self) -> float:
        """Its share among those found, 0-1."""


class Speller(Protocol):
    """What spelling needs of the character model (``glossary.names.model``)."""

    def spell_many(
        self, arabic: Sequence[str], *, best: int = 1, width: int = BEAM
    ) -> Sequence[Sequence[Spelling]]:
        """Return the likeliest spellings of each word, best first."""


class Romanisation(NamedTuple):
    """A name in Latin letters, and where that comes from."""

    text: str
    origin: Origin | None
    """``None`` where the name was in Latin letters already."""


class _Option(NamedTuple):
    """A spelling of a part of a name."""

    text: str
    score: float
    """A logarithm: those of a name's parts are added."""
    origin: Origin


class Press:
    """What is known, what guesses and in which style: the way a paper spells names."""

    def __init__(
        self, speller: Speller, known: Mapping[str, tuple[Known, ...]], style: Style
    ) -> None:
        self._speller, self._packaged, self._style = speller, known, style
        self._spelled: dict[tuple[str, int], list[_Option]] = {}
        self._ready: dict[tuple[str, int], Sequence[Spelling]] = {}

    def prepare(
        self, names: Iterable[str], *, best: int = 1, width: int = BEAM
    ) -> None:
        """Work out the words of many names at once, which is much faster than singly.

        A narrower beam (``width``) is faster still and finds a little less.
        """
        words = dict.fromkeys(word for name in names for word in bare(name).split())
        stems = dict.fromkeys(
            _stem(word)
            for word in words
            if is_arabic(word) and len(word) <= LONGEST and word not in _PARTICLES
        )
        wanted = max(best, _TRIED)
        found = self._speller.spell_many(list(stems), best=wanted, width=width)
        for stem, spellings in zip(stems, found, strict=True):
            self._ready[stem, wanted] = spellings

    def spell(self, name: str, *, best: int = 1) -> list[Romanisation]:
        """Return up to ``best`` spellings of a name without proclitics, best first.

        Nothing for a blank name; a name without Arabic letters is its own spelling.
        """
        words = bare(name).split()
        if not words:
            return []
        if not is_arabic(name):
            return [Romanisation(name.strip(), None)]
        found = {one.text: one for one in self._known(words)}
        if len(found) < best:
            for one in self._combined(words, best):
                found.setdefault(one.text, one)
        return list(found.values())[:best]

    def _known(self, words: list[str]) -> list[Romanisation]:
        """Return what a whole name is known to be in English, best first."""
        whole = " ".join(words)
        found = [
            Romanisation(self._in_style(words, option), option.origin)
            for option in self._packaged.get(" ".join(word_keys(whole)), ())
        ]
        if given := given_names().get(key(whole)):
            text = servant(styled(whole, given, self._style), self._style)
            # A concept of this name (Moses, a president's short name) is surer.
            place = sum(other.origin is Origin.CURATED for other in found)
            found.insert(place, Romanisation(text, Origin.CURATED))
        return found

    def _in_style(self, words: list[str], option: Known) -> str:
        """Return a known person's name in the house style, word by word."""
        if option.type is not ConceptType.PERSON:
            return option.text
        latin = option.text.split()
        if len(latin) == len(words):
            pairs = zip(words, latin, strict=True)
            latin = [styled(arabic, one, self._style) for arabic, one in pairs]
        return servant(" ".join(latin), self._style)

    def _combined(self, words: list[str], best: int) -> list[Romanisation]:
        """Return the best names made of the spellings of their parts."""
        names: list[tuple[float, tuple[_Option, ...]]] = [(0.0, ())]
        place = 0
        while place < len(words):
            length, options = self._part(words, place, max(best, _TRIED))
            longer = [
                (score + option.score, (*name, option))
                for score, name in names
                for option in options
            ]
            names = sorted(longer, key=lambda name: -name[0])[:best]
            place += length
        return [self._whole(name) for _, name in names]

    def _whole(self, options: Iterable[_Option]) -> Romanisation:
        parts = [one for one in options if one.text]
        text = servant(" ".join(one.text for one in parts), self._style)
        curated = all(one.origin is Origin.CURATED for one in parts)
        return Romanisation(text, Origin.CURATED if curated else Origin.ROMANISED)

    def _part(
        self, words: list[str], place: int, best: int
    ) -> tuple[int, list[_Option]]:
        """Return how many words the next part of a name has, and its spellings."""
        word = words[place]
        after = words[place + 1] if place + 1 < len(words) else ""
        if word == "عبد" and after.startswith("ال"):
            return 2, self._servant(after, best)
        if word.startswith("عبدال") and len(word) > len("عبدال") + 1:
            return 1, self._servant(word.removeprefix("عبد"), best)
        return 1, self._single(word, best, first=place == 0, late=place >= LONGEST)

    def _single(
        self, word: str, best: int, *, first: bool, late: bool
    ) -> list[_Option]:
        """Return the spellings of a word that does not depend on the next."""
        if word in _SONS:
            son = self._style.chosen("son")
            return [_sure(son.capitalize() if first else son)]
        if word in _PARTICLES:
            return [_sure(_PARTICLES[word])]
        known = [one for one in self._known([word]) if one.origin is Origin.CURATED]
        if known:
            return [_sure(known[0].text)]
        if late or len(word) > LONGEST:
            return [_by_letters(word)]
        return self._guesses(word, best)

    def _guesses(self, word: str, best: int) -> list[_Option]:
        """Return the model's spellings of one word, with capitals and the article."""
        if not is_arabic(word):
            return [_sure(word)]
        if (word, best) not in self._spelled:
            self._spelled[word, best] = self._guessed(word, best)
        return self._spelled[word, best]

    def _guessed(self, word: str, best: int) -> list[_Option]:
        numbered = _NUMBERED.fullmatch(word)
        if not numbered:
            return [_by_letters(word)]
        # The model reads letters alone: إكسبو2020.
        before, after = map(key, numbered.groups())
        stem = _stem(word)
        articled = stem != word
        spellings = self._ready.get((stem, best))
        if spellings is None:
            (spellings,) = self._speller.spell_many([stem], best=best)
        found = []
        for one in spellings:
            text = f"{before}{_capital(one.text)}{after}"
            text = styled(word, f"al-{text}" if articled else text, self._style)
            score = math.log(max(one.score, 1e-9))
            found.append(_Option(text, score, Origin.ROMANISED))
        return found or [_by_letters(word)]

    def _servant(self, name: str, best: int) -> list[_Option]:
        """Return the spellings of عبد with a name of God: Abdul Rahman, Abdullah."""
        if name == "الله":
            return [_sure("Abdullah")]
        if given := given_names().get(key(f"عبد{name}")):
            tail = given.removeprefix("Abdul").removeprefix("Abdel").strip()
            return [_sure(f"Abdul {_capital(tail)}")]
        options = self._guesses(name.removeprefix("ال"), best)
        return [one._replace(text=f"Abdul {one.text}") for one in options]


def _stem(word: str) -> str:
    """Return a word without its article, if it is long enough to have one."""
    articled = word.startswith("ال") and len(word) >= len("ال") + _SHORTEST
    return word.removeprefix("ال") if articled else word


def _sure(text: str) -> _Option:
    return _Option(text, 0.0, Origin.CURATED)


def _by_letters(word: str) -> _Option:
    """Return a word as ALA-LC has it, without its signs."""
    letters = fold(by_rule(word, SCHEMES["ala-lc"])).translate(_SIGNS)
    return _Option(_capital(letters), 0.0, Origin.ROMANISED)


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]

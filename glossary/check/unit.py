"""A unit under review, taken apart once for all rules."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from glossary.arabic import Token, key
from glossary.arabic.tokens import WORD, split
from glossary.check.english import SIGNS, English

if TYPE_CHECKING:
    from glossary.arabic.tokens import Split
    from glossary.check.model import Pair
    from glossary.check.wanted import Wanted
    from glossary.matcher import Found


class Case(NamedTuple):
    """A term of the source with what its concepts ask of the target."""

    found: Found
    """Its first mention."""
    wanted: tuple[Wanted, ...]
    """Several where the form is ambiguous."""
    mentions: int
    weak: bool
    """Whether only morphology takes the words for the term."""


def words_in(chunk: str) -> list[str]:
    """Return the words of a stretch without spaces: none runs over a space."""
    word = chunk.strip(SIGNS)
    return [word] if word.isalpha() else WORD.findall(chunk)


def word_starts(chunk: str) -> list[int]:
    """Return where they stand in it."""
    word = chunk.lstrip(SIGNS)
    if word.rstrip(SIGNS).isalpha():
        return [len(chunk) - len(word)]
    return [match.start() for match in WORD.finditer(chunk)]


@dataclass(slots=True, eq=False)
class Unit:
    """A pair with its words, its terms and what satisfies them."""

    pair: Pair
    number: int
    """Its place in the job, from 0."""
    cases: tuple[Case, ...] = ()
    covered: set[int] = field(default_factory=set)
    """The target's words that stand for terms of the source."""
    satisfied: list[Case] = field(default_factory=list)
    lenient: list[Case] = field(default_factory=list)
    """Those of them that only another form or word satisfies."""
    repeated: list[Case] = field(default_factory=list)
    """Those of them that the source has more often than the target."""
    _english: English | None = None
    _tokens: list[Token] | None = None
    _split: Split | None = None

    @property
    def english(self) -> English:
        """The target's words."""
        if self._english is None:
            self._english = English(self.pair.target)
        return self._english

    @property
    def words(self) -> list[str]:
        """The source's words without their places, cheaper than ``split``."""
        return list(chain.from_iterable(map(words_in, self.pair.source.split())))

    @property
    def arabic(self) -> list[Token]:
        """The source's words."""
        if self._tokens is None:
            rows = zip(*self.split, strict=True)
            self._tokens = [
                Token(word, start, end, gap) for word, gap, start, end in rows
            ]
        return self._tokens

    @property
    def split(self) -> Split:
        """The source's words as parallel lists, cheaper than ``arabic``."""
        if self._split is None:
            self._split = split(self.pair.source)
        return self._split

    @property
    def document(self) -> tuple[str, str | None]:
        """What the unit is part of."""
        return self.pair.file, self.pair.document


@lru_cache(maxsize=1 << 15)
def folded(word: str) -> str:
    """Return the match key of a word without its article."""
    return key(word).removeprefix("ال")

"""Decide what each written word is made of, from lexicon, corpus and glossary.

A clitic is a hypothesis (``glossary.arabic.clitics``). It is accepted where the rest of
the word is attested and explains the word's own frequency; the reason is kept.
"""

from __future__ import annotations

import math
from itertools import repeat
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from glossary.arabic import Analysis, analyses, bare, key
from glossary.arabic.clitics import ARTICLE
from glossary.arabic.folding import keys
from glossary.lexicon import attachment, surplus

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from numpy.typing import NDArray

    from glossary.lexicon import Lexicon

OWN_WORD = 1.0
"""A surplus (powers of ten) above which a word is one of its own, not a clitic form."""

FAMILIAR = 3.0
"""A Zipf frequency from which a stem may stand without any other witness."""

FLOOR = 1.0
"""The Zipf frequency from which on the table knows words."""

SHORT_STEM = 2
_SUFFIXES = ("هما", "ها", "هم", "هن", "كم", "نا", "ه")
PRONOUN_ENDS = frozenset(suffix[-1] for suffix in _SUFFIXES)
"""Only words that end so can end in a pronoun."""


class Reading(NamedTuple):
    """The reading chosen for a word, with its witness."""

    proclitics: str
    article: bool
    stem: str
    """Bare, without proclitics and article; a possessive suffix stays on it."""
    possessive: bool
    """Whether the word ends in a pronoun: سفارتها, her embassy."""
    reason: str
    lexeme: str
    """The match key of the stem: what all forms of the word share."""

    @property
    def base(self) -> str:
        """The word without its proclitics, with its article."""
        return ARTICLE + self.stem if self.article else self.stem


class Readings:
    """The readings of a corpus's words; the same word always reads the same."""

    def __init__(
        self,
        lexicon: Lexicon,
        *,
        corpus: Mapping[str, int],
        known: Collection[str] = frozenset(),
    ) -> None:
        """Weigh hypotheses by ``corpus`` (bare forms with counts) and ``known`` keys.

        ``known`` holds match keys of single words that a glossary or gazetteer attests,
        without their article.
        """
        self._known = frozenset(known)
        self._corpus: dict[str, int] = {}
        # A hamza says that the alef is no article: إلهام, so that الهام is none either.
        self._whole: set[str] = set()
        for (word, count), folded in zip(
            corpus.items(), keys(list(corpus)), strict=True
        ):
            self._corpus[folded] = self._corpus.get(folded, 0) + count
            if folded.startswith("ال") and not word.startswith("ال"):
                self._whole.add(folded)
        self._lexicon = lexicon
        self._zipf: dict[str, float] = {}

    def learn(self, known: Collection[str]) -> None:
        """Take what a glossary or gazetteer attests, as the constructor does."""
        self._known = frozenset(known)

    def knows(self, folded: str) -> bool:
        """Tell whether a glossary or gazetteer attests a word, by its match key."""
        return folded in self._known

    def know(self, folded: Sequence[str]) -> NDArray[np.bool_]:
        """Tell the same of many match keys."""
        return np.fromiter(map(self._known.__contains__, folded), bool, len(folded))

    def counts(self, folded: Sequence[str]) -> NDArray[np.int64]:
        """Return how often the corpus has match keys, -1 where it has one not."""
        found = map(self._corpus.get, folded, repeat(-1))
        return np.fromiter(found, np.int64, len(folded))

    def zipfs(self, folded: Sequence[str]) -> NDArray[np.float64]:
        """Return the general frequencies of match keys, in their order."""
        return self._lexicon.zipfs(folded)

    def zipf(self, folded: str) -> float:
        """Return the general frequency of a match key (see ``Lexicon.zipf``)."""
        found = self._zipf.get(folded)
        if found is None:
            found = self._zipf[folded] = self._lexicon.zipf(folded)
        return found

    def read(self, word: str) -> Reading:
        """Choose the reading of a bare word."""
        options = analyses(word)
        if not options:
            return _whole(word, "too short to split")
        whole = options[0]
        if len(options) == 1:
            possessive = self._possessive(whole)
            return Reading(*whole, possessive, "no clitic by its letters", key(word))
        split, reason = self._split(word, [o for o in options if o.proclitics])
        chosen = split or self._articled(whole, options)
        if chosen.article and self.keeps_article(chosen.base, key(chosen.base)):
            chosen = Analysis(chosen.proclitics, False, chosen.base)  # noqa: FBT003
        possessive = self._possessive(chosen)
        return Reading(*chosen, possessive, reason, key(chosen.stem))

    def read_base(self, word: str) -> Reading:
        """Choose the reading of a word that is known to bear no proclitic."""
        options = [option for option in analyses(word) if not option.proclitics]
        if not options:
            return _whole(word, "too short to split")
        chosen = self._articled(options[0], options)
        if chosen.article and self.keeps_article(chosen.base, key(chosen.base)):
            chosen = options[0]
        reason = "a term's first word"
        return Reading(*chosen, False, reason, key(chosen.stem))  # noqa: FBT003

    def _split(self, word: str, options: list[Analysis]) -> tuple[Analysis | None, str]:
        """Choose among the readings with proclitics, or none of them."""
        own = key(word)
        if own in self._known or own.removeprefix("ال") in self._known:
            return None, "the glossary has the whole word"
        ranked = sorted(
            (
                self._excess(own, option),
                -self.zipf(key(option.base)) - option.article,
                option,
            )
            for option in options
            if self._attested(option)
        )
        if not ranked:
            return None, "no rest of the word is attested"
        excess, _, option = ranked[0]
        reason = f"{option.proclitics} + {option.base}: {excess:+.1f} powers of ten"
        if excess >= self._limit(own, option):
            return None, f"not {reason}"
        return self._deeper(option, [other for _, _, other in ranked]), reason

    def _excess(self, own: str, option: Analysis) -> float:
        """Return how much commoner the word is than the reading explains, rounded."""
        if key(option.stem) in self._known and not self.zipf(own):
            return -math.inf
        base = self.zipf(key(option.base))
        excess = surplus(self.zipf(own), base, option.proclitics)
        return round(excess - self._in_corpus(option, own), 1)

    def _deeper(self, option: Analysis, others: list[Analysis]) -> Analysis:
        """Return the reading that also splits what ``option`` leaves: ولإسرائيل."""
        before, rest = option.proclitics, key(option.base)
        for other in others:
            more = other.proclitics[len(before) :]
            if (
                other.proclitics.startswith(before)
                and more
                and surplus(self.zipf(rest), self.zipf(key(other.base)), more)
                < OWN_WORD
            ):
                return other
        return option

    def _limit(self, own: str, option: Analysis) -> float:
        """Return the surplus up to which the reading holds.

        Where the rest is a familiar noun and the word itself never bears the article,
        it is no noun of its own (لتنفيذ, beside بلدية), and the limit is higher; so it
        is for a proclitic before the article (للصحافيين).
        """
        rest, stem = self.zipf(key(option.base)), key(option.stem)
        noun = self.zipf(f"ال{stem}") >= FAMILIAR and rest >= FAMILIAR + 1
        definite = option.article and len(stem) > SHORT_STEM
        if (noun or definite) and not self.zipf(f"ال{own}"):
            return OWN_WORD + 1
        return OWN_WORD

    def _attested(self, option: Analysis) -> bool:
        """Tell whether anything besides this word itself knows the rest of it."""
        stem, base = key(option.stem), key(option.base)
        if stem in self._known or base in self._known or stem.isdecimal():
            return True
        if base in self._corpus or (option.article and stem in self._corpus):
            return True
        frequency = max(self.zipf(base), self.zipf(f"ال{stem}"))
        # بورهان is not ب + ورهان: a preposition never stands before a conjunction.
        if option.proclitics[-1] in "بلك" and base[:1] in "وف" and frequency < FAMILIAR:
            return False
        if option.article:
            return frequency > 0
        # A form too rare for the table to show is no evidence for what explains it.
        seen = self.zipf(key(option.proclitics + option.stem)) > 0
        expected = frequency + attachment(option.proclitics)
        return frequency > FAMILIAR - 1 and (seen or expected > FLOOR)

    def _in_corpus(self, option: Analysis, own: str) -> float:
        """Return how much the corpus speaks for a reading, in powers of ten."""
        seen = self._corpus.get(key(option.base), 0)
        if option.article:
            seen += self._corpus.get(key(option.stem), 0)
        if seen:
            return min(1.0, 0.3 + 0.2 * seen / self._corpus.get(own, 1))
        return 0.0

    def _articled(self, whole: Analysis, options: list[Analysis]) -> Analysis:
        """Choose between a word and its reading as article + stem."""
        for option in options:
            if option.article and not option.proclitics:
                own, stem = key(whole.stem), key(option.stem)
                # التقى is a verb, beside التقت: no article.
                if own.startswith("الت") and self.zipf(f"{own[:-1]}ت") >= FAMILIAR:
                    return whole
                # المانيا is whole where a gazetteer has ألمانيا.
                return (
                    whole if own in self._known and stem not in self._known else option
                )
        return whole

    def keeps_article(self, base: str, folded: str) -> bool:
        """Tell whether what looks like an article is part of a word (إلهام, الله).

        ``folded`` is the word's match key.
        """
        return folded in self._whole or base == "الله"

    def _possessive(self, chosen: Analysis) -> bool:
        """Tell whether the word ends in a pronoun; a definite word never does."""
        if chosen.article or key(chosen.stem) in self._known:
            return False
        own = self.zipf(key(chosen.stem))
        return any(
            self.zipf(key(stem)) > max(own + 0.3, FAMILIAR)
            and self.zipf(f"ال{key(stem)}") > FAMILIAR - 1
            for stem in without_suffix(chosen.stem)
        )


def _whole(word: str, reason: str) -> Reading:
    return Reading("", False, word, False, reason, key(word))  # noqa: FBT003


def without_suffix(word: str) -> list[str]:
    """Return what may stand before a pronoun: سفارة and سفارت of سفارتها."""
    found = []
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) > 2:  # noqa: PLR2004
            rest = word[: -len(suffix)]
            found.append(rest)
            if rest.endswith("ت"):
                found.append(rest[:-1] + "ة")
    return found


def word_keys(text: str) -> list[str]:
    """Return the lexeme keys of a term's words: no article, no proclitic removed."""
    keys = []
    for word in bare(text).split():
        stem = word[2:] if word.startswith("ال") and len(word) > 3 else word  # noqa: PLR2004
        keys.append(key(stem))
    return keys

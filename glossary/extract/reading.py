"""The readings of all words of a corpus at once: what ``Readings.read`` gives each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from glossary.arabic import analyses, key
from glossary.arabic.clitics import ARTICLE, SHORTEST
from glossary.lexicon import attachment, surplus
from glossary.readings import (
    FAMILIAR,
    FIRST,
    FLOOR,
    OWN_WORD,
    SHORT_STEM,
    without_suffix,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from glossary.arabic import Analysis
    from glossary.readings import Readings


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadWords:
    """The readings of words as parallel columns; see ``Reading``."""

    proclitics: list[str]
    article: NDArray[np.bool_]
    stem: list[str]
    possessive: NDArray[np.bool_]
    lexeme: list[str]

    def base(self, row: int) -> str:
        """Return a word without its proclitics, with its article."""
        return ARTICLE + self.stem[row] if self.article[row] else self.stem[row]


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """The hypotheses about some words but for the whole word, side by side."""

    row: NDArray[np.int64]
    """Which word."""
    analysis: list[Analysis]
    proclitics: list[str]
    article: NDArray[np.bool_]
    stem: list[str]
    """Match keys of the stem, and of the stem with its article."""
    base: list[str]

    own: list[str]
    """The match key of each word."""

    def considered(self) -> set[str]:
        """Return the match keys that any reading of any word has."""
        own = (one for one in self.own if len(one) >= SHORTEST)
        return {*own, *self.stem, *self.base}


def read_words(
    words: Sequence[str], readings: Readings, options: Options | None = None
) -> ReadWords:
    """Read bare words as ``readings`` reads each; ``options`` are theirs."""
    options = options or hypotheses(words)
    own = options.own
    proclitics, stem = [""] * len(words), list(words)
    article = np.zeros(len(words), bool)
    chosen = _articled(options, own, readings)
    chosen.update(_split(options, own, readings))
    for row, one in chosen.items():
        kept = one.article and readings.keeps_article(one)
        proclitics[row], stem[row] = one.proclitics, one.base if kept else one.stem
        article[row] = one.article and not kept
    lexeme = [key(stem[row]) if row in chosen else name for row, name in enumerate(own)]
    return ReadWords(
        proclitics=proclitics,
        article=article,
        stem=stem,
        possessive=_possessive(stem, lexeme, article, readings),
        lexeme=lexeme,
    )


def joined_words(parts: Sequence[ReadWords]) -> ReadWords:
    """Put the readings of words one after the other."""
    return ReadWords(
        proclitics=[one for part in parts for one in part.proclitics],
        article=np.concatenate([part.article for part in parts]),
        stem=[one for part in parts for one in part.stem],
        possessive=np.concatenate([part.possessive for part in parts]),
        lexeme=[one for part in parts for one in part.lexeme],
    )


def hypotheses(words: Sequence[str]) -> Options:
    """Return what bare words may be made of."""
    rows: list[int] = []
    found: list[Analysis] = []
    for row, word in enumerate(words):
        if word[:1] in FIRST:
            more = analyses(word)[1:]
            found += more
            rows += [row] * len(more)
    stem = [key(one.stem) for one in found]
    base = [
        key(one.base) if one.article else name
        for one, name in zip(found, stem, strict=True)
    ]
    return Options(
        own=list(map(key, words)),
        row=np.array(rows, np.int64),
        analysis=found,
        proclitics=[one.proclitics for one in found],
        article=np.array([one.article for one in found], bool),
        stem=stem,
        base=base,
    )


def _articled(
    options: Options, own: list[str], readings: Readings
) -> dict[int, Analysis]:
    """Return the words that are article and stem, unless they bear a proclitic."""
    plain = np.array([not one for one in options.proclitics], bool)
    places = np.flatnonzero(plain & options.article).tolist()
    rows = options.row[places].tolist()
    verbs = [f"{own[row][:-1]}ت" if own[row].startswith("الت") else "" for row in rows]
    feminine = (readings.zipfs(verbs) >= FAMILIAR).tolist()
    return {
        row: options.analysis[place]
        for row, place, verb in zip(rows, places, feminine, strict=True)
        if not verb
        and (readings.knows(options.stem[place]) or not readings.knows(own[row]))
    }


def _split(options: Options, own: list[str], readings: Readings) -> dict[int, Analysis]:
    """Return the words that bear a proclitic."""
    borne = np.array([bool(one) for one in options.proclitics], bool)
    whole = np.array(
        [
            readings.knows(own[row]) or readings.knows(own[row].removeprefix(ARTICLE))
            for row in options.row.tolist()
        ],
        bool,
    )
    places = np.flatnonzero(borne & ~whole)
    excess, rest = _weighed(places, options, own, readings)
    fine = ~np.isnan(excess)
    places, excess, rest = places[fine], excess[fine], rest[fine]
    rows = options.row[places]
    second = -rest - options.article[places]
    order = np.lexsort((second, excess, rows))
    runs = np.flatnonzero(np.diff(rows[order], prepend=-1))
    found: dict[int, Analysis] = {}
    limits = _limits(places, rest, options, own, readings).tolist()
    for run in np.split(order, runs[1:]) if len(runs) else []:
        ranked = run.tolist()
        if len(ranked) > 1:
            ranked.sort(
                key=lambda one: (
                    excess[one],
                    second[one],
                    options.analysis[places[one]],
                )
            )
        first = ranked[0]
        if excess[first] < limits[first]:
            found[int(rows[first])] = _deeper(
                [options.analysis[places[one]] for one in ranked], readings
            )
    return found


def _weighed(
    places: NDArray[np.int64], options: Options, own: list[str], readings: Readings
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return how much commoner each word is than its reading explains, rounded.

    NaN where nothing else attests the rest of the word. Also return the frequency of
    the rest.
    """
    stems = [options.stem[place] for place in places.tolist()]
    bases = [options.base[place] for place in places.tolist()]
    rows = options.row[places].tolist()
    article = options.article[places]
    words = [own[row] for row in rows]
    proclitics = [options.proclitics[place] for place in places.tolist()]
    attached = np.array([attachment(one) for one in proclitics])
    rest, whole = readings.zipfs(bases), readings.zipfs(words)
    known = np.array([readings.knows(stem) for stem in stems], bool)
    attested = known | np.array([stem.isdecimal() for stem in stems], bool)
    attested |= np.array([readings.knows(base) for base in bases], bool)
    in_bases = np.array([readings.count(base) for base in bases], np.int64)
    in_stems = np.array([readings.count(stem) for stem in stems], np.int64)
    seen = np.where(
        article, np.maximum(in_bases, 0) + np.maximum(in_stems, 0), in_bases
    )
    attested |= (in_bases >= 0) | (article & (in_stems >= 0))
    frequency = np.maximum(rest, readings.zipfs([f"ال{stem}" for stem in stems]))
    odd = np.array(
        [
            one[-1] in "بلك" and base[:1] in "وف"
            for one, base in zip(proclitics, bases, strict=True)
        ],
        bool,
    )
    common = frequency > FAMILIAR - 1
    common &= (whole > 0) | (frequency + attached > FLOOR)
    general = np.where(article, frequency > 0, common)
    attested |= general & ~(odd & (frequency < FAMILIAR))
    each = np.array([max(1, readings.count(word)) for word in words])
    corpus = np.where(seen > 0, np.minimum(1.0, 0.3 + 0.2 * seen / each), 0.0)
    left = np.where(rest > 0, whole - (rest + attached), np.inf)
    left = np.where((whole == 0), -np.inf, left) - corpus
    excess = np.array([round(one, 1) for one in left.tolist()])
    excess[known & (whole == 0)] = -np.inf
    excess[~attested] = np.nan
    return excess, rest


def _limits(
    places: NDArray[np.int64],
    rest: NDArray[np.float64],
    options: Options,
    own: list[str],
    readings: Readings,
) -> NDArray[np.float64]:
    """Return the surplus up to which each reading holds (``Readings``)."""
    stems = [options.stem[place] for place in places.tolist()]
    words = [f"ال{own[row]}" for row in options.row[places].tolist()]
    noun = readings.zipfs([f"ال{stem}" for stem in stems]) >= FAMILIAR
    noun &= rest >= FAMILIAR + 1
    long = np.array([len(stem) > SHORT_STEM for stem in stems], bool)
    definite = options.article[places] & long
    higher = (noun | definite) & (readings.zipfs(words) == 0)
    return np.where(higher, OWN_WORD + 1, OWN_WORD)


def _deeper(ranked: list[Analysis], readings: Readings) -> Analysis:
    """Return the reading that also splits what the first leaves: ولإسرائيل."""
    option = ranked[0]
    before = option.proclitics
    for other in ranked:
        more = other.proclitics[len(before) :]
        if more and other.proclitics.startswith(before):
            rest, base = readings.zipf(key(option.base)), readings.zipf(key(other.base))
            if surplus(rest, base, more) < OWN_WORD:
                return other
    return option


def _possessive(
    stems: list[str],
    lexemes: list[str],
    article: NDArray[np.bool_],
    readings: Readings,
) -> NDArray[np.bool_]:
    """Tell which words end in a pronoun; a definite word never does."""
    rows: list[int] = []
    rests: list[str] = []
    for row, stem in enumerate(stems):
        rest = without_suffix(stem)
        if rest and not article[row] and not readings.knows(lexemes[row]):
            rests += map(key, rest)
            rows += [row] * len(rest)
    own = readings.zipfs([lexemes[row] for row in rows])
    alone = readings.zipfs(rests) > np.maximum(own + 0.3, FAMILIAR)
    noun = readings.zipfs([f"ال{rest}" for rest in rests]) > FAMILIAR - 1
    found = np.zeros(len(stems), bool)
    found[np.array(rows, np.int64)[alone & noun]] = True
    return found

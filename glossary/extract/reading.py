"""The readings of all words of a corpus at once: what ``Readings.read`` gives each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from glossary.arabic import key
from glossary.arabic.clitics import ARTICLE
from glossary.extract.counting import distinct
from glossary.extract.hypotheses import hypotheses
from glossary.lexicon import attachment, surplus
from glossary.readings import (
    FAMILIAR,
    FLOOR,
    OWN_WORD,
    PRONOUN_ENDS,
    SHORT_STEM,
    without_suffix,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from glossary.extract.hypotheses import Options
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


def read_words(
    words: Sequence[str], readings: Readings, options: Options | None = None
) -> ReadWords:
    """Read bare words as ``readings`` reads each; ``options`` are theirs."""
    options = options or hypotheses(words)
    proclitics, stem, lexeme = [""] * len(words), list(words), list(options.own)
    article = np.zeros(len(words), bool)
    chosen = _articled(options, readings)
    chosen.update(_split(options, readings))
    places = list(chosen.values())
    cuts, articles = options.cut[places].tolist(), options.article[places].tolist()
    for row, place, cut, definite in zip(chosen, places, cuts, articles, strict=True):
        text, base = words[row][cut:], options.base[place]
        proclitics[row] = options.proclitics[place]
        if definite and readings.keeps_article(ARTICLE + text, base):
            stem[row], lexeme[row] = ARTICLE + text, base
        else:
            stem[row], lexeme[row] = text, options.stem[place]
            article[row] = definite
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


def _articled(options: Options, readings: Readings) -> dict[int, int]:
    """Return the words that are article and stem, unless they bear a proclitic."""
    own = options.own
    plain = np.array([not one for one in options.proclitics], bool)
    places = np.flatnonzero(plain & options.article).tolist()
    rows = options.row[places].tolist()
    verbs = [f"{own[row][:-1]}ت" if own[row].startswith("الت") else "" for row in rows]
    feminine = (readings.zipfs(verbs) >= FAMILIAR).tolist()
    return {
        row: place
        for row, place, verb in zip(rows, places, feminine, strict=True)
        if not verb
        and (readings.knows(options.stem[place]) or not readings.knows(own[row]))
    }


class _Borne(NamedTuple):
    """The hypotheses with proclitics of words that nothing knows; parallel columns."""

    place: NDArray[np.int64]
    """Which of the options."""
    row: NDArray[np.int64]
    own: list[str]
    proclitics: list[str]
    article: NDArray[np.bool_]
    stem: list[str]
    base: list[str]
    whole: NDArray[np.float64]
    rest: NDArray[np.float64]
    definite: NDArray[np.float64]
    """Frequencies of the word, of its base, and of its stem with the article."""

    @classmethod
    def among(cls, options: Options, readings: Readings) -> _Borne:
        """Choose among the options."""
        borne = np.array([bool(one) for one in options.proclitics], bool)
        some = distinct(options.row[borne])
        names = [options.own[row] for row in some.tolist()]
        known = np.zeros(len(options.own), bool)
        known[some] = readings.know(names)
        known[some] |= readings.know([one.removeprefix(ARTICLE) for one in names])
        place = np.flatnonzero(borne & ~known[options.row])
        places = place.tolist()
        row = options.row[place]
        own = [options.own[one] for one in row.tolist()]
        stem = [options.stem[one] for one in places]
        base = [options.base[one] for one in places]
        return cls(
            place=place,
            row=row,
            own=own,
            proclitics=[options.proclitics[one] for one in places],
            article=options.article[place],
            stem=stem,
            base=base,
            whole=readings.zipfs(own),
            rest=readings.zipfs(base),
            definite=readings.zipfs([ARTICLE + one for one in stem]),
        )


def _split(options: Options, readings: Readings) -> dict[int, int]:
    """Return the words that bear a proclitic."""
    borne = _Borne.among(options, readings)
    excess = _excess(borne, readings)
    second = -borne.rest - borne.article
    fine = np.flatnonzero(~np.isnan(excess))
    order = fine[np.lexsort((second[fine], excess[fine], borne.row[fine]))]
    heads = np.flatnonzero(np.diff(borne.row[order], prepend=-1))
    sizes = np.diff(heads, append=len(order))
    _untie(order, heads, (excess, second), options, borne)
    first = order[heads]
    chosen = excess[first] < _limits(first, borne, readings)
    winners = (one[chosen].tolist() for one in (heads, sizes, first))
    ranked = order.tolist()
    found: dict[int, int] = {}
    for head, size, one in zip(*winners, strict=True):
        best = _deeper(ranked[head : head + size], borne) if size > 1 else one
        found[int(borne.row[one])] = int(borne.place[best])
    return found


def _untie(
    order: NDArray[np.int64],
    heads: NDArray[np.int64],
    keys: tuple[NDArray[np.float64], NDArray[np.float64]],
    options: Options,
    borne: _Borne,
) -> None:
    """Put hypotheses of a word that weigh the same into the order of their letters."""
    columns = [one[order] for one in (borne.row, *keys)]
    same = np.logical_and.reduce([one[1:] == one[:-1] for one in columns])
    ends = np.append(heads[1:], len(order))
    for run in distinct(np.searchsorted(ends, np.flatnonzero(same), "right")).tolist():
        here = slice(heads[run], ends[run])
        order[here] = sorted(
            order[here].tolist(),
            key=lambda one: (
                *(column[one] for column in keys),
                options.analysis(int(borne.place[one])),
            ),
        )


def _excess(borne: _Borne, readings: Readings) -> NDArray[np.float64]:
    """Return how much commoner each word is than its reading explains, rounded.

    NaN where nothing else attests the rest of the word.
    """
    attached = {one: attachment(one) for one in set(borne.proclitics)}
    share = np.array([attached[one] for one in borne.proclitics])
    known = readings.know(borne.stem)
    attested = known | np.array([stem.isdecimal() for stem in borne.stem], bool)
    attested |= readings.know(borne.base)
    in_bases, in_stems = readings.counts(borne.base), readings.counts(borne.stem)
    seen = np.where(
        borne.article, np.maximum(in_bases, 0) + np.maximum(in_stems, 0), in_bases
    )
    attested |= (in_bases >= 0) | (borne.article & (in_stems >= 0))
    frequency = np.maximum(borne.rest, borne.definite)
    odd = np.array(
        [
            one[-1] in "بلك" and base[:1] in "وف"
            for one, base in zip(borne.proclitics, borne.base, strict=True)
        ],
        bool,
    )
    common = frequency > FAMILIAR - 1
    common &= (borne.whole > 0) | (frequency + share > FLOOR)
    general = np.where(borne.article, frequency > 0, common)
    attested |= general & ~(odd & (frequency < FAMILIAR))
    each = np.maximum(readings.counts(borne.own), 1)
    corpus = np.where(seen > 0, np.minimum(1.0, 0.3 + 0.2 * seen / each), 0.0)
    left = np.where(borne.rest > 0, borne.whole - (borne.rest + share), np.inf)
    left = np.where(borne.whole == 0, -np.inf, left) - corpus
    excess = np.array([round(one, 1) for one in left.tolist()])
    excess[known & (borne.whole == 0)] = -np.inf
    excess[~attested] = np.nan
    return excess


def _limits(
    some: NDArray[np.int64], borne: _Borne, readings: Readings
) -> NDArray[np.float64]:
    """Return the surplus up to which some readings hold (``Readings``)."""
    noun = (borne.definite[some] >= FAMILIAR) & (borne.rest[some] >= FAMILIAR + 1)
    rows = some.tolist()
    long = np.array([len(borne.stem[one]) > SHORT_STEM for one in rows], bool)
    articled = readings.zipfs([ARTICLE + borne.own[one] for one in rows])
    higher = (noun | (borne.article[some] & long)) & (articled == 0)
    return np.where(higher, OWN_WORD + 1, OWN_WORD)


def _deeper(ranked: Sequence[int], borne: _Borne) -> int:
    """Return the reading that also splits what the first leaves: ولإسرائيل."""
    option = ranked[0]
    before = borne.proclitics[option]
    for other in ranked:
        more = borne.proclitics[other][len(before) :]
        if more and borne.proclitics[other].startswith(before):
            rest, base = float(borne.rest[option]), float(borne.rest[other])
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
    definite = article.tolist()
    for row, stem in enumerate(stems):
        if stem[-1:] not in PRONOUN_ENDS or definite[row]:
            continue
        rest = without_suffix(stem)
        if rest and not readings.knows(lexemes[row]):
            rests += map(key, rest)
            rows += [row] * len(rest)
    own = readings.zipfs([lexemes[row] for row in rows])
    alone = readings.zipfs(rests) > np.maximum(own + 0.3, FAMILIAR)
    noun = readings.zipfs([f"ال{rest}" for rest in rests]) > FAMILIAR - 1
    found = np.zeros(len(stems), bool)
    found[np.array(rows, np.int64)[alone & noun]] = True
    return found

"""Which English names of a list an Arabic name could be, with one to six words each.

A shortlist by single words, then the best pairing of words for each name on it. A
score is a sum of log odds: what the word pairs say, less what words left out cost.
"""

from __future__ import annotations

from itertools import islice, pairwise
from typing import TYPE_CHECKING, NamedTuple, Protocol

import numpy as np

from glossary.arabic import is_arabic
from glossary.names.assign import WordScores, assign
from glossary.names.parts import MOST, arabic_words, initials, joined, latin_words
from glossary.names.sources import near, numbered
from glossary.names.vocabulary import Vocabulary, initial_score, table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from glossary.names.known import KnownNames
    from glossary.names.parts import ArabicWord
    from glossary.names.sources import Sources
    from glossary.names.vocabulary import Floats, Ints

NEAREST = 32
"""English words that the shortlist tries for each Arabic one."""

SHORTLIST = 32
"""Names whose words are all compared."""

KNOWN_WORD, KNOWN_NAME = 8.0, 12.0
"""Log odds of a word pair, and of a whole name beside its words, that is known."""

_CALIBRATION = (3.47, 0.401, -2.156, -0.682)
"""Of the confidence: a constant, the total, each word up to four, the list's log size.
Fitted by logistic regression on GeoNames' names and our given names, singly and in
twos and threes, in lists of 100 to 1,000 names that lack every second one."""
_SMALLEST = 100

_CHUNK = 8192
_NEVER = np.float32(-1e6)


class WordModel(Protocol):
    """What matching needs of the character model (``glossary.names.model``)."""

    def score(self, arabic: Sequence[str], latin: Sequence[str]) -> Floats:
        """Return the log odds of parallel words being one name."""

    def rank(
        self, arabic: Sequence[str], latin: Sequence[str], *, top: int
    ) -> tuple[Ints, Floats]:
        """Return for each Arabic word the places of its best Latin ones, and scores."""


class Match(NamedTuple):
    """An English name for an Arabic one."""

    target: int
    """Its place in the list."""
    score: float
    """How sure it is, 0-1."""


def match(
    sources: Iterable[str],
    targets: Sequence[str],
    *,
    model: WordModel,
    known: KnownNames,
    top: int = 1,
) -> Iterator[list[Match]]:
    """Yield for each Arabic name its best ``top`` English names, best first.

    Nothing for a blank name and where no target is one. Equals keep the order of the
    list. Sources are read as they are needed, some thousands at a time.
    """
    matcher = Matcher(targets, model=model, known=known)
    rest = iter(sources)
    while chunk := list(islice(rest, _CHUNK)):
        yield from matcher.match(chunk, top=top)


class Matcher:
    """A list of English names, ready to be searched."""

    def __init__(
        self, targets: Sequence[str], *, model: WordModel, known: KnownNames
    ) -> None:
        self._model, self._known = model, known
        self._english = Vocabulary([latin_words(name) for name in targets])
        self._whole: dict[str, list[int]] = {}
        for place, name in enumerate(targets):
            if letters := joined(name):
                self._whole.setdefault(letters, []).append(place)

    def match(self, sources: Sequence[str], *, top: int = 1) -> list[list[Match]]:
        """Return for each Arabic name its best ``top`` English names, best first."""
        words = [arabic_words(name) for name in sources]
        known = [
            self._known_places(name, parts)
            for name, parts in zip(sources, words, strict=True)
        ]
        chunk = numbered(words)
        rows, columns = self._shortlist(chunk, known, max(top, SHORTLIST))
        if not len(rows):
            return [[] for _ in sources]
        totals = self._totals(chunk, rows, columns)
        sure = {(row, place) for row, places in enumerate(known) for place in places}
        pairs = zip(rows.tolist(), columns.tolist(), strict=True)
        certain = np.array([pair in sure for pair in pairs])
        least = KNOWN_WORD * chunk.lengths[rows]
        totals = np.where(certain, np.maximum(totals, least) + KNOWN_NAME, totals)
        scores = confidence(totals, chunk.lengths[rows], len(self._english.count))
        best = _best(rows, columns, totals, scores, top)
        return [best.get(row, []) for row in range(len(sources))]

    def _known_places(self, name: str, words: list[ArabicWord]) -> list[int]:
        """Return the targets that are known to be this name's English."""
        if not words:
            return []
        if not is_arabic(name):
            return self._whole.get(joined(name), [])
        first, *others = words
        rest = " ".join(word.forms[0].text for word in others)
        english: set[str] = set()
        for form in first.forms:
            found = self._known.name(f"{form.text} {rest}".strip())
            if found:
                english |= found
                break
        if letters := initials(words):
            english.add(letters)
        places = {place for text in english for place in self._whole.get(text, ())}
        return sorted(places)

    def _shortlist(
        self, chunk: Sources, known: list[list[int]], top: int
    ) -> tuple[Ints, Ints]:
        """Return the pairs (source, target) worth comparing, by source."""
        places, scores = self._nearest(chunk)
        entries = near(chunk, places, scores)
        rows, columns = self._english.names_of(*entries, top=top)
        more = [(row, place) for row, found in enumerate(known) for place in found]
        if more:
            extra = np.array(more, dtype=np.int64)
            rows = np.concatenate([rows, extra[:, 0]])
            columns = np.concatenate([columns, extra[:, 1]])
        both = np.unique(np.stack([rows, columns], axis=1), axis=0)
        return both[:, 0], both[:, 1]

    def _nearest(self, chunk: Sources) -> tuple[Ints, Floats]:
        """Return the nearest English words of each form, known ones first."""
        units, texts = self._english.units, chunk.texts
        top = min(NEAREST, len(units)) if len(texts) else 0
        places = np.full((len(texts), top), -1, dtype=np.int64)
        scores = np.full((len(texts), top), _NEVER, dtype=np.float32)
        if not top:
            return places, scores
        likely = [texts[place] for place in chunk.likely.tolist()]
        ranked = self._model.rank(likely, units, top=top)
        places[chunk.likely], scores[chunk.likely] = ranked
        sure = [
            [
                self._english.place[word]
                for word in sorted(self._known.word(text))
                if word in self._english.place
            ]
            for text in texts
        ]
        width = max(map(len, sure))
        more = table(sure, width)
        known = np.where(more >= 0, np.float32(KNOWN_WORD), _NEVER)
        return (
            np.concatenate([more, places], axis=1),
            np.concatenate([known, scores], axis=1, dtype=np.float32),
        )

    def _totals(self, chunk: Sources, rows: Ints, columns: Ints) -> Floats:
        """Return the score of each pair of names by its best pairing of words."""
        left, right = chunk.lengths[rows], self._english.count[columns]
        groups = []
        for shape in np.unique(left * (MOST + 1) + right).tolist():
            a, e = divmod(shape, MOST + 1)
            here = np.flatnonzero((left == a) & (right == e))
            groups.append((here, a, e, self._codes(chunk, rows[here], columns[here])))
        used = [np.unique(code) for *_, codes in groups for code in codes]
        distinct = np.unique(np.concatenate(used))
        distinct = distinct[distinct >= 0]
        values = np.append(self._values(chunk.texts, distinct), _NEVER)
        totals = np.empty(len(rows), dtype=np.float32)
        for here, a, e, codes in groups:
            costs = chunk.form_cost[rows[here], :a, :, None]
            found = [
                _scores(code, distinct, values, costs[:, : code.shape[1]])
                for code in codes
            ]
            totals[here] = assign(
                WordScores(
                    found[0],
                    found[1],
                    found[2],
                    chunk.cost[rows[here], :a],
                    self._english.cost[columns[here], :e],
                )
            )
        return totals

    def _codes(self, chunk: Sources, rows: Ints, columns: Ints) -> tuple[Ints, ...]:
        """Return the word pairs of pairs of names with as many words as each other.

        Word by word, two joined by word, word by two joined (see ``WordScores``), each
        with the forms of the Arabic word before the English one.
        """
        left = int(chunk.lengths[rows[0]])
        right = int(self._english.count[columns[0]])
        forms = chunk.forms[rows, :left]
        joins = chunk.joined[rows, : max(left - 1, 0)]
        words = self._english.words[columns, :right][:, None, None, :]
        pairs = self._english.joined[columns, : max(right - 1, 0)][:, None, None, :]
        width = len(self._english.units)
        return (
            _coded(forms, words, width),
            _coded(joins, words, width),
            _coded(forms, pairs, width),
        )

    def _values(self, texts: list[str], codes: Ints) -> Floats:
        """Return the score of each coded pair of an Arabic form and an English unit."""
        units = self._english.units
        left, right = np.divmod(codes, len(units))
        arabic = [texts[place] for place in left.tolist()]
        latin = [units[place] for place in right.tolist()]
        values: Floats = np.maximum(self._model.score(arabic, latin), _NEVER)
        for place, (one, other) in enumerate(zip(arabic, latin, strict=True)):
            if len(one) == 1 or len(other) == 1:
                values[place] = initial_score(one, other)
        sure = [
            form * len(units) + self._english.place[word]
            for form, text in enumerate(texts)
            for word in self._known.word(text)
            if word in self._english.place
        ]
        certain = np.isin(codes, np.array(sure, dtype=np.int64))
        values[certain] = np.maximum(values[certain], KNOWN_WORD)
        return values


def _coded(forms: Ints, units: Ints, width: int) -> Ints:
    """Return one number for each pair of a form and a unit, -1 for none."""
    codes = forms[..., None] * width + units
    return np.where((forms[..., None] >= 0) & (units >= 0), codes, -1)


def _scores(codes: Ints, distinct: Ints, values: Floats, costs: Floats) -> Floats:
    """Return the score of the best form for each coded pair of words."""
    place = np.searchsorted(distinct, codes)
    place[codes < 0] = len(distinct)
    best: Floats = (values[place] - costs).max(axis=2)
    return best


def _best(
    rows: Ints, columns: Ints, totals: Floats, scores: NDArray[np.float64], top: int
) -> dict[int, list[Match]]:
    """Return the best targets of each source that has any, with their confidence."""
    order = np.lexsort((columns, -totals, rows))
    sources, starts = np.unique(rows[order], return_index=True)
    bounds = [*starts.tolist(), len(rows)]
    found = {}
    for source, (start, end) in zip(sources.tolist(), pairwise(bounds), strict=True):
        best = order[start : min(end, start + top)].tolist()
        found[source] = [
            Match(int(columns[one]), round(float(scores[one]), 4)) for one in best
        ]
    return found


def confidence(totals: Floats, words: Ints, size: int) -> NDArray[np.float64]:
    """Return how likely names with these totals are one name, 0-1.

    ``words`` are those of the Arabic names: by chance longer ones gain more. ``size``
    is that of the list: in a longer one more look alike.
    """
    constant, total, word, names = _CALIBRATION
    odds = constant + total * totals.astype(np.float64)
    odds += word * np.minimum(words, 4) + names * np.log(max(size, _SMALLEST))
    found: NDArray[np.float64] = 1 / (1 + np.exp(-np.clip(odds, -40, 40)))
    return found

"""The character model of names: match Arabic with Latin words, and spell them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from glossary.names.alphabet import arabic_letters, latin_letters
from glossary.names.reader import FLOOR, Reader, likelihood
from glossary.names.shortlist import every, expected, observed, shortlist
from glossary.names.tables import unpack
from glossary.names.writer import BEAM, CLASSES, Attested, Writer

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from glossary.names.network import Floats

NEVER = -np.inf
"""The score of a pair of which one side has no letters to compare."""
_SHORTLIST = 128
"""Latin words scored with care for each Arabic one, at least."""
_FEW = 256
"""So many Latin words or fewer are all scored."""
_PRIOR = 0.3
"""Share of the log-probability of a Latin spelling that counts in matching."""
_KNEE = -5.0
_FADE = 0.1
_LONG = 8
_CLASSES_FROM = 3
"""Features before those of the classes."""


class Spelling(NamedTuple):
    """A Latin spelling in lower case; ``score`` is its share among those found, 0–1."""

    text: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class NameModel:
    """The packaged tables; words may be written in any way, hamza and marks included.

    Words bear no proclitics. The article may be there or not, on either side.
    """

    reader: Reader
    writer: Writer
    attested: Attested
    weights: Floats
    """Of the choice between spellings: written, read back, letters, then classes."""
    calibration: Floats
    """Of the confidence, as :func:`evidence` has it."""

    def score(self, arabic: Sequence[str], latin: Sequence[str]) -> NDArray[np.float32]:
        """Return how much likelier each pair is one name than two, as log-odds.

        The Arabic's log-probability given the Latin, less that of the Arabic in any
        name, and a little for a spelling in wide use: above 0 speaks for one name.
        ``NEVER`` where a word has no letters of its script, or more than 24.
        """
        ones, first = _distinct(arabic, arabic_letters)
        others, second = _distinct(latin, latin_letters)
        if len(first) != len(second):
            raise ValueError(f"{len(first)} Arabic words for {len(second)} Latin ones")
        if not len(first):
            return np.zeros(0, np.float32)
        prepared = self.reader.arabic(ones)
        values = likelihood(prepared, self.reader.latin(others), (first, second))
        values += self._use(others)[second] - prepared.background[first]
        empty = (prepared.lengths[first] == 0) | _empty(others)[second]
        return np.where(empty, np.float32(NEVER), values)

    def confidence(
        self, scores: NDArray[np.float32], arabic: Sequence[str]
    ) -> NDArray[np.float32]:
        """Return how likely each pair is one name, 0–1, of scores and Arabic words.

        Calibrated where a name and its nearest look-alike among a thousand are equally
        likely to be asked about.
        """
        words, numbers = _distinct(arabic, arabic_letters)
        letters = np.array([len(word) for word in words], np.float32)[numbers]
        usable = np.isfinite(scores) & (letters > 0)
        safe = np.where(usable, scores, 0).astype(np.float32)
        odds = np.clip(evidence(safe, letters) @ self.calibration, -30, 30)
        return np.where(usable, 1 / (1 + np.exp(-odds)), 0).astype(np.float32)

    def rank(
        self, arabic: Sequence[str], latin: Sequence[str], *, top: int
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Return the numbers and scores of the best Latin words of each Arabic one.

        Two arrays of a row for each Arabic word, best first, as wide as ``top`` or the
        number of Latin words; scores as in :meth:`score`. Equals come in their order.
        """
        width = max(0, min(top, len(latin)))
        ones, first = _distinct(arabic, arabic_letters)
        others, second = _distinct(latin, latin_letters)
        if not ones or not width:
            empty = (len(arabic), width)
            return np.zeros(empty, np.int64), np.zeros(empty, np.float32)
        found, scores = self._candidates(ones, others, width)
        # One row for each distinct word: spread the Latin ones that are written alike.
        twins = np.argsort(second, kind="stable")
        counts = np.bincount(second, minlength=len(others))
        begins = np.cumsum(counts) - counts
        numbers = np.empty((len(ones), width), np.int64)
        values = np.empty((len(ones), width), np.float32)
        for row in range(len(ones)):
            many = counts[found[row]]
            places = np.repeat(begins[found[row]] - np.cumsum(many) + many, many)
            spread = twins[places + np.arange(len(places))]
            best = np.lexsort((spread, -np.repeat(scores[row], many)))[:width]
            numbers[row] = spread[best]
            values[row] = np.repeat(scores[row], many)[best]
        return numbers[first], values[first]

    def _candidates(
        self, ones: Sequence[str], others: Sequence[str], width: int
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Return for each Arabic word a shortlist of Latin ones and their scores."""
        arabic, latin = self.reader.arabic(ones), self.reader.latin(others)
        if len(others) <= _FEW:
            found = every(arabic, latin)
        else:
            profile = expected(self.reader, latin)
            found = shortlist(observed(ones), profile, max(_SHORTLIST, 2 * width))
        rows = np.repeat(np.arange(len(ones)), found.shape[1])
        values = likelihood(arabic, latin, (rows, found.reshape(-1)))
        scores = values.reshape(found.shape) - arabic.background[:, None]
        scores += self._use(others)[found]
        empty = (arabic.lengths == 0)[:, None] | _empty(others)[found]
        return found, np.where(empty, np.float32(NEVER), scores)

    def _use(self, words: Sequence[str]) -> Floats:
        """Return what the use of each Latin word adds to its scores."""
        classes = self.weights[_CLASSES_FROM:]
        return np.float32(_PRIOR) * classes[self.attested.classes(words)]

    def spell(self, arabic: str, *, best: int = 1) -> list[Spelling]:
        """Return the likeliest Latin spellings of a word, best first."""
        return self.spell_many([arabic], best=best)[0]

    def spell_many(
        self, arabic: Sequence[str], *, best: int = 1, width: int = BEAM
    ) -> list[list[Spelling]]:
        """Return the likeliest spellings of each word, faster than one by one.

        A narrower beam (``width``) is quicker, and its best spelling seldom another.
        """
        ones, first = _distinct(arabic, arabic_letters)
        chosen = [
            _choice(texts, values, best) for texts, values in self.weighed(ones, width)
        ]
        return [list(chosen[number]) for number in first]

    def weighed(
        self, ones: Sequence[str], width: int = BEAM
    ) -> list[tuple[list[str], Floats]]:
        """Return each word's spellings with their weighed scores."""
        texts, features = self.features(ones, width)
        values = [rows @ self.weights for rows in features]
        return list(zip(texts, values, strict=True))

    def features(
        self, ones: Sequence[str], width: int = BEAM
    ) -> tuple[list[list[str]], list[Floats]]:
        """Return the spellings found for each word, and a row of features for each."""
        beams = [
            [(text, score) for text, score in beam if text]
            for beam in self.writer.beams(ones, width=width)
        ]
        counts = [len(beam) for beam in beams]
        texts = [text for beam in beams for text, _ in beam]
        written = np.array([score for beam in beams for _, score in beam], np.float32)
        if not texts:
            return [[] for _ in ones], [_features(written, written, []) for _ in ones]
        owners = np.repeat(np.arange(len(ones)), counts)
        short = [latin_letters(text) for text in texts]
        read = likelihood(
            self.reader.arabic(ones),
            self.reader.latin(short),
            (owners, np.arange(len(texts))),
        )
        rows = _features(written, read, texts)
        rows[np.arange(len(texts)), _CLASSES_FROM + self.attested.classes(texts)] = 1
        cuts = np.cumsum(counts)[:-1]
        return (
            [[text for text, _ in beam] for beam in beams],
            list(np.split(rows, cuts)),
        )


def evidence(scores: Floats, letters: Floats) -> Floats:
    """Return what the confidence is made of, for scores and numbers of Arabic letters.

    Far below zero lie slips in the data as well as strangers, of which no fit could
    make a rising slope: there the confidence fades at a rate that is given.
    """
    high, low = np.maximum(scores, _KNEE), np.minimum(scores - _KNEE, 0)
    rows = (np.ones_like(scores), high, np.minimum(letters, _LONG), _FADE * low)
    return np.stack(rows, -1).astype(np.float32)


def _features(written: Floats, read: Floats, texts: Sequence[str]) -> Floats:
    rows = np.zeros((len(written), 4 + CLASSES), np.float32)
    rows[:, 0] = written
    rows[:, 1] = np.maximum(read, FLOOR)
    rows[:, 2] = np.fromiter(map(len, texts), np.float32, len(written))
    return rows


def _choice(texts: list[str], values: Floats, best: int) -> list[Spelling]:
    if not texts:
        return []
    shares = np.exp(values - values.max())
    shares /= shares.sum()
    order = np.lexsort((texts, -shares))[: max(0, best)]
    return [Spelling(texts[place], float(shares[place])) for place in order]


def _distinct(
    words: Sequence[str], letters: Callable[[str], str]
) -> tuple[list[str], NDArray[np.int64]]:
    """Return the letters of the words once each, and which of them stands where."""
    places: dict[str, int] = {}
    numbers = {
        word: places.setdefault(letters(word), len(places))
        for word in dict.fromkeys(words)
    }
    order = map(numbers.__getitem__, words)
    return list(places), np.fromiter(order, np.int64, len(words))


def _empty(words: Sequence[str]) -> NDArray[np.bool_]:
    return np.array([not word for word in words], np.bool_)


@cache
def names() -> NameModel:
    """Return the packaged model."""
    path = resources.files("glossary.data").joinpath("names.npz")
    with path.open("rb") as stream, np.load(stream) as arrays:
        reader, writer, attested = unpack(arrays)
        return NameModel(
            reader=reader,
            writer=writer,
            attested=attested,
            weights=arrays["weights"],
            calibration=arrays["calibration"],
        )

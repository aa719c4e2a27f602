"""How newspapers may spell an Arabic name: a beam over pieces of Latin, then a choice.

The network writes up to four Latin letters for each Arabic one, seeing the letters
written so far. What it finds is weighed with the reading back into Arabic and with how
widely the spelling is in use, with weights that ``bench/train_names.py`` fits.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from glossary.lexicon import digests
from glossary.names.alphabet import ARABIC, LATIN, encode
from glossary.names.beams import Beams, Pieces

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from glossary.names.network import Floats, Network

MEMORY = 5
"""Latin letters that the network sees behind it."""
BEAM = 32
_NARROW = 10
"""Pieces tried for each state."""
CLASSES = 16
_CLASS_BITS = np.uint64(4)
_KEPT = np.uint64(64 - 28)
_BATCH = 256
_BLOCK = 1 << 8
"""Texts weighed together: what fits the processor's cache."""
_TINY = 1e-12


@dataclass(frozen=True, slots=True, kw_only=True)
class Attested:
    """Words in use, as sorted 28-bit digests with a class from 0 in the low bits.

    The class says how many languages have the word and how often English does. An
    unknown word passes for a known one once in about 400 times.
    """

    words: NDArray[np.uint32]

    def classes(self, spellings: Sequence[str]) -> NDArray[np.int64]:
        """Return the class of each spelling from 1, 0 for one not in use."""
        if not spellings:
            return np.zeros(0, np.int64)
        wanted = shortened(spellings)
        at = np.searchsorted(self.words >> _CLASS_BITS.astype(np.uint32), wanted)
        found = self.words[np.minimum(at, len(self.words) - 1)]
        known = (found >> np.uint32(_CLASS_BITS)) == wanted
        return np.where(known, (found & np.uint32(15)).astype(np.int64) + 1, 0)


def shortened(words: Sequence[str]) -> NDArray[np.uint32]:
    """Return 28 bits of each word's digest."""
    return (digests(words) >> _KEPT).astype(np.uint32)


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """The trained table; ``pieces`` are the strings that ``network.output`` weighs."""

    network: Network
    behind: Floats
    """What each of the last letters adds to a context: place × letter × units."""
    second: Floats
    second_bias: Floats
    pieces: tuple[str, ...]

    def beams(
        self, words: Sequence[str], *, width: int = BEAM
    ) -> list[list[tuple[str, float]]]:
        """Return up to ``width`` spellings of each word, best first.

        Each with its log-probability. Words are Arabic letters; an empty one has the
        empty spelling. A narrow beam is quick and mostly finds the same best spelling.
        """
        found: list[list[tuple[str, float]]] = [[] for _ in words]
        order = sorted(range(len(words)), key=lambda number: len(words[number]))
        for low in range(0, len(order), _BATCH):
            part = order[low : low + _BATCH]
            for number, beam in zip(
                part,
                self._batch([words[number] for number in part], width),
                strict=True,
            ):
                found[number] = beam
        return found

    def _batch(self, words: Sequence[str], width: int) -> list[list[tuple[str, float]]]:
        letters, lengths = encode(words, ARABIC)
        contexts = self.network.contexts(letters, lengths)
        begins = np.cumsum(lengths) - lengths
        pieces = Pieces.of(self.pieces)
        beams, done = Beams.begun(len(words)), []
        for step in range(int(lengths.max(initial=0))):
            going = lengths[beams.owner] > step
            done.append(beams.take(~going))
            beams = beams.take(going)
            best, gains = self._best(
                contexts[begins[beams.owner] + step],
                letters[beams.owner, step],
                beams.texts,
                min(_NARROW, width),
            )
            beams = beams.grown(best, gains, pieces, width)
        found: list[list[tuple[str, float]]] = [[] for _ in words]
        for some in (*done, beams):
            for owner, text, score in some.rows():
                found[owner].append((text, score))
        return found

    def _best(
        self,
        contexts: Floats,
        letters: NDArray[np.int16],
        texts: Sequence[str],
        most: int,
    ) -> tuple[NDArray[np.int64], Floats]:
        """Return the likeliest pieces after each text and their log-probabilities."""
        behind, _ = encode([text[: -MEMORY - 1 : -1] for text in texts], LATIN)
        best = np.empty((len(texts), most), np.int64)
        gains = np.empty((len(texts), most), np.float32)
        for start in range(0, len(texts), _BLOCK):
            part = slice(start, start + _BLOCK)
            logits = self._logits(contexts[part], letters[part], behind[part])
            rows = np.arange(len(logits))
            peak = logits.max(axis=1)
            total = peak + np.log(np.exp(logits - peak[:, None]).sum(axis=1))
            for place in range(most):
                piece = logits.argmax(axis=1)
                best[part, place] = piece
                gains[part, place] = logits[rows, piece] - total
                logits[rows, piece] = -np.inf
        return best, np.log(np.exp(gains) + np.float32(_TINY))

    def _logits(
        self, contexts: Floats, letters: NDArray[np.int16], behind: NDArray[np.int16]
    ) -> Floats:
        """Return how each piece after each text is weighed: texts × pieces."""
        hidden = contexts.copy()
        for place in range(behind.shape[1]):
            hidden += self.behind[place][behind[:, place]]
        for place in range(behind.shape[1], MEMORY):
            hidden += self.behind[place][0]
        np.maximum(hidden, 0, out=hidden)
        hidden = np.maximum(hidden @ self.second + self.second_bias, 0)
        logits: Floats = hidden @ self.network.output
        logits += self.network.letter[letters]
        return logits

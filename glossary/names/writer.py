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
from glossary.names.network import Floats, Network, softmax

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

MEMORY = 5
"""Latin letters that the network sees behind it."""
BEAM = 32
_NARROW = 10
"""Pieces tried for each state."""
CLASSES = 16
_CLASS_BITS = np.uint64(4)
_KEPT = np.uint64(64 - 28)
_BATCH = 256
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
        beams: list[dict[str, float]] = [{"": 0.0} for _ in words]
        pieces = min(_NARROW, width)
        for step in range(int(lengths.max(initial=0))):
            live = [n for n in range(len(words)) if lengths[n] > step]
            owners = np.repeat(live, [len(beams[n]) for n in live])
            texts = [text for n in live for text in beams[n]]
            logs = self._logs(contexts[owners, step], letters[owners, step], texts)
            best = np.argpartition(-logs, pieces, axis=1)[:, :pieces]
            gains = np.take_along_axis(logs, best, 1).tolist()
            grown: dict[int, dict[str, float]] = {n: {} for n in live}
            for owner, text, chosen, gain in zip(
                owners.tolist(), texts, best.tolist(), gains, strict=True
            ):
                self._grow(grown[owner], (text, beams[owner][text]), (chosen, gain))
            for n in live:
                ranked = sorted(grown[n].items(), key=lambda item: (-item[1], item[0]))
                beams[n] = dict(ranked[:width])
        return [list(beam.items()) for beam in beams]

    def _grow(
        self,
        grown: dict[str, float],
        state: tuple[str, float],
        steps: tuple[list[int], list[float]],
    ) -> None:
        text, score = state
        for piece, gain in zip(*steps, strict=True):
            longer, value = text + self.pieces[piece], score + gain
            other = grown.get(longer)
            # Two cuts of one spelling: their probabilities add up.
            grown[longer] = (
                value if other is None else float(np.logaddexp(value, other))
            )

    def _logs(
        self, contexts: Floats, letters: NDArray[np.int16], texts: Sequence[str]
    ) -> Floats:
        """Return the log-probability of each piece after each text: texts × pieces."""
        behind, _ = encode([text[: -MEMORY - 1 : -1] for text in texts], LATIN)
        hidden = contexts.copy()
        for place in range(behind.shape[1]):
            hidden += self.behind[place][behind[:, place]]
        for place in range(behind.shape[1], MEMORY):
            hidden += self.behind[place][0]
        np.maximum(hidden, 0, out=hidden)
        hidden = np.maximum(hidden @ self.second + self.second_bias, 0)
        logits = hidden @ self.network.output + self.network.letter[letters]
        logs: Floats = np.log(softmax(logits) + np.float32(_TINY))
        return logs

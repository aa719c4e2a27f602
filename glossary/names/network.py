"""A small network that sees a letter in its word: four letters each way and the rest.

Its first layer is a table look-up for each place of the window; a mean over the word
tells it of what language the name is. Weights are learned by ``bench/train_names.py``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

REACH = 4
"""Letters seen before and after a letter."""
_BLOCK = 1 << 8
"""Letters worked on together: what fits the processor's cache."""

Floats: TypeAlias = "NDArray[np.float32]"


def windows(letters: NDArray[np.int16]) -> NDArray[np.int16]:
    """Return the letters in reach of each, on a new axis; 0 outside the word."""
    rows, width = letters.shape
    padded = np.zeros((rows, width + 2 * REACH), letters.dtype)
    padded[:, REACH : REACH + width] = letters
    return np.stack([padded[:, k : k + width] for k in range(2 * REACH + 1)], -1)


def softmax(logits: Floats) -> Floats:
    """Return the last axis as probabilities; the argument is overwritten."""
    logits -= logits.max(-1, keepdims=True)
    np.exp(logits, out=logits)
    logits /= logits.sum(-1, keepdims=True)
    return logits


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """The shared layers: ``window`` by place and letter, ``inner``, ``whole``."""

    window: Floats
    window_bias: Floats
    inner: Floats
    whole: Floats
    inner_bias: Floats
    output: Floats
    letter: Floats
    """What a letter gives by itself, before its context is seen."""

    def contexts(
        self, letters: NDArray[np.int16], lengths: NDArray[np.int64]
    ) -> Floats:
        """Return a vector for each letter, word after word: letters × units."""
        inside = letters > 0
        places = np.arange(2 * REACH + 1) * self.window.shape[1]
        seen = windows(letters)[inside] + places
        hidden = self._first(seen)
        begins = np.cumsum(lengths) - lengths
        mean = np.zeros((len(lengths), hidden.shape[1]), np.float32)
        real = np.flatnonzero(lengths)
        if len(real):
            mean[real] = np.add.reduceat(hidden, begins[real], axis=0)
        mean /= np.maximum(lengths, 1)[:, None].astype(np.float32)
        vectors: Floats = hidden @ self.inner
        vectors += np.repeat(mean @ self.whole + self.inner_bias, lengths, axis=0)
        return vectors

    def _first(self, seen: NDArray[np.int64]) -> Floats:
        """Return the first layer's units of letters by the table rows they see."""
        table = self.window.reshape(-1, self.window.shape[2])
        hidden = np.empty((len(seen), table.shape[1]), np.float32)
        more = np.empty((_BLOCK, table.shape[1]), np.float32)
        for start in range(0, len(seen), _BLOCK):
            part = hidden[start : start + _BLOCK]
            part[:] = self.window_bias
            for rows in seen[start : start + _BLOCK].T:
                np.take(table, rows, axis=0, out=more[: len(rows)], mode="clip")
                part += more[: len(rows)]
            np.maximum(part, 0, out=part)
        return hidden

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
        """Return a vector for each letter of each word: rows × width × units."""
        rows, width = letters.shape
        seen = windows(letters)
        hidden = np.repeat(self.window_bias[None], rows * width, 0)
        for place in range(2 * REACH + 1):
            hidden += self.window[place][seen[..., place].reshape(-1)]
        np.maximum(hidden, 0, out=hidden)
        hidden[(letters == 0).reshape(-1)] = 0
        units = hidden.shape[1]
        mean = hidden.reshape(rows, width, units).sum(1)
        mean /= np.maximum(lengths, 1)[:, None].astype(np.float32)
        vectors = (hidden @ self.inner).reshape(rows, width, units)
        vectors += (mean @ self.whole + self.inner_bias)[:, None]
        return vectors

"""A small network with its gradients, in numpy alone, and Adam."""

from __future__ import annotations

import numpy as np

from glossary.names.network import REACH, windows

BATCH = 1024


class Learner:
    """A :class:`glossary.names.network.Network` with gradients."""

    def __init__(
        self, letters: int, units: int, rng: np.random.Generator, prior: np.ndarray
    ) -> None:
        def random(*shape: int, scale: float) -> np.ndarray:
            return (rng.standard_normal(shape) * scale).astype(np.float32)

        self.units, self.letters = units, letters
        pieces = prior.shape[1]
        inner = units**-0.5
        self.weights = {
            "window": random(2 * REACH + 1, letters + 1, units, scale=0.25),
            "window_bias": np.zeros(units, np.float32),
            "inner": random(units, units, scale=inner),
            "whole": random(units, units, scale=0.7 * inner),
            "inner_bias": np.zeros(units, np.float32),
            "output": random(units, pieces, scale=0.5 * inner),
            "letter": prior.astype(np.float32),
        }
        self.steps = 0
        self.moments: dict[str, tuple[np.ndarray, np.ndarray]] = {}

    def contexts(
        self, letters: np.ndarray, lengths: np.ndarray
    ) -> tuple[np.ndarray, tuple[np.ndarray, ...]]:
        """Return the vector of each letter and what the gradient needs."""
        weights, (rows, width) = self.weights, letters.shape
        seen, inside = windows(letters), letters > 0
        hidden = weights["window_bias"] + sum(
            weights["window"][k][seen[..., k]] for k in range(2 * REACH + 1)
        )
        hidden = np.maximum(hidden, 0) * inside[..., None]
        mean = hidden.sum(1) / lengths[:, None].astype(np.float32)
        vectors = (hidden.reshape(-1, self.units) @ weights["inner"]).reshape(
            rows, width, self.units
        )
        vectors += (mean @ weights["whole"])[:, None] + weights["inner_bias"]
        return vectors, (letters, lengths, seen, hidden, mean)

    def back(
        self, slope: np.ndarray, kept: tuple[np.ndarray, ...]
    ) -> dict[str, np.ndarray]:
        """Return the gradients of the shared layers from that of the vectors."""
        weights, (letters, lengths, seen, hidden, mean) = self.weights, kept
        rows, width = letters.shape
        flat, whole = slope.reshape(-1, self.units), slope.sum(1)
        down = (flat @ weights["inner"].T).reshape(rows, width, self.units)
        down += (whole @ weights["whole"].T / lengths[:, None].astype(np.float32))[
            :, None
        ]
        down = (down * (hidden > 0)).reshape(-1, self.units)
        return {
            "inner": hidden.reshape(-1, self.units).T @ flat,
            "whole": mean.T @ whole,
            "inner_bias": whole.sum(0),
            "window_bias": down.sum(0),
            "window": np.stack(
                [
                    onehot(seen[..., k].reshape(-1), self.letters + 1).T @ down
                    for k in range(2 * REACH + 1)
                ]
            ),
        }

    def step(self, gradients: dict[str, np.ndarray], rate: float) -> None:
        """Move the weights by Adam (Kingma and Ba 2015)."""
        self.steps += 1
        for name, slope in gradients.items():
            mean, square = self.moments.setdefault(
                name, (np.zeros_like(slope), np.zeros_like(slope))
            )
            mean += 0.1 * (slope - mean)
            square += 0.01 * (slope * slope - square)
            size = np.sqrt(square / (1 - 0.99**self.steps)) + 1e-6
            change = mean / (1 - 0.9**self.steps) / size
            self.weights[name] -= rate * (change + 1e-5 * self.weights[name])


def onehot(numbers: np.ndarray, size: int) -> np.ndarray:
    rows = np.zeros((len(numbers), size), np.float32)
    rows[np.arange(len(numbers)), numbers] = 1
    return rows


def rate(step: int, steps: int, top: float = 2e-3) -> float:
    """Return the learning rate: a rise over 200 steps, then a cosine."""
    fall = 0.5 * (1 + np.cos(np.pi * min(1, step / steps))) + 0.02
    return top * min(1, step / 200) * fall


def dropped(
    shape: tuple[int, ...], share: float, rng: np.random.Generator
) -> np.ndarray:
    return (rng.random(shape, dtype=np.float32) > share).astype(np.float32) / (
        1 - share
    )


def batches(
    keys: np.ndarray, numbers: np.ndarray, rng: np.random.Generator
) -> list[np.ndarray]:
    """Return batches of like keys (lengths), all in random order."""
    order = rng.permutation(numbers)
    order = order[np.argsort(keys[order], kind="stable")]
    found = [order[low : low + BATCH] for low in range(0, len(order), BATCH)]
    rng.shuffle(found)
    return found

"""Train a network that gives pieces of one script for each letter of the other.

It maximises the sum over all monotone alignments of a pair (forward-backward, as
Jiampojamarn, Kondrak and Sherif 2007 do for tables). A pair that letters by chance
explain better is taken for noise and counts little.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from names_networks import BATCH, Learner, batches, dropped, onehot, rate

from glossary.names.alphabet import encode
from glossary.names.network import softmax

if TYPE_CHECKING:
    from collections.abc import Sequence

NOISE = 0.62
"""Share of the chance log-likelihood that a true pair must beat, less ``MARGIN``."""
MARGIN = 2.0
CANDIDATES = 3000
ROUNDS = 6
GUESS = (0.3, 1 / 30, 2e-4, 2e-6, 4e-7)
"""First probability of a piece of no letter, one, two …"""
HOPELESS = -600
"""Log-likelihood of a pair that no cut explains."""


class Pieces:
    """The strings that one letter may give, the empty one and single letters first."""

    def __init__(self, alphabet: str, longest: int, more: Sequence[str] = ()) -> None:
        self.alphabet, self.longest = alphabet, longest
        self.list = ["", *alphabet, *more]
        self.number = {piece: number for number, piece in enumerate(self.list)}

    def ending(self, words: Sequence[str]) -> np.ndarray:
        """Return the number of the piece of k letters ending at i, -1 for none."""
        width = max(map(len, words))
        found = np.full((len(words), self.longest + 1, width + 1), -1, np.int32)
        for row, word in enumerate(words):
            found[row, 0, : len(word) + 1] = 0
            for end in range(1, len(word) + 1):
                for size in range(1, min(end, self.longest) + 1):
                    piece = word[end - size : end]
                    found[row, size, end] = self.number.get(piece, -1)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What an aligning network learns: pairs, their weights, and the pieces' kind."""

    source: Sequence[str]
    target: Sequence[str]
    weights: np.ndarray
    alphabets: tuple[str, str]
    longest: int
    """Letters of a piece."""
    pieces: int
    """Pieces of two letters or more."""
    start: np.ndarray
    """How likely each target's first two letters come from nothing (an article)."""


def edges(shares: np.ndarray, ending: np.ndarray) -> np.ndarray:
    """Return the probability of each step: rows × source × piece size × end."""
    rows, width, _ = shares.shape
    _, sizes, ends = ending.shape
    taken = np.take_along_axis(shares, np.maximum(ending, 0).reshape(rows, 1, -1), 2)
    return taken.reshape(rows, width, sizes, ends) * (ending >= 0)[:, None]


def posteriors(
    steps: np.ndarray, sources: np.ndarray, targets: np.ndarray, start: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return how likely each step is in an alignment, and the log-likelihoods."""
    steps = steps.astype(np.float64)
    rows, width, sizes, ends = steps.shape
    before = np.zeros((width + 1, rows, ends))
    before[0, :, 0] = 1
    if ends > 2:
        before[0, :, 2] = start
    for place in range(width):
        before[place + 1] = before[place] * steps[:, place, 0]
        for size in range(1, sizes):
            before[place + 1, :, size:] += (
                before[place][:, :-size] * steps[:, place, size, size:]
            )
    row = np.arange(rows)
    total = np.maximum(before[sources, row, targets], 1e-300)
    after = np.zeros((rows, ends))
    after[row, targets] = 1
    likely = np.zeros_like(steps)
    for place in range(width - 1, -1, -1):
        live = (place < sources)[:, None]
        earlier = steps[:, place, 0] * after
        likely[:, place, 0] = before[place] * earlier * live
        for size in range(1, sizes):
            part = steps[:, place, size, size:] * after[:, size:]
            likely[:, place, size, size:] = before[place][:, :-size] * part * live
            earlier[:, :-size] += part
        after = np.where(live, earlier, after)
    return likely / total[:, None, None, None], np.log(total)


def letter_table(task: Task, some: np.ndarray) -> tuple[Pieces, np.ndarray]:
    """Return the pieces worth having and each letter's prior, by plain EM."""
    source = [task.source[number] for number in some]
    target = [task.target[number] for number in some]
    seen = Counter(
        word[at : at + size]
        for word in target
        for size in range(2, task.longest + 1)
        for at in range(len(word) - size + 1)
    )
    ranked = sorted(seen.items(), key=lambda item: (-item[1], item[0]))
    more = [piece for piece, _ in ranked[:CANDIDATES]]
    pieces = Pieces(task.alphabets[1], task.longest, more)
    sizes = np.array([len(piece) for piece in pieces.list])
    guess = np.array(GUESS)[sizes]
    counts = np.tile(guess, (len(task.alphabets[0]) + 1, 1))
    for _ in range(ROUNDS):
        shares = counts / counts.sum(1, keepdims=True)
        counts = np.tile(guess * 1e-3, (len(counts), 1))
        for low in range(0, len(source), 2000):
            part = slice(low, low + 2000)
            letters, lengths = encode(source[part], task.alphabets[0])
            ending = pieces.ending(target[part])
            targets = np.array([len(word) for word in target[part]])
            likely, logs = posteriors(
                edges(shares[letters], ending), lengths, targets, np.zeros(len(letters))
            )
            good = task.weights[some[part]] * (logs > HOPELESS)
            cell = letters.astype(np.int64)[:, :, None, None] * len(sizes)
            counts += summed(
                cell + np.maximum(ending, 0)[:, None],
                likely * good[:, None, None, None],
                counts.shape,
            )
    order = np.argsort(-counts[1:].sum(0), kind="stable")
    chosen = [number for number in order if sizes[number] > 1][: task.pieces]
    kept = np.r_[np.arange(len(task.alphabets[1]) + 1), chosen]
    prior = counts[:, kept] / counts[:, kept].sum(1, keepdims=True)
    more = [pieces.list[number] for number in chosen]
    return Pieces(task.alphabets[1], task.longest, more), np.log(prior + 1e-6)


def summed(cells: np.ndarray, values: np.ndarray, shape: tuple[int, ...]) -> np.ndarray:
    """Add the values up in the numbered cells of an array of that shape."""
    size = int(np.prod(shape))
    return np.bincount(cells.reshape(-1), values.reshape(-1), size).reshape(shape)


def chances(ending: np.ndarray, size: int) -> np.ndarray:
    """Return the log-likelihood of each target by how common its letters are."""
    single = ending[:, 1, 1:]
    common = np.bincount(single[single >= 0], minlength=size) + 1.0
    return np.where(single >= 0, np.log(common / common.sum())[single], 0).sum(1)


def train_aligner(
    task: Task, *, units: int, epochs: int, seed: int
) -> tuple[Learner, Pieces, np.ndarray]:
    """Return a network, its pieces and each pair's chance of being no noise."""
    rng = np.random.default_rng(seed)
    pieces, prior = letter_table(task, rng.permutation(len(task.source))[:20000])
    net = Learner(len(task.alphabets[0]), units, rng, prior)
    letters, lengths = encode(task.source, task.alphabets[0])
    ending = pieces.ending(task.target)
    targets = np.array([len(word) for word in task.target])
    chance = chances(ending, len(pieces.list))
    trust = np.ones(len(letters), np.float32)
    keys = lengths * 20 + targets // 2
    steps = epochs * -(-len(letters) // BATCH)
    for epoch in range(epochs):
        total = 0.0
        for batch in batches(keys, np.arange(len(letters)), rng):
            width, end = lengths[batch].max(), targets[batch].max() + 1
            block, ends = letters[batch][:, :width], ending[batch][:, :, :end]
            vectors, kept = net.contexts(block, lengths[batch])
            drop = dropped(vectors.shape, 0.1, rng)
            shares = given(net, vectors, drop, block)
            likely, logs = posteriors(
                edges(shares, ends), lengths[batch], targets[batch], task.start[batch]
            )
            if epoch:
                odds = np.clip(NOISE * chance[batch] - MARGIN - logs, -50, 50)
                trust[batch] = 1 / (1 + np.exp(odds))
            weight = task.weights[batch] * trust[batch] * (logs > HOPELESS)
            total += float((logs * weight).sum())
            cell = np.arange(block.size).reshape(block.shape) * shares.shape[-1]
            cell = cell[:, :, None, None] + np.maximum(ends, 0)[:, None]
            slope = shares * (block > 0)[..., None]
            slope -= summed(cell, likely, shares.shape)
            slope *= (weight * 10 / weight.sum())[:, None, None]
            net.step(
                down(net, slope, (vectors, drop, kept)), rate(net.steps + 1, steps)
            )
        print(f"  epoch {epoch + 1}: {total / (task.weights * trust).sum():.3f}")
    return net, pieces, trust


def given(
    net: Learner, vectors: np.ndarray, drop: np.ndarray, block: np.ndarray
) -> np.ndarray:
    """Return the probability of each piece for each letter."""
    hidden = np.maximum(vectors, 0) * drop
    logits = hidden.reshape(-1, net.units) @ net.weights["output"]
    return softmax(logits.reshape(*block.shape, -1) + net.weights["letter"][block])


def down(
    net: Learner,
    slope: np.ndarray,
    state: tuple[np.ndarray, np.ndarray, tuple[np.ndarray, ...]],
) -> dict[str, np.ndarray]:
    """Return all gradients from that of the logits."""
    vectors, drop, kept = state
    hidden, block = np.maximum(vectors, 0) * drop, kept[0]
    flat = slope.reshape(-1, slope.shape[-1]).astype(np.float32)
    lower = (flat @ net.weights["output"].T).reshape(vectors.shape)
    gradients = net.back(lower * (hidden > 0) * drop, kept)
    gradients["output"] = hidden.reshape(-1, net.units).T @ flat
    gradients["letter"] = onehot(block.reshape(-1), net.letters + 1).T @ flat
    return gradients

"""Train the network that writes Latin: on best alignments, with the letters so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from names_aligner import Pieces, edges
from names_networks import BATCH, Learner, batches, dropped, onehot, rate

from glossary.names.alphabet import ARABIC, LATIN, encode
from glossary.names.network import softmax
from glossary.names.writer import MEMORY

if TYPE_CHECKING:
    from collections.abc import Sequence

HIDDEN_DROP = 0.15


def alignments(
    net: Learner, pieces: Pieces, source: Sequence[str], target: Sequence[str]
) -> np.ndarray:
    """Return the likeliest piece numbers of each pair, -1 where there is none."""
    letters, lengths = encode(source, ARABIC)
    found = np.full(letters.shape, -1, np.int32)
    for low in range(0, len(source), 1000):
        part = slice(low, low + 1000)
        block = letters[part][:, : lengths[part].max()]
        vectors, _ = net.contexts(block, lengths[part])
        logits = np.maximum(vectors, 0) @ net.weights["output"]
        shares = softmax(logits + net.weights["letter"][block])
        ending = pieces.ending(target[part])
        with np.errstate(divide="ignore"):
            logs = np.log(edges(shares, ending))
        found[part, : block.shape[1]] = best_paths(
            logs, ending, lengths[part], [len(word) for word in target[part]]
        )
    return found


def best_paths(
    logs: np.ndarray, ending: np.ndarray, sources: np.ndarray, targets: list[int]
) -> np.ndarray:
    rows, width, sizes, ends = logs.shape
    best = np.full((rows, ends), -np.inf)
    best[:, 0] = 0
    back = np.zeros((width, rows, ends), np.int64)
    for place in range(width):
        ways = np.full((sizes, rows, ends), -np.inf)
        ways[0] = best + logs[:, place, 0]
        for size in range(1, sizes):
            ways[size][:, size:] = best[:, :-size] + logs[:, place, size, size:]
        back[place] = ways.argmax(0)
        best = np.where((place < sources)[:, None], ways.max(0), best)
    row, at = np.arange(rows), np.array(targets)
    good = np.isfinite(best[row, at])
    path = np.full((rows, width), -1, np.int32)
    for place in range(width - 1, -1, -1):
        live = good & (place < sources)
        size = np.where(live, back[place, row, at], 0)
        path[:, place] = np.where(live, ending[row, size, at], -1)
        at = at - size
    path[at != 0] = -1
    return path


def memories(paths: np.ndarray, pieces: Pieces) -> np.ndarray:
    """Return the last Latin letters before each piece, the nearest first."""
    rows, width = paths.shape
    behind = np.zeros((rows, width, MEMORY), np.int16)
    numbers = {letter: number for number, letter in enumerate(LATIN, 1)}
    spelled = [[numbers[letter] for letter in piece] for piece in pieces.list]
    for row, path in enumerate(paths):
        last: list[int] = []
        for place, piece in enumerate(path):
            if piece < 0:
                break
            behind[row, place, : len(last)] = last
            last = (spelled[piece][::-1] + last)[:MEMORY]
    return behind


def train_writer(
    aligner: tuple[Learner, Pieces],
    pairs: tuple[Sequence[str], Sequence[str], np.ndarray],
    *,
    units: int,
    epochs: int,
    seed: int,
) -> Learner:
    """Return a learner with the weights of :class:`glossary.names.writer.Writer`."""
    source, target, weights = pairs
    learned, pieces = aligner
    rng = np.random.default_rng(seed)
    net = Learner(len(ARABIC), units, rng, learned.weights["letter"])
    inner = units**-0.5
    net.weights["behind"] = np.float32(0.1) * rng.standard_normal(
        (MEMORY, len(LATIN) + 1, units), dtype=np.float32
    )
    net.weights["second"] = np.float32(inner) * rng.standard_normal(
        (units, units), dtype=np.float32
    )
    net.weights["second_bias"] = np.zeros(units, np.float32)
    letters, lengths = encode(source, ARABIC)
    paths = alignments(learned, pieces, source, target)
    behind = memories(paths, pieces)
    used = np.flatnonzero((paths[:, 0] >= 0) & (weights > 0.02))
    steps = epochs * -(-len(used) // BATCH)
    for epoch in range(epochs):
        total = 0.0
        for batch in batches(lengths, used, rng):
            width = lengths[batch].max()
            block = letters[batch][:, :width]
            inside = np.flatnonzero(block.reshape(-1))
            weight = np.repeat(weights[batch], width)[inside]
            memory = behind[batch][:, :width].reshape(-1, MEMORY)[inside]
            wanted = paths[batch][:, :width].reshape(-1)[inside]
            loss, gradients = slopes(
                net,
                (block, lengths[batch]),
                (inside, memory, wanted),
                (weight.astype(np.float32), weights[batch].sum() / 10),
                dropped((len(inside), units), HIDDEN_DROP, rng),
            )
            total += loss
            net.step(gradients, rate(net.steps + 1, steps))
        print(f"  epoch {epoch + 1}: {total / weights[used].sum():.3f}", flush=True)
    return net


def slopes(
    net: Learner,
    words: tuple[np.ndarray, np.ndarray],
    letters: tuple[np.ndarray, np.ndarray, np.ndarray],
    weighing: tuple[np.ndarray, float],
    drop: np.ndarray,
) -> tuple[float, dict[str, np.ndarray]]:
    """Return the loss of a batch and its gradients."""
    (block, lengths), (inside, memory, wanted) = words, letters
    weight, scale = weighing
    weights, units = net.weights, net.units
    vectors, kept = net.contexts(block, lengths)
    current = block.reshape(-1)[inside]
    first = vectors.reshape(-1, units)[inside] + sum(
        weights["behind"][place][memory[:, place]] for place in range(MEMORY)
    )
    first = np.maximum(first, 0) * drop
    second = np.maximum(first @ weights["second"] + weights["second_bias"], 0)
    shares = softmax(second @ weights["output"] + weights["letter"][current])
    row = np.arange(len(wanted))
    loss = float(-(weight * np.log(shares[row, wanted] + 1e-9)).sum())
    shares[row, wanted] -= 1
    shares *= (weight / scale).astype(np.float32)[:, None]
    down = (shares @ weights["output"].T) * (second > 0)
    lower = (down @ weights["second"].T) * (first > 0) * drop
    spread = np.zeros((block.size, units), np.float32)
    spread[inside] = lower
    gradients = net.back(spread.reshape(vectors.shape), kept)
    gradients["output"] = second.T @ shares
    gradients["letter"] = onehot(current, net.letters + 1).T @ shares
    gradients["second"] = first.T @ down
    gradients["second_bias"] = down.sum(0)
    gradients["behind"] = np.stack(
        [onehot(memory[:, place], len(LATIN) + 1).T @ lower for place in range(MEMORY)]
    )
    return loss, gradients

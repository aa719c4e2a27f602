"""Train glossary/data/names.npz, the character model of names, bit for bit.

usage: python bench/train_names.py [OUT]

Needs the dependency group ``data``. Takes about ten minutes on one core; the same
processor and numpy give the same bytes. One Latin word in forty is kept from the
networks; on those the weights of the choice between spellings and the confidence are
fitted.
"""

from __future__ import annotations

import os
import sys
import time
import zlib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

# Sums over several threads come out in another order each time.
os.environ["OPENBLAS_NUM_THREADS"] = "1"

import numpy as np
from names_aligner import Pieces, Task, train_aligner
from names_pairs import DATA, Pairs, pairs
from names_words import attested
from names_writer import train_writer

from glossary.names.alphabet import ARABIC, ARTICLE, LATIN, encode
from glossary.names.model import NameModel, evidence
from glossary.names.network import Network
from glossary.names.reader import ARTICLE_ADDED, Reader
from glossary.names.tables import pack, unpack
from glossary.names.writer import CLASSES, Attested, Writer

if TYPE_CHECKING:
    from names_networks import Learner

DEFAULT = DATA / "names.npz"
HELD = 40
UNITS = 256
SHARED = ("window", "window_bias", "inner", "whole", "inner_bias", "output", "letter")
DISTRACTORS = 1000


def main() -> None:
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT
    began = time.time()
    known = pairs()
    held = {
        pair: weight
        for pair, weight in known.items()
        if zlib.crc32(pair[1].encode()) % HELD == 0
    }
    used = {pair: weight for pair, weight in known.items() if pair not in held}
    source, target = [a for a, _ in used], [b for _, b in used]
    weights = np.array(list(used.values()), np.float32)
    print(f"{len(known):,} pairs, {len(held):,} of them held out")
    model, trust = networks(source, target, weights)
    model = settled(fitted(model, held))
    arrays = pack(model.reader, model.writer, model.attested)
    arrays["weights"], arrays["calibration"] = model.weights, model.calibration
    with out.open("wb") as stream:
        np.savez(stream, **arrays)
    size = out.stat().st_size
    print(f"{size:,} bytes, {out}, {time.time() - began:.0f} s; noise {1 - trust:.3f}")


def networks(
    source: list[str], target: list[str], weights: np.ndarray
) -> tuple[NameModel, float]:
    articled = [word.startswith(ARTICLE) and len(word) > 3 for word in source]
    start = ARTICLE_ADDED * np.array(articled, np.float64)
    print("reader")
    net, pieces, trust = train_aligner(
        Task(
            source=target,
            target=source,
            weights=weights,
            alphabets=(LATIN, ARABIC),
            longest=2,
            pieces=90,
            start=start,
        ),
        units=UNITS,
        epochs=10,
        seed=0,
    )
    reader = Reader(
        network=network(net), pairs=doubles(pieces), bigrams=bigrams(source, weights)
    )
    print("aligner")
    aligner, strings, doubt = train_aligner(
        Task(
            source=source,
            target=target,
            weights=weights,
            alphabets=(ARABIC, LATIN),
            longest=4,
            pieces=600,
            start=np.zeros(len(source)),
        ),
        units=UNITS // 2,
        epochs=5,
        seed=1,
    )
    print("writer")
    net = train_writer(
        (aligner, strings),
        (source, target, weights * trust * doubt),
        units=UNITS,
        epochs=10,
        seed=2,
    )
    writer = Writer(
        network=network(net),
        behind=net.weights["behind"],
        second=net.weights["second"],
        second_bias=net.weights["second_bias"],
        pieces=tuple(strings.list),
    )
    model = NameModel(
        reader=reader,
        writer=writer,
        attested=Attested(words=attested()),
        weights=np.zeros(4 + CLASSES, np.float32),
        calibration=np.zeros(4, np.float32),
    )
    return settled(model), float(trust.mean())


def network(net: Learner) -> Network:
    return Network(**{layer: net.weights[layer] for layer in SHARED})


def settled(model: NameModel) -> NameModel:
    """Return the model as it will be read back, in half precision."""
    reader, writer, words = unpack(pack(model.reader, model.writer, model.attested))
    return replace(model, reader=reader, writer=writer, attested=words)


def doubles(pieces: Pieces) -> np.ndarray:
    size = len(ARABIC) + 1
    table = np.full((size, size), -1, np.int16)
    numbers = {letter: number for number, letter in enumerate(ARABIC, 1)}
    for number, piece in enumerate(pieces.list):
        if len(piece) == 2:
            table[numbers[piece[0]], numbers[piece[1]]] = number
    return table


def bigrams(words: list[str], weights: np.ndarray) -> np.ndarray:
    """Return the log-probability of a letter after another, 0 being the word's end."""
    letters, lengths = encode(words, ARABIC)
    size = len(ARABIC) + 1
    padded = np.pad(letters, ((0, 0), (1, 1))).astype(np.int64)
    pairs_ = padded[:, :-1] * size + padded[:, 1:]
    inside = np.arange(pairs_.shape[1]) <= lengths[:, None]
    mass = np.broadcast_to(weights[:, None], pairs_.shape)[inside]
    counts = np.bincount(pairs_[inside], mass, size * size).reshape(size, size)
    single = counts.sum(0) / counts.sum()
    counts += 5 * single + 0.01 / size
    return np.log(counts / counts.sum(1, keepdims=True)).astype(np.float32)


def fitted(model: NameModel, held: Pairs) -> NameModel:
    """Fit the choice between spellings and the confidence on pairs held out."""
    known: dict[str, dict[str, float]] = {}
    for (arabic, latin), weight in held.items():
        known.setdefault(arabic, {})[latin] = weight
    texts, rows = model.features(list(known))
    lists = []
    for spellings, features, right in zip(texts, rows, known.values(), strict=True):
        gold = np.array([right.get(text, 0) for text in spellings])
        if gold.sum():
            lists.append((features.astype(np.float64), gold))
    print(f"the beam has {len(lists) / len(known):.3f} of the held-out names")
    model = replace(model, weights=choice(lists))
    return replace(model, calibration=calibration(model, list(held)))


def choice(
    lists: list[tuple[np.ndarray, np.ndarray]], rounds: int = 500, pull: float = 0.002
) -> np.ndarray:
    """Fit a softmax over each list to the weights of the right spellings (Adam)."""
    weights = np.zeros(lists[0][0].shape[1])
    weights[:2] = 0.7, 0.3
    mean, square = np.zeros_like(weights), np.zeros_like(weights)
    total = sum(gold.sum() for _, gold in lists)
    for step in range(1, rounds + 1):
        slope = np.zeros_like(weights)
        for rows, gold in lists:
            values = rows @ weights
            shares = np.exp(values - values.max())
            shares /= shares.sum()
            slope += (gold - gold.sum() * shares) @ rows
        slope = slope / total - pull * weights
        mean += 0.1 * (slope - mean)
        square += 0.01 * (slope * slope - square)
        change = mean / (1 - 0.9**step)
        weights += 0.05 * change / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    print("weights", weights.round(2).tolist())
    return weights.astype(np.float32)


def calibration(model: NameModel, held: list[tuple[str, str]]) -> np.ndarray:
    """Fit a logistic on true pairs against the best of a thousand others."""
    rng = np.random.default_rng(3)
    some = [held[n] for n in rng.permutation(len(held))[: 2 * DISTRACTORS]]
    arabic, latin = [a for a, _ in some], [b for _, b in some]
    right = model.score(arabic, latin)
    numbers, scores = model.rank(arabic, sorted(set(latin)), top=2)
    words = np.array(sorted(set(latin)))[numbers]
    first = words[:, 0] == np.array(latin)
    wrong = np.where(first, scores[:, 1], scores[:, 0])
    values = np.concatenate((right, wrong))
    letters = np.tile([len(word) for word in arabic], 2).astype(np.float32)
    truth = np.repeat([1.0, 0.0], len(some))
    good = np.isfinite(values)
    values, letters, truth = values[good], letters[good], truth[good]
    rows = evidence(values, letters).astype(np.float64)
    weights = np.array([0.0, 0.0, 0.0, 1.0])
    free = slice(0, 3)
    for _ in range(30):  # Newton
        share = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        curve = (rows * (share * (1 - share))[:, None]).T @ rows
        slope = rows.T @ (truth - share) - 1e-3 * weights
        curve += 1e-3 * np.eye(4)
        weights[free] += np.linalg.solve(curve[free, free], slope[free])
    print("calibration", weights.round(3).tolist())
    return weights.astype(np.float32)


if __name__ == "__main__":
    main()

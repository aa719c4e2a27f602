"""Which Latin words may be a given Arabic name, before each is scored with care.

A Latin word foretells how many of each Arabic letter stand near the start, the middle
and the end; the Arabic word's own counts against these are one matrix product.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from glossary.names.alphabet import ARABIC, ARTICLE, encode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from glossary.names.network import Floats
    from glossary.names.reader import Arabic, Latin, Reader

_CENTRES = np.array([0.0, 0.5, 1.0], np.float32)
_REACH = 2.0
_UNSEEN = 0.02
"""Letters expected of each kind and place where the model expects none."""
_BLOCK = 1 << 24
"""Scores held at once."""


def expected(reader: Reader, latin: Latin) -> Floats:
    """Return each Latin word's expected counts as logs, and minus their sum."""
    pieces = _letters_of_pieces(reader)
    owner = np.repeat(np.arange(len(latin.lengths)), latin.lengths)
    place = np.arange(len(owner)) - latin.starts[owner]
    near = _near((place + 0.5) / latin.lengths[owner])
    given = latin.rows[: len(owner), :-1] @ pieces
    starts = np.minimum(latin.starts, max(len(owner) - 1, 0))
    counts = [
        np.add.reduceat(given * near[:, [k]], starts) for k in range(len(_CENTRES))
    ]
    profile = np.concatenate(counts, 1) + np.float32(_UNSEEN)
    profile[latin.lengths == 0] = _UNSEEN
    total = -profile.sum(1, keepdims=True)
    return np.concatenate((np.log(profile), total), 1).astype(np.float32)


def observed(words: Sequence[str]) -> Floats:
    """Return for each Arabic word its counts, without its article, and a one."""
    bare = [
        word[len(ARTICLE) :]
        if word.startswith(ARTICLE) and len(word) > len(ARTICLE) + 1
        else word
        for word in words
    ]
    letters, lengths = encode(bare, ARABIC)
    kinds = len(ARABIC) + 1
    owner, place = np.nonzero(letters)
    near = _near((place + 0.5) / lengths[owner])
    cell = owner * kinds + letters[owner, place]
    counts = [
        np.bincount(cell, near[:, k], len(bare) * kinds).reshape(-1, kinds)
        for k in range(len(_CENTRES))
    ]
    one = np.ones((len(bare), 1))
    return np.concatenate((*counts, one), 1).astype(np.float32)


def shortlist(seen: Floats, profile: Floats, size: int) -> NDArray[np.int64]:
    """Return for each Arabic word the ``size`` likeliest Latin words, in no order."""
    size = min(size, len(profile))
    chosen = np.empty((len(seen), size), np.int64)
    rows = max(1, _BLOCK // max(1, len(profile)))
    for low in range(0, len(seen), rows):
        scores = seen[low : low + rows] @ profile.T
        best = np.argpartition(scores, len(profile) - size, axis=1)
        chosen[low : low + rows] = best[:, len(profile) - size :]
    return chosen


def _near(place: NDArray[np.float64]) -> Floats:
    """Return how near a place between 0 and 1 is to each centre; 1 in all."""
    share = np.maximum(0, 1 - _REACH * np.abs(place[:, None] - _CENTRES))
    near: Floats = share.astype(np.float32)
    return near


def _letters_of_pieces(reader: Reader) -> Floats:
    """Return which letters each piece has: pieces × letters."""
    letters = np.zeros((reader.network.output.shape[1], len(ARABIC) + 1), np.float32)
    for letter in range(1, len(ARABIC) + 1):
        letters[letter, letter] = 1
    first, second = np.nonzero(reader.pairs >= 0)
    piece = reader.pairs[first, second]
    letters[piece, first] += 1
    letters[piece, second] += 1
    return letters


def every(arabic: Arabic, latin: Latin) -> NDArray[np.int64]:
    """Return all Latin words for each Arabic one, where few make a list needless."""
    return np.tile(np.arange(len(latin.lengths)), (len(arabic.lengths), 1))

"""The parts of a text around the words that matter, so that the rest is not read."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_CHUNK = re.compile(r"\S+")


def stretches(
    text: str, chunks: Sequence[str], marked: Sequence[bool], before: int, after: int
) -> Iterator[tuple[int, int]]:
    """Yield start and end of the marked chunks with so many chunks around them.

    Chunks are those of ``text.split()``; stretches are in order and do not overlap.
    """
    starts = _starts(text, chunks)
    last = len(chunks) - 1
    first = end = -1
    for number, mark in enumerate(marked):
        if not mark:
            continue
        begin = max(0, number - before)
        if end < 0:
            first = begin
        elif begin > end:
            yield starts[first], starts[end] + len(chunks[end])
            first = begin
        end = min(last, number + after)
    if end >= 0:
        yield starts[first], starts[end] + len(chunks[end])


def _starts(text: str, chunks: Sequence[str]) -> list[int]:
    """Return where each chunk starts."""
    lengths = list(map(len, chunks))
    if sum(lengths) + len(lengths) - 1 == len(text):
        return list(accumulate((length + 1 for length in lengths[:-1]), initial=0))
    return [match.start() for match in _CHUNK.finditer(text)]

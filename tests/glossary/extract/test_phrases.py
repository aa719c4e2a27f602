from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from glossary.extract.counting import LONGEST
from glossary.extract.phrases import Cover, outside

SIZE = 30
SPAN = st.tuples(st.integers(1, 6), st.integers(0, SIZE - 6))
SPANS = st.lists(SPAN, min_size=1, max_size=12)


def columns(spans: list[tuple[int, int]]) -> tuple[np.ndarray, np.ndarray]:
    table = np.array(spans, np.int64).reshape(-1, 2)
    return table[:, 0], table[:, 1]


@given(SPANS, SPAN)
def test_cover_agrees_with_looking_at_every_span(
    spans: list[tuple[int, int]], span: tuple[int, int]
) -> None:
    length, place = span
    cover = Cover([columns(spans)], SIZE)
    inside = any(
        p <= place and p + n >= place + length and (p, n) != (place, length)
        for n, p in spans
    )
    longer = any(p == place and n > length for n, p in spans)
    assert cover.free(*columns([span])).tolist() == [not inside]
    assert cover.alone(*columns([span])).tolist() == [not longer]


@given(SPANS, SPANS, st.integers(1, LONGEST))
def test_outside_agrees_with_looking_at_every_span(
    spans: list[tuple[int, int]], fixed: list[tuple[int, int]], length: int
) -> None:
    places = {
        size: np.array(sorted({p for n, p in spans if n == size}), np.int64)
        for size in range(1, LONGEST + 1)
    }
    found = outside(length, places, columns(fixed), SIZE)
    longer = [(n, p) for n, p in [*spans, *fixed] if n > length]
    assert found.tolist() == [
        not any(p <= place and place + length <= p + n for n, p in longer)
        for place in places[length].tolist()
    ]

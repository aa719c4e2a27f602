from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from glossary.extract.phrases import Cover

SIZE = 30
SPANS = st.lists(
    st.tuples(st.integers(1, 5), st.integers(0, SIZE - 5)), min_size=1, max_size=12
)


@given(SPANS, st.integers(1, 5), st.integers(0, SIZE - 5))
def test_cover_agrees_with_looking_at_every_span(
    spans: list[tuple[int, int]], length: int, place: int
) -> None:
    cover = Cover([(n, np.array([p])) for n, p in spans], SIZE)
    inside = any(
        p <= place and p + n >= place + length and (p, n) != (place, length)
        for n, p in spans
    )
    assert cover.free(length, np.array([place])) == (not inside)

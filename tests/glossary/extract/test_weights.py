"""Tables come back as they were, whatever share of them is 0."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as tables

from glossary.extract.weights import packed, unpacked

HALVES = st.floats(width=16, allow_nan=False, allow_infinity=False)
SHAPES = tables.array_shapes(max_dims=3, max_side=9)


@given(tables.arrays(np.float16, SHAPES, elements=st.just(0.0) | HALVES))
def test_tables_come_back(table: np.ndarray) -> None:
    names = np.frombuffer(b"a\nb", np.uint8)
    found = unpacked(packed({"table": table, "names": names}))
    assert list(found) == ["table", "names"]
    assert found["table"].shape == table.shape
    assert np.array_equal(found["table"], table)
    assert np.array_equal(found["names"], names)


@pytest.mark.parametrize(("filled", "thin"), [(0, True), (25, True), (26, False)])
def test_only_a_table_of_zeros_is_thin(filled: int, *, thin: bool) -> None:
    table = np.zeros((10, 10), np.float32)
    table.reshape(-1)[:filled] = 0.1
    arrays = packed({"table": table})
    assert ("table" not in arrays) == thin
    assert unpacked(arrays)["table"].dtype == (np.float32 if thin else np.float16)

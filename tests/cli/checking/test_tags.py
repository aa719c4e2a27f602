"""Start tags with their places, however the text is cut into pieces."""

from __future__ import annotations

import io
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.checking.tags import decoded, encoding, tags

TEXT = """<?xml version="1.0"?>
<!-- <tu tuid="a"> -->
<x:tu
  tuid="b &amp; &#x62;" note='>'>
<![CDATA[<tu tuid="c">]]><tuv/><tu/>
"""
FOUND = [
    ("tu", 3, TEXT.index("<x:tu"), {"tuid": "b & b", "note": ">"}),
    ("tu", 5, TEXT.index("<tu/>"), {}),
]


@given(st.lists(st.integers(0, len(TEXT)), max_size=8))
def test_pieces_do_not_matter(cuts: list[int]) -> None:
    edges = [0, *sorted(cuts), len(TEXT)]
    pieces = [TEXT[start:end] for start, end in pairwise(edges)]
    assert [tuple(one) for one in tags(pieces, ("tu",))] == FOUND


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("<a/>".encode("utf-16"), "utf-16"),
        ("<a/>".encode("utf-16-be"), "utf-16-be"),
        (b"\xef\xbb\xbf<a/>", "utf-8-sig"),
        (b'<?xml version="1.0" encoding="windows-1256"?>', "windows-1256"),
        (b'<?xml version="1.0" encoding="nonsense"?>', "utf-8"),
        (b"<a/>", "utf-8"),
    ],
)
def test_encodings(head: bytes, expected: str) -> None:
    assert encoding(head) == expected


def test_a_byte_that_is_no_text_moves_no_line() -> None:
    stream = io.BytesIO(b"<a>\xff</a>\n<tu/>")
    assert [one.line for one in tags(decoded(stream), ("tu",))] == [2]

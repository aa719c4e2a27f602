"""XLIFF made of a text's sentences, read back by our reader and a foreign one."""

from __future__ import annotations

import io

from hypothesis import given
from hypothesis import strategies as st
from translate.storage import xliff as foreign

from glossary.losses import Losses
from tmx.formats.translation import State, Translation
from tmx.formats.xliff import read_xliff
from tmx.formats.xliff.write import write_xliff
from tmx.model import Segment


def written(segments: list[tuple[str, str | None]]) -> bytes:
    pairs = [
        (text, Translation(segment=Segment(parts=(said,))) if said else None)
        for text, said in segments
    ]
    pieces = write_xliff(pairs, original='a "b" <c>.txt', source="ar", target="en")
    return "".join(pieces).encode()


def read(data: bytes) -> list[tuple[str, str]]:
    units = read_xliff(
        io.BytesIO(data), name="a.xlf", languages=("ar", "en"), losses=Losses()
    )
    return [
        (unit.variants[0].plain, unit.variants[1].plain if unit.variants[1:] else "")
        for unit in units
    ]


_TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cn"])).filter(
    lambda text: text.strip()
)


@given(st.lists(st.tuples(_TEXT, st.none() | _TEXT)))
def test_what_is_written_is_read(segments: list[tuple[str, str | None]]) -> None:
    assert read(written(segments)) == [(text, said or "") for text, said in segments]


def test_translate_toolkit_reads_it() -> None:
    data = written(
        [("قال <الوزير> & غادر", "The <minister> spoke & left"), ("نعم", None)]
    )
    units = foreign.xlifffile.parsestring(data).units
    assert [(str(one.source), str(one.target or "")) for one in units] == [
        ("قال <الوزير> & غادر", "The <minister> spoke & left"),
        ("نعم", ""),
    ]


def test_the_state_is_written() -> None:
    one = Translation(segment=Segment(parts=("yes",)), state=State.NEEDS_REVIEW)
    text = "".join(write_xliff([("نعم", one)], original="a", source="ar", target="en"))
    assert '<target state="needs-review-translation">yes</target>' in text


def test_a_character_that_xml_forbids_is_replaced() -> None:
    assert read(written([("ن\x01عم", None)])) == [("ن\ufffdعم", "")]

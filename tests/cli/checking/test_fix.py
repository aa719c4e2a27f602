"""Files mended: a few words change, and no other byte."""

from __future__ import annotations

import difflib
from io import BytesIO

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cli.checking.fix import Mended, mend, replaced, sure
from cli.exchange import Exchange, Format
from glossary.check import Finding
from glossary.errors import FileError
from glossary.losses import Losses
from tests.cli.checking import samples
from tests.cli.checking.samples import finding
from tmx.formats.po import read_po, write_po
from tmx.formats.tmx import read_tmx, write_tmx
from tmx.model import (
    InlineCode,
    Segment,
    TranslationUnit,
    Variant,
    new_header,
    text_unit,
    text_variant,
)


def of(unit: str, target: str, found: str = "Mamedov", **more: object) -> Finding:
    start = target.index(found)
    fields = {"unit": unit, "target": target, "found": found, "file": "f"}
    return finding(**fields, start=start, end=start + len(found), **more)


def mended(data: str | bytes, kind: Format, *findings: Finding) -> Mended:
    raw = data if isinstance(data, bytes) else data.encode()
    return mend(raw, kind, Exchange(name="f"), findings)


CASES = [
    (
        Format.TMX,
        samples.TMX,
        of("first", "Mamedov & the minister met."),
        "<seg>Mamedov &amp;",
        "<seg>Mammadov &amp;",
    ),
    (
        Format.TMX,
        samples.TMX,
        of("first", "Mamedov & the minister met.", "Mamedov &", expected="M & <M>"),
        "<seg>Mamedov &amp; ",
        "<seg>M &amp; &lt;M&gt; ",
    ),
    (
        Format.XLIFF,
        samples.XLIFF,
        of("7", "Mamedov met the minister."),
        '"translated">Mamedov met <g',
        '"translated">Mammadov met <g',
    ),
    (
        Format.XLIFF,
        samples.XLIFF,
        of("8/0", "Mamedov arrived."),
        ">Mamedov arrived.<",
        ">Mammadov arrived.<",
    ),
    (
        Format.PO,
        samples.PO,
        of("1", '"Mamedov" met the minister.'),
        '"\\"Mame"\n"dov\\" met',
        '"\\"Mammadov\\" met',
    ),
    (
        Format.PO,
        samples.PO,
        of("3[1]", "Mamedov articles"),
        '[1] "Mamedov',
        '[1] "Mammadov',
    ),
    (
        Format.TSV,
        samples.TSV,
        of("3", 'He said "Mamedov".'),
        '"He said ""Mamedov""."',
        '"He said ""Mammadov""."',
    ),
    (
        Format.CSV,
        samples.CSV,
        of("1", "Mamedov arrived,\r\nyesterday."),
        '"Mamedov arrived,\r\n',
        '"Mammadov arrived,\r\n',
    ),
]


@pytest.mark.parametrize(("kind", "text", "one", "old", "new"), CASES)
def test_only_the_words_change(
    kind: Format, text: str, one: Finding, old: str, new: str
) -> None:
    assert text.count(old) == 1
    result = mended(text, kind, one)
    assert result.data.decode() == text.replace(old, new)
    assert result.done == (one,)


@pytest.mark.parametrize("code", ["utf-16", "utf-8-sig", "utf-16-be"])
def test_the_encoding_stays(code: str) -> None:
    text = samples.TMX.replace("UTF-8", code)
    data = ("\ufeff" if code == "utf-16-be" else "") + text
    one = of("first", "Mamedov & the minister met.")
    result = mended(data.encode(code), Format.TMX, one)
    assert result.data == data.replace("Mamedov", "Mammadov").encode(code)


def test_a_segment_with_a_twin_is_mended_in_its_own_place() -> None:
    one = of("u/s2", "Mamedov arrived.")
    result = mended(samples.XLIFF2, Format.XLIFF, one)
    # Both are alike; each finding mends one of them.
    two = of("u/s1", "Mamedov arrived.")
    both = mended(samples.XLIFF2, Format.XLIFF, two, one)
    assert both.new == samples.XLIFF2.replace("Mamedov", "Mammadov")
    lines = difflib.ndiff(samples.XLIFF2.split("\n"), result.new.split("\n"))
    assert [line for line in lines if line.startswith("- ")] == [
        "- <target>Mamedov arrived.</target></segment></unit></file></xliff>"
    ]


def test_what_spans_codes_is_refused() -> None:
    one = of("first", "Mamedov & the minister met.", "& the minister")
    result = mended(samples.TMX, Format.TMX, one)
    assert result.refused == (one,)
    assert result.new == samples.TMX


def test_a_text_that_has_changed_is_left_alone() -> None:
    one = of("2", "Mamedov has since been mended.")
    result = mended(samples.TSV, Format.TSV, one)
    assert result.data == samples.TSV.encode()
    assert result.refused == (one,)


def test_two_in_one_text() -> None:
    target = "Mamedov met Heinlein."
    found = (
        of("1", target),
        of("1", target, "Heinlein", expected="Hoenlein", term="هونلاين"),
    )
    assert replaced(target, found) == "Mammadov met Hoenlein."
    text = f"ar\ten\nالتقى\t{target}\n"
    assert mended(text, Format.TSV, *found).new == text.replace(
        target, "Mammadov met Hoenlein."
    )


texts = st.text("aZ <>&\"'\\\n\u0645\u0301=,;\t", min_size=1, max_size=8)
codes = st.builds(
    InlineCode,
    tag=st.sampled_from(["ph", "hi", "bpt"]),
    attributes=st.just((("i", "1"),)),
    parts=st.tuples(texts),
)


@given(st.lists(texts | codes, min_size=1, max_size=5), texts, st.data())
def test_any_segment_is_mended_as_meant_or_left_alone(
    parts: list[str | InlineCode], new: str, data: st.DataObject
) -> None:
    segment = Segment(parts=tuple(parts))
    plain = segment.plain
    assume(plain.strip())
    start = data.draw(st.integers(0, len(plain) - 1))
    end = data.draw(st.integers(start + 1, len(plain)))
    assume(new not in (plain[start:end], "") and not new.isspace())
    unit = TranslationUnit(
        variants=(text_variant("ar", "ممدوف"), Variant(lang="en", segment=segment))
    )
    header = new_header(source="ar", tool_version="1")
    before = b"".join(write_tmx([unit], header=header, losses=Losses()))
    one = finding(
        file="f",
        unit="1",
        target=plain,
        start=start,
        end=end,
        found=plain[start:end],
        expected=new,
    )
    result = mended(before, Format.TMX, one)
    (after,) = read_tmx(BytesIO(result.data), name="f").units
    if result.done:
        assert after.variants[1].plain == replaced(plain, [one])
    else:
        assert result.data == before


@given(texts, texts, texts)
def test_any_entry_of_po_is_mended_as_meant(before: str, after: str, new: str) -> None:
    target = f"{before}Mamedov{after}"
    assume("Mamedov" not in (before + after) and not new.isspace())
    unit = text_unit(("ar", "ممدوف"), ("en", target))
    text = write_po([unit], source="ar", target="en", losses=Losses())
    start = len(before)
    one = of("1", target, expected=new)
    assert one.start == start
    result = mended(text, Format.PO, one)
    assert result.done == (one,)
    (again,) = read_po(
        result.new, name="f", languages=("ar", "en"), losses=Losses()
    ).units
    assert again.variants[1].plain == replaced(target, [one])


@pytest.mark.parametrize(
    ("target", "result"),
    [
        ("Peace Pact talks", "Peace agreement talks"),
        ("He left. Peace Pact", "He left. Peace agreement"),
        ("a Peace Pact", "a peace agreement"),
    ],
)
def test_a_sentence_begins_with_a_capital(target: str, result: str) -> None:
    one = of("1", target, "Peace Pact", expected="peace agreement")
    assert replaced(target, [one]) == result


@pytest.mark.parametrize(
    "changed",
    [
        {"rule": "number-mismatch"},
        {"side": "source"},
        {"expected": None},
        {"found": None},
        {"start": 1},
        {"end": 0},
        {"expected": "Mamedov"},
    ],
)
def test_what_is_not_sure_is_no_fix(changed: dict[str, object]) -> None:
    assert sure([finding()]) == {"a.tmx": [finding()]}
    assert sure([finding(**changed)]) == {}


def test_of_two_that_overlap_the_first_is_taken() -> None:
    longer = finding(rule="term-forbidden", end=11, found="Mamedov met")
    assert sure([finding(), longer]) == {"a.tmx": [finding()]}


@pytest.mark.parametrize(
    ("data", "kind", "said"),
    [
        (b"", Format.XLSX, "--fix writes tmx, xliff, po, tsv, csv, not xlsx"),
        (b"ar\ten\n\xff\tx\n", Format.TSV, "byte 6 is not utf-8"),
    ],
)
def test_what_cannot_be_mended_is_said(data: bytes, kind: Format, said: str) -> None:
    with pytest.raises(FileError, match=said):
        mended(data, kind, of("1", "Mamedov"))

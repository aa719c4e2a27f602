"""Entries come one by one; a break costs one entry, and an attack costs nothing."""

# ruff: noqa: E501 - a message stands in one piece

from __future__ import annotations

import io
import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from glossary import xml
from glossary.errors import FormatError
from glossary.xml import (
    XmlReader,
    element_xml,
    escape_attribute,
    escape_text,
    local_name,
)


def entries(data: bytes | str) -> tuple[list[str | None], list[str]]:
    """Return the ids of the entries and the problems."""
    raw = data.encode() if isinstance(data, str) else data
    problems: list[FormatError] = []
    reader = XmlReader(io.BytesIO(raw), name="m.xml", on_problem=problems.append)
    found = reader.elements(("head", "e"), entry="e", within=("body",))
    ids = [one.get("id") for one in found if local_name(one) == "e"]
    return ids, [str(problem) for problem in problems]


def document(*parts: str, join: str = "\n") -> str:
    start = ["<root>", "<head/>", "<body>"]
    return join.join([*start, *parts, "</body>", "</root>"])


def entry(number: int) -> str:
    return f'<e id="{number}"><t>قمة {number}</t></e>'


BROKEN = {
    "bare ampersand": ("<e>R&D </e>", "EntityRef: expecting", "a bare '&' stands here"),
    "ampersand and space": ("<e>R & D</e>", "", "a bare '&' stands here; write &amp;"),
    "bare less-than": ("<e>a < b</e>", "", "a bare '<' stands here; write &lt;"),
    "wrong end tag": (
        "<e><t>x</e>",
        "",
        "<t> of line 6 meets </e>: an end tag is missing or misspelt",
    ),
    "unknown entity": (
        "<e>&nbsp;</e>",
        "",
        "the entity &nbsp; is not defined; write the character itself",
    ),
    "attribute twice": ('<e a="1" a="2"/>', "", "not well-formed XML: Attribute a"),
    "no quotes": ("<e a=1></e>", "", "not well-formed XML: AttValue"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_reading_goes_on_after_a_broken_entry(case: str) -> None:
    bad, _, message = BROKEN[case]
    ids, problems = entries(document(entry(1), entry(2), bad, entry(3), entry(4)))
    assert ids == ["1", "2", "3", "4"]
    assert len(problems) == 1
    assert problems[0].startswith("m.xml:6: ")
    assert message in problems[0]


def test_reading_goes_on_in_a_file_of_one_line() -> None:
    ids, problems = entries(
        document(entry(1), entry(2), "<e>a & b</e>", entry(3), entry(4), join="")
    )
    assert ids == ["1", "2", "3", "4"]
    assert problems == ["m.xml:1: a bare '&' stands here; write &amp;"]


def test_each_of_several_breaks_is_told_with_its_line() -> None:
    parts = [entry(n) if n % 3 else "<e>\n<t>a & b</t>\n</e>" for n in range(1, 10)]
    ids, problems = entries(document(*parts))
    assert ids == ["1", "2", "4", "5", "7", "8"]
    assert [one.split(":")[1] for one in problems] == ["7", "12", "17"]


def test_a_broken_head_does_not_cost_an_entry() -> None:
    data = f"<root>\n<head a=1/>\n<body>\n{entry(1)}\n{entry(2)}\n</body>\n</root>"
    ids, problems = entries(data)
    assert ids == ["1", "2"]
    assert [one.split(":")[1] for one in problems] == ["2"]


def test_an_entry_that_is_never_closed_is_told_and_the_others_kept() -> None:
    ids, problems = entries(document(entry(1), "<e><t/>", entry(2), entry(3)))
    assert ids == ["1", "2", "3"]
    assert problems == [
        "m.xml:8: <e> of line 5 meets </body>: an end tag is missing or misspelt"
    ]


def test_an_undeclared_prefix_is_told_and_breaks_nothing() -> None:
    ids, problems = entries(document(entry(1), '<e id="2"><x:y/></e>', entry(3)))
    assert ids == ["1", "2", "3"]
    assert problems == ["m.xml:5: the prefix x of x:y is not declared; declare it"]


def test_what_a_forgotten_end_of_comment_costs_is_told() -> None:
    parts = [entry(n) for n in range(1, 20_001)]
    parts[5000] = "<e><!-- x</e>"
    parts[12000] = "<e>--></f></e>"
    ids, problems = entries(document(*parts))
    assert problems[0] == (
        "m.xml:12004: <e> of line 5004 meets </f>: an end tag is missing or misspelt"
    )
    assert {one.partition(": ")[0] for one in problems} == {"m.xml:12004"}
    assert ids == [str(n) for n in range(1, 20_001) if not 5000 < n < 12_002]


def test_an_error_found_late_tells_what_was_lost() -> None:
    # Until the next quotation mark, all is the attribute's value.
    parts = [entry(n).replace('"', "'") for n in range(1, 10_001)]
    parts[2] = '<e a="x></e>'
    ids, problems = entries(document(*parts))
    first_again = next(n for n in ids if int(n or 0) > 2)
    line = int(first_again or 0) + 3
    assert problems == [
        "m.xml:6: an attribute's value is not closed, or holds a bare '<'",
        f"m.xml:6: what stands between here and line {line} was lost",
    ]
    assert ids == ["1", "2", *map(str, range(line - 3, 10_001))]


def test_breaks_far_apart_in_a_large_file() -> None:
    parts = [entry(n) if n % 5000 else "<e>&</e>" for n in range(1, 20_001)]
    ids, problems = entries(document(*parts))
    assert ids == [str(n) for n in range(1, 20_001) if n % 5000]
    assert [one.split(":")[1] for one in problems] == [
        "5003",
        "10003",
        "15003",
        "20003",
    ]


def test_endless_breaks_are_given_up() -> None:
    started = time.monotonic()
    ids, problems = entries(document(*["<e>&</e>"] * 50_000))
    assert ids == []
    assert len(problems) == xml._MOST_BREAKS
    assert time.monotonic() - started < 20


@given(st.integers(0, 400))
def test_a_cut_file_gives_its_whole_entries(size: int) -> None:
    whole = document(*map(entry, range(1, 9))).encode()
    data = whole[: min(size, len(whole) - 1)]
    complete = [str(n) for n in range(1, 9) if entry(n).encode() in data]
    try:
        ids, problems = entries(data)
    except FormatError:
        assert b"<root>" not in data
        return
    assert ids == complete
    assert len(problems) == 1


def test_a_cut_names_the_open_element() -> None:
    _, problems = entries(document(entry(1)).partition("</body>")[0])
    assert problems == [
        "m.xml:5: the file ends inside <body>, which begins in line 3: it is cut off"
    ]


def test_a_bad_byte_costs_its_entry_and_is_one_problem() -> None:
    data = document(entry(1), entry(2)).encode().replace(b"</t></e>\n</b", b"\xff</b")
    ids, problems = entries(data)
    assert ids == ["1"]
    assert len(problems) == 1
    assert "byte 0xff at offset" in problems[0]


def test_reading_goes_on_after_bad_bytes() -> None:
    bad = entry(2).encode().replace(b"<t>", b"<t>\xc0")
    data = document(entry(1), "BAD", entry(3), "BAD", entry(5)).encode()
    ids, problems = entries(data.replace(b"BAD", bad))
    assert ids == ["1", "3", "5"]
    assert "byte 0xc0 at offset" in problems[0]
    assert problems[1:] == [
        "m.xml:7: what stands around bytes that cannot be decoded was left out"
    ]


def test_without_on_problem_the_first_one_is_raised() -> None:
    reader = XmlReader(io.BytesIO(b"<root>\n<e>&</e></root>"), name="m.xml")
    with pytest.raises(FormatError, match=r"^m\.xml:2: a bare '&' stands here"):
        list(reader.elements(("e",)))


def test_illegal_characters_are_told_and_their_entry_kept() -> None:
    ids, problems = entries(document(entry(1), '<e id="2">a\x01</e>', entry(3)))
    assert ids == ["1", "2", "3"]
    assert [one[:41] for one in problems] == [
        "m.xml:5: illegal character U+0001, which "
    ]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("", "m.xml: is empty"),
        ("hello", "m.xml:1: has no XML element"),
        (
            "<html><body><h1>502</h1></body></html>",
            "m.xml:1: is an HTML page, not an exchange file: a download may have failed",
        ),
        (
            "<!DOCTYPE html>\n<p>",
            "m.xml:1: is an HTML page, not an exchange file: a download may have failed",
        ),
        (
            '<!DOCTYPE r [\n<!ENTITY a "b">]><r>&a;</r>',
            (
                "m.xml:2: declares the entity 'a'; entities are refused, because they can "
                "read files and grow without bounds: write the characters themselves"
            ),
        ),
        (
            '<!DOCTYPE r [<!ENTITY % a SYSTEM "file:///x">]><r/>',
            (
                "m.xml:1: declares the entity 'a'; entities are refused, because they can "
                "read files and grow without bounds: write the characters themselves"
            ),
        ),
        ("<!-- only a comment -->", "m.xml:1: has no XML element"),
    ],
)
def test_what_is_refused_at_once(data: str, message: str) -> None:
    with pytest.raises(FormatError, match=f"^{re.escape(message)}$"):
        XmlReader(io.BytesIO(data.encode()), name="m.xml", on_problem=print)


def test_a_million_laughs_are_refused_in_no_time() -> None:
    lines = [f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 20)]
    data = f'<!DOCTYPE r [<!ENTITY l0 "ha">{"".join(lines)}]><r>&l19;</r>'
    started = time.monotonic()
    with pytest.raises(FormatError, match="declares the entity 'l0'"):
        XmlReader(io.BytesIO(data.encode()), name="m.xml")
    assert time.monotonic() - started < 1


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("<root>" + "<a>" * 5000, "elements are nested deeper than 256"),
        (f'<root><e a="{"x" * 10_000_001}"/></root>', "a value is longer than 10 MB"),
    ],
)
def test_bounds(data: str, message: str) -> None:
    _, problems = entries(data)
    assert problems == [f"m.xml:1: {message}"]


def test_a_long_comment_before_the_root_is_no_reason_to_read_on() -> None:
    data = b"<!--" + b"x" * 3_000_000 + b"--><root/>"
    with pytest.raises(FormatError, match="has no XML element"):
        XmlReader(io.BytesIO(data), name="m.xml")


def test_root_as_written() -> None:
    data = (
        '<?xml version="1.0"?>\n<!DOCTYPE t:r PUBLIC "-//X//EN" "r.dtd">\n'
        '<t:r xmlns:t="urn:t" b="2" t:a="1" xml:lang="ar"/>'
    )
    root = XmlReader(io.BytesIO(data.encode()), name="m.xml").root
    assert root.name == "t:r"
    assert root.local == "r"
    assert root.namespace == "urn:t"
    assert root.attributes == (
        ("xmlns:t", "urn:t"),
        ("b", "2"),
        ("t:a", "1"),
        ("xml:lang", "ar"),
    )
    assert root.doctype == '<!DOCTYPE t:r PUBLIC "-//X//EN" "r.dtd">'
    assert root.line == 3


@pytest.mark.parametrize("start", ['<root xmlns="urn:x">', '<p:root xmlns:p="urn:x">'])
def test_entries_of_the_roots_namespace_only(start: str) -> None:
    prefix = "p:" if "p:" in start else ""
    data = (
        f'{start}<{prefix}body><{prefix}e id="1"></{prefix}e><o:e xmlns:o="urn:o" id="o"/>'
        f'<{prefix}e>&</{prefix}e><{prefix}e id="2"/></{prefix}body></{prefix}root>'
    )
    assert entries(data)[0] == ["1", "2"]


def test_lines_of_elements_hold_after_a_break() -> None:
    data = document(entry(1), "<e>&</e>", entry(2)).encode()
    reader = XmlReader(io.BytesIO(data), name="m.xml", on_problem=lambda _: None)
    found = reader.elements(("e",), entry="e", within=("body",))
    assert [reader.line(one) for one in found] == [4, 6]


def test_an_element_stands_alone() -> None:
    reader = XmlReader(
        io.BytesIO(b'<r xmlns:x="urn:x"><e><x:a>1 &amp; 2</x:a> tail</e></r>'), name="m"
    )
    (found,) = (element_xml(one[0]) for one in reader.elements(("e",)))
    assert found == '<x:a xmlns:x="urn:x">1 &amp; 2</x:a>'


legal = st.text(
    st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\t\r\n")
)


@given(legal)
def test_escapes_survive_a_parser(text: str) -> None:
    kept = "".join(char for char in text if char not in "\ufffe\uffff")
    data = f'<a b="{escape_attribute(kept)}">{escape_text(kept)}</a>'
    parsed = etree.fromstring(data.encode())
    assert parsed.get("b") == kept
    assert (parsed.text or "") == kept


@pytest.mark.parametrize(
    "bomb",
    ["<e>" + "<t/>" * (xml.MOST_TAGS + 50_000), "<t/>" * (xml.MOST_TAGS + 50_000)],
    ids=["in an entry", "between entries"],
)
def test_an_entry_that_would_fill_memory_ends_reading(bomb: str) -> None:
    ids, problems = entries(document(entry(1), bomb, entry(2)))
    assert ids == ["1"]
    assert problems == [
        "m.xml:5: an entry has more than 150,000 tags; reading ends here"
    ]


def test_many_small_entries_are_no_attack() -> None:
    ids, problems = entries(document(*map(entry, range(60_000))))
    assert (len(ids), problems) == (60_000, [])


def test_endless_problems_are_given_up() -> None:
    problems: list[FormatError] = []
    data = document(*map(entry, range(30_000))).encode()
    reader = XmlReader(io.BytesIO(data), name="m.xml", on_problem=problems.append)
    for element in reader.elements(("e",), entry="e", within=("body",)):
        reader.problem("is wrong", reader.line(element))
    assert len(problems) == xml._MOST_PROBLEMS + 1
    assert str(problems[-1]) == (
        "m.xml:20004: has more than 20,000 problems; reading ends here"
    )

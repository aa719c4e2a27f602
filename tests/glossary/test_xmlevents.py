"""Events keep names, order and lines."""

# ruff: noqa: E501 - a message stands in one piece

from __future__ import annotations

import io

import pytest

from glossary.errors import FormatError
from glossary.xmlevents import Event, read_events


def events(data: str) -> list[Event | str]:
    found = read_events(io.BytesIO(data.encode()), name="m.xml")
    return [str(one) if isinstance(one, FormatError) else one for one in found]


def test_events_in_order() -> None:
    data = '<a xmlns:p="urn:p" x="1">\n<p:b p:y="2">قمة</p:b></a>'
    assert events(data) == [
        Event("start", 1, "a", "", (("xmlns:p", "urn:p"), ("x", "1"))),
        Event("text", 1, "a", text="\n"),
        Event("start", 2, "p:b", "urn:p", (("p:y", "2"),)),
        Event("text", 2, "p:b", text="قمة"),
        Event("end", 2, "p:b", "urn:p"),
        Event("end", 2, "a"),
    ]


@pytest.mark.parametrize(
    ("data", "last"),
    [
        ("<a>\n<b>", "m.xml:2: the file ends inside <b>: it is cut off"),
        ("<a>\n<b", "m.xml:2: the file ends inside <a>: it is cut off"),
        (
            "<a>\n<b></a>",
            "m.xml:2: <b> is not closed, or its end tag is misspelt",
        ),
        ("<a>R & D</a>", "m.xml:1: a bare '&' stands here; write &amp;"),
        ("<a>R&D</a>", "m.xml:1: a bare '&' stands here; write &amp;"),
        ("<a>1 < 2</a>", "m.xml:1: a bare '<' stands here; write &lt;"),
        (
            "<a><b c=1/></a>",
            "m.xml:1: a character is out of place; is a quotation mark missing?",
        ),
        (
            "<a>&nbsp;</a>",
            "m.xml:1: the entity &nbsp; is not defined; write the character itself",
        ),
        (
            "<a><b c='1' c='2'/></a>",
            "m.xml:1: not well-formed XML: duplicate attribute",
        ),
        (
            "<!DOCTYPE a SYSTEM 'a.dtd'><a>&nbsp;</a>",
            "m.xml:1: the entity &nbsp; is not defined; write the character itself",
        ),
        ("<a>" * 300, "m.xml:1: elements are nested deeper than 256"),
        (
            f'<a><b c="{"x" * 10_000_001}"/></a>',
            "m.xml:1: an attribute of <b> is longer than 10 MB",
        ),
        (
            f"<a><!--{'x' * 21_000_000}--></a>",
            "m.xml:1: a tag or a comment is longer than 20 MB",
        ),
    ],
)
def test_the_first_breach_is_the_last_event(data: str, last: str) -> None:
    assert events(data)[-1] == last


def test_flaws_stand_among_the_events() -> None:
    found = events("<a>\n\x01</a>")
    assert [one for one in found if isinstance(one, str)] == [
        (
            "m.xml:2: illegal character U+0001, which XML 1.0 forbids; remove it (it is "
            "left out when read)"
        )
    ]
    assert isinstance(found[-1], Event)
    assert found[-1].kind == "end"

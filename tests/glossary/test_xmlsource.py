"""Bytes of any encoding become UTF-8 that a parser may trust."""

# ruff: noqa: E501 - a message stands in one piece

from __future__ import annotations

import io
import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary import xmlsource
from glossary.errors import FormatError
from glossary.losses import Losses
from glossary.xmlsource import XmlSource
from glossary.xmltext import ILLEGAL, encode_xml


def read(data: bytes) -> tuple[str, list[str]]:
    source = XmlSource(io.BytesIO(data), name="m.tmx")
    text = b"".join(source.chunks()).decode()
    return text, [f"{one.line}:{one.rule}:{one.message}" for one in source.flaws]


WORD = "<a>قمة 𝐀</a>"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("plain UTF-8", WORD.encode()),
        ("UTF-8 with a mark", WORD.encode("utf-8-sig")),
        ("UTF-16 LE with a mark", b"\xff\xfe" + WORD.encode("utf-16-le")),
        ("UTF-16 BE with a mark", b"\xfe\xff" + WORD.encode("utf-16-be")),
        ("UTF-16 LE without a mark", WORD.encode("utf-16-le")),
        ("UTF-16 BE without a mark", WORD.encode("utf-16-be")),
        (
            "UTF-16 declared",
            ('<?xml version="1.0" encoding="UTF-16"?>' + WORD).encode("utf-16"),
        ),
        ("declared", ('<?xml version="1.0" encoding="utf8"?>' + WORD).encode()),
    ],
)
def test_encodings_that_need_no_mending(name: str, data: bytes) -> None:
    assert read(data) == (WORD, []), name


def test_legacy_encoding_as_declared() -> None:
    text = '<?xml version="1.0" encoding="windows-1256"?><a>قمة</a>'
    assert read(text.encode("windows-1256")) == ("<a>قمة</a>", [])


def test_utf32_is_read_and_found_fault_with() -> None:
    for encoding in ("utf-32", "utf-32-le", "utf-32-be"):
        text, flaws = read(WORD.encode(encoding))
        assert text == WORD
        assert flaws == [
            (
                "1:wrong-encoding:is UTF-32, which XML tools need not read; "
                "save it as UTF-8"
            )
        ]


def test_declares_utf16_but_is_utf8() -> None:
    text, flaws = read(b'<?xml version="1.0" encoding="UTF-16"?>' + WORD.encode())
    assert text == WORD
    assert flaws == [
        (
            "1:wrong-encoding:declares UTF-16 but is not in it; read as UTF-8: "
            "declare UTF-8"
        )
    ]


def test_white_space_before_the_declaration_keeps_the_lines() -> None:
    text, flaws = read(b'\n\n <?xml\nversion="1.0"?>\n<a/>')
    assert text == "\n\n\n\n<a/>"
    assert flaws == [
        "4:xml-declaration:white space stands before the XML declaration; remove it"
    ]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "m.tmx: is empty"),
        (b" \n\t", "m.tmx: is empty"),
        (
            b'<?xml version="1.0" encoding="klingon"?><a/>',
            (
                "m.tmx:1: declares the encoding 'klingon', which is not known here; "
                "save the file as UTF-8"
            ),
        ),
        (
            b'<?xml version="1.0" encoding="base64"?><a/>',
            (
                "m.tmx:1: declares the encoding 'base64', which is not known here; "
                "save the file as UTF-8"
            ),
        ),
        (
            b'<?xml version="1.0" encoding="utf-7"?><a/>',
            (
                "m.tmx:1: declares the encoding 'utf-7', which is not known here; "
                "save the file as UTF-8"
            ),
        ),
        (
            b"<a>\n" + "قمة".encode("windows-1256"),
            (
                "m.tmx:2: byte 0xde at offset 4 is not UTF-8; declare the encoding the "
                "file was really saved in (windows-1256?) or save it as UTF-8"
            ),
        ),
        (
            b"\xff\xfe" + "<a>".encode("utf-16-le") + b"\x00\xdc\x00",
            (
                "m.tmx:1: byte 0x00 at offset 8 is not UTF-16; declare the encoding the "
                "file was really saved in (windows-1256?) or save it as UTF-8"
            ),
        ),
    ],
)
def test_what_cannot_be_read(data: bytes, message: str) -> None:
    with pytest.raises(FormatError, match=f"^{re.escape(message)}$"):
        read(data)


def test_what_precedes_a_bad_byte_is_kept() -> None:
    got: list[bytes] = []
    chunks = XmlSource(io.BytesIO(b"<a>1 &amp;</a>\xff"), name="m").chunks()
    with pytest.raises(FormatError, match="byte 0xff at offset 14"):
        got.extend(chunks)
    assert b"".join(got) == b"<a>1 &amp;</a>"


@pytest.mark.parametrize(
    ("raw", "kept", "codes"),
    [
        ("a\x01b", "ab", ["U+0001"]),
        ("\x0b\x0c\x1f", "", ["U+000B", "U+000C", "U+001F"]),
        ("a\ufffeb\uffff", "ab", ["U+FFFE", "U+FFFF"]),
        ("&#1;&#x7;&#0;", "", ["U+0001", "U+0007", "U+0000"]),
        ("&#xFFFF;x", "x", ["U+FFFF"]),
        ("&#65;&#x1;", "&#65;", ["U+0001"]),
        ("&#xD83D;", "", ["U+D83D"]),
        ("&#x110000;", "", ["U+110000"]),
        ("\t\n\r&#9;&#10;\x7f\x85", "\t\n\r&#9;&#10;\x7f\x85", []),
    ],
)
def test_illegal_characters(raw: str, kept: str, codes: list[str]) -> None:
    text, flaws = read(f"<a>\n{raw}</a>".encode())
    assert text == f"<a>\n{kept}</a>"
    assert flaws == [
        f"2:illegal-character:illegal character {code}, which XML 1.0 forbids; "
        "remove it (it is left out when read)"
        for code in codes
    ]


def test_references_in_cdata_are_text() -> None:
    text = "<a><![CDATA[&#1;]]></a>"
    assert read(text.encode()) == (text, [])


def test_a_surrogate_pair_of_references_is_one_character() -> None:
    text, flaws = read(b"<a>&#xD83D;&#xDE00;</a>")
    assert text == "<a>\U0001f600</a>"
    assert flaws == [
        (
            "1:illegal-character:U+1F600 is written as two references to surrogates; "
            "write the character itself"
        )
    ]


class Trickle(io.BytesIO):
    """A stream that gives a few bytes at a time."""

    def __init__(self, data: bytes, size: int) -> None:
        super().__init__(data)
        self._size = size

    def read(self, _size: int | None = -1, /) -> bytes:
        return super().read(self._size)


pieces = st.lists(
    st.sampled_from(["<a>", "قمة", "&#1;", "&#xD83D;&#xDE00;", "\x02", "\n", "&amp;"])
)


@given(pieces, st.integers(1, 9), st.sampled_from(["utf-8", "utf-16", "utf-32"]))
def test_where_pieces_end_does_not_matter(
    parts: list[str], size: int, encoding: str
) -> None:
    data = f"<x>{''.join(parts)}".encode(encoding)
    whole = XmlSource(io.BytesIO(data), name="m")
    text = b"".join(whole.chunks())
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(xmlsource, "CHUNK", size)
        small = XmlSource(Trickle(data, size), name="m")
        if encoding == "utf-8" or size > 3:
            assert b"".join(small.chunks()) == text
            assert Counter(small.flaws) == Counter(whole.flaws)


@given(st.text(alphabet=st.characters()))
def test_encode_xml_leaves_what_xml_can_hold(text: str) -> None:
    losses = Losses()
    data = encode_xml(text, losses)
    kept = [char for char in text if not ILLEGAL.match(char)]
    assert data.decode() == "".join(kept)
    assert sum(losses.counts.values()) == len(text) - len(kept)


def test_encode_xml_names_the_code_point() -> None:
    losses = Losses()
    assert encode_xml("a\x01\x01\ud800", losses) == b"a"
    assert losses.rows() == [
        ("illegal character U+0001", 2),
        ("illegal character U+D800", 1),
    ]


@pytest.mark.parametrize(
    ("encoding", "declared", "message"),
    [
        ("utf-16", "UTF-8", "declares UTF-8 but is UTF-16, as its first bytes show"),
        (
            "utf-8-sig",
            "windows-1256",
            "declares windows-1256 but is UTF-8, as its first",
        ),
        ("utf-16-le", "klingon", "declares klingon but is UTF-16, as its first bytes"),
        ("utf-32", "utf-8", "is UTF-32, which XML tools need not read"),
    ],
)
def test_a_declaration_that_the_first_bytes_belie(
    encoding: str, declared: str, message: str
) -> None:
    head = f'<?xml version="1.0" encoding="{declared}"?>'
    text, flaws = read((head + WORD).encode(encoding))
    assert text == WORD
    (flaw,) = flaws
    assert flaw.startswith(f"1:wrong-encoding:{message}")

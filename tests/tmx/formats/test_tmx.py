"""TMX is read and written without loss, in constant memory, whatever its state."""

# ruff: noqa: E501 - a message stands in one piece

from __future__ import annotations

import io
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from glossary.errors import FormatError
from glossary.losses import Losses
from tests.tmx.strategies import headers, units
from tmx.formats.tmx import read_tmx, validate_tmx, write_tmx
from tmx.model import (
    Extra,
    Header,
    InlineCode,
    Note,
    Property,
    Segment,
    TranslationUnit,
    Variant,
    new_header,
    text_unit,
    text_variant,
)

ROOT = Path(__file__).resolve().parents[3]
DEV = ROOT / ".." / "shared" / "data" / "exchange" / "tmx"
GOLDEN = Path(__file__).resolve().parents[2] / "golden" / "tmx"
STRUCTURE = {"tmx", "header", "body", "tu", "tuv", "ude"}
HEADER = (
    '<header creationtool="x" creationtoolversion="1" segtype="sentence" o-tmf="x" '
    'adminlang="en" srclang="ar" datatype="plaintext"/>'
)


def document(*parts: str) -> bytes:
    inner = "\n".join(parts)
    return f'<tmx version="1.4">\n{HEADER}\n<body>\n{inner}\n</body></tmx>'.encode()


def read(data: bytes) -> tuple[Header, list[TranslationUnit], list[str]]:
    problems: list[FormatError] = []
    header, found = read_tmx(io.BytesIO(data), name="m.tmx", on_problem=problems.append)
    everything = list(found)
    return header, everything, [str(problem) for problem in problems]


def write(header: Header, memory: list[TranslationUnit]) -> bytes:
    losses = Losses()
    data = b"".join(write_tmx(memory, header=header, losses=losses))
    assert losses.rows() == []
    return data


def canonical(data: bytes) -> bytes:
    """Return canonical XML without comments and white space between elements."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
    )
    root = etree.fromstring(data, parser)
    for element in root.iter():
        is_instruction = element.tag is etree.PI
        name = "" if is_instruction else etree.QName(element).localname
        if name in STRUCTURE and not (element.text or "").strip():
            element.text = None
        parent = element.getparent()
        is_inside = parent is not None and etree.QName(parent).localname in STRUCTURE
        if is_inside and not (element.tail or "").strip():
            element.tail = None
    return etree.tostring(root, method="c14n", with_comments=False)


def dev_files() -> list[Path]:
    return sorted(DEV.glob("*.tmx"))


needs_dev_files = pytest.mark.skipif(
    not DEV.is_dir(), reason="the development files are not beside the repository"
)


def test_a_unit_in_full() -> None:
    data = document(
        '<tu tuid="1" creationdate="20250101T000000Z">',
        '<note xml:lang="en">n</note><prop type="x-a" o-encoding="u">p</prop>',
        '<tuv xml:lang="ar" changeid="mona"><prop type="t">v</prop>',
        '<seg>قال <bpt i="1" type="b">&lt;b&gt;</bpt>الرئيس<ept i="1"/> &amp; غيره</seg></tuv>',
        '<tuv lang="en"><seg/></tuv>',
        '<tuv xml:lang="fr"/>',
        "<own a='1'>&lt;</own></tu>",
    )
    header, memory, problems = read(data)
    assert problems == []
    assert header.get("srclang") == "ar"
    assert memory == [
        TranslationUnit(
            id="1",
            attributes=(("creationdate", "20250101T000000Z"),),
            items=(
                Note(text="n", attributes=(("xml:lang", "en"),)),
                Property(type="x-a", text="p", attributes=(("o-encoding", "u"),)),
                Extra(xml='<own a="1">&lt;</own>', after=3),
            ),
            variants=(
                Variant(
                    lang="ar",
                    attributes=(("changeid", "mona"),),
                    items=(Property(type="t", text="v"),),
                    segment=Segment(
                        parts=(
                            "قال ",
                            InlineCode(
                                tag="bpt",
                                attributes=(("i", "1"), ("type", "b")),
                                parts=("<b>",),
                            ),
                            "الرئيس",
                            InlineCode(tag="ept", attributes=(("i", "1"),)),
                            " & غيره",
                        )
                    ),
                ),
                Variant(lang="en", lang_attribute="lang", segment=Segment()),
                Variant(lang="fr", segment=None),
            ),
        )
    ]
    assert memory[0].variants[0].plain == "قال الرئيس & غيره"


def test_both_names_of_the_language() -> None:
    data = document('<tu><tuv lang="EN-US" xml:lang="ar-EG"><seg>x</seg></tuv></tu>')
    variant = read(data)[1][0].variants[0]
    assert variant.lang == "ar-EG"
    assert variant.attributes == (("lang", "EN-US"),)
    assert variant.lang_attribute == "xml:lang"


def test_a_header_in_full() -> None:
    data = (
        b'<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n'
        b'<tmx xmlns:y="urn:y" version="1.4"><header srclang="ar" y:k="v"><note>n</note>'
        b'<ude name="u"><map unicode="#xF8FF"/></ude><prop type="t">p</prop></header>'
        b'<body y:b="1"/></tmx>'
    )
    header, memory, problems = read(data)
    assert memory == []
    assert problems == []
    assert header == Header(
        attributes=(("srclang", "ar"), ("y:k", "v")),
        items=(
            Note(text="n"),
            Extra(xml='<ude xmlns:y="urn:y" name="u"><map unicode="#xF8FF"/></ude>'),
            Property(type="t", text="p"),
        ),
        version="1.4",
        root_attributes=(("xmlns:y", "urn:y"),),
        body_attributes=(("y:b", "1"),),
        doctype='<!DOCTYPE tmx SYSTEM "tmx14.dtd">',
    )


@pytest.mark.parametrize(
    "data",
    [
        (
            '<tmx xmlns="http://www.lisa.org/tmx14" version="1.4"><header srclang="ar"/><body>'
            '<tu xmlns:y="urn:y" y:score="9"><x:meta xmlns:x="urn:v" k="v">d</x:meta>'
            '<tuv xml:lang="ar"><seg>a<z:b xmlns:z="urn:z" z:c="1">t</z:b></seg></tuv></tu>'
            "</body></tmx>"
        ),
        (
            '<tmx xmlns:y="urn:y"><header srclang="ar" y:a="1"><y:own/></header>'
            '<body y:b="2"><tu y:c="3"><tuv y:d="4" xml:lang="ar"><seg y:e="5"/><y:f/></tuv>'
            "<y:g/></tu></body></tmx>"
        ),
        (
            '<tmx version="1.1"><header srclang="ar"/><body><tu><prop type="x">p<seg>s</seg>'
            '</prop><tuv lang="AR"><note/><seg> a\tb\n c </seg><prop>no type</prop></tuv>'
            "<note>late</note></tu></body></tmx>"
        ),
    ],
    ids=["default namespace", "foreign names everywhere", "invalid but carried"],
)
def test_what_others_would_lose(data: str) -> None:
    header, memory, problems = read(data.encode())
    assert problems == []
    assert canonical(write(header, memory)) == canonical(data.encode())


def test_a_prefixed_document_keeps_its_namespace() -> None:
    data = (
        '<t:tmx xmlns:t="urn:tmx"><t:header srclang="ar"/><t:body><t:tu>'
        '<t:tuv xml:lang="ar"><t:seg>x</t:seg></t:tuv></t:tu></t:body></t:tmx>'
    )
    header, memory, _ = read(data.encode())
    root = etree.fromstring(write(header, memory))
    assert root.tag == "{urn:tmx}tmx"
    assert root.findtext(".//{urn:tmx}seg") == "x"


@given(headers, st.lists(units, max_size=3))
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_round_trip(header: Header, memory: list[TranslationUnit]) -> None:
    assert read(write(header, memory)) == (header, memory, [])


@needs_dev_files
@pytest.mark.parametrize("path", dev_files(), ids=lambda path: path.name)
def test_real_files_survive(path: Path) -> None:
    if path.name in ("x_xxe_file.tmx", "x_html_error_page.tmx"):
        pytest.skip("refused; see the hostile files")
    data = path.read_bytes()
    try:
        wanted = canonical(data)
    except etree.XMLSyntaxError:
        pytest.skip("not well formed; see the hostile files")
    header, memory, problems = read(data)
    assert problems == []
    got = canonical(write(header, memory))
    if header.get("srclang"):
        assert got == wanted
    else:  # the writer adds what the standard needs
        assert b"srclang=" in got
        assert len(memory) == 1


# What each hostile file gives: units, and a word of the first problem or error.
HOSTILE = {
    "heartsome__empty0byte.tmx": (None, "is empty"),
    "x_0byte.tmx": (None, "is empty"),
    "x_attr_default_dtd.tmx": (1, ""),
    "x_both_lang.tmx": (1, ""),
    "x_cp1256_declared.tmx": (1, ""),
    "x_ctrl_charref.tmx": (1, "illegal character U+0007"),
    "x_ctrl_chars.tmx": (1, "illegal character U+000B"),
    "x_deep_nesting_10k.tmx": (0, "nested deeper than 256"),
    "x_deep_unknown_100k.tmx": (0, "nested deeper than 256"),
    "x_html_error_page.tmx": (None, "is an HTML page"),
    "x_leading_ws.tmx": (1, ""),
    "x_lone_surrogate_ref.tmx": (1, ""),
    "x_no_header.tmx": (1, ""),
    "x_no_lang.tmx": (1, ""),
    "x_no_srclang.tmx": (1, ""),
    "x_truncated.tmx": (38, "the file ends inside <tu>, which begins in line 3"),
    "x_utf16be_bom.tmx": (1, ""),
    "x_utf16le_bom.tmx": (1, ""),
    "x_utf32.tmx": (1, ""),
    "x_wrong_decl_utf16.tmx": (1, ""),
    "x_wrong_decl_utf8_is_cp1256.tmx": (0, "byte 0xe3 at offset 254 is not UTF-8"),
    "x_xml11.tmx": (1, "illegal character U+0001"),
    "x_xxe_file.tmx": (None, "declares the entity 'x'"),
}


@needs_dev_files
@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files(name: str) -> None:
    units_wanted, words = HOSTILE[name]
    data = (DEV / name).read_bytes()
    started = time.monotonic()
    if units_wanted is None:
        with pytest.raises(FormatError, match=words):
            read(data)
    else:
        _, memory, problems = read(data)
        assert len(memory) == units_wanted
        assert words in "".join(problems)
        assert bool(words) == bool(problems)
        canonical(write(Header(), memory))
    assert time.monotonic() - started < 5


def test_a_huge_attribute_takes_little_time() -> None:
    huge = f'<tu tuid="{"x" * 12_000_000}"><tuv xml:lang="ar"/></tu>'
    good = '<tu tuid="good"><tuv xml:lang="ar"/></tu>'
    started = time.monotonic()
    _, memory, problems = read(document(huge, good))
    assert memory[-1].id == "good"
    assert [one.partition(": ")[2] for one in problems] == [
        "a value is longer than 10 MB"
    ]
    assert time.monotonic() - started < 5


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (
            "<tu>junk<tuv xml:lang='ar'><seg>x</seg></tuv></tu>",
            "m.tmx:4: the text 'junk' stands between elements of <tu>, where TMX has none; it was left out",
        ),
        (
            "<tu><tuv xml:lang='ar'><seg>x</seg>more</tuv></tu>",
            "m.tmx:4: the text 'more' stands between elements of <tuv>, where TMX has none; it was left out",
        ),
        (
            "<own/>\n<tu><tuv xml:lang='ar'><seg>x</seg></tuv></tu>",
            "m.tmx:4: <own> stands where TMX has only units; it was left out",
        ),
        (
            "<tu><tuv xml:lang='ar'><seg>x</seg></tuv></tu>\n<own/>",
            "m.tmx:5: <own> stands where TMX has only units; it was left out",
        ),
    ],
)
def test_what_has_no_place_is_told(body: str, problem: str) -> None:
    _, memory, problems = read(document(body))
    assert len(memory) == 1
    assert problems == [problem]


@pytest.mark.parametrize(
    ("inner", "problem"),
    [
        (
            "<seg>a&nbsp;b</seg>",
            "m.tmx:5: the entity &nbsp; is not defined; write the character itself",
        ),
        (
            "<note>a&nbsp;b</note>",
            "m.tmx:5: the entity &nbsp; is not defined; write the character itself",
        ),
    ],
)
def test_an_entity_of_an_unread_dtd_costs_its_unit(inner: str, problem: str) -> None:
    good = '<tu><tuv xml:lang="ar"><seg>x</seg></tuv></tu>'
    bad = f'<tu><tuv xml:lang="ar">{inner}</tuv></tu>'
    data = b'<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n' + document(bad, good)
    _, memory, problems = read(data)
    assert len(memory) == 1
    assert problems == [problem]


def test_an_undeclared_prefix_costs_its_unit() -> None:
    good = '<tu><tuv xml:lang="ar"><seg>x</seg></tuv></tu>'
    _, memory, problems = read(document('<tu y:a="1"/>', good))
    assert len(memory) == 1
    assert all("prefix" in one and one.startswith("m.tmx:4:") for one in problems)
    assert problems


def test_not_tmx() -> None:
    with pytest.raises(
        FormatError, match=r"^m\.tmx:1: is not TMX: its root element is <xliff>$"
    ):
        read(b"<xliff/>")


def test_the_first_problem_is_raised_where_nobody_collects_them() -> None:
    stream = io.BytesIO(document("<tu>&</tu>"))
    with pytest.raises(FormatError, match=r"^m\.tmx:4: a bare '&' stands here"):
        list(read_tmx(stream, name="m.tmx").units)


def test_golden() -> None:
    memory = [
        text_unit(
            ("ar", "قال الرئيس إن القمة ستُعقد غدا."),
            ("en", "The president said the summit would be held tomorrow."),
            id="s1",
            attributes=(("creationdate", "20250131T120000Z"), ("creationid", "mona")),
            items=(Property(type="x-document", text="a.txt"), Note(text="R&D <1>")),
        ),
        TranslationUnit(
            variants=(
                Variant(
                    lang="ar",
                    segment=Segment(
                        parts=("انظر ", InlineCode(tag="ph", attributes=(("x", "1"),)))
                    ),
                ),
                text_variant("en", 'See "it"', items=(Note(text="term"),)),
            )
        ),
    ]
    header = new_header(source="ar", tool_version="1.0", created="20250131T120000Z")
    data = write(header, memory)
    assert data.decode() == (GOLDEN / "two_units.tmx").read_text(encoding="utf-8")
    assert list(validate_tmx(io.BytesIO(data), name="m.tmx")) == []


def test_illegal_characters_are_left_out_and_counted() -> None:
    losses = Losses()
    memory = [text_unit(("ar", "قـ\x01مة"), ("en", "sum\ud800mit\x01"))]
    header = new_header(source="ar", tool_version="1")
    data = b"".join(write_tmx(memory, header=header, losses=losses))
    assert losses.rows() == [
        ("illegal character U+0001", 2),
        ("illegal character U+D800", 1),
    ]
    pair = read(data)[1][0].pair("ar", "en")
    assert pair is not None
    assert [one.plain for one in pair] == ["قـمة", "summit"]


@pytest.mark.parametrize(
    ("header", "memory", "srclang"),
    [
        (Header(), [], "*all*"),
        (Header(), [text_unit(("ar-SA", "س"), ("en", "q"))], "ar-SA"),
        (
            Header(attributes=(("srclang", ""),)),
            [text_unit(("ar", "س"), ("en", "q"))],
            "ar",
        ),
        (Header(attributes=(("srclang", "fr"),)), [], "fr"),
    ],
)
def test_srclang_is_always_there(
    header: Header, memory: list[TranslationUnit], srclang: str
) -> None:
    assert read(write(header, memory))[0].get("srclang") == srclang


MEMORY_SCRIPT = """
    import io, pathlib, re
    from tmx.formats.tmx import read_tmx

    class Endless(io.RawIOBase):
        def __init__(self):
            self.parts = self.make()
        def make(self):
            yield b'<tmx version="1.4"><header srclang="ar"/><body>'
            unit = '<tu tuid="1"><prop type="x">' + "p" * 300 + '</prop>'
            unit += '<tuv xml:lang="ar"><seg>' + "قمة " * 60 + '</seg></tuv></tu>\\n'
            for _ in range(600):
                yield (unit * 100).encode()
            yield b"</body></tmx>"
        def readable(self):
            return True
        def read(self, size=-1):
            return next(self.parts, b"")

    count = sum(1 for _ in read_tmx(Endless(), name="m").units)
    # Not ru_maxrss: that begins with what the parent process had.
    status = pathlib.Path("/proc/self/status").read_text()
    print(count, re.search("VmHWM:\\s+(\\d+)", status)[1])
"""


@pytest.mark.skipif(
    not Path("/proc/self/status").exists(), reason="peak memory is read from /proc"
)
def test_memory_stays_flat() -> None:
    # 60,000 units, 50 MB; a tree of them would take several times that.
    found = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(MEMORY_SCRIPT)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    count, kilobytes = map(int, found.stdout.split())
    assert count == 60_000
    assert kilobytes < 60_000

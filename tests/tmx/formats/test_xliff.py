"""XLIFF read into units, and filled in place: nothing else in the file changes."""

# ruff: noqa: E501 - a unit stands in one line

from __future__ import annotations

import io
import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from glossary.errors import FormatError
from glossary.losses import Losses
from tests.conftest import ROOT
from tmx.formats.xliff import State, Translation, fill, read_xliff
from tmx.model import InlineCode, Note, Property, Segment, TranslationUnit

FILES = ROOT / ".." / "shared" / "data" / "exchange" / "xliff"
SCHEMA = ROOT / ".." / "shared" / "schemas" / "xliff" / "xliff-core-1.1.xsd"
BROKEN = ("x_billion_laughs.xlf", "omegat__file-XLIFFFilter-invalid-content.xlf")
SOUND = [
    pytest.param(path, id=path.name)
    for path in sorted(FILES.glob("*.x*"))
    if path.name not in BROKEN
]

Translate = Callable[[TranslationUnit], Translation | None]


def v1(*units: str, file: str = 'source-language="ar" target-language="en"') -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">\n'
        f'<file original="a" datatype="plaintext" {file}><body>\n'
        f"{''.join(units)}\n</body></file></xliff>\n"
    )


def v2(*units: str, languages: str = 'srcLang="ar" trgLang="en"') -> str:
    return (
        f'<xliff version="2.0" {languages} '
        'xmlns="urn:oasis:names:tc:xliff:document:2.0">'
        f'<file id="f">{"".join(units)}</file></xliff>'
    )


def read(data: str | bytes) -> tuple[list[TranslationUnit], Losses, list[str]]:
    raw = data if isinstance(data, bytes) else data.encode()
    losses = Losses()
    problems: list[FormatError] = []
    units = read_xliff(
        io.BytesIO(raw),
        name="a.xlf",
        languages=("ar", "en"),
        losses=losses,
        on_problem=problems.append,
    )
    return list(units), losses, [str(one) for one in problems]


def filled(data: str | bytes, translate: Translate) -> tuple[bytes, Losses]:
    raw = data if isinstance(data, bytes) else data.encode()
    losses = Losses()
    pieces = fill(
        io.BytesIO(raw),
        translate,
        name="a.xlf",
        languages=("ar", "en"),
        losses=losses,
    )
    return b"".join(pieces), losses


def saying(
    *parts: str | InlineCode, state: State = State.TRANSLATED
) -> Callable[[TranslationUnit], Translation]:
    return lambda _: Translation(segment=Segment(parts=parts), state=state)


def echo(unit: TranslationUnit) -> Translation:
    segment = unit.variants[0].segment
    assert segment is not None
    first, *rest = segment.parts
    parts = (f"X {first}", *rest) if isinstance(first, str) else ("X ", first, *rest)
    return Translation(segment=Segment(parts=parts))


def bpt(i: str, x: str) -> InlineCode:
    return InlineCode(tag="bpt", attributes=(("i", i), ("x", x)))


def ept(i: str) -> InlineCode:
    return InlineCode(tag="ept", attributes=(("i", i),))


def test_a_unit_with_all_it_has() -> None:
    (unit,), losses, problems = read(
        v1(
            '<trans-unit id="1" resname="title" approved="yes"><source>قال <g id="7">الرئيس</g></source>'
            '<target state="final">The <g id="7">president</g></target><note>desk</note>'
            "<alt-trans><target>A president</target></alt-trans></trans-unit>"
        )
    )
    assert problems == []
    assert losses.rows() == [("alternative translations", 1)]
    assert unit.items == (
        Property(type="x-id", text="a/1"),
        Property(type="x-context", text="title"),
        Property(type="x-approved", text="yes"),
        Note(text="desk"),
    )
    ours, theirs = unit.variants
    assert (ours.lang, ours.plain) == ("ar", "قال الرئيس")
    assert theirs.segment == Segment(
        parts=("The ", bpt("1", "7"), "president", ept("1"))
    )
    assert theirs.items == (Property(type="x-state", text="final"),)


def test_segments_of_a_segmented_unit_are_units() -> None:
    units, _, _ = read(
        v1(
            '<trans-unit id="1"><source>وصل. عاد.</source>'
            '<seg-source><mrk mtype="seg" mid="0">وصل.</mrk> <mrk mtype="seg" mid="1">عاد.</mrk></seg-source>'
            '<target><mrk mtype="seg" mid="0">He came.</mrk> <mrk mtype="seg" mid="1"/></target></trans-unit>'
        )
    )
    assert [[one.plain for one in unit.variants] for unit in units] == [
        ["وصل.", "He came."],
        ["عاد."],
    ]
    assert [unit.prop("x-id") for unit in units] == ["a/1/0", "a/1/1"]


def test_version_2() -> None:
    units, losses, _ = read(
        v2(
            '<unit id="u" translate="no"><notes><note>n</note></notes>'
            '<mtc:matches xmlns:mtc="urn:oasis:names:tc:xliff:matches:2.0"><mtc:match ref="#s"/></mtc:matches>'
            '<segment id="s" state="final"><source>قمة <pc id="1">دولية</pc></source><target>summit</target></segment>'
            "<ignorable><source> </source></ignorable>"
            "<segment><source>نهر</source></segment></unit>"
        )
    )
    assert [[one.plain for one in unit.variants] for unit in units] == [
        ["قمة دولية", "summit"],
        ["نهر"],
    ]
    assert units[0].items == (
        Property(type="x-id", text="f/u/s"),
        Property(type="x-translate", text="no"),
        Note(text="n"),
    )
    assert units[0].variants[1].prop("x-state") == "final"
    assert losses.rows() == [("alternative translations", 1)]


def test_what_follows_a_break_is_read() -> None:
    units, _, problems = read(
        v1(
            '<trans-unit id="1"><source>نهر</source></trans-unit>',
            '\n<trans-unit id="2"><source>قلعة</trans-unit>',
            '\n<trans-unit id="3"><source>جسر</source></trans-unit>',
        )
    )
    assert [unit.variants[0].plain for unit in units] == ["نهر", "جسر"]
    assert units[1].variants[0].lang == "ar"
    assert len(problems) == 1
    assert problems[0].startswith("a.xlf:5: ")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("<tmx/>", "a.xlf:1: is not XLIFF: its root is <tmx>"),
        ('<xliff xmlns="urn:x"/>', "a.xlf:1: is XLIFF in a namespace that is not"),
        ("", "a.xlf: is empty"),
    ],
)
def test_what_is_no_xliff(data: str, message: str) -> None:
    with pytest.raises(FormatError) as caught:
        read(data)
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            '<trans-unit id="1">\n  <source>نهر</source>\n  <note>n</note></trans-unit>',
            '<trans-unit id="1">\n  <source>نهر</source>\n  <target state="translated">river &amp; &lt;sea&gt;</target>\n  <note>n</note></trans-unit>',
        ),
        (
            "<trans-unit id='1'><source>نهر</source><target  state='new' state-qualifier='exact-match' xml:lang=\"en\" /></trans-unit>",
            '<trans-unit id=\'1\'><source>نهر</source><target state="translated" xml:lang="en">river &amp; &lt;sea&gt;</target></trans-unit>',
        ),
        (
            '<trans-unit id="1"><source>نهر</source><target>old <x id="1"/></target ><alt-trans><target>alt</target></alt-trans></trans-unit>',
            '<trans-unit id="1"><source>نهر</source><target state="translated">river &amp; &lt;sea&gt;</target><alt-trans><target>alt</target></alt-trans></trans-unit>',
        ),
    ],
)
def test_fill_version_1(before: str, after: str) -> None:
    done, losses = filled(v1(before), saying("river & <sea>"))
    assert done.decode() == v1(after)
    assert losses.rows() == []


def test_fill_segments() -> None:
    source = (
        '<trans-unit id="1"><source>وصل. عاد.</source><seg-source><g id="1"><mrk mtype="seg" mid="0">وصل.</mrk> '
        '<mrk mtype="seg" mid="1">عاد.</mrk></g></seg-source>'
    )
    done, _ = filled(
        v1(f"{source}</trans-unit>"),
        lambda unit: (
            saying("Came.")(unit) if unit.variants[0].plain == "وصل." else None
        ),
    )
    once = (
        '<target><g id="1"><mrk mtype="seg" mid="0">Came.</mrk> '
        '<mrk mtype="seg" mid="1"></mrk></g></target></trans-unit>'
    )
    assert done.decode() == v1(f"{source}{once}")
    done, _ = filled(done, saying("Left."))
    both = (
        '<target state="translated"><g id="1"><mrk mtype="seg" mid="0">Left.</mrk> '
        '<mrk mtype="seg" mid="1">Left.</mrk></g></target></trans-unit>'
    )
    assert done.decode() == v1(f"{source}{both}")


def test_fill_version_2_names_the_language_and_the_state() -> None:
    unit = '<unit id="u"><segment{}><source>نهر</source>{}</segment></unit>'
    before = v2(unit.format(' subState="x:y"', ""), languages='srcLang="ar"')
    done, _ = filled(before, saying("river"))
    assert done.decode() == v2(
        unit.format(' state="translated"', "<target>river</target>"),
        languages='srcLang="ar"',
    ).replace('document:2.0">', 'document:2.0" trgLang="en">')
    done, _ = filled(before, lambda _: None)
    assert done.decode() == before
    done, _ = filled(before, saying("river", state=State.NEEDS_REVIEW))
    assert b'<segment state="initial">' in done


def test_a_file_without_a_target_language_gets_it_on_the_target() -> None:
    unit = '<trans-unit id="1"><source>نهر</source>{}</trans-unit>'
    done, _ = filled(v1(unit.format(""), file='source-language="ar"'), saying("river"))
    target = '<target xml:lang="en" state="translated">river</target>'
    assert done.decode() == v1(unit.format(target), file='source-language="ar"')


CODES = (
    '<trans-unit id="1"><source>قال <g id="7" ctype="bold">الرئيس</g><x id="2" equiv-text="br"/>'
    '<ph id="3">&lt;img alt="<sub>صورة</sub>"&gt;</ph></source>{}</trans-unit>'
)


def test_codes_are_copied_from_the_source_byte_for_byte() -> None:
    x = InlineCode(tag="ph", attributes=(("x", "2"),))
    ph = InlineCode(tag="ph", attributes=(("x", "3"),))
    said = saying(ph, x, "The ", bpt("1", "7"), "president", ept("1"))
    done, losses = filled(v1(CODES.format("")), said)
    assert losses.rows() == []
    assert done.decode() == v1(
        CODES.format(
            '<target state="translated"><ph id="3">&lt;img alt="<sub>صورة</sub>"&gt;</ph>'
            '<x id="2" equiv-text="br"/>The <g id="7" ctype="bold">president</g></target>'
        )
    )


@pytest.mark.parametrize(
    ("parts", "content", "lost"),
    [
        (("said",), "said", ["sources that the translation lacks"]),
        (
            (bpt("4", "9"), "said", ept("4")),
            '<g id="7" ctype="bold">said</g>',
            ["sources that the translation lacks"],
        ),
        (
            (ept("1"), "said", bpt("1", "7")),
            "said",
            [
                "sources that the translation lacks",
                "translations that cross each other",
            ],
        ),
        (
            (bpt("1", "7"), "a", ept("1"), bpt("2", "8"), "b", ept("2")),
            '<g id="7" ctype="bold">a</g>b',
            [
                "sources that the translation lacks",
                "translations that the source lacks",
            ],
        ),
    ],
)
def test_codes_of_another_unit(
    parts: tuple[str | InlineCode, ...], content: str, lost: list[str]
) -> None:
    done, losses = filled(v1(CODES.format("")), saying(*parts))
    target = f'<target state="translated">{content}</target>'
    assert done.decode() == v1(CODES.format(target))
    assert [what for what, _ in losses.rows()] == [f"inline codes of {x}" for x in lost]


def test_what_must_not_be_translated_stays() -> None:
    text = v1(
        '<trans-unit id="1" translate="no"><source>نهر</source></trans-unit>'
        '<group translate="no"><trans-unit id="2"><source>جسر</source></trans-unit></group>'
    )
    assert filled(text, saying("x"))[0].decode() == text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be", "cp1256"])
def test_the_encoding_stays(encoding: str) -> None:
    declared = encoding.removesuffix("-sig").replace("cp", "windows-")
    text = v1('<trans-unit id="1"><source>نهر</source></trans-unit>')
    text = text.replace("UTF-8", declared)
    mark = b"\xfe\xff" if encoding == "utf-16-be" else b""
    raw = mark + text.encode(encoding)
    assert filled(raw, lambda _: None)[0] == raw
    done, _ = filled(raw, saying("Ħ river"))
    shown = done.decode("utf-16" if mark else encoding)
    assert '<target state="translated">' in shown
    (unit,), _, problems = read(done)
    assert problems == []
    assert unit.variants[1].plain == "Ħ river"


@pytest.mark.parametrize("path", SOUND)
def test_a_real_file_that_gets_nothing_is_the_same(path: Path) -> None:
    raw = path.read_bytes()
    assert filled(raw, lambda _: None)[0] == raw


def _without_targets(data: bytes) -> bytes:
    root = etree.fromstring(data)
    root.attrib.pop("trgLang", None)
    for element in [*root.iter("{*}target")]:
        parent = element.getparent()
        assert parent is not None
        if etree.QName(parent).localname != "alt-trans":
            parent.remove(element)
    for element in root.iter("{*}segment"):
        element.attrib.pop("state", None)
    return re.sub(rb">\s+<", b"><", etree.tostring(root, method="c14n"))


@pytest.mark.parametrize("path", SOUND)
def test_a_real_file_filled_differs_in_targets_only(path: Path) -> None:
    raw = path.read_bytes()
    done, losses = filled(raw, echo)
    assert losses.rows() == []
    assert _without_targets(done) == _without_targets(raw)
    before, _, _ = read(raw)
    after, _, problems = read(done)
    assert problems == []
    assert len(before) == len(after)
    for ours, theirs in zip(before, after, strict=True):
        if ours.prop("x-translate") is None:
            assert ours.variants[0] == theirs.variants[0]
            assert theirs.variants[1].segment == echo(ours).segment


@pytest.mark.parametrize("path", SOUND)
def test_a_filled_file_is_as_valid_as_it_was(path: Path) -> None:
    """XLIFF 1.2 is checked as 1.1, whose schema is here: what 1.2 added is apart."""
    if not SCHEMA.exists():
        pytest.skip("../shared is not here")
    schema = etree.XMLSchema(etree.parse(SCHEMA))

    def faults(data: bytes) -> set[str]:
        old = data.replace(b"document:1.2", b"document:1.1")
        schema.validate(etree.fromstring(old))
        return {one.message for one in schema.error_log}

    raw = path.read_bytes()
    if b"document:1." not in raw:
        pytest.skip("the schema of XLIFF 2 is not here")
    known = faults(raw)
    new = {one for one in faults(filled(raw, echo)[0]) if one not in known}
    assert new <= {one for one in new if "'xml:lang'" in one}


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (v1("<trans-unit>")[:-40], "a.xlf:3: not well-formed XML: "),
        ('<!DOCTYPE x [<!ENTITY a "b">]><xliff/>', "a.xlf:1: declares the entity 'a'"),
        (v1("<g>" * 300), "a.xlf:4: elements are nested deeper than 256"),
        (
            v1(f"<trans-unit><source>{'<x/>' * 80_000}</source></trans-unit>"),
            "a.xlf:4: a unit has more than 150,000 tags",
        ),
        ('<?xml version="1.0" encoding="x-no"?><xliff/>', "a.xlf: cannot be read as x"),
        ("<tmx/>", "a.xlf:1: is not XLIFF: its root is <tmx>"),
    ],
)
def test_what_cannot_be_filled(data: str, message: str) -> None:
    with pytest.raises(FormatError) as caught:
        filled(data, saying("x"))
    assert str(caught.value).startswith(message)


def test_a_large_file_streams() -> None:
    unit = '<trans-unit id="1"><source>نهر <x id="1"/></source></trans-unit>\n'
    raw = v1(unit * 20_000).encode()
    started = time.process_time()
    largest = 0
    total = 0
    pieces = fill(
        io.BytesIO(raw), echo, name="a", languages=("ar", "en"), losses=Losses()
    )
    for piece in pieces:
        largest = max(largest, len(piece))
        total += len(piece)
    assert total > len(raw)
    assert largest < 1 << 20
    assert time.process_time() - started < 20


@pytest.mark.parametrize(
    ("document", "found", "lost"),
    [
        (
            v1(
                '<trans-unit id="1"><source>نعم</source>'
                '<alt-trans match-quality="87" origin="desk"><source>أجل</source><target>aye</target></alt-trans>'
                '<alt-trans><target xml:lang="fr">oui</target></alt-trans>'
                '<alt-trans alttranstype="rejected"><target>no</target></alt-trans></trans-unit>'
            ),
            [
                (
                    "أجل",
                    "en",
                    "aye",
                    {"x-match-quality": "87", "x-match-origin": "desk"},
                ),
                ("نعم", "fr", "oui", {"x-match-quality": "unknown"}),
            ],
            [("alternative translations", 1)],
        ),
        (
            v2(
                '<unit id="1"><m:matches xmlns:m="urn:oasis:names:tc:xliff:matches:2.0">'
                '<m:match ref="#1" matchQuality="75.5"><source>أجل</source><target>aye</target></m:match>'
                "</m:matches><segment><source>نعم</source></segment></unit>"
            ),
            [("أجل", "en", "aye", {"x-match-quality": "75.5"})],
            [],
        ),
    ],
)
def test_proposals_say_that_they_are_none_of_the_translation(
    document: str,
    found: list[tuple[str, str, str, dict[str, str]]],
    lost: list[tuple[str, int]],
) -> None:
    losses = Losses()
    first, *rest = read_xliff(
        io.BytesIO(document.encode()),
        name="a.xlf",
        languages=("ar", "en"),
        losses=losses,
        with_proposals=True,
    )
    assert [one.plain for one in first.variants] == ["نعم"]
    shown = []
    for unit in rest:
        ours, theirs = unit.variants
        said = {p.type: p.text for p in unit.items if isinstance(p, Property)}
        assert said.pop("x-id").endswith("1")
        shown.append((ours.plain, theirs.lang, theirs.plain, said))
    assert shown == found
    assert losses.rows() == lost

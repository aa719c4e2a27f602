"""Broken and hostile memories cost what is broken, and no more time or memory."""

# ruff: noqa: E501 - a message stands in one piece

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.errors import FormatError
from glossary.losses import Losses
from tests.tmx.formats.test_tmx import dev_files, document, needs_dev_files
from tmx.formats.tmx import read_tmx, write_tmx
from tmx.formats.tmx.ordinary import UNIT, UncommonError, ordinary_unit
from tmx.formats.tmx.scan import Scanner
from tmx.model import InlineCode, TranslationUnit

ROOT = Path(__file__).resolve().parents[3]


def unit(number: int, text: str = "قمة") -> str:
    variant = f'<tuv xml:lang="ar"><seg>{text}</seg></tuv>'
    return f'<tu tuid="{number}">{variant}</tu>'


def read(data: bytes) -> tuple[list[TranslationUnit], list[str]]:
    problems: list[FormatError] = []
    file = read_tmx(io.BytesIO(data), name="m.tmx", on_problem=problems.append)
    return list(file.units), [str(one) for one in problems]


@pytest.mark.parametrize(
    ("bad", "line", "words"),
    [
        ('<tu tuid="2"><tuv xml:lang="ar"><seg>x</tuv></tu>', 5, "end tag is missing"),
        ('<tu tuid="2"><tuv xml:lang="ar"><seg>x</seg></tuv>', 5, "end tag is missing"),
        (unit(2, "R&D"), 5, "a bare '&' stands here"),
        (unit(2, "a < b"), 5, "a bare '<' stands here"),
        (unit(2, "a ]]> b"), 5, "not well-formed XML"),
        (unit(2, "&nbsp;"), 5, "the entity &nbsp; is not defined"),
        (unit(2, "<!-- x"), 5, "Comment not terminated"),
        ('<tu tuid="2" tuid="3"></tu>', 5, "Attribute tuid redefined"),
        ("stray", 5, "the text 'stray' stands between units"),
        ("</own>", 5, "</own> closes nothing"),
    ],
)
def test_a_broken_unit_costs_itself(bad: str, line: int, words: str) -> None:
    found, problems = read(document(unit(1), bad, unit(4), unit(5)))
    assert [one.id for one in found if one.id != "2"] == ["1", "4", "5"]
    assert len(found) == 3
    assert len(problems) == 1
    assert problems[0].startswith(f"m.tmx:{line}: ")
    assert words in problems[0]


def test_a_byte_that_is_not_utf8_costs_its_unit() -> None:
    data = document(unit(1), unit(2, "@"), unit(3)).replace(b"@", b"\xe9")
    found, problems = read(data)
    assert [one.id for one in found] == ["1", "3"]
    assert problems == [
        (
            f"m.tmx:5: byte 0xe9 at offset {data.index(0xE9)} is not UTF-8; declare the "
            "encoding the file was really saved in (windows-1256?) or save it as UTF-8"
        ),
        "m.tmx:5: the unit holds such bytes; it was left out",
    ]


def test_bytes_that_are_not_utf16_end_the_reading() -> None:
    text = document(unit(1), unit(2)).decode()
    data = text.encode("utf-16") + b"\x00\xdc\x00"
    found, problems = read(data)
    assert [one.id for one in found] == ["1", "2"]
    assert "is not UTF-16" in problems[0]


def test_line_ends_are_one_character() -> None:
    data = document(unit(1, "a\r\nb\rc&#13;d")).replace(b"\n<", b"\r\n<")
    found, problems = read(data)
    assert problems == []
    assert found[0].variants[0].plain == "a\nb\nc\rd"


def test_processing_instructions_are_kept() -> None:
    data = document(
        '<?a b?><tu tuid="1"><?c?><tuv xml:lang="ar"><seg>x<?d e?>y</seg></tuv></tu>'
    )
    file = read_tmx(io.BytesIO(b"<?z y?>\n" + data), name="m.tmx")
    (found,) = file.units
    assert file.header.instructions == ("<?z y?>",)
    assert found.before == ("<?a b?>",)
    segment = found.variants[0].segment
    assert segment is not None
    assert segment.parts == ("x", InlineCode(tag="?d", parts=("e",)), "y")
    assert segment.plain == "xy"
    copy = b"".join(write_tmx([found], header=file.header, losses=Losses()))
    for one in (b"<?z y?>", b"<?a b?>", b"<?c?>", b"x<?d e?>y"):
        assert one in copy


def slowly(data: bytes) -> tuple[object, ...]:
    """Read with the general way only."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Scanner, "_ordinary", lambda *_: None)
        return whole(data)


def whole(data: bytes) -> tuple[object, ...]:
    problems: list[FormatError] = []
    try:
        file = read_tmx(io.BytesIO(data), name="m", on_problem=problems.append)
        return file.header, list(file.units), [str(one) for one in problems]
    except FormatError as error:
        return (str(error),)


@needs_dev_files
@pytest.mark.parametrize("path", dev_files(), ids=lambda path: path.name)
def test_the_fast_way_reads_as_the_general_way(path: Path) -> None:
    if path.stat().st_size > 200_000:
        pytest.skip("takes long and has nothing new")
    assert whole(path.read_bytes()) == slowly(path.read_bytes())


bits = st.sampled_from(
    """< > & ; " ' q ق a1 &amp; &#65; &#x41; &#x; &lt ]]> <!-- <ph|x="1"/> <hi> </hi>
    <it|pos="begin">a</it> <seg> </seg> <note> </note> <prop|type="a"> </prop> <tu>
    <tuv|xml:lang="en"> </tuv> </tu> |x="1" |xmlns='u' <![CDATA[a]]> <?p?> |""".replace(
        "\n", " "
    ).split()
).map(lambda bit: bit.replace("|", " "))


@given(st.lists(bits, max_size=12).map("".join), st.integers(0, 3))
def test_the_fast_way_is_never_wrong(noise: str, place: int) -> None:
    good = [
        '<tu tuid="1" a="b"><prop type="x">v</prop>',
        '<tuv xml:lang="ar"><seg>',
        "x</seg></tuv>",
        '<tuv xml:lang="en"><seg>y</seg></tuv></tu>',
    ]
    good.insert(place + 1, noise)
    data = document("".join(good), unit(2))
    assert whole(data) == slowly(data)


def test_what_only_looks_ordinary() -> None:
    match = UNIT.match(unit(1, "&nbsp;"))
    assert match
    with pytest.raises(UncommonError):
        ordinary_unit(match)


HOSTILE = {
    "unclosed comments": ("<tu><!-- ", 4_000_000, ""),
    "unclosed units": ("<tu>", 4_000_000, ""),
    "nothing but less-than": ("<", 20_000_000, ""),
    "bad references": ("&#1;", 4_000_000, ""),
    "bare ampersands": ("<tu>&</tu>", 2_000_000, ""),
    "one unit of tags": ("<a/>", 8_000_000, "<tu>"),
    "one unit of codes": ('<ph x="1"/>', 900_000, '<tu><tuv xml:lang="ar"><seg>'),
    "depth": ("<hi>", 1_000_000, '<tu><tuv xml:lang="ar"><seg>'),
    "blank": (" ", 100_000_000, ""),
    "control characters": ("\x01", 20_000_000, ""),
    "blank in a tag": (" ", 50_000_000, "<tu"),
}
SCRIPT = """
import io, pathlib, re, sys, time
from tmx.formats.tmx import read_tmx

class Endless(io.RawIOBase):
    def __init__(self, start, piece, count):
        head = '<tmx version="1.4"><header srclang="ar"/><body>' + start
        self.parts = self.make(head, piece, count)
        self.rest = b""
    def make(self, head, piece, count):
        yield head.encode()
        for _ in range(count // 10_000):
            yield (piece * 10_000).encode()
    def read(self, size=-1):
        while len(self.rest) < size and (part := next(self.parts, None)):
            self.rest += part
        got, self.rest = self.rest[:size], self.rest[size:]
        return got

stream = Endless(sys.argv[1], sys.argv[2], int(sys.argv[3]))
problems = []
for _ in read_tmx(stream, name="m", on_problem=problems.append).units:
    pass
status = pathlib.Path("/proc/self/status").read_text()
memory = re.search("VmHWM:\\\\s+(\\\\d+)", status)[1]
print(len(problems), time.process_time(), int(memory) // 1024)
"""


@pytest.mark.skipif(
    not Path("/proc/self/status").exists(), reason="peak memory is read from /proc"
)
@pytest.mark.parametrize("case", HOSTILE)
def test_hostile_memories_are_bounded(case: str) -> None:
    piece, count, start = HOSTILE[case]
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, start, piece, str(count)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    problems, seconds, megabytes = map(float, done.stdout.split())
    assert problems >= 1
    assert seconds < 5
    assert megabytes < 300


def test_references_to_surrogates_that_nothing_mended_make_no_text() -> None:
    body = unit(1, "<![CDATA[ open").replace("</tu>", "") + unit(2, "&#xD83D;&#xDE00;")
    units, _ = read(document(body + unit(3)))
    texts = [
        one.segment.plain for found in units for one in found.variants if one.segment
    ]
    assert "قمة" in texts
    for text in texts:
        text.encode()

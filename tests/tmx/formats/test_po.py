"""PO entries become units and come back; no text is ever taken for a path."""

# ruff: noqa: E501 - a message stands in one piece

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.errors import FormatError
from glossary.losses import Losses
from tmx.formats.po import decode_po, read_po, write_po
from tmx.model import (
    InlineCode,
    Note,
    Property,
    Segment,
    TranslationUnit,
    Variant,
    text_unit,
)

DEV = Path(__file__).resolve().parents[3] / ".." / "shared" / "data" / "exchange" / "po"

HEADER = 'msgid ""\nmsgstr ""\n"Language: ar\\n"\n'


def read(
    text: str, languages: tuple[str, str] = ("ar", "en")
) -> tuple[list[TranslationUnit], Losses]:
    losses = Losses()
    file = read_po(text, name="m.po", languages=languages, losses=losses)
    return list(file.units), losses


def write(
    memory: list[TranslationUnit], source: str = "ar", target: str = "en"
) -> tuple[str, Losses]:
    losses = Losses()
    return write_po(memory, source=source, target=target, losses=losses), losses


def test_an_entry_in_full() -> None:
    text = HEADER + (
        "\n# said by mona\n#. developer\n#: a.c:3 b.c\n#, fuzzy, c-format\n"
        '#| msgid "old"\nmsgctxt "menu"\nmsgid "su\\"m\\nmit"\nmsgstr "قمة"\n'
    )
    (unit,), losses = read(text)
    assert unit == text_unit(
        ("en", 'su"m\nmit'),
        ("ar", "قمة"),
        items=(
            Note(text="said by mona"),
            Property(type="x-po-msgctxt", text="menu"),
            Property(type="x-po-extracted-comment", text="developer"),
            Property(type="x-po-reference", text="a.c:3"),
            Property(type="x-po-reference", text="b.c"),
            Property(type="x-po-flag", text="fuzzy"),
            Property(type="x-po-flag", text="c-format"),
            Property(type="x-po-previous_msgid", text="old"),
        ),
    )
    assert losses.rows() == []


def test_arabic_plural_forms_meet_the_right_english() -> None:
    formula = "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);"
    forms = ["لا ملفات", "ملف واحد", "ملفان", "%d ملفات", "%d ملفا", "%d ملف"]
    text = (
        HEADER
        + f'"Plural-Forms: {formula}\\n"\n\nmsgid "%d file"\nmsgid_plural "%d files"\n'
    )
    text += "".join(f'msgstr[{n}] "{form}"\n' for n, form in enumerate(forms))
    memory, _ = read(text)
    pairs = [unit.pair("en", "ar") for unit in memory]
    assert [(a.plain, b.plain) for a, b in filter(None, pairs)] == [
        ("%d file" if n == 1 else "%d files", form) for n, form in enumerate(forms)
    ]
    again, losses = write(memory, "en", "ar")
    assert losses.rows() == []
    assert again.endswith(text.partition("\n\n")[2])


@pytest.mark.parametrize("formula", ["plural=1/0;", "plural=__import__('os');", "x"])
def test_a_bad_plural_formula_does_no_harm(formula: str) -> None:
    text = (
        HEADER
        + f'"Plural-Forms: nplurals=2; {formula}\\n"\n\nmsgid "a"\nmsgid_plural "b"\nmsgstr[0] "س"\nmsgstr[1] "ش"\n'
    )
    assert [unit.variants[0].plain for unit in read(text)[0]] == ["a", "b"]


@pytest.mark.parametrize(
    ("fields", "msgid", "wanted"),
    [
        ("Language: ar", "summit", ("en", "ar")),
        ("Language: en", "قمة", ("ar", "en")),
        ("Language: ar_SA", "summit", ("en", "ar_SA")),
        ("Language: fr", "summit", ("en", "fr")),
        ("Language: fr", "قمة", ("ar", "fr")),
        ("X-Source-Language: he", "x", ("he", "ar")),
        ('X-Source-Language: de\\n"\n"Language: ar', "x", ("de", "ar")),
        ("Other: x", "summit", ("en", "ar")),
        ("Other: x", "قمة", ("ar", "en")),
    ],
)
def test_languages(fields: str, msgid: str, wanted: tuple[str, str]) -> None:
    text = f'msgid ""\nmsgstr ""\n"{fields}\\n"\n\nmsgid "{msgid}"\nmsgstr "x"\n'
    (unit,), _ = read(text)
    assert tuple(one.lang for one in unit.variants) == wanted


def test_untranslated_and_obsolete_entries() -> None:
    text = HEADER + '\nmsgid "a"\nmsgstr ""\n\n#~ msgid "b"\n#~ msgstr "c"\n'
    (unit,), losses = read(text)
    assert [one.plain for one in unit.variants] == ["a"]
    assert losses.rows() == [("obsolete entries", 1)]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", r"^m\.po: is empty$"),
        ("missing.po", r"^m\.po:1: this line is no PO syntax$"),
        (__file__, r"^m\.po:1: this line is no PO syntax$"),
        ('msgid "a"b"\nmsgstr "c"', r"^m\.po:1: unescaped double quote found$"),
        (
            'msgid "a"\nmsgstr "b"\n\nrubbish here\n',
            r"^m\.po:4: this line is no PO syntax$",
        ),
        ('msgstr "a"\n', r"^m\.po:1: this line is no PO syntax$"),
    ],
)
def test_what_is_no_po(text: str, message: str) -> None:
    with pytest.raises(FormatError, match=message):
        read(text)


def test_a_broken_entry_is_told_and_the_others_kept() -> None:
    entry = 'msgid "{0}"\nmsgstr "س"\n\n'
    bad = 'msgid "x"y"\nmsgstr "س"\n\n'
    text = f"{HEADER}\n{entry.format(1)}{bad}{entry.format(2)}{bad}{entry.format(3)}"
    problems: list[FormatError] = []
    file = read_po(
        text,
        name="m.po",
        languages=("ar", "en"),
        losses=Losses(),
        on_problem=problems.append,
    )
    assert [unit.variants[0].plain for unit in file.units] == ["1", "2", "3"]
    assert list(map(str, problems)) == [
        "m.po:8: unescaped double quote found",
        "m.po:14: unescaped double quote found",
    ]


def test_what_is_no_po_at_all_is_raised_even_so() -> None:
    with pytest.raises(FormatError, match="no PO syntax"):
        read_po(
            "x\n\ny\n",
            name="m",
            languages=("ar", "en"),
            losses=Losses(),
            on_problem=print,
        )


def test_lines_end_at_line_feeds_only() -> None:
    text = HEADER + '\nmsgid "a\u2028b\x0bc\x85d"\nmsgstr "س"\n'
    assert read(text)[0][0].variants[0].plain == "a\u2028b\x0bc\x85d"


def test_a_comment_without_a_space() -> None:
    assert read(HEADER + '\n#note\nmsgid "a"\nmsgstr "س"\n')[0][0].notes == ("note",)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("msgid".encode("utf-8-sig"), "msgid"),
        (
            '"charset=windows-1256\\n" قمة'.encode("windows-1256"),
            '"charset=windows-1256\\n" قمة',
        ),
        ('"charset=windows-1251\\n" قمة'.encode(), '"charset=windows-1251\\n" قمة'),
        ('"charset=CHARSET\\n" قمة'.encode(), '"charset=CHARSET\\n" قمة'),
        ("قمة".encode(), "قمة"),
    ],
    ids=["mark", "declared", "declares a charset that cannot be", "template", "none"],
)
def test_decoding(data: bytes, text: str) -> None:
    if b"1251" in data:
        # Every byte means something in windows-1251: what it declares is believed.
        assert decode_po(data, name="m") == data.decode("windows-1251", "strict")
    else:
        assert decode_po(data, name="m") == text


def test_a_declared_charset_that_cannot_be_gives_way_to_utf_8() -> None:
    text = '"charset=us-ascii\\n" قمة'
    assert decode_po(text.encode(), name="m") == text


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (
            b'"charset=klingon\\n"',
            r"^m: declares the charset 'klingon', which is not known here$",
        ),
        (
            b'"charset=UTF-8\\n"\n\xe3',
            r"^m:2: byte at offset 18 is not UTF-8; declare the charset it was really saved in$",
        ),
    ],
)
def test_what_cannot_be_decoded(data: bytes, message: str) -> None:
    with pytest.raises(FormatError, match=message):
        decode_po(data, name="m")


def test_terms_as_po() -> None:
    memory = [
        text_unit(
            ("ar", "قمة"), ("en", "summit"), id="c1", items=(Note(text="meeting"),)
        ),
        text_unit(("ar", "قمة"), ("en", "peak"), id="c2"),
        text_unit(("ar", "قمة"), ("en", "summit"), id="c3"),
        text_unit(("ar", "قمة"), ("en", "top"), id="c2"),
        text_unit(("ar", "قمة"), ("en", "crest")),
    ]
    text, losses = write(memory)
    assert losses.rows() == [("repeated units", 1)]
    assert text == (
        '#\nmsgid ""\nmsgstr ""\n"Language: en\\n"\n"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=UTF-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n'
        '"X-Source-Language: ar\\n"\n\n'
        '# meeting\nmsgid "قمة"\nmsgstr "summit"\n\n'
        'msgctxt "c2"\nmsgid "قمة"\nmsgstr "peak"\n\n'
        'msgctxt "c2 2"\nmsgid "قمة"\nmsgstr "top"\n\n'
        'msgctxt "2"\nmsgid "قمة"\nmsgstr "crest"\n'
    )


def test_what_po_cannot_carry_is_counted() -> None:
    code = Segment(parts=("a", InlineCode(tag="ph")))
    memory = [
        TranslationUnit(
            variants=(
                Variant(lang="ar", segment=code),
                Variant(lang="en", segment=Segment(parts=("b",))),
            ),
            attributes=(("creationid", "mona"),),
            items=(Property(type="x-domain", text="politics"),),
        ),
        text_unit(("fr", "x"), ("en", "y")),
        text_unit(("ar", ""), ("en", "y")),
    ]
    text, losses = write(memory)
    assert 'msgid "a"\nmsgstr "b"' in text
    assert losses.rows() == [
        ("attribute creationid", 1),
        ("inline codes", 1),
        ("property x-domain", 1),
        ("units without a text in ar", 2),
    ]


plain = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1
)


@given(st.lists(st.tuples(plain, plain), unique_by=lambda pair: pair[0]))
def test_round_trip(pairs: list[tuple[str, str]]) -> None:
    memory = [text_unit(("ar", source), ("en", target)) for source, target in pairs]
    text, _ = write(memory)
    assert read(text)[0] == memory


@pytest.mark.skipif(
    not DEV.is_dir(), reason="the development files are not beside the repository"
)
@pytest.mark.parametrize("path", sorted(DEV.glob("*.po")), ids=lambda path: path.name)
def test_real_files_survive(path: Path) -> None:
    text = decode_po(path.read_bytes(), name=path.name)
    losses = Losses()
    try:
        file = read_po(text, name=path.name, languages=("ar", "en"), losses=losses)
    except FormatError as error:
        assert path.name == "vistatec-okapi__msgctxt_notes.po"  # begins with a string
        pytest.xfail(str(error))
    memory = list(file.units)
    tags = [one.lang for unit in memory for one in unit.variants]
    source = tags[0]
    target = next((tag for tag in tags if tag != source), "und")
    again = write_po(
        memory, source=source, target=target, losses=losses, metadata=file.metadata
    )
    assert read(again)[0] == memory
    assert {name for name, _ in losses.rows()} <= {"obsolete entries"}


def test_a_file_that_is_too_large_is_refused_at_once() -> None:
    with pytest.raises(FormatError, match=r"^a\.po: is larger than 64 MB; split it$"):
        decode_po(b"#" * ((64 << 20) + 1), name="a.po")


@pytest.mark.parametrize("line", ["# x", '"x"'])
def test_a_text_or_a_comment_without_an_end_is_refused(line: str) -> None:
    text = 'msgid "a"\nmsgstr ""\n' + f"{line}\n" * 20_001
    with pytest.raises(FormatError, match=r"^a\.po:3: .* more than 20,000 lines$"):
        read_po(text, name="a.po", languages=("ar", "en"), losses=Losses())


def test_many_entries_without_a_blank_line_are_read() -> None:
    text = "".join(f'msgid "a{n}"\nmsgstr "b"\n' for n in range(11_000))
    found = read_po(text, name="a.po", languages=("ar", "en"), losses=Losses())
    assert len(list(found.units)) == 11_000


def test_many_breaks_in_a_large_file_end_soon() -> None:
    text = "\n\n".join(f'msgid "a{n}"\nmsgxxx "b"' for n in range(60_000))
    problems: list[FormatError] = []
    started = time.process_time()
    with pytest.raises(FormatError, match="has too many broken entries"):
        read_po(
            text,
            name="a.po",
            languages=("ar", "en"),
            losses=Losses(),
            on_problem=problems.append,
        )
    assert problems
    assert time.process_time() - started < 10

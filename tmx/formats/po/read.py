"""Gettext PO as translation units, with polib kept away from paths."""

from __future__ import annotations

import codecs
import gettext
import re
from typing import TYPE_CHECKING, NamedTuple

import polib

from glossary.errors import FormatError, Where
from tmx.formats.po.names import (
    CONTEXT,
    EXTRACTED,
    FLAG,
    FORM,
    PLURAL,
    PREVIOUS,
    REFERENCE,
    SINGULAR,
)
from tmx.formats.sides import two_languages
from tmx.model import Note, Property, TranslationUnit, text_variant

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from glossary.losses import Losses
    from tmx.model import Item

MOST = 64 << 20
"""Bytes of a file: more is no catalogue of messages."""
# Each break costs a parse of the whole, so many bytes in all.
_MOST_BREAKS, _MOST_PARSED = 100, 16 << 20
# polib adds a line to a text or a comment by copying what it has of it.
_MOST_LINES = 20_000
_CHARSET = re.compile(rb"charset=([\w.:-]+)")
_KEYWORD = re.compile(r"\s*msg(?:id|str|ctxt|id_plural)\b")
_STRING = re.compile(r'"(?:[^"\\]++|\\.)*+"\s*$')
_LINE = re.compile(r"\(?line (\d+)\)?:? ?(.*)")


class PoFile(NamedTuple):
    """The header's fields, in order, and the entries."""

    metadata: dict[str, str]
    units: Iterator[TranslationUnit]


class Shape(NamedTuple):
    """What the header says of every entry."""

    languages: tuple[str, str]
    singular: int
    """Which plural form is that of one."""


def decode_po(data: bytes, *, name: str) -> str:
    """Return the text in the encoding that a mark or the PO header declares.

    Raises ``FormatError`` with the offset of the first byte that is not in it.
    """
    if len(data) > MOST:
        problem = f"is larger than {MOST >> 20} MB; split it"
        raise FormatError(problem, where=Where(name))
    match = _CHARSET.search(data)
    declared = match[1].decode() if match else "utf-8"
    if data.startswith(codecs.BOM_UTF8) or declared.upper() == "CHARSET":
        declared = "utf-8-sig"
    for encoding in (declared, "utf-8"):
        try:
            return data.decode(encoding)
        except LookupError:
            problem = f"declares the charset {declared!r}, which is not known here"
            raise FormatError(problem, where=Where(name)) from None
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            problem = f"byte at offset {error.start} is not {declared}"
    # A file that declares a legacy charset and is UTF-8 has been read by now.
    raise FormatError(
        f"{problem}; declare the charset it was really saved in",
        where=Where(name, line),
    )


def read_po(
    text: str,
    *,
    name: str,
    languages: tuple[str, str],
    losses: Losses,
    on_problem: Callable[[FormatError], None] | None = None,
) -> PoFile:
    """Read entries in order; each plural form is a unit of its own.

    The header's ``Language`` and ``X-Source-Language`` say what msgstr and msgid are
    in; what they leave open is chosen from the two ``languages``, by script. An entry
    without translation has one variant. Obsolete entries are counted as lost.
    Broken entries go to ``on_problem``; without it the first raises ``FormatError``.
    """
    parsed = parse(text, name, on_problem)
    shape = shape_of(parsed, languages)
    if obsolete := len(parsed.obsolete_entries()):
        losses.add("obsolete entries", obsolete)
    units = (
        unit
        for entry in parsed
        if not entry.obsolete
        for unit in entry_units(entry, shape)
    )
    return PoFile(dict(parsed.metadata), units)


def copy_po(
    text: str,
    *,
    name: str,
    on_problem: Callable[[FormatError], None] | None = None,
) -> tuple[str, int]:
    """Return the file again and its number of entries, obsolete ones included.

    Only the wrapping of long lines changes. Broken entries are left out and reported
    as by ``read_po``.
    """
    parsed = parse(text, name, on_problem)
    return str(parsed), len(parsed)


def parse(
    text: str, name: str, on_problem: Callable[[FormatError], None] | None
) -> polib.POFile:
    """Parse; a paragraph with a broken entry is reported, blanked and done without."""
    if not text.strip():
        raise FormatError("is empty", where=Where(name))
    # gettext allows a comment without a space, polib does not.
    lines = re.sub(r"(?m)^(\s*)#(?=[^\s:.,|~#])", r"\1# ", text).split("\n")
    _refuse_endless(lines, name)
    _blank_unended(lines, name, on_problem)
    for _ in range(max(2, min(_MOST_BREAKS, _MOST_PARSED // max(1, len(text))))):
        try:
            # polib takes a text without a line break for a path where one fits.
            return polib.pofile(_Text("\n".join([*lines, ""])))
        except (OSError, ValueError, LookupError, AttributeError) as error:
            problem = _format_error(error, name)
        if on_problem is None or not problem.where.line:
            raise problem
        first, last = _paragraph(lines, problem.where.line - 1)
        if not any(line.lstrip().startswith("msgid") for line in lines):
            raise problem
        on_problem(problem)
        lines[first:last] = [""] * (last - first)
    raise FormatError("has too many broken entries", where=Where(name))


def _refuse_endless(lines: list[str], name: str) -> None:
    """Raise ``FormatError`` for a text or a comment of too many lines."""
    begin = 0
    for number, line in enumerate(lines, start=1):
        if not line or line.isspace() or _KEYWORD.match(line):
            begin = number
        elif number - begin > _MOST_LINES:
            problem = f"a text or a comment has more than {_MOST_LINES:,} lines"
            raise FormatError(problem, where=Where(name, begin + 1))


def _blank_unended(
    lines: list[str], name: str, on_problem: Callable[[FormatError], None] | None
) -> None:
    """Report strings without their closing quote, which polib cuts short in silence."""
    for number, line in enumerate(lines, start=1):
        if line.lstrip().startswith('"') or _KEYWORD.match(line):
            if _STRING.search(line):
                continue
            problem = FormatError(
                'the string has no closing quote; end it with "',
                where=Where(name, number),
            )
            if on_problem is None:
                raise problem
            on_problem(problem)
            first, last = _paragraph(lines, number - 1)
            lines[first:last] = [""] * (last - first)


def _paragraph(lines: list[str], inside: int) -> tuple[int, int]:
    """Return where the lines of an entry begin and end."""
    first = last = min(inside, len(lines) - 1)
    while first > 0 and lines[first - 1].strip():
        first -= 1
    while last < len(lines) and lines[last].strip():
        last += 1
    return first, last


class _Text(str):
    """A text whose lines end at line feeds only, as gettext's do."""

    __slots__ = ()

    def splitlines(self, keepends: bool = False) -> list[str]:  # noqa: FBT001, FBT002 - as in str
        return re.findall(r"[^\n]*\n", self) if keepends else self.split("\n")


def _format_error(error: Exception, name: str) -> FormatError:
    match = _LINE.search(str(error))
    line = int(match[1]) if match else None
    detail = match[2] if match and match[2] else "this line is no PO syntax"
    return FormatError(detail, where=Where(name, line))


def _singular_form(header: str) -> int:
    """Return which plural form is that of one: 1 of Arabic's six."""
    match = re.search(r"plural\s*=\s*([^;]+)", header)
    try:
        return int(gettext.c2py(match[1])(1)) if match else 0
    except (ValueError, ArithmeticError, RecursionError):
        return 0


def shape_of(parsed: polib.POFile, languages: tuple[str, str]) -> Shape:
    """Return what a file's header says of its entries; ``languages`` fill its gaps."""
    declared = tuple(
        parsed.metadata.get(field, "").strip()
        for field in ("X-Source-Language", "Language")
    )
    sample = "".join(entry.msgid for entry in parsed)
    tags = two_languages((declared[0], declared[1]), languages, sample)
    return Shape(tags, _singular_form(parsed.metadata.get("Plural-Forms", "")))


def entry_units(entry: polib.POEntry, shape: Shape) -> Iterator[TranslationUnit]:
    """Yield the unit of an entry, or one for each of its plural forms, in order."""
    languages, singular = shape
    items = tuple(_items(entry))
    if not entry.msgid_plural:
        yield _unit(languages, entry.msgid, entry.msgstr, items)
        return
    forms = {int(index): text for index, text in entry.msgstr_plural.items()}
    for index in sorted(forms or {0: ""}):
        yield _unit(
            languages,
            entry.msgid if index == singular else entry.msgid_plural,
            forms.get(index, ""),
            (
                *items,
                Property(type=SINGULAR, text=entry.msgid),
                Property(type=PLURAL, text=entry.msgid_plural),
                Property(type=FORM, text=str(index)),
            ),
        )


def _unit(
    languages: tuple[str, str], source: str, target: str, items: tuple[Item, ...]
) -> TranslationUnit:
    variants = [text_variant(languages[0], source)]
    if target:
        variants.append(text_variant(languages[1], target))
    return TranslationUnit(variants=tuple(variants), items=items)


def _items(entry: polib.POEntry) -> Iterator[Item]:
    if entry.tcomment:
        yield Note(text=entry.tcomment)
    if entry.msgctxt is not None:
        yield Property(type=CONTEXT, text=entry.msgctxt)
    if entry.comment:
        yield Property(type=EXTRACTED, text=entry.comment)
    for file, line in entry.occurrences:
        yield Property(type=REFERENCE, text=f"{file}:{line}" if line else file)
    for flag in entry.flags:
        yield Property(type=FLAG, text=flag)
    for previous in PREVIOUS:
        if (text := getattr(entry, previous)) is not None:
            yield Property(type=f"x-po-{previous}", text=text)

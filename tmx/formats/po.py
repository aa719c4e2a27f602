"""Gettext PO as translation units and back, with polib kept away from paths."""

from __future__ import annotations

import codecs
import gettext
import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

import polib

from glossary import lang
from glossary.errors import FormatError, Where
from tmx.model import Note, Property, TranslationUnit, text_variant

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from glossary.losses import Losses
    from tmx.model import Item

# The properties that carry what PO has and TMX has not.
CONTEXT = "x-po-msgctxt"
EXTRACTED = "x-po-extracted-comment"
FLAG = "x-po-flag"
REFERENCE = "x-po-reference"
SINGULAR = "x-po-msgid"
PLURAL = "x-po-msgid-plural"
FORM = "x-po-plural-form"
PREVIOUS = ("previous_msgctxt", "previous_msgid", "previous_msgid_plural")

_CHARSET = re.compile(rb"charset=([\w.:-]+)")
_LINE = re.compile(r"\(?line (\d+)\)?:? ?(.*)")


class PoFile(NamedTuple):
    """The header's fields, in order, and the entries."""

    metadata: dict[str, str]
    units: Iterator[TranslationUnit]


def decode_po(data: bytes, *, name: str) -> str:
    """Return the text in the encoding that a mark or the PO header declares.

    Raises ``FormatError`` with the offset of the first byte that is not in it.
    """
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
    text: str, *, name: str, source: str, target: str, losses: Losses
) -> PoFile:
    """Read entries in order; each plural form is a unit of its own.

    The header's ``Language`` and ``X-Source-Language`` say what msgstr and msgid are
    in; what they leave open is chosen from ``source`` and ``target``, by script. An
    entry without translation has one variant. Obsolete entries are counted as lost.
    """
    if not text.strip():
        raise FormatError("is empty", where=Where(name))
    try:
        # polib takes a text without a line break for a path if there is such a file.
        parsed = polib.pofile(_Text(text + "\n"))
    except (OSError, ValueError, LookupError, AttributeError) as error:
        raise _format_error(error, name) from None
    languages = _languages(parsed, source, target)
    singular = _singular_form(parsed.metadata.get("Plural-Forms", ""))
    obsolete = len(parsed.obsolete_entries())
    if obsolete:
        losses.add("obsolete entries", obsolete)
    units = (
        unit
        for entry in parsed
        if not entry.obsolete
        for unit in _units(entry, languages, singular)
    )
    return PoFile(dict(parsed.metadata), units)


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


def _languages(parsed: polib.POFile, source: str, target: str) -> tuple[str, str]:
    of_id = parsed.metadata.get("X-Source-Language", "").strip()
    of_str = parsed.metadata.get("Language", "").strip()
    if of_str and not of_id:
        of_id = target if lang.best(source, [of_str]) else source
    elif of_id and not of_str:
        of_str = source if lang.best(target, [of_id]) else target
    elif not of_id:
        of_id, of_str = source, target
        rtl = _right_to_left("".join(entry.msgid for entry in parsed))
        if rtl != (lang.direction(of_id) == "rtl"):
            of_id, of_str = of_str, of_id
    return of_id, of_str


def _right_to_left(text: str) -> bool:
    kinds = [unicodedata.bidirectional(char) for char in text]
    return kinds.count("AL") + kinds.count("R") > kinds.count("L")


def _singular_form(header: str) -> int:
    """Return which plural form is that of one: 1 of Arabic's six."""
    match = re.search(r"plural\s*=\s*([^;]+)", header)
    try:
        return int(gettext.c2py(match[1])(1)) if match else 0  # type: ignore[attr-defined]
    except (ValueError, ArithmeticError, RecursionError):
        return 0


def _units(
    entry: polib.POEntry, languages: tuple[str, str], singular: int
) -> Iterator[TranslationUnit]:
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


def write_po(
    units: Iterable[TranslationUnit],
    *,
    source: str,
    target: str,
    losses: Losses,
    metadata: dict[str, str] | None = None,
) -> str:
    """Return a PO file with ``source`` texts as msgid and ``target`` texts as msgstr.

    ``msgctxt`` keeps different translations of one msgid apart. ``metadata`` is that
    of the PO file the units came from.
    """
    file = polib.POFile(wrapwidth=0)
    file.metadata = {
        "MIME-Version": "1.0",
        "Content-Transfer-Encoding": "8bit",
        **(metadata or {}),
        "Content-Type": "text/plain; charset=UTF-8",
        "Language": target,
        "X-Source-Language": source,
    }
    known: dict[tuple[str, str | None], polib.POEntry] = {}
    for unit in units:
        pair = unit.pair(source, target)
        if pair is None and unit.prop(FORM) is None and unit.variant(source) is None:
            losses.add("units without the source language")
            continue
        entry = _entry(unit, source, target, losses)
        if entry.msgid:
            _add(file, known, entry, unit, losses)
        else:
            losses.add("units with an empty source")
    return f"{file}\n"

"""Sure replacements: a file again with a few words changed and no other byte."""

from __future__ import annotations

import codecs
import io
import re
from contextlib import contextmanager
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from cli import streams
from cli.checking.entries import Entry, entries
from cli.checking.sheets import delimited, table_entries
from cli.checking.spans import po_spans, xml_spans
from cli.checking.tables import layout, rows, written
from cli.checking.tags import encoding
from cli.exchange import Exchange, Format
from glossary.errors import FileError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cli.checking.spans import Span
    from glossary.check.model import Finding, Pair

RULES = frozenset(("name-spelling", "name-drift", "term-forbidden", "wrong-entity"))
"""Those that know what should stand where."""
FORMATS = (Format.TMX, Format.XLIFF, Format.PO, Format.TSV, Format.CSV)
_ELEMENTS = {
    Format.TMX: ("tu", frozenset(("seg",))),
    Format.XLIFF: ("trans-unit", frozenset(("target", "mrk"))),
}
_MARKS = (codecs.BOM_UTF16_BE, codecs.BOM_UTF16_LE, codecs.BOM_UTF32_BE)


class Mended(NamedTuple):
    """A file before and after, and what could not be done."""

    old: str
    new: str
    data: bytes
    done: tuple[Finding, ...]
    refused: tuple[Finding, ...]


class _Splice(NamedTuple):
    start: int
    end: int
    new: str


def sure(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """Return by file the findings whose replacement and place are certain.

    Of two that overlap the first is taken; a next run finds the other.
    """
    found: dict[str, list[Finding]] = {}
    ends: dict[tuple[str, str, str], list[tuple[int, int]]] = {}
    for one in findings:
        if not _is_sure(one):
            continue
        taken = ends.setdefault((one.file, one.unit, one.target), [])
        if all(one.end <= start or one.start >= end for start, end in taken):
            taken.append((one.start, one.end))
            found.setdefault(one.file, []).append(one)
    return found


def _is_sure(one: Finding) -> bool:
    return (
        one.rule in RULES
        and one.side == "target"
        and bool(one.found)
        and bool(one.expected)
        and one.start < one.end
        and one.target[one.start : one.end] == one.found
        and one.expected != one.found
    )


def replaced(target: str, findings: Sequence[Finding]) -> str:
    """Return a text with what is expected in place of what was found."""
    for one in sorted(findings, key=lambda one: -one.start):
        target = target[: one.start] + _fitting(one) + target[one.end :]
    return target


def _fitting(one: Finding) -> str:
    """Return what is expected, with a capital where a sentence begins with one."""
    assert one.expected is not None
    assert one.found is not None
    before = one.target[: one.start].rstrip(" \"'“‘(")
    begins = not before or before[-1] in ".!?\n:"
    if begins and one.found[0].isupper() and one.expected[0].islower():
        return one.expected[0].upper() + one.expected[1:]
    return one.expected


def mend(
    data: bytes, kind: Format, how: Exchange, findings: Sequence[Finding]
) -> Mended:
    """Return a file with the replacements made; ``findings`` are sure ones of it.

    What spans inline codes is refused. Raises ``FileError`` where the file cannot be
    written as it was, and where a reader would not find exactly what was meant.
    """
    if kind not in FORMATS:
        known = ", ".join(FORMATS)
        raise FileError(
            f"{how.name}: --fix writes {known}, not {kind}; convert it first"
        )
    code = encoding(data[:4096])
    text = _decoded(data, code, how.name)
    wanted: dict[str, list[Finding]] = {}
    for one in findings:
        wanted.setdefault(one.unit, []).append(one)
    done: list[Finding] = []
    splices = (
        _rows(text, kind, how, wanted, done)
        if kind in (Format.TSV, Format.CSV)
        else _units(text, kind, how, wanted, done, data)
    )
    new = _spliced(text, splices)
    made = _encoded(new, data, code)
    _agree(data, made, kind, how, done)
    refused = tuple(one for one in findings if one not in done)
    return Mended(text, new, made, tuple(done), refused)


def _spliced(text: str, splices: Iterable[_Splice]) -> str:
    parts = []
    place = 0
    for one in sorted(splices):
        parts += [text[place : one.start], one.new]
        place = one.end
    return "".join([*parts, text[place:]])


def _units(
    text: str,
    kind: Format,
    how: Exchange,
    wanted: dict[str, list[Finding]],
    done: list[Finding],
    data: bytes,
) -> list[_Splice]:
    splices: list[_Splice] = []
    for _, group in groupby(_entries(data, kind, how), key=lambda one: one.offset):
        # The segments of one unit: each has its own span, also where two are alike.
        together = [(one, _of(one.pair, wanted)) for one in group]
        if not any(own for _, own in together):
            continue
        spans = list(_spans(text, kind, together[0][0]))
        for entry, own in together:
            span = next((s for s in spans if s.text == entry.pair.target), None)
            if span is None:
                continue
            spans.remove(span)
            for one in own:
                if splice := _splice(text, span, one):
                    splices.append(splice)
                    done.append(one)
    return splices


def _of(pair: Pair, wanted: dict[str, list[Finding]]) -> list[Finding]:
    """Return the findings of a unit that has not changed since."""
    return [one for one in wanted.get(pair.unit, ()) if one.target == pair.target]


def _spans(text: str, kind: Format, entry: Entry) -> Iterator[Span]:
    if entry.offset is None:
        return
    if kind is Format.PO:
        yield from po_spans(text, entry.offset)
        return
    unit, names = _ELEMENTS[kind]
    if kind is Format.XLIFF:
        tag = re.compile(r"<((?:[\w.-]+:)?)([\w.-]+)").match(text, entry.offset)
        unit = tag[2] if tag else unit
    yield from xml_spans(text, entry.offset, unit, names)


def _splice(text: str, span: Span, one: Finding) -> _Splice | None:
    """Return the change of the raw text; ``None`` where codes stand in between."""
    start, end = span.letters[one.start].start, span.letters[one.end - 1].end
    if span.is_xml and "<" in text[start:end]:
        return None
    return _Splice(start, end, span.escaped(_fitting(one)))


def _rows(
    text: str,
    kind: Format,
    how: Exchange,
    wanted: dict[str, list[Finding]],
    done: list[Finding],
) -> list[_Splice]:
    lines, delimiter = delimited(kind, iter(re.findall(r"[^\n]*\n|[^\n]+", text)))
    found = rows(lines, delimiter)
    place = 0
    everything = list(found)
    head = layout(
        iter(everything), delimiter, how.languages(), how.name, lambda _: None
    )
    is_data = head.first is not None
    number = 0
    splices = []
    for row in everything:
        if row.raw.strip() and not is_data:
            is_data = True  # that was the header
        elif row.raw.strip():
            number += 1
            own = wanted.get(str(number), [])
            if own and len(row.cells) > head.target:
                cell = row.cells[head.target]
                own = [one for one in own if one.target == cell.text]
                new = written(row, head.target, replaced(cell.text, own), delimiter)
                splices.append(_Splice(place, place + len(row.raw), new))
                done += own
        place += len(row.raw)
    return splices


def _agree(
    old: bytes, new: bytes, kind: Format, how: Exchange, done: Sequence[Finding]
) -> None:
    """Read both files; raise ``FileError`` unless they differ in what was meant."""
    meant: dict[tuple[str, str], list[Finding]] = {}
    for one in done:
        meant.setdefault((one.unit, one.target), []).append(one)
    left, right = (_entries(data, kind, how) for data in (old, new))
    for before, after in zip(left, right, strict=True):
        changes = meant.get((before.pair.unit, before.pair.target), ())
        if after.pair.target == before.pair.target and not changes:
            continue
        if after.pair.target == replaced(before.pair.target, changes):
            continue
        raise FileError(
            f"{how.name}: unit {before.pair.unit} could not be mended without "
            "changing more; mend it by hand"
        )


def _entries(data: bytes, kind: Format, how: Exchange) -> Iterator[Entry]:
    own = replace(how, problems=[], losses=type(how.losses)(), strict=False)

    @contextmanager
    def opened() -> Iterator[BinaryIO]:
        yield io.BufferedReader(io.BytesIO(data))

    if kind in (Format.TSV, Format.CSV):
        with opened() as stream:
            yield from table_entries(kind, stream, own, say=lambda _: None)
    else:
        yield from entries(kind, own, opened)


def _decoded(data: bytes, code: str, name: str) -> str:
    try:
        text = data.decode(code)
    except UnicodeDecodeError as error:
        problem = f"{name}: byte {error.start} is not {code}; --fix cannot keep it"
        raise FileError(problem) from None
    if _encoded(text, data, code) != data:
        raise FileError(f"{name}: --fix cannot write {code} as it stands there")
    return text


def _encoded(text: str, like: bytes, code: str) -> bytes:
    """Return the text in the encoding, byte order and mark of other data."""
    mark = next((one for one in _MARKS if like.startswith(one)), b"")
    if mark and code in ("utf-16", "utf-32"):
        big = mark in (codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)
        return mark + text.encode(f"{code}-{'be' if big else 'le'}")
    return text.encode(code)


def packed(data: bytes, name: str) -> bytes:
    """Return the data as the file's name wants it: through gzip or as it is."""
    return b"".join(streams.packed([data], name))

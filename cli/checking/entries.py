"""Units of TMX, XLIFF and PO files as pairs that know their place in the file."""

from __future__ import annotations

import re
from collections import deque
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from cli import streams
from cli.checking.tags import Tag, decoded, tags
from cli.exchange import Exchange, Format, read_units
from glossary.check.model import Pair

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from contextlib import AbstractContextManager
    from typing import BinaryIO

    from tmx.model import Note, Property, TranslationUnit

_AHEAD = 200
"""Places that are looked at for a unit: those between belong to broken ones."""
# Possessive: a text may be megabytes long.
_QUOTED = re.compile(r'"((?:[^"\\]++|\\.)*+)"')
_MESSAGE = re.compile(
    r'(?m)^[ \t]*msgid[ \t]+((?:"(?:[^"\\]++|\\.)*+"[ \t]*\n?[ \t]*)+)'
)
_LETTER = re.compile(r"(?s)\\.|.")
_ESCAPE = re.compile(r"(?s)\\(.)")
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}


class Entry(NamedTuple):
    """A unit to check, and what only its format knows."""

    pair: Pair
    remarks: tuple[str, ...] = ()
    """Notes and properties, in which a waiver may stand."""
    offset: int | None = None
    """Where the unit begins in the decoded file."""


class _Place(NamedTuple):
    key: str | None
    """What the unit calls itself; ``None`` for nothing."""
    line: int
    offset: int
    document: str | None = None


class _Places:
    """Places in a file's order, each taken by the unit that it belongs to."""

    def __init__(self, places: Iterable[_Place]) -> None:
        self._rest = iter(places)
        self._ahead: deque[_Place] = deque()

    def take(self, key: str | None, *, exact: bool) -> _Place | None:
        """Return the next place of a unit's own; ``None`` where that is not sure.

        Without ``exact`` no entry was broken so far and the next place is the unit's.
        """
        self._ahead.extend(islice(self._rest, _AHEAD - len(self._ahead)))
        if key is None and exact:
            return None
        for number, place in enumerate(self._ahead):
            if place.key == key:
                for _ in range(number + 1):
                    self._ahead.popleft()
                return place
        return None


def entries(
    kind: Format, how: Exchange, opened: Callable[[], AbstractContextManager[BinaryIO]]
) -> Iterator[Entry]:
    """Yield the units of a file that have a text in the source language.

    ``how.losses`` counts the others. ``opened`` opens the file; it is called twice.
    """
    with opened() as stream, opened() as again:
        if kind is Format.TMX:
            yield from _tmx(stream, again, how)
        elif kind is Format.XLIFF:
            yield from _xliff(stream, again, how)
        elif kind is Format.PO:
            yield from _po(stream, again, how)
        else:
            for number, unit in enumerate(read_units(kind, stream, how), start=1):
                if pair := _pair(unit, str(number), how):
                    yield Entry(pair, _remarks(unit))


def _tmx(stream: BinaryIO, again: BinaryIO, how: Exchange) -> Iterator[Entry]:
    pieces = decoded(streams.unpacked(again, how.name))
    places = _Places(
        _Place(tag.attributes.get("tuid"), tag.line, tag.offset)
        for tag in tags(pieces, ("tu",))
    )
    for number, unit in enumerate(read_units(Format.TMX, stream, how), start=1):
        place = places.take(unit.id, exact=bool(how.problems))
        if pair := _pair(unit, unit.id or str(number), how, place):
            yield Entry(pair, _remarks(unit), place and place.offset)


def _xliff(stream: BinaryIO, again: BinaryIO, how: Exchange) -> Iterator[Entry]:
    places = _Places(_xliff_places(tags(decoded(again), _XLIFF)))
    place: _Place | None = None
    first: str | None = None
    for number, unit in enumerate(read_units(Format.XLIFF, stream, how), start=1):
        identity = unit.prop("x-id") or ""
        if place is None or not _is_of(identity, place):
            place = _next_of(identity, places)
        document = place.document if place else None
        first = document if first is None else first
        own = identity
        if document and document == first:
            own = identity.removeprefix(f"{document}/")
        if pair := _pair(unit, own or str(number), how, place):
            pair = pair._replace(document=document)
            yield Entry(pair, _remarks(unit), place and place.offset)


_XLIFF = ("file", "trans-unit", "unit")


def _xliff_places(found: Iterator[Tag]) -> Iterator[_Place]:
    document = ""
    for tag in found:
        if tag.name == "file":
            said = tag.attributes
            document = said.get("original") or said.get("id") or ""
            continue
        key = "/".join(filter(None, (document, tag.attributes.get("id"))))
        yield _Place(key, tag.line, tag.offset, document or None)


def _is_of(identity: str, place: _Place) -> bool:
    """Tell whether a unit is the place's, or a segment of it."""
    key = place.key or ""
    return bool(key) and (identity == key or identity.startswith(f"{key}/"))


def _next_of(identity: str, places: _Places) -> _Place | None:
    """Return the place of a unit, which may be one of several segments in it."""
    whole = identity
    while whole:
        if place := places.take(whole, exact=False):
            return place
        whole = whole.rpartition("/")[0]
    return None


def _po(stream: BinaryIO, again: BinaryIO, how: Exchange) -> Iterator[Entry]:
    from tmx.formats.po import decode_po

    text = decode_po(again.read(), name=how.name)
    places = _Places(_po_places(text))
    number, last, place = 0, None, None
    for unit in read_units(Format.PO, stream, how):
        key = unit.prop("x-po-msgid") or (unit.variants[0].plain)
        form = unit.prop("x-po-plural-form")
        is_more = form is not None and (key, unit.prop("x-po-msgctxt")) == last
        if not is_more:
            number += 1
            last = (key, unit.prop("x-po-msgctxt"))
            place = places.take(key, exact=True)
        own = str(number) if form is None else f"{number}[{form}]"
        if pair := _pair(unit, own, how, place):
            yield Entry(pair, _remarks(unit), place and place.offset)


def _po_places(text: str) -> Iterator[_Place]:
    line, counted = 1, 0
    for found in _MESSAGE.finditer(text):
        line += text.count("\n", counted, found.start())
        counted = found.start()
        yield _Place(unescaped(found[1]), line, found.start())


def unescaped(quoted: str) -> str:
    """Return what the strings of a PO entry say together."""
    text = "".join(_QUOTED.findall(quoted))
    return _ESCAPE.sub(lambda found: _ESCAPES.get(found[1], found[1]), text)


def letters(quoted: str, base: int) -> Iterator[tuple[str, int, int]]:
    """Yield each character that the strings mean, with its place from ``base`` on."""
    for string in _QUOTED.finditer(quoted):
        start = base + string.start(1)
        for one in _LETTER.finditer(string[1]):
            text = one[0]
            if text[0] == "\\":
                text = _ESCAPES.get(text[1], text[1])
            yield text, start + one.start(), start + one.end()


def _remarks(unit: TranslationUnit) -> tuple[str, ...]:
    from tmx.model import Note, Property

    found = [*unit.items, *(item for one in unit.variants for item in one.items)]
    return tuple(
        f"{item.type} {item.text}" if isinstance(item, Property) else item.text
        for item in found
        if isinstance(item, (Note, Property)) and _may_waive(item)
    )


def _may_waive(item: Note | Property) -> bool:
    return "gloss:" in item.text or "gloss:" in getattr(item, "type", "")


def _pair(
    unit: TranslationUnit, own: str, how: Exchange, place: _Place | None = None
) -> Pair | None:
    """Return the two texts of a unit, or count it as lost."""
    source = unit.variant(how.source)
    both = unit.pair(how.source, how.target)
    if both is not None:
        how.written += 1
        source = both[0]
    if source is None or not source.plain.strip():
        how.losses.add(f"units without a text in {how.source}")
        return None
    target = both[1].plain if both else ""
    line = place.line if place else None
    return Pair(how.name, own, source.plain, target, line)

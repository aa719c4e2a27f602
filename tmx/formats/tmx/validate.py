"""What breaks the TMX standard, with lines, rules and remedies."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from glossary import lang
from glossary.errors import FormatError, Where
from glossary.xmlevents import Event, read_events
from glossary.xmlschema import Checker, error, warning
from tmx.formats.tmx.schema import tmx_schema

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.model import Diagnostic


def validate_tmx(stream: BinaryIO, *, name: str) -> Iterator[Diagnostic]:
    """Yield what is wrong, in the file's order; without an error the file is valid.

    The version says which TMX is meant. Memory grows only with the number of ``tuid``.
    Raises ``FormatError`` where the stream is no TMX at all.
    """
    checker: Checker | None = None
    habits = _Habits()
    for event in read_events(stream, name=name):
        if isinstance(event, FormatError):
            yield error(
                event.where.line or 1,
                "illegal-character"
                if "character U+" in event.problem
                else "not-well-formed",
                event.problem,
            )
            continue
        if checker is None:
            checker = _checker(event, name)
        yield from checker.feed(event)
        yield from habits.feed(event)
    yield from habits.finish()


def _checker(root: Event, name: str) -> Checker:
    if root.name.rpartition(":")[2] != "tmx":
        raise FormatError(
            f"is not TMX: its root element is <{root.name}>",
            where=Where(name, root.line),
        )
    return Checker(tmx_schema(dict(root.attributes).get("version", "1.4")), "tmx")


class _Habits:
    """What the standard allows and tools stumble over: warnings only."""

    def __init__(self) -> None:
        self._ids: dict[str, int] = {}
        self._source = ""
        self._header_line = 1
        self._languages: set[str] = set()
        self._told: set[str] = set()
        self._in_segment = False
        self._empty = False

    def feed(self, event: Event) -> Iterator[Diagnostic]:
        if event.kind == "text":
            self._empty = self._empty and not event.text.strip()
        elif event.kind == "end":
            if event.name == "seg":
                self._in_segment = False
                if self._empty:
                    yield warning(
                        event.line,
                        "empty-segment",
                        "<seg> is empty; write the text or remove the <tuv>",
                    )
        elif event.name == "seg":
            self._in_segment = self._empty = True
        elif self._in_segment:
            self._empty = False
        else:
            yield from self._start(event)

    def _start(self, event: Event) -> Iterator[Diagnostic]:
        found = dict(event.attributes)
        if event.name == "tmx" and "version" not in found:
            yield warning(
                event.line, "version-missing", "<tmx> lacks version; add it: 1.4"
            )
        elif event.name == "header":
            self._header_line = event.line
            self._source = found.get("srclang", "")
            if self._source != "*all*":
                yield from self._tag(event, self._source)
        elif event.name == "tu" and (tuid := found.get("tuid")):
            first = self._ids.get(tuid)
            if first is None:
                self._ids[tuid] = event.line
            else:
                yield warning(
                    event.line,
                    "duplicate-tuid",
                    f"tuid {tuid!r} is that of the unit in line {first}; give each "
                    "unit its own",
                )
        elif event.name == "tuv":
            tag = found.get("xml:lang") or found.get("lang") or ""
            self._languages.add(tag)
            yield from self._tag(event, tag)

    def _tag(self, event: Event, tag: str) -> Iterator[Diagnostic]:
        if tag and tag not in self._told and not lang.is_tag(tag):
            self._told.add(tag)
            yield warning(
                event.line,
                "language-tag",
                f"{tag!r} is not a language tag; write it like 'ar' or 'en-GB'",
            )

    def finish(self) -> Iterator[Diagnostic]:
        """Yield what only the whole file shows."""
        source = self._source
        if not self._languages or not source or source == "*all*":
            return
        if lang.best(source, sorted(self._languages)) is None:
            known = ", ".join(sorted(self._languages - {""}))
            yield warning(
                self._header_line,
                "srclang-unused",
                f"srclang is {source!r}, but no unit has that language ({known}); "
                "tools will find no source text: correct srclang",
            )

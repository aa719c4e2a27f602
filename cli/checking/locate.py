"""Lines and columns of findings in their files, as far as they can be seen there."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from cli import files
from cli.checking.tags import encoding
from cli.render.findings.content import Region
from glossary.errors import GlossError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from glossary.check.model import Finding

_LINES = 40
"""A unit's text is sought in so many lines from its beginning on."""
_MOST = 64 << 20
"""Bytes of a file that is looked through once more."""


def regions(findings: Sequence[Finding]) -> dict[int, Region]:
    """Return where findings stand, by their position in the sequence.

    The unit's text must stand in one line, as it is or as XML or PO writes it; a
    finding whose text does not is left out.
    """
    found: dict[int, Region] = {}
    name, lines = "", list[str]()
    for number, one in enumerate(findings):
        if one.line is None:
            continue
        if one.file != name:
            name, lines = one.file, _lines(one.file)
        region = next(_seen(one, one.line, lines), None)
        if region is not None:
            found[number] = region
    return found


def _lines(name: str) -> list[str]:
    if name == files.STDIN:
        return []
    try:
        with files.open_binary(name) as stream:
            data = stream.read(_MOST)
        return data.decode(encoding(data[:4096])).split("\n")
    except (GlossError, UnicodeDecodeError):  # a packed file, or one that has gone
        return []


def _seen(one: Finding, first: int, lines: Sequence[str]) -> Iterator[Region]:
    text = one.source if one.side == "source" else one.target
    for number, line in enumerate(lines[first - 1 : first - 1 + _LINES], start=first):
        for written in _WAYS:
            place = line.find(written(text)) if text else -1
            if place >= 0:
                start = place + len(written(text[: one.start]))
                end = place + len(written(text[: one.end]))
                yield Region(number, start + 1, end + 1)


def _as_string(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def _as_cell(text: str) -> str:
    return text.replace('"', '""')


_WAYS: tuple[Callable[[str], str], ...] = (str, escape, _as_string, _as_cell)

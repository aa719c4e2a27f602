"""Memories in, one memory out, cleaned up on the way (``gloss convert``)."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING

import typer

from cli import exchange, files, session, streams
from cli.exchange import Exchange, Format
from cli.render.progress import counted
from glossary.errors import ConfigError, FileError, Where

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.errors import FormatError
    from tmx.clean import Cleaning
    from tmx.model import Header, TranslationUnit

_MOST_FILES = 200
"""Each is a pass over the input, so that memory stays flat."""


class Inputs:
    """Files of units to read one after the other, as often as needed."""

    def __init__(self, names: list[str], how: Exchange, kind: Format | None) -> None:
        self._names, self._how, self._kind = names, how, kind
        self.header: Header | None = None
        """That of the first input, where it is TMX."""
        self.problems: list[FormatError] = []

    def units(self) -> Iterator[TranslationUnit]:
        """Yield the units of all inputs; problems and losses count in this pass."""
        self.problems.clear()
        self._how.losses.counts.clear()
        for number, name in enumerate(self._names):
            how = replace(self._how, name=name, problems=self.problems)
            with files.open_binary(name) as stream:
                kind = self._kind or exchange.detect(name, stream)
                if kind is not Format.TMX:
                    yield from exchange.read_units(kind, stream, how)
                    continue
                from tmx.formats.tmx import read_tmx

                packed = streams.unpacked(stream, name)
                file = read_tmx(packed, name=name, on_problem=how.on_problem)
                self.header = file.header if number == 0 else self.header
                yield from file.units


def clean_up(
    inputs: Inputs, target: str, to: Format, how: Exchange, cleaning: Cleaning
) -> int:
    """Write what stays to one file, say what went, and return how much stays."""
    from tmx.clean import clean

    counts: Counter[str] = Counter()
    out = replace(how, name=target, written=0)
    with files.writing(target) as stream:
        units = clean(inputs.units(), cleaning, counts)
        for piece in counted(_pieces(units, inputs, to, out), f"pieces of {target}"):
            stream.write(piece)
        exchange.need_pair(out)
        if inputs.problems and not counts["units read"]:
            raise inputs.problems[-1]
        refuse_loss(out)
    counts.pop("elsewhere", None)
    said = "; ".join(f"{what}: {number}" for what, number in counts.items() if number)
    session.say(f"{target}: {said or 'units read: 0'}")
    return out.written


def refuse_loss(how: Exchange) -> None:
    """End with status 1, before the file takes its place, where it may lose nothing."""
    if how.strict_loss and how.losses.counts:
        lost = "; ".join(f"{what}: {number}" for what, number in how.losses.rows())
        session.say(f"{how.name}: not written, because of --strict-loss: {lost}")
        raise typer.Exit(1)


def split(
    inputs: Inputs, target: str, to: Format, how: Exchange, cleaning: Cleaning, by: str
) -> int:
    """Write a file for each text of a property, named after it; return the units."""
    from tmx.clean import values

    found: dict[str, None] = {}
    for one in values(inputs.units(), by):
        found[one] = None
        if len(found) > _MOST_FILES:
            raise ConfigError(
                f"--split-by {by}: more than {_MOST_FILES} values; choose a property "
                "with fewer",
                where=Where(target),
            )
    names = {one: _part(target, one) for one in found}
    if len(set(names.values())) < len(names):
        raise FileError(f"{target}: two values of {by} would go to one file")
    written = 0
    for one, name in names.items():
        wanted = replace(cleaning, prop=(by, one))
        written += clean_up(inputs, name, to, how, wanted)
    return written


def _part(target: str, value: str) -> str:
    path = PurePath(target)
    kept = "".join(char if char.isalnum() or char in "-_" else "-" for char in value)
    stem, dot, suffixes = path.name.partition(".")
    return str(path.with_name(f"{stem}-{kept[:80] or 'none'}{dot}{suffixes}"))


def _pieces(
    units: Iterator[TranslationUnit], inputs: Inputs, to: Format, out: Exchange
) -> Iterator[bytes]:
    if to is not Format.TMX:
        yield from exchange.write_units(to, units, out)
        return
    from itertools import chain

    from tmx.formats.tmx import write_tmx
    from tmx.model import new_header

    first = next(units, None)  # the header is known once a unit is
    header = inputs.header or new_header(
        source=out.source, tool_version=exchange.version()
    )
    rest = chain(() if first is None else (first,), units)
    yield from streams.packed(
        write_tmx(exchange.counted(rest, out), header=header, losses=out.losses),
        out.name,
    )

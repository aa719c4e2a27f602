"""Files made valid into new ones: what ``gloss validate --fix`` does."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from cli import exchange, files, streams

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.errors import FormatError
    from glossary.losses import Losses


def is_tbx(name: str) -> bool:
    """Tell whether a file is TBX by its root element, else by its name."""
    with files.open_binary(name) as stream:
        kind = exchange.sniff(stream)
    return kind is exchange.Format.TBX or (kind is None and name.endswith(".tbx"))


def mend(name: str, goal: str, done: Losses, problems: list[FormatError]) -> None:
    """Write a valid copy of a TMX or TBX file, as far as that loses nothing.

    ``done`` counts what was mended, ``problems`` gets what could not be read.
    """
    pieces = _tbx(name, done, problems) if is_tbx(name) else _tmx(name, done, problems)
    with files.writing(goal) as out:
        for piece in pieces:
            out.write(piece)


def _tbx(name: str, done: Losses, problems: list[FormatError]) -> Iterator[bytes]:
    from glossary.formats.tbx.copy import copy_tbx
    from glossary.formats.tbx.mend import Mender

    with files.open_binary(name) as stream:
        mender = Mender(done)
        for piece in copy_tbx(
            stream, name=name, on_problem=problems.append, change=mender.mend
        ):
            yield piece.encode()


def _tmx(name: str, done: Losses, problems: list[FormatError]) -> Iterator[bytes]:
    from tmx.formats.mend import mended_header, mended_units
    from tmx.formats.tmx import read_tmx, write_tmx

    with files.open_binary(name) as stream:
        packed = streams.unpacked(stream, name)
        file = read_tmx(packed, name=name, on_problem=problems.append)
        first = next(file.units, None)
        header = mended_header(file.header, first, done)
        units = chain(() if first is None else (first,), file.units)
        yield from write_tmx(
            mended_units(units, header.version, done), header=header, losses=done
        )

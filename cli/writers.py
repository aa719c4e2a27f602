"""Every exchange format written, from concepts or from translation units."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from cli import streams
from cli.formats import Exchange, Format, counted
from cli.readers import as_units
from glossary.errors import FileError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from glossary.model import Concept
    from tmx.model import TranslationUnit

_TBX_3 = 3


def write_concepts(
    format_: Format, concepts: Iterable[Concept], how: Exchange
) -> Iterator[bytes]:
    """Yield the bytes of a file of concepts, and count what goes out."""
    if format_.of_units:
        yield from write_units(format_, as_units(concepts, how), how)
        return
    if format_ is Format.TBX:
        from glossary.formats.tbx.dialects import BASIC_2, BASIC_3
        from glossary.formats.tbx.write import Header, write_tbx

        yield from _encoded(
            write_tbx(
                counted(_some(concepts, how), how),
                losses=how.losses,
                dialect=BASIC_3 if how.tbx_version == _TBX_3 else BASIC_2,
                header=Header(title=how.title),
                usable_only=how.usable_only,
            )
        )
    elif format_ is Format.XLSX:
        from glossary.formats.xlsx import write_xlsx

        data, how.written = write_xlsx(
            concepts,
            losses=how.losses,
            source=how.source,
            target=how.target,
            title=how.title,
        )
        yield data
    elif format_ in _SERVICES:
        yield from _write_mt(format_, concepts, how)
    else:
        yield from _write_text(format_, concepts, how)


_SERVICES = (Format.DEEPL, Format.GOOGLE, Format.AMAZON, Format.AZURE)


def _write_mt(
    format_: Format, concepts: Iterable[Concept], how: Exchange
) -> Iterator[bytes]:
    from glossary.formats import mt

    service = getattr(mt, format_.name)
    lines = mt.write_mt(
        concepts,
        service=service,
        losses=how.losses,
        languages=how.languages(),
        delimiter=how.delimiter,
    )
    if service.has_header:
        yield next(lines).encode()
    yield from _encoded(counted(lines, how))


def _write_text(
    format_: Format, concepts: Iterable[Concept], how: Exchange
) -> Iterator[bytes]:
    from glossary.formats.csv import write_csv
    from glossary.formats.jsonl import write_jsonl
    from glossary.formats.omegat import write_omegat
    from glossary.formats.prompt import write_prompt

    source, target = how.languages()
    if format_ is Format.JSONL:
        yield from _encoded(write_jsonl(counted(concepts, how)))
    elif format_ is Format.OMEGAT:
        rows = write_omegat(concepts, losses=how.losses, source=source, target=target)
        yield from _encoded(counted(rows, how))
    elif format_ is Format.LLM:
        lines = list(
            write_prompt(
                concepts,
                losses=how.losses,
                languages=how.languages(),
            )
        )
        how.written = sum(line.startswith("{") for line in lines)
        yield from _encoded(lines)
    else:
        rows = write_csv(
            concepts,
            losses=how.losses,
            source=source,
            target=target,
            delimiter="," if format_ is Format.CSV else "\t",
            heads=("source", "target") if how.plain_heads else None,
        )
        yield next(rows).encode()  # the header is no row
        yield from _encoded(counted(rows, how))


def write_units(
    format_: Format, units: Iterable[TranslationUnit], how: Exchange
) -> Iterator[bytes]:
    """Yield the bytes of a file of translation units, and count what goes out."""
    if not format_.of_units:
        from tmx.terms import units_to_concepts

        concepts = units_to_concepts(
            units, source=how.source, target=how.target, losses=how.losses
        )
        yield from write_concepts(format_, concepts, how)
    elif format_ is Format.TMX:
        from tmx.formats.tmx import write_tmx
        from tmx.model import new_header

        header = new_header(source=how.source, tool_version=version())
        pieces = write_tmx(counted(units, how), header=header, losses=how.losses)
        yield from streams.packed(pieces, how.name)
    elif format_ is Format.PO:
        from tmx.formats.po import write_po

        yield write_po(
            counted(units, how),
            source=how.source,
            target=how.target,
            losses=how.losses,
        ).encode()
    else:
        raise FileError(f"{how.name}: gloss reads this format and does not write it")


def _some(concepts: Iterable[Concept], how: Exchange) -> Iterator[Concept]:
    """Yield the concepts; raise ``FileError`` for none, which no TBX file may hold."""
    rest = iter(concepts)
    first = next(rest, None)
    if first is None:
        raise FileError(
            f"{how.name}: there is no concept to write, and a TBX file needs one; "
            "run 'gloss extract' or 'gloss terms add' first, or loosen the filters"
        )
    yield from chain((first,), rest)


def version() -> str:
    """Return the version of gloss, for file headers."""
    from importlib import metadata

    return metadata.version("glosskit")


def _encoded(pieces: Iterable[str]) -> Iterator[bytes]:
    for piece in pieces:
        yield piece.encode()

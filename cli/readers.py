"""Every exchange format read, as concepts or as translation units."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from cli import streams
from cli.formats import Exchange, Format
from glossary.errors import FileError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from glossary.model import Concept
    from tmx.model import TranslationUnit


def read_concepts(
    format_: Format, stream: BinaryIO, how: Exchange
) -> Iterator[Concept]:
    """Yield the concepts of a file; a unit of a memory becomes a concept."""
    if format_.of_units:
        from tmx.terms import units_to_concepts

        units = read_units(format_, stream, how)
        yield from units_to_concepts(
            units, source=how.source, target=how.target, losses=how.losses
        )
        return
    if format_ is Format.TBX:
        from glossary.formats.tbx.read import read_tbx

        yield from read_tbx(stream, name=how.name, on_problem=how.on_problem)
    elif format_ is Format.XLSX:
        from glossary.formats.xlsx_read import read_xlsx

        yield from read_xlsx(
            stream.read(),
            name=how.name,
            languages=how.languages(),
            losses=how.losses,
            on_problem=how.on_problem,
        )
    elif format_ in (Format.CSV, Format.TSV, Format.OMEGAT, Format.JSONL):
        yield from _read_text(format_, stream, how)
    else:
        raise FileError(f"{how.name}: gloss writes {format_} and does not read it")


def _read_text(format_: Format, stream: BinaryIO, how: Exchange) -> Iterator[Concept]:
    from glossary.formats.csv import read_csv
    from glossary.formats.jsonl import read_jsonl
    from glossary.formats.omegat import read_omegat

    lines = streams.text_lines(stream, how.name, how.on_problem)
    if format_ is Format.JSONL:
        yield from read_jsonl(lines, name=how.name, on_problem=how.on_problem)
        return
    reader = read_omegat if format_ is Format.OMEGAT else read_csv
    yield from reader(
        lines,
        name=how.name,
        source=how.source,
        target=how.target,
        on_problem=how.on_problem,
    )


def read_units(
    format_: Format, stream: BinaryIO, how: Exchange
) -> Iterator[TranslationUnit]:
    """Yield the translation units of a file; a concept becomes one or more."""
    if format_ is Format.TMX:
        from tmx.formats.tmx import read_tmx

        packed = streams.unpacked(stream, how.name)
        yield from read_tmx(packed, name=how.name, on_problem=how.on_problem).units
    elif format_ is Format.PO:
        from tmx.formats.po import decode_po, read_po

        yield from read_po(
            decode_po(stream.read(), name=how.name),
            name=how.name,
            languages=how.languages(),
            losses=how.losses,
            on_problem=how.on_problem,
        ).units
    elif format_ is Format.XLIFF:
        from tmx.formats.xliff import read_xliff

        yield from read_xliff(
            stream,
            name=how.name,
            languages=how.languages(),
            losses=how.losses,
            on_problem=how.on_problem,
            with_proposals=how.with_proposals,
        )
    elif format_ is Format.FOREIGN:
        from tmx.formats.foreign import read_foreign

        yield from read_foreign(
            stream.read(),
            name=how.name,
            languages=how.languages(),
            losses=how.losses,
            on_problem=how.on_problem,
        )
    elif how.sentences and format_ in (Format.CSV, Format.TSV, Format.XLSX):
        from cli.tables import table_units

        yield from table_units(format_, stream, how)
    else:
        yield from as_units(read_concepts(format_, stream, how), how)


def as_units(concepts: Iterable[Concept], how: Exchange) -> Iterator[TranslationUnit]:
    """Yield the units of concepts."""
    from tmx.terms import concept_units

    for concept in concepts:
        yield from concept_units(
            concept, source=how.source, target=how.target, losses=how.losses
        )

"""Every exchange format by name: how to tell it, read it and write it.

Formats of concepts (TBX, CSV, OmegaT, JSONL) and of translation units (TMX, PO, what
translate-toolkit reads) turn into each other where a command asks for the other kind.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from itertools import chain
from typing import TYPE_CHECKING, BinaryIO, TypeVar

from cli import streams
from glossary.errors import FileError, LanguageError
from glossary.losses import Losses

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from glossary.errors import FormatError
    from glossary.model import Concept
    from tmx.model import TranslationUnit


class Format(StrEnum):
    """An exchange format."""

    TMX = "tmx"
    TBX = "tbx"
    CSV = "csv"
    TSV = "tsv"
    OMEGAT = "omegat"
    PO = "po"
    JSONL = "jsonl"
    FOREIGN = "foreign"
    """What translate-toolkit reads: XLIFF, Qt TS, MO …; read only."""

    @property
    def of_units(self) -> bool:
        """Whether the format holds translation units, not concepts."""
        return self in (Format.TMX, Format.PO, Format.FOREIGN)


SUFFIXES = {
    ".tmx": Format.TMX,
    ".tmx.gz": Format.TMX,
    ".tbx": Format.TBX,
    ".csv": Format.CSV,
    ".tsv": Format.TSV,
    ".txt": Format.OMEGAT,
    ".utf8": Format.OMEGAT,
    ".tab": Format.OMEGAT,
    ".po": Format.PO,
    ".pot": Format.PO,
    ".jsonl": Format.JSONL,
    ".xlf": Format.FOREIGN,
    ".xliff": Format.FOREIGN,
    ".ts": Format.FOREIGN,
    ".mo": Format.FOREIGN,
    ".qm": Format.FOREIGN,
    ".qph": Format.FOREIGN,
}
_SNIFFED = 4096
_T = TypeVar("_T")


@dataclass(slots=True, kw_only=True)
class Exchange:
    """The circumstances of reading or writing one file."""

    name: str
    source: str = "ar"
    target: str = "en"
    tbx_version: int = 2
    usable_only: bool = False
    """Leave out terms that a tool would offer although they are not to be written."""
    title: str = "Glossary"
    losses: Losses = field(default_factory=Losses)
    problems: list[FormatError] = field(default_factory=list)
    """Entries that could not be read."""
    strict: bool = False
    """Stop at the first of them."""
    written: int = 0
    """Units, concepts or rows that went out."""

    @property
    def on_problem(self) -> Callable[[FormatError], None] | None:
        """What readers call with an entry that they cannot read."""
        return None if self.strict else self.problems.append

    def languages(self) -> tuple[str, str]:
        """Return source and target."""
        return self.source, self.target


def by_name(name: str) -> Format:
    """Return the format that a file's name tells; raise ``FileError`` for another."""
    lower = name.lower()
    for suffix, found in SUFFIXES.items():
        if lower.endswith(suffix):
            return found
    known = " ".join(SUFFIXES)
    raise FileError(f"{name}: the name does not tell the format; it may end in {known}")


def detect(name: str, stream: BinaryIO) -> Format:
    """Return the format of a file to read: by its first bytes if XML, else its name."""
    return sniff(stream) or by_name(name)


def sniff(stream: BinaryIO) -> Format | None:
    """Return the format that a root element in the first bytes shows, if any."""
    peek = getattr(stream, "peek", None)
    head = peek(_SNIFFED)[:_SNIFFED] if peek else b""
    text = head.decode(
        "utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "latin-1", "ignore"
    )
    for mark, found in (
        ("<tmx", Format.TMX),
        ("<martif", Format.TBX),
        ("<tbx", Format.TBX),
        ("<TBX", Format.TBX),
    ):
        if mark in text:
            return found
    return None


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
    from glossary.formats.csv import read_csv
    from glossary.formats.jsonl import read_jsonl
    from glossary.formats.omegat import read_omegat
    from glossary.formats.tbx.read import read_tbx

    if format_ is Format.TBX:
        yield from read_tbx(stream, name=how.name, on_problem=how.on_problem)
    elif format_ is Format.JSONL:
        rows = streams.text_lines(stream, how.name, how.on_problem)
        yield from read_jsonl(rows, name=how.name, on_problem=how.on_problem)
    else:
        reader = read_omegat if format_ is Format.OMEGAT else read_csv
        yield from reader(
            streams.text_lines(stream, how.name, how.on_problem),
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
    elif format_ is Format.FOREIGN:
        from tmx.formats.foreign import read_foreign

        yield from read_foreign(
            stream.read(),
            name=how.name,
            languages=how.languages(),
            losses=how.losses,
            on_problem=how.on_problem,
        )
    else:
        yield from as_units(read_concepts(format_, stream, how), how)


def as_units(concepts: Iterable[Concept], how: Exchange) -> Iterator[TranslationUnit]:
    """Yield the units of concepts."""
    from tmx.terms import concept_units

    for concept in concepts:
        yield from concept_units(
            concept, source=how.source, target=how.target, losses=how.losses
        )


def write_concepts(
    format_: Format, concepts: Iterable[Concept], how: Exchange
) -> Iterator[bytes]:
    """Yield the bytes of a file of concepts, and count what goes out."""
    if format_.of_units:
        yield from write_units(format_, as_units(concepts, how), how)
        return
    from glossary.formats.csv import write_csv
    from glossary.formats.jsonl import write_jsonl
    from glossary.formats.omegat import write_omegat
    from glossary.formats.tbx.dialects import BASIC_2, BASIC_3
    from glossary.formats.tbx.write import Header, write_tbx

    source, target = how.languages()
    if format_ is Format.TBX:
        yield from _encoded(
            write_tbx(
                counted(_some(concepts, how), how),
                losses=how.losses,
                dialect=BASIC_3 if how.tbx_version == 3 else BASIC_2,  # noqa: PLR2004
                header=Header(title=how.title),
                usable_only=how.usable_only,
            )
        )
    elif format_ is Format.JSONL:
        yield from _encoded(write_jsonl(counted(concepts, how)))
    elif format_ is Format.OMEGAT:
        rows = write_omegat(concepts, losses=how.losses, source=source, target=target)
        yield from _encoded(counted(rows, how))
    else:
        rows = write_csv(
            concepts,
            losses=how.losses,
            source=source,
            target=target,
            delimiter="," if format_ is Format.CSV else "\t",
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


def need_pair(how: Exchange) -> None:
    """Raise ``LanguageError`` where a file had entries, but none in both languages."""
    lost = ("units without both languages", "concepts without both languages")
    if not how.written and any(how.losses.counts[what] for what in lost):
        raise LanguageError(
            f"{how.name}: no entry has both {how.source} and {how.target}; "
            "name the file's languages with --source and --target"
        )


def version() -> str:
    """Return the version of gloss, for file headers."""
    from importlib import metadata

    return metadata.version("glosskit")


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


def _encoded(pieces: Iterable[str]) -> Iterator[bytes]:
    for piece in pieces:
        yield piece.encode()


def counted(items: Iterable[_T], how: Exchange) -> Iterator[_T]:
    """Yield the items and count them as written."""
    for item in items:
        how.written += 1
        yield item

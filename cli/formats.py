"""The exchange formats by name, how a file shows its own, and how it is read."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, BinaryIO, TypeVar

from glossary.errors import FileError
from glossary.losses import Losses

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from glossary.errors import FormatError

_T = TypeVar("_T")


class Format(StrEnum):
    """An exchange format."""

    TMX = "tmx"
    TBX = "tbx"
    CSV = "csv"
    TSV = "tsv"
    XLSX = "xlsx"
    OMEGAT = "omegat"
    PO = "po"
    JSONL = "jsonl"
    XLIFF = "xliff"
    """XLIFF 1.x and 2.x; read only, and filled in place."""
    FOREIGN = "foreign"
    """What translate-toolkit reads: Qt TS, MO …; read only."""
    DEEPL = "deepl"
    """This and the next: glossaries for machine translation; written only."""
    GOOGLE = "google"
    AMAZON = "amazon"
    AZURE = "azure"
    LLM = "llm"
    """A block for a language model's prompt; written only."""

    @property
    def of_units(self) -> bool:
        """Whether the format holds translation units, not concepts."""
        return self in (Format.TMX, Format.PO, Format.XLIFF, Format.FOREIGN)


SUFFIXES = {
    ".tmx": Format.TMX,
    ".tmx.gz": Format.TMX,
    ".tbx": Format.TBX,
    ".csv": Format.CSV,
    ".tsv": Format.TSV,
    ".xlsx": Format.XLSX,
    ".xlsm": Format.XLSX,
    ".txt": Format.OMEGAT,
    ".utf8": Format.OMEGAT,
    ".tab": Format.OMEGAT,
    ".po": Format.PO,
    ".pot": Format.PO,
    ".jsonl": Format.JSONL,
    ".xlf": Format.XLIFF,
    ".xliff": Format.XLIFF,
    ".sdlxliff": Format.XLIFF,
    ".mqxliff": Format.XLIFF,
    ".mxliff": Format.XLIFF,
    ".ts": Format.FOREIGN,
    ".mo": Format.FOREIGN,
    ".qm": Format.FOREIGN,
    ".qph": Format.FOREIGN,
    ".utx": Format.FOREIGN,
    ".catkeys": Format.FOREIGN,
}
_SNIFFED = 4096


@dataclass(slots=True, kw_only=True)
class Exchange:
    """The circumstances of reading or writing one file."""

    name: str
    source: str = "ar"
    target: str = "en"
    tbx_version: int = 2
    usable_only: bool = False
    """Leave out terms that a tool would offer although they are not to be written."""
    delimiter: str = "\t"
    """Between the cells of a glossary for machine translation."""
    plain_heads: bool = False
    """Head the columns of a table ``source`` and ``target``, not by language."""
    with_proposals: bool = False
    """Read the proposals of an XLIFF file, too, as units that say so."""
    sentences: bool = False
    """Read a table of texts alone as translation units, not as terms."""
    title: str = "Glossary"
    losses: Losses = field(default_factory=Losses)
    problems: list[FormatError] = field(default_factory=list)
    """Entries that could not be read."""
    strict: bool = False
    """Stop at the first of them."""
    strict_loss: bool = False
    """Write no file that cannot carry everything."""
    written: int = 0
    """Units, concepts or rows that went out."""

    @property
    def on_problem(self) -> Callable[[FormatError], None] | None:
        """What readers call with an entry that they cannot read."""
        return None if self.strict else self.problems.append

    def languages(self) -> tuple[str, str]:
        """Return source and target."""
        return self.source, self.target


def counted(items: Iterable[_T], how: Exchange) -> Iterator[_T]:
    """Yield the items and count them as written."""
    for item in items:
        how.written += 1
        yield item


def by_name(name: str) -> Format:
    """Return the format that a file's name tells; raise ``FileError`` for another."""
    lower = name.lower()
    for suffix, found in SUFFIXES.items():
        if lower.endswith(suffix):
            return found
    known = " ".join(SUFFIXES)
    raise FileError(f"{name}: the name does not tell the format; it may end in {known}")


def detect(name: str, stream: BinaryIO) -> Format:
    """Return the format of a file to read: by its first bytes, else by its name."""
    return sniff(stream) or by_name(name)


def sniff(stream: BinaryIO) -> Format | None:
    """Return the format that the first bytes show: a root element, or ZIP, if any."""
    peek = getattr(stream, "peek", None)
    head = peek(_SNIFFED)[:_SNIFFED] if peek else b""
    if head.startswith(b"PK\x03\x04"):
        return Format.XLSX
    text = head.decode(
        "utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", "ignore"
    )
    if not text.lstrip("\ufeff \t\r\n").startswith("<"):
        return None
    for mark, found in (
        ("<tmx", Format.TMX),
        ("<martif", Format.TBX),
        ("<tbx", Format.TBX),
        ("<TBX", Format.TBX),
        ("<xliff", Format.XLIFF),
    ):
        if mark in text:
            return found
    return None

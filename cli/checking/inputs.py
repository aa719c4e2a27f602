"""What is checked: files of any kind as pairs of texts, or as Arabic alone."""

from __future__ import annotations

import io
import re
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import TYPE_CHECKING, BinaryIO

from cli import documents, exchange, files, session
from cli.checking.entries import entries
from cli.checking.kinds import Kind
from cli.checking.sheets import table_entries
from cli.exchange import Exchange, Format
from glossary.errors import FileError, FormatError, GlossError, Where

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cli.checking.entries import Entry
    from glossary.losses import Losses

_TAB = ".tab"
_UNITS = {
    suffix: kind for suffix, kind in exchange.SUFFIXES.items() if kind.of_units
} | {".tsv": Format.TSV, _TAB: Format.TSV, ".csv": Format.CSV, ".xlsx": Format.XLSX}
_IN_DIRECTORIES = (
    frozenset(suffix for suffix, kind in _UNITS.items() if kind is not Format.FOREIGN)
    | {".gz"}
    | documents.SUFFIXES
)
_PO = re.compile(r"\s*+(?:#[^\n]*+\n\s*+)*+(?:msgctxt|msgid)\s")
_GLOSSARIES = (Format.TBX, Format.JSONL)


@dataclass(slots=True, kw_only=True)
class Inputs:
    """Files in the order that they are named, directories sorted."""

    names: Sequence[str]
    languages: tuple[str, str]
    kind: Kind | None = None
    strict: bool = False
    problems: list[GlossError] = field(default_factory=list)
    """What could not be read, in order."""
    checked: int = 0
    """Units and texts that were read."""
    _stdin: bytes | None = None

    def files(self) -> list[str]:
        """Return the files to read; raise ``FileError`` where a path names none."""
        found = files.walk(self.names, _IN_DIRECTORIES)
        return [
            name
            for name in found
            if name in self.names
            or not (PurePath(name).name.startswith("~$") or _is_other_gzip(name))
        ]

    def entries(self, name: str) -> Iterator[Entry]:
        """Yield the units of a file; nothing for a text.

        What cannot be read is a problem, and what could be is yielded.
        """
        try:
            kind = self._kind(name)
            if kind is not None:
                for entry in self._read(name, kind):
                    self.checked += 1
                    yield entry
        except GlossError as error:
            self.complain(error)

    def is_text(self, name: str) -> bool:
        """Tell whether a file is a text in one language; a bad file is none."""
        try:
            return self._kind(name) is None
        except GlossError:
            return False  # it is reported where its units are asked for

    def text(self, name: str) -> str | None:
        """Return the text of an article; ``None`` where it cannot be read."""
        try:
            text = (
                files.decode(self._standard_input(), name)
                if name == files.STDIN
                else documents.read(name)
            )
        except GlossError as error:
            self.complain(error)
            return None
        self.checked += 1
        return text

    def format(self, name: str) -> Format | None:
        """Return the format of a file of units, ``None`` for a text."""
        return self._kind(name)

    def exchange(self, name: str) -> Exchange:
        """Return how a file of units is read."""
        return Exchange(
            name=name,
            source=self.languages[0],
            target=self.languages[1],
            strict=self.strict,
        )

    @contextmanager
    def opened(self, name: str) -> Iterator[BinaryIO]:
        """Open a file, standard input as often as wanted."""
        if name == files.STDIN:
            data = io.BytesIO(self._standard_input())
            yield io.BufferedReader(data)
            return
        with files.open_binary(name) as stream:
            yield stream

    def _standard_input(self) -> bytes:
        if self._stdin is None:
            self._stdin = files.read_bytes(files.STDIN)
        return self._stdin

    def complain(self, error: GlossError) -> None:
        """Report what cannot be read, or raise it where that is asked for."""
        if self.strict:
            raise error
        self.problems.append(error)
        session.complain([error])

    def _kind(self, name: str) -> Format | None:
        if self.kind is not None:
            return None if self.kind is Kind.TEXT else Format(self.kind.value)
        lower = name.lower()
        by_name = next(
            (kind for suffix, kind in _UNITS.items() if lower.endswith(suffix)), None
        )
        if lower.endswith((".docx", *documents.HTML_SUFFIXES)):
            return None
        with self.opened(name) as stream:
            seen = exchange.sniff(stream)
            if seen is None and by_name is None and name == files.STDIN:
                return _by_content(stream)
        if seen in _GLOSSARIES or lower.endswith(".jsonl"):
            raise FileError(
                f"{name}: is a glossary, not a translation; name it with --glossary"
            )
        return seen or by_name

    def _read(self, name: str, kind: Format) -> Iterator[Entry]:
        how = self.exchange(name)
        before = self.checked
        try:
            if kind in (Format.TSV, Format.CSV, Format.XLSX):
                with self.opened(name) as stream:
                    yield from table_entries(kind, stream, how)
            else:
                yield from entries(kind, how, lambda: self.opened(name))
        finally:
            for problem in how.problems:
                self.complain(problem)
        self._report(name, how.losses)
        if self.checked == before and not how.problems:
            source, target = self.languages
            raise FormatError(
                f"holds no unit in {source} to check; name the file's languages with "
                f"--source and --target (now {source} and {target})",
                where=Where(name),
            )

    def _report(self, name: str, losses: Losses) -> None:
        for what, number in losses.rows():
            session.say(f"{name}: {number} {what}, not checked")


def _by_content(stream: BinaryIO) -> Format | None:
    """Return what standard input holds: PO, a table with its header, or a text."""
    head = stream.read(1 << 12).decode("utf-8-sig", "ignore")
    if _PO.match(head):
        return Format.PO
    first = head.partition("\n")[0]
    return Format.TSV if "\t" in first else None


def _is_other_gzip(name: str) -> bool:
    lower = name.lower()
    return lower.endswith(".gz") and not lower.endswith(".tmx.gz")

"""Corpora divided into shards that are read where they are worked on."""

from __future__ import annotations

import contextlib
import json
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from cli import session
from cli.documents import corpora
from cli.documents.corpora import Piece, usable
from glossary.errors import FileError, GlossError
from glossary.extract.corpus import Document, shards

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from cli.documents.rows import Fields
    from glossary.extract.shelf import Shelf

_LEAST = 1 << 10
"""Bytes that a file counts for at least: to open one costs something."""
_BYTES = 2
"""Of a code point of Arabic, in UTF-8."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Division:
    """How files are divided into shards."""

    fields: Fields
    size: int
    """Code points of a shard, or somewhat more."""
    root: str
    """The directory that relative paths begin at."""
    strict: bool = False
    """Whether the first thing that cannot be read ends it all."""

    def shards(self, names: Iterable[str], shelf: Shelf) -> Iterator[Reading]:
        """Yield the shards of files, in their order.

        What cannot be divided (standard input, large packed files, long texts) is read
        here, and its documents are put on the shelf.
        """
        for number, group in enumerate(self._groups(names)):
            if isinstance(group, _Read):
                shelf[f"{number}.documents"] = _bytes(group.documents)
                shelf[f"{number}.problems"] = _bytes(group.problems)
            pieces = () if isinstance(group, _Read) else tuple(group)
            yield Reading(shelf, number, pieces, self)

    def _groups(self, names: Iterable[str]) -> Iterator[list[Piece] | _Read]:
        waiting: list[Piece] = []
        room = size = self.size * _BYTES
        for name in names:
            divided = _pieces(name, size)
            if divided is None:
                if waiting:
                    yield waiting
                    waiting, room = [], size
                yield from self._read(name)
                continue
            for piece, bytes_ in divided:
                waiting.append(piece)
                room -= max(bytes_, _LEAST)
                if room <= 0:
                    yield waiting
                    waiting, room = [], size
        if waiting:
            yield waiting

    def _read(self, name: str) -> Iterator[_Read]:
        bad: list[str] = []
        note = partial(self.note, bad)
        texts = usable(corpora.read(Piece(name), self.fields, note), note)
        for group in shards(texts, self.size):
            yield _Read(group, bad)
            bad.clear()

    def note(self, bad: list[str], problem: GlossError) -> None:
        """Add a problem to what is bad, or raise it."""
        if self.strict:
            raise GlossError(str(problem))  # other errors do not go between processes
        bad.append(str(problem))


class _Read(NamedTuple):
    """What was read of a file that cannot be divided."""

    documents: list[Document]
    problems: list[str]


def _pieces(name: str, size: int) -> list[tuple[Piece, int]] | None:
    try:
        return corpora.pieces(name, size)
    except GlossError:  # whoever reads it will say so
        return [(Piece(name), 0)]


class Reading:
    """A shard that is read by whoever works on it; what was bad goes to the shelf."""

    def __init__(
        self, shelf: Shelf, number: int, pieces: tuple[Piece, ...], how: Division
    ) -> None:
        """Take the pieces of files; none where the documents are on the shelf."""
        self._shelf, self._number = shelf, number
        self._pieces, self._how = pieces, how

    def __str__(self) -> str:
        if not self._pieces:
            return f"shard {self._number}"
        first, last = self._pieces[0], self._pieces[-1]
        end = "" if first == last else f" to {_shown(last)}"
        return f"shard {self._number}, {_shown(first)}{end}"

    def __iter__(self) -> Iterator[Document]:
        if not self._pieces:
            yield from _unspooled(self._shelf, self._number)
            return
        bad: list[str] = []
        note = partial(self._how.note, bad)
        with _in(self._how.root, self._pieces[0]):
            for piece in self._pieces:
                try:
                    yield from usable(corpora.read(piece, self._how.fields, note), note)
                except Exception as error:
                    error.add_note(f"in {_shown(piece)}")
                    raise
        self._shelf[f"{self._number}.problems"] = _bytes(bad)


@contextlib.contextmanager
def _in(root: str, piece: Piece) -> Iterator[None]:
    """Take relative paths as the user does; an executor starts anywhere."""
    with contextlib.ExitStack() as stack:
        try:
            stack.enter_context(contextlib.chdir(root))
        except OSError:
            raise FileError(
                f"{piece.name}: the executor has no directory {root}, or may not "
                "enter it"
            ) from None
        yield


def _shown(piece: Piece) -> str:
    name, (_, end, first) = piece
    return name if end is None else f"{name}, from row {first}"


def gather(shelf: Shelf, shards: Sequence[int], found: list[GlossError]) -> None:
    """Add what could not be read in shards; raise the last where there is no text."""
    for shard in shards:
        found += problems(shelf, shard)
    if not any(len(shelf[f"{shard}.sizes"]) for shard in shards):
        session.complain(found[:-1])
        raise found[-1]


def problems(shelf: Shelf, number: int) -> list[GlossError]:
    """Return what could not be read in a shard."""
    return [
        GlossError(one) for one in json.loads(shelf[f"{number}.problems"].tobytes())
    ]


def _unspooled(shelf: Shelf, number: int) -> Iterator[Document]:
    for name, text, offset in json.loads(shelf[f"{number}.documents"].tobytes()):
        yield Document(name, text, offset)


def _bytes(value: object) -> NDArray[np.uint8]:
    return np.frombuffer(json.dumps(value).encode(), np.uint8)

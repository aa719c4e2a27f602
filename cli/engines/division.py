"""Corpora divided into shards that are read where they are worked on."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np

from cli.documents import corpora
from cli.documents.corpora import Piece
from glossary.errors import FileError, GlossError
from glossary.extract.corpus import Document, shards

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from cli.documents.rows import Fields, Text
    from glossary.extract.shelf import Shelf

_LEAST = 1 << 10
"""Bytes that a file counts for at least: to open one costs something."""
_BYTES = 2
"""Of a code point of Arabic, in UTF-8."""


def usable(
    texts: Iterable[Text], on_problem: Callable[[GlossError], None]
) -> Iterator[Document]:
    """Yield the documents that hold Arabic text; say which ones do not."""
    from glossary.arabic import is_arabic

    for name, text, where, _ in texts:
        if not text.strip():
            on_problem(FileError(f"{where}: is empty"))
        elif not is_arabic(text):
            on_problem(FileError(f"{where}: holds no Arabic text"))
        else:
            yield Document(name, text)


class Reading:
    """A shard that is read by whoever works on it; what was bad goes to the shelf."""

    def __init__(
        self,
        shelf: Shelf,
        number: int,
        pieces: Sequence[Piece],
        fields: Fields,
        *,
        strict: bool,
    ) -> None:
        """Take the pieces of files; none where the documents are on the shelf."""
        self._shelf, self._number = shelf, number
        self._pieces, self._fields, self._strict = pieces, fields, strict

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

        def note(problem: GlossError) -> None:
            if self._strict:
                raise problem
            bad.append(str(problem))

        for piece in self._pieces:
            try:
                texts = corpora.read(piece, self._fields, note)
                yield from usable(texts, note)
            except Exception as error:
                error.add_note(f"in {_shown(piece)}")
                raise
        keep_problems(self._shelf, self._number, bad)


def _shown(piece: Piece) -> str:
    name, (_, end, first) = piece
    return name if end is None else f"{name}, from row {first}"


def keep_problems(shelf: Shelf, number: int, bad: Sequence[str]) -> None:
    """Keep what could not be read in a shard."""
    shelf[f"{number}.problems"] = _bytes(bad)


def problems(shelf: Shelf, number: int) -> list[GlossError]:
    """Return what could not be read in a shard."""
    return [
        GlossError(one) for one in json.loads(shelf[f"{number}.problems"].tobytes())
    ]


def _bytes(value: object) -> np.ndarray[Any, np.dtype[np.uint8]]:
    return np.frombuffer(json.dumps(value).encode(), np.uint8)


def _unspooled(shelf: Shelf, number: int) -> Iterator[Document]:
    for name, text, offset in json.loads(shelf[f"{number}.documents"].tobytes()):
        yield Document(name, text, offset)


class Division:
    """Files divided into shards, which are numbered as they are made."""

    def __init__(
        self, shelf: Shelf, fields: Fields, size: int, *, strict: bool
    ) -> None:
        """Let shards have about ``size`` code points."""
        self._shelf, self._fields, self._size = shelf, fields, size
        self._strict = strict
        self.count = 0
        """Shards so far."""

    def shards(self, names: Iterable[str]) -> Iterator[Reading]:
        """Yield the shards of files, in their order; at least one.

        What cannot be divided (standard input, large packed files, long texts) is read
        here, and its documents are put on the shelf.
        """
        waiting: list[Piece] = []
        room = size = self._size * _BYTES
        for name in names:
            divided = self._pieces(name, size)
            if divided is None:
                if waiting:
                    yield self._reading(waiting)
                    waiting, room = [], size
                yield from self._spooled(name)
                continue
            for piece, bytes_ in divided:
                waiting.append(piece)
                room -= max(bytes_, _LEAST)
                if room <= 0:
                    yield self._reading(waiting)
                    waiting, room = [], size
        if waiting or not self.count:
            yield self._reading(waiting)

    def _pieces(self, name: str, size: int) -> list[tuple[Piece, int]] | None:
        try:
            return corpora.pieces(name, size)
        except GlossError:  # whoever reads it will say so
            return [(Piece(name), 0)]

    def _reading(self, pieces: Sequence[Piece]) -> Reading:
        number = self.count
        self.count += 1
        fields, strict = self._fields, self._strict
        return Reading(self._shelf, number, tuple(pieces), fields, strict=strict)

    def _spooled(self, name: str) -> Iterator[Reading]:
        bad: list[str] = []

        def note(problem: GlossError) -> None:
            if self._strict:
                raise problem
            bad.append(str(problem))

        texts = corpora.read(Piece(name), self._fields, note)
        for group in shards(usable(texts, note), self._size):
            self._shelf[f"{self.count}.documents"] = _bytes(group)
            keep_problems(self._shelf, self.count, bad)
            bad.clear()
            yield self._reading(())

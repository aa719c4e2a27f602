"""Links that a person has corrected: read from a table, applied to the two texts."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING, NamedTuple

from cli import files, session, streams
from cli.aligned import Aligned
from glossary.errors import FileError, FormatError, Where

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cli.alignment import Pair
    from cli.bitext import Options

    Row = Mapping[str, str]

_SIDES = ("source", "target")
_IDS = re.compile(r"\[?((?:\d+[,; ]*)*)\]?")


class Placed(NamedTuple):
    """A row of the table, and where it stands."""

    where: Where
    row: Row


class Links:
    """The links of a table such as ``gloss align`` and its page write."""

    def __init__(self, name: str) -> None:
        """Read the table.

        It names its columns: ``source_ids`` and ``target_ids`` are needed, ``document``
        where it has the links of several texts. The texts beside the ids show whether
        they are still the same. Raises ``FormatError`` for another table.
        """
        self.name = name
        self._rows: dict[str | None, list[Placed]] = {}
        delimiter = "," if name.lower().endswith(".csv") else "\t"
        with files.open_binary(name) as stream:
            reader = csv.DictReader(
                streams.text_lines(stream, name), delimiter=delimiter
            )
            if not {"source_ids", "target_ids"} <= set(reader.fieldnames or ()):
                raise FormatError(
                    "has no columns source_ids and target_ids; make it with "
                    "'gloss align SOURCE TARGET -o links.tsv' or download it from the "
                    "page of -o links.html",
                    where=Where(name, 1),
                )
            for placed in _rows(reader, name):
                self._rows.setdefault(placed.row.get("document"), []).append(placed)

    def of(self, document: str) -> list[Placed]:
        """Return the rows of a text; raise ``FileError`` where there are none."""
        found = self._rows.get(document) or self._rows.get(None)
        if not found:
            has = ", ".join(str(one) for one in self._rows) or "none at all"
            raise FileError(f"{self.name}: has no links of {document}, but of {has}")
        return found


def linked(pair: Pair, how: Options, links: Links) -> Iterator[Aligned]:
    """Yield the links of two files as the table has them, and say how many.

    Then, if they are asked for, the sentences that it leaves out. Raises
    ``FormatError`` for a sentence that is not there, is in two links, or is another.
    """
    from cli.bitext import in_order, lines
    from tmx.align import Link

    rows = links.of(pair.document)
    names = in_order(pair, how)
    sides = [
        _Side(name, [one.text.strip() for one in lines(name, how)]) for name in names
    ]
    pairs = 0
    for where, row in rows:
        ids = [
            side.ids(row, key, where) for side, key in zip(sides, _SIDES, strict=True)
        ]
        texts = [side.take(numbers) for side, numbers in zip(sides, ids, strict=True)]
        for side, text, key in zip(sides, texts, _SIDES, strict=True):
            side.compare(" ".join(text), row.get(key), where)
        both = all(ids)
        pairs += both
        score = _score(row, where) if both else 0.0
        if (both and score >= how.least) or how.unmatched:
            link = Link(source=ids[0], target=ids[1], score=score)
            yield Aligned(pair.document, texts[0], texts[1], link)
    rest = [list(side.rest()) for side in sides]
    if how.unmatched:
        for number in rest[0]:
            link = Link(source=(number,), target=(), score=0.0)
            yield Aligned(pair.document, sides[0].take((number,)), (), link)
        for number in rest[1]:
            link = Link(source=(), target=(number,), score=0.0)
            yield Aligned(pair.document, (), sides[1].take((number,)), link)
    session.say(f"{pair.document}: {pairs} pairs as {links.name} has them")


def _rows(reader: csv.DictReader[str], name: str) -> Iterator[Placed]:
    """Yield the rows; a cell that csv refuses is a ``FormatError`` with its line."""
    try:
        for row in reader:
            given = {key: row[key] or "" for key in reader.fieldnames or ()}
            yield Placed(Where(name, reader.line_num), given)
    except csv.Error as error:
        where = Where(name, reader.line_num + 1)
        raise FormatError(str(error), where=where) from None


class _Side:
    """The sentences of one text, and which line has each."""

    def __init__(self, name: str, texts: Sequence[str]) -> None:
        self._name, self._texts = name, texts
        self._taken: dict[int, Where] = {}

    def ids(self, row: Row, side: str, where: Where) -> tuple[int, ...]:
        """Return the numbers in a row, each for the first time."""
        given = row[f"{side}_ids"].strip()
        found = _IDS.fullmatch(given)
        if not found:
            raise FormatError(
                f"{side}_ids {given!r} is no list of numbers such as [3, 4]",
                where=where,
            )
        numbers = tuple(map(int, re.findall(r"\d+", found[1])))
        for number in numbers:
            if number >= len(self._texts):
                raise FormatError(
                    f"{side} sentence {number}: {self._name} has {len(self._texts)}, "
                    "counted from 0",
                    where=where,
                )
            if number in self._taken:
                raise FormatError(
                    f"{side} sentence {number} is in line {self._taken[number].line}, "
                    "too: a sentence has one link",
                    where=where,
                )
            self._taken[number] = where
        return numbers

    def take(self, numbers: Sequence[int]) -> tuple[str, ...]:
        return tuple(self._texts[number] for number in numbers)

    def compare(self, text: str, given: str | None, where: Where) -> None:
        """Raise where the table was made of another text."""
        if given and _plain(given) != _plain(text):
            raise FormatError(
                f"{_plain(given)[:40]!r} is not what {self._name} has there: the text, "
                "or the way it is split, has changed; align it anew",
                where=where,
            )

    def rest(self) -> Iterator[int]:
        """Yield the numbers of sentences that no line has."""
        for number, text in enumerate(self._texts):
            if text and number not in self._taken:
                yield number


def _plain(text: str) -> str:
    """Return a cell's text without what disarms a formula, spaces as one."""
    return " ".join(text.removeprefix("'").split())


def _score(row: Row, where: Where) -> float:
    """Return a link's score; what a person wrote without one is sure."""
    given = row.get("score") or "1"
    try:
        score = float(given)
    except ValueError:
        score = -1.0
    if not 0 <= score <= 1:
        raise FormatError(f"score {given!r} is no number from 0 to 1", where=where)
    return score

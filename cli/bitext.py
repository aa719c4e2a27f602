"""Aligned texts as records and translation units, read and written as they come."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from cli import documents, files, session, streams
from cli.aligned import Aligned
from glossary.errors import FileError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cli.alignment import Pair
    from tmx.align import Associations, Knowledge, Line

_LONGER = 10
_FEW = 3
"""Where fewer than one in so many pairs are sure, the texts may be unrelated."""
_LOOKED_AT = 60
"""Lines that show whether two files are parallel."""
_SCRIPTS = ("ar", "fa", "ur", "ckb", "ps", "ug", "sd")


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How texts are aligned and which pairs are kept."""

    languages: tuple[str, str]
    by_line: bool
    least: float
    unmatched: bool
    knowledge: Knowledge


class _Texts:
    """The lines of one side, each kept until its link comes."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self._lines = lines
        self._kept: dict[int, str] = {}
        self.characters = 0

    def __iter__(self) -> Iterator[Line]:
        for number, line in enumerate(self._lines):
            if line.text.strip():
                self._kept[number] = line.text.strip()
                self.characters += len(line.text)
            yield line

    def take(self, numbers: Iterable[int]) -> tuple[str, ...]:
        return tuple(self._kept.pop(number) for number in numbers)


@dataclass(slots=True)
class _Tally:
    pairs: int = 0
    doubtful: int = 0
    left_out: int = 0
    source: int = 0
    target: int = 0


def aligned(pair: Pair, how: Options, learned: Associations) -> Iterator[Aligned]:
    """Yield the links of two files, and say on standard error how it went.

    Raises ``FileError`` where a side holds no text or both are the same.
    """
    from tmx.align import align

    names = in_order(pair, how)
    sides = [_Texts(lines(name, how)) for name in names]
    tally = _Tally()
    for link in align(*_filled(sides, names), knowledge=how.knowledge, learned=learned):
        one = Aligned(
            pair.document, sides[0].take(link.source), sides[1].take(link.target), link
        )
        if _kept(one, how, tally):
            yield one
    _report(pair, names, sides, tally, how)


def parallel(pair: Pair, how: Options) -> tuple[list[str], list[str]]:
    """Return the lines of two files of which line n translates line n.

    Raises ``FileError`` where they are not equally many, or a side holds no text.
    """
    names = in_order(pair, how)
    sides: list[list[str]] = []
    for name in names:
        sides.append([line.strip() for line in _plain_lines(name)])
        if not any(sides[-1]):
            raise FileError(f"{name}: holds no text to align")
    ours, theirs = sides
    if len(ours) != len(theirs):
        raise FileError(
            f"{names[0]} has {len(ours)} lines and {names[1]} has {len(theirs)}: with "
            "--parallel line n translates line n; without it, the texts are aligned"
        )
    if not _translated(ours, theirs, how):
        session.say(
            f"{names[0]} and {names[1]} do not look like translations of each other, "
            "line by line: trust no term unseen"
        )
    return ours, theirs


def _translated(ours: list[str], theirs: list[str], how: Options) -> bool:
    """Tell whether the first lines that both have translate each other."""
    from tmx.align import DOUBTFUL, Line, align

    both = [row for row in zip(ours, theirs, strict=True) if all(row)][:_LOOKED_AT]
    lines = ([Line(row[side]) for row in both] for side in (0, 1))
    links = align(*lines, knowledge=how.knowledge)
    good = sum(one.source == one.target and one.score >= DOUBTFUL for one in links)
    return _FEW * good >= len(both)


def _kept(one: Aligned, how: Options, tally: _Tally) -> bool:
    """Count a link and tell whether it is asked for."""
    from tmx.align import DOUBTFUL

    if not one.sources or not one.targets:
        tally.source += len(one.link.source)
        tally.target += len(one.link.target)
        return how.unmatched
    tally.pairs += 1
    tally.doubtful += one.link.score < DOUBTFUL
    if one.link.score < how.least:
        tally.left_out += 1
        return False
    return True


def in_order(pair: Pair, how: Options) -> tuple[str, str]:
    """Return the two files, the one in the source language first."""
    names = pair.source, pair.target
    heads = [_head(name) for name in names]
    if heads[0] == heads[1] and heads[0]:
        whole = [files.read_bytes(name) for name in names if name != files.STDIN]
        if len(whole) == 2 and whole[0] == whole[1]:  # noqa: PLR2004 - both sides
            raise FileError(f"{names[0]} and {names[1]}: hold the same text")
    expected = [tag.split("-")[0] in _SCRIPTS for tag in how.languages]
    arabic = [_arabic(head) for head in heads]
    if expected[0] != expected[1] and all(heads):
        if arabic == expected[::-1]:
            session.say(
                f"{names[0]} is in {how.languages[1]} and {names[1]} in "
                f"{how.languages[0]}: taken the other way round"
            )
            return names[1], names[0]
        for name, script, tag, wanted in zip(
            names, arabic, how.languages, expected, strict=True
        ):
            if script != wanted:
                session.say(f"{name} does not look like {tag}; is it the right file?")
    return names


def _head(name: str) -> str:
    """Return the beginning of a file, nothing of standard input."""
    if name == files.STDIN:
        return ""
    with files.open_binary(name) as stream:
        data = stream.read(1 << 16)
    suffix = PurePath(name).suffix.lower()
    if data.startswith(b"PK") or suffix in documents.HTML_SUFFIXES:
        return documents.read(name)[: 1 << 16]
    wide = data[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    return data.decode("utf-16" if wide else "utf-8-sig", "ignore")


def _arabic(text: str) -> bool:
    """Tell whether most letters of a text are Arabic."""
    from glossary.arabic import is_arabic

    letters = [char for char in text if char.isalpha()]
    return 2 * sum(map(is_arabic, letters)) > len(letters)


def lines(name: str, how: Options) -> Iterator[Line]:
    """Yield the segments of a file: its lines, or the sentences of its text."""
    from tmx.align import Line

    if how.by_line:
        yield from map(Line, _plain_lines(name))
        return
    from tmx.sentences import segment

    for sentence in segment(documents.read(name)):
        yield Line(sentence.text, sentence.opening)


def _plain_lines(name: str) -> Iterator[str]:
    """Yield the lines of a text file as they come; a Word document has none."""
    with files.open_binary(name) as stream:
        peek = getattr(stream, "peek", None)
        if peek and peek(4)[:4] == b"PK\x03\x04":
            raise FileError(
                f"{name}: is a Word document or another archive; --lines and "
                "--parallel take text with a segment on each line"
            )
        yield from streams.text_lines(stream, name)


def _filled(sides: list[_Texts], names: tuple[str, str]) -> Iterator[Iterator[Line]]:
    """Yield both sides; raise ``FileError`` where one holds no text at all."""
    from itertools import chain

    for side, name in zip(sides, names, strict=True):
        rest = iter(side)
        first: list[Line] = []
        for line in rest:
            first.append(line)
            if line.text.strip():
                break
        else:
            raise FileError(f"{name}: holds no text to align")
        yield chain(first, rest)


def _report(
    pair: Pair,
    names: tuple[str, str],
    sides: list[_Texts],
    tally: _Tally,
    how: Options,
) -> None:
    """Say how many pairs there are, and what looks wrong."""
    from tmx.align import DOUBTFUL

    parts = [f"{tally.pairs} pairs"]
    if tally.doubtful:
        parts.append(f"{tally.doubtful} of them doubtful (score below {DOUBTFUL})")
    if tally.left_out:
        parts.append(f"{tally.left_out} left out (score below {how.least})")
    if tally.source or tally.target:
        parts.append(f"without a partner: {tally.source} source, {tally.target} target")
    session.say(f"{pair.document}: {'; '.join(parts)}")
    short, long = sorted((0, 1), key=lambda side: sides[side].characters)
    times = sides[long].characters / max(sides[short].characters, 1)
    if times >= _LONGER:
        session.say(
            f"{names[long]} is {times:.0f} times as long as {names[short]}: most of it "
            "can have no partner; is it the right file?"
        )
    elif _FEW * (tally.pairs - tally.doubtful) < tally.pairs or not tally.pairs:
        session.say(
            f"{names[0]} and {names[1]} do not look like translations of each other: "
            "trust no pair unseen"
        )

"""Words with their place in the untouched text, and what stands between them."""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache
from itertools import accumulate, starmap
from typing import TYPE_CHECKING, NamedTuple

from glossary.arabic.keys import INVISIBLE, MARKS, TATWEEL

if TYPE_CHECKING:
    from collections.abc import Sequence

QUOTES = '"«»“”„‟‹›❝❞＂'
NOTES = "\u00b2\u00b3\u00b9\u2070\u2074-\u2079"
"""Raised digits, as the inside of a character class: signs of notes and of powers."""
JOINT = "_"
"""What stands between the words of a hashtag."""
_LETTER = rf"[^\W{JOINT}{NOTES}]"
# A word is letters, digits and marks (عربي21, مُحَمَّد) and what is invisible between
# them; a number may hold separators (9.5); an apostrophe or a hyphen joins Latin
# letters (Hoenlein's), never Arabic ones.
WORD = re.compile(
    r"(\d+(?:[.,٫٬]\d+)+(?!\w)"
    rf"|{_LETTER}+(?:[{MARKS}{INVISIBLE}]+(?:(?<=[{MARKS}])|(?={_LETTER})){_LETTER}*)*"
    r"(?:['’\-][A-Za-z]+)*)"
)
_HARD_ENDS = ".!?؟…:؛;"
_HEADING = 60
"""A line shorter than this (characters), with no stop, is taken for a heading."""


class Gap(IntEnum):
    """What stands between a token and the one before it, weakest first."""

    SPACE = 0
    """White space, a line broken in the middle of a sentence, a hashtag's joint."""
    HYPHEN = 1
    """A hyphen or dash between two words."""
    QUOTE = 2
    """A quotation mark: a name may begin or end here."""
    BREAK = 3
    """Other punctuation: no term runs over it."""
    PARAGRAPH = 4
    """The end of a line that is the end of a sentence or a heading, and the start."""


class Token(NamedTuple):
    """A word: ``start`` and ``end`` are code points from 0 in the text."""

    text: str
    start: int
    end: int
    gap: Gap


class Split(NamedTuple):
    """A text's words as parallel lists, in reading order."""

    words: list[str]
    gaps: list[Gap]
    """What stands before each word."""
    starts: list[int]
    ends: list[int]
    """Code points from 0 in the text."""


def split(text: str) -> Split:
    """Split the text into words; ``text[start:end] == word`` holds for each.

    A line break inside a sentence, a name or an opened quotation is a ``SPACE``; after
    a stop, a blank line or a heading it is a ``PARAGRAPH``.
    """
    pieces = WORD.split(text)  # what is between words, a word, what is between, …
    offsets = list(accumulate(map(len, pieces)))
    between, starts = pieces[:-1:2], offsets[:-1:2]
    gaps = list(map(gap_of, between))
    breaks = _paragraph_breaks(text) if "\n" in text else frozenset()
    if breaks:
        for row, signs in enumerate(between):
            if "\n" in signs:
                newlines = _newlines(text, starts[row] - len(signs), starts[row])
                if not breaks.isdisjoint(newlines):
                    gaps[row] = Gap.PARAGRAPH
    if gaps:
        gaps[0] = Gap.PARAGRAPH
    return Split(pieces[1::2], gaps, starts, offsets[1::2])


def tokens(text: str) -> list[Token]:
    """Return the words of ``split`` one by one."""
    found = split(text)
    rows = zip(found.words, found.starts, found.ends, found.gaps, strict=True)
    return list(starmap(Token, rows))


def detached_clitic(word: str) -> str | None:
    """Return the clitics of a token like ``لـ`` that a quotation mark cut off."""
    letters = word.rstrip(TATWEEL)
    cut = letters != word and letters and _CLITICS.fullmatch(letters)
    return letters if cut else None


@lru_cache(maxsize=1 << 12)
def gap_of(between: str) -> Gap:
    """Classify the characters between two words of one paragraph."""
    signs = "".join(between.split()).strip(_UNSEEN)
    if not signs or signs == JOINT:
        return Gap.SPACE
    if all(sign in QUOTES for sign in signs):
        return Gap.QUOTE
    return Gap.HYPHEN if signs in {"-", "–", "—", "‑"} else Gap.BREAK


_CLITICS = re.compile("[وف]?(?:[بك]?(?:ال)?|لل?)")
_UNSEEN = "".join(
    map(
        chr,
        (
            *(0xAD, 0x61C, 0xFEFF),
            *(0xB2, 0xB3, 0xB9, 0x2070, *range(0x2074, 0x207A)),  # NOTES
            *range(0x200B, 0x2010),
            *range(0x202A, 0x202F),
            *range(0x2066, 0x206A),
        ),
    )
)


def _newlines(text: str, start: int, end: int) -> list[int]:
    """Return the offsets of the line feeds in a stretch of text."""
    places = []
    place = text.find("\n", start, end)
    while place >= 0:
        places.append(place)
        place = text.find("\n", place + 1, end)
    return places


def _paragraph_breaks(text: str) -> frozenset[int]:
    """Return the offsets of the line feeds that end a paragraph or a heading."""
    lines = text.split("\n")
    width = column(lines)
    ends = set()
    place = -1
    for number, line in enumerate(lines[:-1]):
        place += len(line) + 1
        if is_last(lines, number, width):
            ends.add(place)
    return frozenset(ends)


def is_last(lines: Sequence[str], number: int, width: int) -> bool:
    """Tell whether a paragraph or a heading ends with a line, not the last of all.

    ``width`` is the ``column`` of the lines.
    """
    following = lines[number + 1].strip()
    before = lines[number - 1].strip() if number else ""
    return _ends(lines[number].strip(), before, following, width)


def column(lines: Sequence[str]) -> int:
    """Return the column at which the text is wrapped, or 0 when it is not.

    Text is wrapped where most full lines are about as long as the longest, and that
    is no shorter than a narrow newspaper column.
    """
    lengths = sorted(len(line) for line in lines if line.strip())
    if len(lengths) < 4:  # noqa: PLR2004 - too few lines to tell
        return 0
    median, longest = lengths[len(lengths) // 2], lengths[-1]
    return longest if 30 <= longest <= 120 and median >= 0.75 * longest else 0  # noqa: PLR2004


_CLOSING = QUOTES + ")] "
_STOPS = tuple(_HARD_ENDS)
_OPENING = re.compile('["«“(]')


def _open(line: str) -> bool:
    """Tell whether a quotation or a bracket is begun and not ended."""
    if not _OPENING.search(line):
        return False
    pairs = (("«", "»"), ("“", "”"), ("(", ")"))
    return line.count('"') % 2 == 1 or any(
        line.count(left) > line.count(right) for left, right in pairs
    )


def _closes(line: str) -> bool:
    """Tell whether a line ends what the line before it began."""
    return any(sign in line for sign in '"»”)')


def _ends(line: str, before: str, following: str, width: int) -> bool:
    """Tell whether a line's end is the end of a paragraph."""
    if not line or not following:
        return True
    if _open(line) and _closes(following):
        return False
    if line.rstrip(_CLOSING).endswith(_STOPS):
        return True
    if width:
        return len(line) < 0.6 * width
    return len(line) < _HEADING and (not before or before[-1] in _HARD_ENDS + QUOTES)

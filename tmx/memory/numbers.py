"""Texts that are the same but for their numbers, and a translation's numbers replaced.

A number is digits of either kind with their separators (``1,500``, ``٣٫٥``) and what
changes its meaning: a minus before it, a percent sign behind it. Digits inside a word
(``F16``, ``عربي21``) are not a number.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from glossary.arabic import key
from tmx.memory.keys import words, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

_NUMBER = re.compile(
    r"(?<![\w.,٫٬])(?P<sign>(?<![\w)\]])[-−–])?"
    r"(?P<digits>\d+(?:[.,٫٬]\d+)*)(?!\w)(?P<percent>\s?[%٪])?"
)
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_PLAIN = re.compile(r"\d+(?:\.\d+)?")
_PLACE = "#"
_TO_ARABIC = str.maketrans("0123456789.,", "٠١٢٣٤٥٦٧٨٩٫٬")
_ARABIC_DIGIT = re.compile("[٠-٩۰-۹]")
_GROUPS = re.compile(r"(?<=\d)(?=(?:\d{3})+$)")


class _Number(NamedTuple):
    """A number in a text; ``start`` and ``end`` delimit its digits and separators."""

    start: int
    end: int
    written: str
    """With ASCII digits and separators."""
    marks: tuple[bool, bool]
    """Whether it has a minus and a percent sign."""

    @property
    def value(self) -> str | None:
        """The number without grouping and closing zeros; ``None`` for a date or so."""
        if _GROUPED.fullmatch(self.written):
            plain = self.written.replace(",", "")
        elif _PLAIN.fullmatch(self.written):
            plain = self.written
        else:
            return None
        return plain.rstrip("0").rstrip(".") if "." in plain else plain


def masked(text: str) -> str:
    """Return a text's match key with ``#`` for each number: one for texts of a kind.

    A text without numbers has the key of ``tmx.memory.keys.joined``.
    """
    pieces = []
    last = 0
    for number in _numbers(text):
        pieces += [*words_of(text[last : number.start]), _PLACE]
        last = number.end
    return " ".join([*pieces, *words_of(text[last:])] if pieces else words(text))


def replaced(query: str, source: str, target: str) -> str | None:
    """Return a unit's target with the query's numbers for those of its source.

    ``None`` unless query and source are the same but for numbers (``masked``), and the
    target has each number of the source exactly as often as the source. Digits,
    grouping and decimal signs are written as the target writes them.
    """
    asked, known = _numbers(query), _numbers(source)
    if [one.marks for one in asked] != [one.marks for one in known]:
        return None
    if not known or masked(query) != masked(source):
        return None
    becomes: dict[str, _Number] = {}
    for old, new in zip(known, asked, strict=True):
        if old.value is None or new.value is None:
            if old.written != new.written:
                return None
            continue
        if becomes.setdefault(old.value, new).value != new.value:
            return None
    return _written(target, known, becomes)


def _written(
    target: str, known: Sequence[_Number], becomes: dict[str, _Number]
) -> str | None:
    """Return the target with its numbers replaced; ``None`` when one is ambiguous."""
    there = _numbers(target)
    wanted = Counter(number.value or number.written for number in known)
    found = Counter(number.value or number.written for number in there)
    if any(found[value] != times for value, times in wanted.items()):
        return None
    pieces = []
    last = 0
    for number in there:
        pieces.append(target[last : number.start])
        new = becomes.get(number.value or "")
        old = target[number.start : number.end]
        pieces.append(_as(new, old, number) if new else old)
        last = number.end
    return "".join([*pieces, target[last:]])


def _as(new: _Number, old: str, number: _Number) -> str:
    """Write a number as the one that it replaces is written."""
    if new.value == number.value:
        return old
    whole, point, decimals = new.written.replace(",", "").partition(".")
    short = len(number.written.partition(".")[0]) < 4  # noqa: PLR2004 - cannot tell
    if "," in number.written or (short and "," in new.written):
        whole = _GROUPS.sub(",", whole)
    written = f"{whole}{point}{decimals}"
    return written.translate(_TO_ARABIC) if _ARABIC_DIGIT.search(old) else written


def _numbers(text: str) -> list[_Number]:
    """Return the numbers of a text in order."""
    return [
        _Number(
            found.start("digits"),
            found.end("digits"),
            key(found["digits"]),
            (found["sign"] is not None, found["percent"] is not None),
        )
        for found in _NUMBER.finditer(text)
    ]

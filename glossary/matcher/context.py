"""The text around a hit: paragraphs that end within it, numbers that go on beyond."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from glossary.arabic.tokens import WORD, column, is_last

if TYPE_CHECKING:
    from glossary.matcher.batch import Joined

_POINTS = frozenset(".,٫٬")


class Texts:
    """The texts around hits; places are those of the texts joined."""

    def __init__(self, joined: Joined) -> None:
        self.text = joined.text
        self._joined = joined
        self._columns: dict[int, int] = {}

    def ends_paragraph(self, start: int, end: int) -> bool:
        """Tell whether a paragraph or a heading ends between two places of a text."""
        place = self.text.find("\n", start, end)
        while place >= 0:
            if WORD.search(self.text, place, end) and self._is_last(place):
                return True
            place = self.text.find("\n", place + 1, end)
        return False

    def _is_last(self, place: int) -> bool:
        """Tell whether a paragraph or a heading ends with a line feed."""
        number = bisect_right(self._joined.offsets, place) - 1
        text = self._joined.texts[number]
        width = self._columns.get(number)
        if width is None:
            width = self._columns[number] = column(text.split("\n"))
        place -= int(self._joined.offsets[number])
        start = text.rfind("\n", 0, place) + 1
        before = text[text.rfind("\n", 0, max(0, start - 1)) + 1 : max(0, start - 1)]
        end = text.find("\n", place + 1)
        after = text[place + 1 : end if end >= 0 else len(text)]
        return is_last((before, text[start:place], after), 1, width)


def in_number(text: str, start: int, end: int) -> bool:
    """Tell whether a term is a part of a number with a point: the 5 of 9.5."""
    if not (text[start].isdecimal() or text[end - 1].isdecimal()):
        return False
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    if before[-1:] in _POINTS and before[0].isdecimal() and text[start].isdecimal():
        return True
    return after[:1] in _POINTS and after[-1].isdecimal() and text[end - 1].isdecimal()

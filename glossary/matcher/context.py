"""The text around a hit: paragraphs that end within it, numbers that go on beyond."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from glossary.arabic.tokens import Gap, split

if TYPE_CHECKING:
    from glossary.matcher.ranking import Batch

_POINTS = frozenset(".,٫٬")


class Texts:
    """The texts around hits; places are those of the texts joined."""

    def __init__(self, batch: Batch) -> None:
        self.joined = batch.joined
        self._batch = batch
        self._paragraphs: dict[int, list[int]] = {}

    def ends_paragraph(self, start: int, end: int) -> bool:
        """Tell whether a paragraph or a heading ends between two places of a text."""
        if self.joined.find("\n", start, end) < 0:
            return False
        number = bisect_right(self._batch.offsets, start) - 1
        begin = int(self._batch.offsets[number])
        starts = self._paragraphs.get(number)
        if starts is None:
            found = split(self._batch.texts[number])
            starts = self._paragraphs[number] = [
                place
                for place, gap in zip(found.starts, found.gaps, strict=True)
                if gap is Gap.PARAGRAPH
            ]
        after = bisect_right(starts, start - begin)
        return after < len(starts) and starts[after] < end - begin


def in_number(text: str, start: int, end: int) -> bool:
    """Tell whether a term is a part of a number with a point: the 5 of 9.5."""
    if not (text[start].isdecimal() or text[end - 1].isdecimal()):
        return False
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    if before[-1:] in _POINTS and before[0].isdecimal() and text[start].isdecimal():
        return True
    return after[:1] in _POINTS and after[-1].isdecimal() and text[end - 1].isdecimal()

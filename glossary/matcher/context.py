"""The text around a hit: paragraphs that end within it, numbers that go on beyond."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.arabic.tokens import Gap, split

if TYPE_CHECKING:
    from collections.abc import Sequence

_POINTS = frozenset(".,٫٬")


class Texts:
    """The texts around hits."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.texts = texts
        self._paragraphs: dict[int, list[int]] = {}

    def ends_paragraph(self, number: int, start: int, end: int) -> bool:
        """Tell whether a paragraph or a heading ends between two places of a text."""
        starts = self._paragraphs.get(number)
        if starts is None:
            found = split(self.texts[number])
            starts = self._paragraphs[number] = [
                place
                for place, gap in zip(found.starts, found.gaps, strict=True)
                if gap is Gap.PARAGRAPH
            ]
        return any(start < place < end for place in starts)


def in_number(text: str, start: int, end: int) -> bool:
    """Tell whether a term is a part of a number with a point: the 5 of 9.5."""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    if before[-1:] in _POINTS and before[0].isdecimal() and text[start].isdecimal():
        return True
    return after[:1] in _POINTS and after[-1].isdecimal() and text[end - 1].isdecimal()

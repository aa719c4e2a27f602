"""Sentence ends in press text, Arabic and Latin."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from glossary.arabic.tokens import QUOTES, _paragraph_breaks, column, is_last

if TYPE_CHECKING:
    from collections.abc import Sequence

# A stop, or a run of them, with the quotation marks, brackets and footnote marks that
# close with it. Arabic writers often leave no space after it; Latin ones write
# example.com and U.S.A. without one. Both cases begin with one class of characters, for
# which the search then skips.
_CLOSING = rf"(?:[{QUOTES}’')\]]|\[\d+\])*"
_STOP = re.compile(
    rf"[.!?؟…](?:[.!?؟…]*{_CLOSING}(?=\s|$)"
    r"|(?<=[\u0620-\u064a]{2}[.!؟…])[.!؟…]*(?=[\u0620-\u064a]{2}))"
)
_LATER = re.compile(rf"[\s{QUOTES}‘’'(\[\-–—]*(\w*)")
# One letter before the stop: an initial (م. ع. خليل, J. K. Rowling, U.S., a.m.).
_LETTERS = re.compile(r"(?:^|[^\w.])((?:\w\.)*\w)\.$")
_ITEM = re.compile(r"(?:^|\n)[\s(\[]*(?:\d{1,3}|[A-Za-z]|[\u0620-\u064a])[.)\]]*$")
_WORD = re.compile(r"(\w+)\.$")
_ARABIC = re.compile(r"[\u0620-\u064a]{2}\.")
_BACK = 24
"""Characters before a stop that can tell what it is."""

_TITLES = frozenset(
    """mr mrs ms messrs mx dr prof gen sen rep gov col lt sgt capt cpt maj cmdr adm brig
    hon rev fr msgr st ste mt ft pres supt insp det amb sec dept univ vs cf ca approx
    eg ie fig figs vol vols pp ed eds tel ext art ibid al viz nb""".split()
)
"""What stands before a stop and never ends a sentence."""
_NUMBERED = frozenset("no nos p para ch sect jan feb mar apr jun jul aug sept".split())
"""What does not end one before a number."""
_STARTERS = frozenset(
    """the a an he she it they we you i this that these those in on at for from with and
    but or as when while after before if there his her its their our my your however
    meanwhile according although since by to what who why how no not now then today
    yesterday last one two some many most all both such so yet still also""".split()
)
"""What begins a sentence in a capital and is no name."""


class Span(NamedTuple):
    """A stretch of text: code points from 0, ``end`` exclusive."""

    start: int
    end: int


def sentences(text: str) -> list[Span]:
    """Return the sentences in order, without the white space around them.

    They end at stops (not after an initial, an abbreviation or an item's number), at
    blank lines, at headings and at the end of a line that is complete; a line broken
    inside a sentence does not end it. A comma never ends one, however many there are.
    """
    cuts = {match.end() for match in _STOP.finditer(text) if _ends(text, match)}
    cuts.update(_paragraph_breaks(text))
    spans = []
    start = 0
    for cut in (*sorted(cuts), len(text)):
        piece = text[start:cut]
        left = start + len(piece) - len(piece.lstrip())
        right = start + len(piece.rstrip())
        if left < right:
            spans.append(Span(left, right))
        start = cut
    return spans


class Around:
    """The sentences of a text around places, found without splitting all of it."""

    def __init__(self, text: str) -> None:
        """Take the text; its places are asked for in rising order."""
        self._text = text
        self._lines = text.split("\n")
        sizes = (len(line) + 1 for line in self._lines)
        self._starts = list(accumulate(sizes, initial=0))
        self._width = column(self._lines)
        self._line = 0
        self._cuts = [0]
        self._last = Span(0, 0), -1

    def at(self, place: int) -> Span:
        """Return the span of ``sentences`` in which a place is, no white space."""
        found, cut = self._last
        if place < cut:
            return found
        if place >= self._cuts[-1]:
            self._cuts = self._paragraph(place)
        right = bisect_right(self._cuts, place)
        start, end = self._cuts[right - 1], self._cuts[right]
        piece = self._text[start:end]
        found = Span(end - len(piece.lstrip()), start + len(piece.rstrip()))
        self._last = found, end
        return found

    def _paragraph(self, place: int) -> list[int]:
        """Return where the sentences of the paragraph around a place begin and end."""
        lines, starts = self._lines, self._starts
        line = bisect_right(starts, place) - 1
        first = last = line
        while first > self._line and not is_last(lines, first - 1, self._width):
            first -= 1
        while last < len(lines) - 1 and not is_last(lines, last, self._width):
            last += 1
        self._line = last + 1
        start, end = starts[first], min(starts[last + 1], len(self._text))
        cuts = [start]
        for match in _STOP.finditer(self._text, start):
            if match.start() >= end:
                break
            if _ends(self._text, match):
                cuts.append(match.end())
        return cuts if cuts[-1] == end else [*cuts, end]


def openings(text: str, spans: Sequence[Span]) -> list[bool]:
    """Tell for each sentence of a text whether a paragraph begins with it."""
    breaks = sorted(_paragraph_breaks(text))
    found: list[bool] = []
    last = 0
    for span in spans:
        at = bisect_left(breaks, last)
        found.append(not found or (at < len(breaks) and breaks[at] < span.start))
        last = span.end
    return found


def _ends(text: str, match: re.Match[str]) -> bool:
    """Tell whether a stop ends a sentence."""
    following = _LATER.match(text, match.end())
    later = following[1] if following else ""
    if not later or match.start() == 0:
        return bool(text[: match.start()].strip())
    if later[0].islower():  # "Why?" he asked; 3 p.m. on Sunday
        return False
    single = match.group()[0] == "." and not match.group().startswith("..")
    return not single or _full(text, match, later)


def _full(text: str, match: re.Match[str], later: str) -> bool:
    """Tell whether a single full stop ends a sentence; ``later`` is the next word."""
    before = text[max(0, match.start() - _BACK) : match.start() + 1]
    if _ARABIC.match(before, max(0, len(before) - 3)):
        return True  # no abbreviation has two Arabic letters before its stop
    letters = _LETTERS.search(before)
    if letters:
        return _after_letters(letters[1], later)
    if match.group() == "." and _ITEM.search(before[:-1]):
        return False
    word = _WORD.search(before)
    short = word[1].lower() if word else ""
    if short in _NUMBERED:
        return not later[0].isdigit()
    return short not in _TITLES


def _after_letters(letters: str, later: str) -> bool:
    """Tell whether a stop after U.S, a.m or J ends a sentence too."""
    if "." not in letters or not letters.isascii():
        return False
    if letters.lower() in {"a.m", "p.m"}:
        return later[0].isupper() or not later.isascii()
    return later.lower() in _STARTERS and letters.lower() not in {"e.g", "i.e"}

"""Sentence ends in Arabic press text."""

from __future__ import annotations

import re
from typing import NamedTuple

from glossary.arabic.tokens import QUOTES, _paragraph_breaks

# A stop, or a run of them, with the quotation marks and brackets that close with it.
_STOP = re.compile(rf"[.!?؟…]+[{QUOTES}’')\]]*(?=\s|$)")
# One letter or a short number before the stop: an initial (م. ع. خليل), an item (1.).
_NO_END = re.compile(r"(?:^|[\s(.])(?:\w|\d{1,2})\.$")


class Span(NamedTuple):
    """A stretch of text: code points from 0, ``end`` exclusive."""

    start: int
    end: int


def sentences(text: str) -> list[Span]:
    """Return the sentences in order, without the white space around them.

    They end at stops (not after an initial), at blank lines, at headings and at the end
    of a line that is complete; a line broken inside a sentence does not end it.
    """
    cuts = {match.end() for match in _STOP.finditer(text) if not _initial(text, match)}
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


def _initial(text: str, match: re.Match[str]) -> bool:
    """Tell whether a stop only marks an initial or an item's number."""
    if match.group() != ".":
        return False
    return _NO_END.search(text, max(0, match.start() - 4), match.end()) is not None

"""What the chosen pairs of phrases are written as, and how sure they are."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from glossary.arabic import bare
from tmx.align.terms_text import Bond

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from tmx.align.terms_choice import Tried
    from tmx.align.terms_spans import Spans
    from tmx.align.terms_text import Side

    Ints = NDArray[np.int64]

_OPENING = 0.5
"""What a form counts that begins a sentence: its capital may not be its own."""
_BEFORE_NOUN = 0.5
"""What a form counts with a word right behind it: before a noun, English has the
singular for what is many (infectious disease outbreak)."""


@dataclass(frozen=True, slots=True)
class Mentions:
    """The mentions of one side's phrases as they are written."""

    _texts: Sequence[str]
    _sentence: Sequence[int]
    _start: Sequence[int]
    _end: Sequence[int]
    _place: Sequence[int]
    _length: Sequence[int]
    _more: Sequence[bool]
    """Whether the word at a place goes on from the one before, and says something."""

    def sentence(self, row: int) -> int:
        """Return the sentence of a mention."""
        return self._sentence[self._place[row]]

    def written(self, row: int, *, skip: int = 0) -> str:
        """Return a mention as it stands, without its first ``skip`` words."""
        first = self._place[row] + skip
        last = self._place[row] + self._length[row] - 1
        if first > last:
            return ""
        text = self._texts[self._sentence[first]]
        return " ".join(text[self._start[first] : self._end[last]].split())

    def commonest(self, rows: Sequence[int]) -> str:
        """Return how mentions are written most often; of equals the longest."""
        counts: dict[str, float] = {}
        for row in rows:
            text = self.written(row)
            place = self._place[row]
            opens = not place or self._sentence[place] != self._sentence[place - 1]
            worth = _OPENING if opens else 1
            if self._more[place + self._length[row]]:
                worth *= _BEFORE_NOUN
            counts[text] = counts.get(text, 0) + worth
        return min(counts, key=lambda text: (-counts[text], -len(text), text))


def mentions(side: Side, found: Spans) -> Mentions:
    """Return the mentions of phrases, ready to be written."""
    return Mentions(
        side.texts,
        side.sentence.tolist(),
        side.start.tolist(),
        side.end.tolist(),
        found.place.tolist(),
        found.length.tolist(),
        [*((side.bond != Bond.NONE) & side.content).tolist(), False],
    )


def shown(side: Side, found: Spans, written: Mentions) -> dict[int, str]:
    """Return what each phrase is written as most often, less proclitics, by kind."""
    firsts = {text: number for number, text in enumerate(dict.fromkeys(side.shown))}
    first = np.array([firsts[text] for text in side.shown], np.int64)
    code = found.kind * len(firsts) + first[side.form[found.place]]
    for step in range(1, int(found.length.max(initial=0))):
        inside = np.flatnonzero(found.length > step)
        more = np.zeros(len(code), np.int64)
        more[inside] = side.form[found.place[inside] + step] + 1
        _, code = np.unique(code * (len(side.shown) + 1) + more, return_inverse=True)
    _, row, counts = np.unique(code, return_index=True, return_counts=True)
    ranked = np.lexsort((row, -counts, found.kind[row]))
    kinds, best = np.unique(found.kind[row][ranked], return_index=True)
    heads = side.form[found.place[row[ranked][best]]].tolist()
    texts = {}
    for kind, one, head in zip(
        kinds.tolist(), row[ranked][best].tolist(), heads, strict=True
    ):
        texts[kind] = f"{side.shown[head]} {bare(written.written(one, skip=1))}".strip()
    return texts


# Fitted by logistic regression on what the gazetteer, the glossary and the word list
# know of published parallel texts of 40 to 3,600 sentences, all of it unknown to the
# run; the share of right pairs is within .08 of the score at any number of mentions.
_WEIGHTS = (-7.1, 7.2, 2.4, -1.5, 1.6)


def confidence(pairs: Tried, rows: Ints) -> NDArray[np.float64]:
    """Return how likely the pairs are right, 0–1."""
    columns = evidence(pairs, rows)
    odds = np.clip(columns @ np.array(_WEIGHTS), -30, 30)
    result: NDArray[np.float64] = 1 / (1 + np.exp(-odds))
    return result


def evidence(pairs: Tried, rows: Ints) -> NDArray[np.float64]:
    """Return what the confidence is made of, a row for each pair."""
    return np.stack(
        (
            np.ones(len(rows)),
            pairs.fit[rows],
            pairs.share[rows],
            pairs.back[rows],
            np.minimum(np.log(pairs.together[rows]), math.log(20)),
        ),
        axis=-1,
    )

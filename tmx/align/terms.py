"""Term pairs out of sentences that translate each other."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

import numpy as np

from glossary.arabic import bare, key
from tmx.align.terms_arabic import arabic_side, by_letters
from tmx.align.terms_choice import chosen, tried
from tmx.align.terms_english import english_side
from tmx.align.terms_links import grid, links
from tmx.align.terms_prior import prior
from tmx.align.terms_rows import confidence, mentions, shown
from tmx.align.terms_spans import couples, spans

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from tmx.align.dictionary import Dictionary
    from tmx.align.terms_arabic import Read, Reader
    from tmx.align.terms_choice import Tried
    from tmx.align.terms_prior import Names
    from tmx.align.terms_spans import Couples, Spans
    from tmx.align.terms_text import Side

    Ints = NDArray[np.int64]

_ARABIC, _ENGLISH = 4, 6
"""Words of the longest phrase."""
_ASKED = 8
"""Words of the longest term that may be asked for; its English has two more at most."""
_FEW = 1_000
"""Sentence pairs below which English phrases that are seen once are tried, too."""
_LEAST_FIT = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class TermPair:
    """An Arabic term with its English, as aligned sentences show it."""

    source: str
    """As it is written most often, without proclitics; or as it was asked for."""
    target: str
    score: float
    """How likely the English is right, 0–1."""
    count: int
    """Mentions of the source that are linked to the English."""
    evidence: tuple[int, ...]
    """The sentence pairs that show it, by their places from 0."""


def term_pairs(  # noqa: PLR0913 - two texts, and what is known of their words
    source: Sequence[str],
    target: Sequence[str],
    *,
    wanted: Sequence[str] | None = None,
    reader: Reader = by_letters,
    dictionaries: Sequence[Dictionary] = (),
    names: Names | None = None,
) -> list[TermPair]:
    """Return the English of each Arabic phrase that recurs, best first.

    ``source[n]`` translates ``target[n]``. Phrases have up to four words, their English
    up to six. With ``wanted``, only of these terms, of up to eight words, in their
    order, even where seen once; one that is not found, or to which nothing is linked,
    is left out. Raises ``ValueError`` where the sides differ in length.
    """
    if len(source) != len(target):
        raise ValueError(f"{len(source)} source for {len(target)} target sentences")
    memory: list[Callable[[str], Read]] = []

    def kept(counts: Mapping[str, int]) -> Callable[[str], Read]:
        memory.append(reader(counts))
        return memory[-1]

    arabic, english = arabic_side(source, kept), english_side(target)
    cells = grid(arabic, english)
    if not len(cells.source):
        return []
    known = prior(arabic, english, dictionaries=dictionaries, names=names)
    linked = links(arabic, english, cells, known)
    words = max([_ARABIC, *(len(text.split()) for text in wanted or ())])
    longest = min(words, _ASKED)
    ours = spans(arabic, longest=longest, least=1 if wanted is not None else 2)
    few = wanted is not None or len(source) < _FEW
    most = _ENGLISH if longest == _ARABIC else longest + 2
    theirs = spans(english, longest=most, least=1 if few else 2)
    asked: dict[int, str] = {}
    if wanted is not None:
        asked = _asked(wanted, arabic, ours, memory[0])
        ours = ours.only(np.isin(ours.kind, list(asked)))
        sentences = arabic.sentence[ours.place]
        theirs = theirs.only(np.isin(english.sentence[theirs.place], sentences))
    found = couples(arabic, english, ours, theirs, cells, linked, least=_LEAST_FIT)
    if not len(found.fit):
        return []
    pairs = tried(ours, theirs, found)
    best = chosen(pairs, english, theirs)
    rows = _rows(arabic, english, (ours, theirs), found, pairs, best, asked)
    if wanted is None:
        return sorted(rows, key=lambda one: (-one.score, -one.count, one.source))
    order = {text: place for place, text in enumerate(wanted)}
    return sorted(rows, key=lambda one: order[one.source])


def _asked(
    wanted: Sequence[str], side: Side, ours: Spans, read: Callable[[str], Read]
) -> dict[int, str]:
    """Return the kinds of the terms that are asked for, as far as the text has them."""
    numbers = {word: number for number, word in enumerate(side.types)}
    kinds: dict[tuple[int, ...], int] = {}
    rows = zip(
        ours.place.tolist(), ours.length.tolist(), ours.kind.tolist(), strict=True
    )
    for place, length, kind in rows:
        words = side.word[place], *side.later[place + 1 : place + length].tolist()
        kinds.setdefault(words, kind)
    found: dict[int, str] = {}
    for text in wanted:
        options = [
            [numbers[one] for one in _lexemes(word, read) if one in numbers]
            for word in bare(text).split()
        ]
        kind_ = next((kinds[one] for one in product(*options) if one in kinds), None)
        if kind_ is not None:
            found.setdefault(kind_, text)
    return found


def _lexemes(word: str, read: Callable[[str], Read]) -> Iterator[str]:
    """Yield what a term's word may be in the text: it bears no proclitic itself."""
    whole, stem = key(word), key(word.removeprefix("ال"))
    read_ = read(word)
    yield from dict.fromkeys(
        [stem, whole] if read_.proclitics else [read_.lexeme, stem, whole]
    )


def _rows(  # noqa: PLR0913, PLR0917 - all that was found
    arabic: Side,
    english: Side,
    phrases: tuple[Spans, Spans],
    found: Couples,
    pairs: Tried,
    best: Ints,
    asked: Mapping[int, str],
) -> Iterator[TermPair]:
    """Yield the chosen pairs as term pairs, unordered."""
    order = np.argsort(pairs.couple, kind="stable")
    begins = np.searchsorted(pairs.couple[order], best).tolist()
    ends = np.searchsorted(pairs.couple[order], best, side="right").tolist()
    source, target = found.source[order].tolist(), found.target[order].tolist()
    ours, theirs = mentions(arabic, phrases[0]), mentions(english, phrases[1])
    texts = shown(arabic, phrases[0], ours)
    kinds, scores = pairs.source[best].tolist(), confidence(pairs, best).tolist()
    for kind, begin, end, score in zip(kinds, begins, ends, scores, strict=True):
        yield TermPair(
            source=asked.get(kind) or texts[kind],
            target=theirs.commonest(target[begin:end]),
            score=round(score, 4),
            count=end - begin,
            evidence=tuple(sorted(set(map(ours.sentence, source[begin:end])))),
        )

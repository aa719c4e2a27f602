"""From places where labels stand to the terms found there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from glossary.arabic.tokens import Gap, split
from glossary.matcher.forms import (
    ACCUSATIVE,
    ARTICLE,
    ENDING,
    GENITIVE,
    PLURAL,
    POSSESSIVE,
    PROCLITIC,
    ending_of,
)
from glossary.matcher.model import Entry, Found
from glossary.matcher.ranking import Ranked, ranked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from glossary.matcher.cache import Saved
    from glossary.matcher.forms import Language
    from glossary.matcher.ranking import Batch, Certain
    from glossary.matcher.trie import Hits

_NEW = tuple.__new__
"""Makes a named tuple in a third of the time: texts have many terms."""
_INSIDE = re.compile(r"[^\W_](?:.*[^\W_])?", re.DOTALL)
_POINTS = frozenset(".,٫٬")


class _Candidate(NamedTuple):
    """A term whose labels a text has."""

    text: str
    name: bool
    """Whether it names a person, a place or the like."""
    own: bool
    """Whether the labels are of the term's own form."""
    entries: tuple[Entry, ...]
    """The one entry."""


class Selection:
    """Chooses among hits and looks at their text: labels leave out what spelling tells.

    One for each matcher: it keeps the entries that it has made.
    """

    def __init__(self, saved: Saved, language: Language) -> None:
        self._language = language
        self._terms = saved.terms
        self._texts = saved.terms.texts
        self._concepts = saved.terms.concepts
        self._ends = saved.trie.ends
        self._numbers = saved.owners[saved.trie.spellings]
        self._own = saved.own[saved.trie.spellings]
        self._sure = _sure(saved, language)
        self._at: dict[int, list[_Candidate]] = {}

    def found(
        self, batch: Batch, hits: Hits, *, overlapping: bool
    ) -> list[list[Found]]:
        """Return the terms of each text in the order of the text.

        Of those that overlap ``ranking`` says which stay. With ``overlapping`` all do,
        the longer first at one start.
        """
        found: list[list[Found]] = [[] for _ in batch.texts]
        ranking = ranked(batch, hits, self._sure, overlapping=overlapping)
        self._make(found, batch.texts, ranking.certain)
        texts, rows = _Texts(batch.texts), ranking.rows
        mixed = set()
        for begin, end in zip(ranking.begins, ranking.ends, strict=True):
            number = rows.text[begin]
            found[number] += self._chosen(texts, rows, begin, end)
            mixed.add(number)
        for number in mixed:
            found[number].sort(key=_order)
        return found

    def _make(
        self, found: list[list[Found]], texts: Sequence[str], certain: Certain
    ) -> None:
        """Add the terms of hits that need no look at their spelling.

        All in one loop, since texts have many terms.
        """
        at = self._at
        for number, start, end, whole, node, code in zip(*certain, strict=True):
            text = texts[number]
            here = text[start:end]
            best = (at.get(node) or self._candidates(node))[0]
            if not code:
                reason = _AS_WRITTEN if here == best.text else _ALIKE
            elif whole < start:
                reason = f"{text[whole:start]} + {here}"
            else:
                reason = _reason("", here, code, best.text)
            found[number].append(
                _NEW(
                    Found, (start, end, here, best.entries, reason, (whole, end), False)
                )
            )

    def _chosen(self, texts: _Texts, rows: Ranked, begin: int, end: int) -> list[Found]:
        """Return what stays of a group, in the order of the text."""
        kept: list[tuple[int, int, int]] = []
        found: list[Found] = []
        for row in range(begin, end):
            here = rows.first[row], rows.last[row], rows.rank[row]
            same = bool(kept) and kept[-1] == here
            if not same and any(k[0] <= here[1] and here[0] <= k[1] for k in kept):
                continue
            one = self._verified(texts, rows, row)
            if one and same:
                found[-1] = _merged(found[-1], one)
            elif one:
                kept.append(here)
                found.append(one)
        return found

    def _verified(self, texts: _Texts, rows: Ranked, row: int) -> Found | None:
        """Return the term of a hit, or ``None`` where its text says that it is none."""
        whole = texts.texts[rows.text[row]]
        start, end, code = rows.start[row], rows.end[row], rows.code[row]
        text = whole[start:end]
        if "\n" in text and texts.ends_paragraph(rows.text[row], start, end):
            return None
        if (text[0].isdecimal() or text[-1].isdecimal()) and _in_number(
            whole, start, end
        ):
            return None
        candidates = self._at.get(rows.node[row]) or self._candidates(rows.node[row])
        if len(candidates) > 1 or candidates[0].text != text or rows.parted[row]:
            candidates = self._agreeing(rows, row, text, candidates)
            if not candidates:
                return None
        best, weak = candidates[0], False
        if code:
            reason = _reason(whole[rows.whole[row] : start], text, code, best.text)
            weak = ending_of(code) in _WEAK or rows.partly[row]
        else:
            reason = _AS_WRITTEN if text == best.text else _ALIKE
        if len(candidates) == 1:
            entries, own = best.entries, best.own
        else:
            entries = tuple([one.entries[0] for one in candidates])
            own = any(one.own for one in candidates)
        place = rows.whole[row], rows.whole_end[row]
        return Found(start, end, text, entries, reason, place, weak or not own)

    def _agreeing(
        self, rows: Ranked, row: int, text: str, candidates: list[_Candidate]
    ) -> list[_Candidate]:
        """Return for each concept the best term that a text stands for."""
        signs = _signs(text) if rows.parted[row] else ""
        found: dict[int, tuple[int, _Candidate]] = {}
        for one in candidates:
            if signs and signs != _signs(one.text):
                continue
            if one.text != text and not self._allows(one, text, rows, row):
                continue
            concept = one.entries[0].concept
            rank = (one.text != text) + 2 * (not one.own)
            if concept not in found or rank < found[concept][0]:
                found[concept] = rank, one
        return [found[concept][1] for concept in sorted(found)]

    def _allows(self, one: _Candidate, text: str, rows: Ranked, row: int) -> bool:
        """Tell whether a text may stand for a term that is not written like it."""
        language, code = self._language, rows.code[row]
        if rows.added[row] and (one.name or language.definite(one.text)):
            return False
        if one.name and code & ENDING and not language.names_inflect:
            return False
        return language.agrees(one.text, text, code)

    def _candidates(self, node: int) -> list[_Candidate]:
        """Return the terms that end at a node, kept for the next time."""
        here = slice(*self._ends[node : node + 2].tolist())
        numbers, own = self._numbers[here].tolist(), self._own[here].tolist()
        found = self._at[node] = list(map(self._candidate, numbers, own))
        return found

    def _candidate(self, number: int, own: bool) -> _Candidate:  # noqa: FBT001 - mapped
        term = self._terms.term(number)
        entry = Entry(int(self._concepts[number]), term)
        return _Candidate(term.text, bool(self._terms.names[number]), own, (entry,))


def _sure(saved: Saved, language: Language) -> NDArray[np.bool_]:
    """Return for each node whether any spelling of its labels is its one term."""
    tree = saved.trie
    risky = np.array([language.risky(label) for label in saved.labels], bool)
    risk = np.zeros(len(tree.leads), bool)
    begins = tree.root >= 0
    risk[tree.root[begins]] = risky[begins]
    parents = (tree.edges >> np.uint64(32)).astype(np.int64)
    labels = (tree.edges >> np.uint64(1)).astype(np.int64) & ((1 << 31) - 1)
    parted = (tree.edges & np.uint64(1)).astype(bool)
    risk[tree.children] = risky[labels] | parted
    while True:  # once a level
        grown = risk.copy()
        grown[tree.children] |= risk[parents]
        if (grown == risk).all():
            break
        risk = grown
    one = np.diff(tree.ends) == 1
    one[one] = saved.own[tree.spellings[tree.ends[:-1][one]]]
    sure: NDArray[np.bool_] = one & ~risk
    return sure


class _Texts:
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


def _in_number(text: str, start: int, end: int) -> bool:
    """Tell whether a term is a part of a number with a point: the 5 of 9.5."""
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    if before[-1:] in _POINTS and before[0].isdecimal() and text[start].isdecimal():
        return True
    return after[:1] in _POINTS and after[-1].isdecimal() and text[end - 1].isdecimal()


def _merged(one: Found, other: Found) -> Found:
    """Return a place of which both entries are meant."""
    entries = {entry.concept: entry for entry in (*other.entries, *one.entries)}
    return one._replace(
        entries=tuple(entries[concept] for concept in sorted(entries)),
        weak=one.weak and other.weak,
    )


def _order(one: Found) -> tuple[int, int]:
    """Return a key that sorts by the first word, the longer first."""
    return one.whole[0], -one.whole[1]


def _signs(text: str) -> str:
    """Return the punctuation between a text's words."""
    inside = _INSIDE.search(text)
    text = inside.group() if inside else ""
    return "".join(char for char in text if not char.isalnum() and not char.isspace())


_WEAK = (PLURAL, ACCUSATIVE)
_AS_WRITTEN, _ALIKE = "as written", "spelled alike"
_ENDINGS = {
    POSSESSIVE: "with a possessive",
    PLURAL: "a plural or a dual",
    ACCUSATIVE: "in the accusative",
    GENITIVE: "with ’s",
}


def _reason(before: str, text: str, code: int, term: str) -> str:
    """Say how the text found differs from the term."""
    parts = []
    if before:
        parts.append(f"{before} + {' '.join(text.split())}")
    elif code & PROCLITIC:
        parts.append(f"a proclitic on {term}")
    if code & ARTICLE:
        parts.append("with the article")
    if code & ENDING:
        parts.append(_ENDINGS[ending_of(code)])
    return ", ".join(parts)

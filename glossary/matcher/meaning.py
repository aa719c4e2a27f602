"""What places with the labels of a term stand for, by their spelling."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from glossary.matcher.forms import (
    ACCUSATIVE,
    ADDED,
    ARTICLE,
    ENDING,
    GENITIVE,
    HOW,
    PARTED,
    PARTLY,
    PLURAL,
    POSSESSIVE,
    PROCLITIC,
    ending_of,
)
from glossary.matcher.model import Entry
from glossary.matcher.places import Meaning

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from glossary.matcher.cache import Saved
    from glossary.matcher.forms import Language
    from glossary.matcher.places import Meanings

_NEW = tuple.__new__
"""Makes a named tuple in a third of the time."""
_INSIDE = re.compile(r"[^\W_](?:.*[^\W_])?", re.DOTALL)


class _Candidate(NamedTuple):
    """A term whose labels a text has."""

    text: str
    name: bool
    """Whether it names a person, a place or the like."""
    own: bool
    """Whether the labels are of the term's own form."""
    entries: tuple[Entry, ...]
    """The one entry."""


class Spelled:
    """Looks at the text of hits: labels leave out what spelling tells.

    One for each matcher: it keeps the entries that it has made.
    """

    def __init__(self, saved: Saved, language: Language) -> None:
        self._language = language
        self._terms = saved.terms
        # Views give plain numbers one by one faster than arrays do.
        self._concepts = saved.terms.concepts.data
        self._names = saved.terms.names.data
        self._ends = saved.trie.ends.data
        self._numbers = saved.owners[saved.trie.spellings].data
        self._own = saved.own[saved.trie.spellings].data
        self._at: dict[int, list[_Candidate]] = {}
        self._entries: dict[int, tuple[Entry]] = {}

    def of(self, node: int, form: int, before: str, text: str) -> Meaning | None:
        """Return what a text stands for that has the labels of a trie's node.

        ``before`` are the characters cut off from its first word. ``None`` where the
        text's spelling says that it is no term.
        """
        candidates = self._at.get(node) or self._candidates(node)
        if len(candidates) > 1 or candidates[0].text != text or form & PARTED:
            candidates = self._agreeing(form, text, candidates)
            if not candidates:
                return None
        best = candidates[0]
        reason = _reason(before, text, form, best.text)
        if len(candidates) == 1:
            entries, own = best.entries, best.own
        else:
            entries = tuple([one.entries[0] for one in candidates])
            own = any(one.own for one in candidates)
        weak = ending_of(form) in _WEAK or bool(form & PARTLY) or not own
        return Meaning(text, entries, reason, weak)

    def surely(
        self, text: str, hits: Sequence[NDArray[np.integer]], meanings: Meanings
    ) -> None:
        """Add the same for hits whose nodes are ``sure``.

        ``hits`` are columns: nodes, forms, starts, ends and starts of the whole words.
        """
        node, form, starts, ends, whole = (column.tolist() for column in hits)
        numbers = [self._numbers[self._ends[one]] for one in node]
        known, entry, terms = self._entries.get, self._entry, self._terms.texts
        found = list(map(text.__getitem__, map(slice, starts, ends)))
        meanings.texts += found
        meanings.entries += [known(number) or entry(number) for number in numbers]
        meanings.reasons += [
            _reason(text[first:start], part, how, terms[number])
            if how & HOW or first != start
            else (_AS_WRITTEN if part == terms[number] else _ALIKE)
            for part, number, how, start, first in zip(
                found, numbers, form, starts, whole, strict=True
            )
        ]
        meanings.weak += [ending_of(how) in _WEAK or bool(how & PARTLY) for how in form]

    def _agreeing(
        self, form: int, text: str, candidates: list[_Candidate]
    ) -> list[_Candidate]:
        """Return for each concept the best term that a text stands for."""
        signs = _signs(text) if form & PARTED else ""
        found: dict[int, tuple[int, _Candidate]] = {}
        for one in candidates:
            if signs and signs != _signs(one.text):
                continue
            if one.text != text and not self._allows(one, text, form):
                continue
            concept = one.entries[0].concept
            rank = (one.text != text) + 2 * (not one.own)
            if concept not in found or rank < found[concept][0]:
                found[concept] = rank, one
        return [found[concept][1] for concept in sorted(found)]

    def _allows(self, one: _Candidate, text: str, form: int) -> bool:
        """Tell whether a text may stand for a term that is not written like it."""
        language = self._language
        if form & ADDED and (one.name or language.definite(one.text)):
            return False
        if one.name and form & ENDING and not language.names_inflect:
            return False
        return language.agrees(one.text, text, form)

    def _candidates(self, node: int) -> list[_Candidate]:
        """Return the terms that end at a node, kept for the next time."""
        found = self._at[node] = []
        for place in range(self._ends[node], self._ends[node + 1]):
            number = self._numbers[place]
            entries = self._entries.get(number) or self._entry(number)
            name, own = bool(self._names[number]), bool(self._own[place])
            found.append(_Candidate(self._terms.texts[number], name, own, entries))
        return found

    def _entry(self, number: int) -> tuple[Entry]:
        """Return a term as the one entry, kept for the next time."""
        entry = _NEW(Entry, (self._concepts[number], self._terms.term(number)))
        found = self._entries[number] = (entry,)
        return found


class Sure(NamedTuple):
    """Nodes at which one term ends that no text with its labels is refused for."""

    spelled: NDArray[np.bool_]
    """However it is spelled; but with no ending."""
    inflected: NDArray[np.bool_]
    """With an ending too."""


def sure(saved: Saved, language: Language) -> Sure:
    """Return which nodes are sure."""
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
    spelled = one & ~risk
    terms = saved.owners[tree.spellings[tree.ends[:-1][spelled]]]
    long = np.fromiter(map(len, saved.terms.texts), np.int64, len(saved.terms.texts))
    bends = long > language.shortest
    bends &= ~saved.terms.names | language.names_inflect
    inflected = np.zeros_like(spelled)
    inflected[spelled] = bends[terms]
    return Sure(spelled, inflected)


def merged(one: Meaning, other: Meaning) -> Meaning:
    """Return the meaning of a place of which both are meant."""
    entries = {entry.concept: entry for entry in (*other.entries, *one.entries)}
    return one._replace(
        entries=tuple(entries[concept] for concept in sorted(entries)),
        weak=one.weak and other.weak,
    )


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


def _reason(before: str, text: str, form: int, term: str) -> str:
    """Say how the text found differs from the term."""
    if not before and not form & HOW:
        return _AS_WRITTEN if text == term else _ALIKE
    parts = []
    if before:
        here = text.replace("\n", " ")
        parts.append(f"{before} + {here}")
    elif form & PROCLITIC:
        parts.append(f"a proclitic on {term}")
    if form & ARTICLE:
        parts.append("with the article")
    if form & ENDING:
        parts.append(_ENDINGS[ending_of(form)])
    return ", ".join(parts)

"""How near names are: two Latin spellings, and an Arabic word and a Latin one."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz.distance import OSA, Levenshtein

from glossary.arabic import bare, key
from glossary.arabic.clitics import ARTICLE, CONJUNCTIONS, PREPOSITIONS, stems
from glossary.names.alphabet import ARABIC, LONGEST, arabic_letters, latin_letters

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from glossary.names.model import NameModel

_LATIN = (
    ("sch", "S"),
    ("tch", "S"),
    ("kh", "K"),
    ("gh", "K"),
    ("sh", "S"),
    ("ch", "S"),
    ("th", "T"),
    ("dh", "T"),
    ("ph", "B"),
    ("ck", "K"),
    ("x", "KS"),
)
_LATIN_LETTERS = str.maketrans(
    {
        **dict.fromkeys("bpvf", "B"),
        **dict.fromkeys("td", "T"),
        **dict.fromkeys("szjc", "S"),
        **dict.fromkeys("kgq", "K"),
        **dict.fromkeys("mnlr", None),
        **{letter: letter.upper() for letter in "mnlr"},
        **dict.fromkeys("aeiouywh'", None),
    }
)
_ARABIC_LETTERS = str.maketrans(
    {
        **dict.fromkeys("بفپڤ", "B"),
        **dict.fromkeys("تطدضثذظ", "T"),
        **dict.fromkeys("سشصزجچژ", "S"),
        **dict.fromkeys("كقغخگڨ", "K"),
        "م": "M",
        "ن": "N",
        "ل": "L",
        "ر": "R",
        **dict.fromkeys("اويهحعءئؤةىأإآ", None),
    }
)
# ج is g as well, ث s, ذ and ظ z, c k, ch kh: compared only after both are made one.
_LOOSE = str.maketrans({"K": "S", "T": "S"})
_DOUBLED = re.compile(r"(.)(?=\1)")
_SOFT = re.compile("c(?=[eiy])")
_VOWELS = frozenset("aeiou")


@lru_cache(maxsize=1 << 14)
def latin_frame(word: str) -> str:
    """Return the coarse consonants of a folded Latin word."""
    for letters, frame in _LATIN:
        word = word.replace(letters, frame)
    return _DOUBLED.sub("", word.translate(_LATIN_LETTERS).translate(_LOOSE))


@lru_cache(maxsize=1 << 14)
def arabic_frame(word: str) -> str:
    """Return the coarse consonants of an Arabic match key."""
    return arabic_frames([word])[0]


def arabic_frames(words: Sequence[str]) -> list[str]:
    """Return the coarse consonants of many; together they take a third of the time."""
    text = "\n".join(words).translate(_ARABIC_LETTERS).translate(_LOOSE)
    return _DOUBLED.sub("", text).split("\n")


def framed(one: str, other: str) -> bool:
    """Tell whether two frames may be of one name."""
    slack = 1 if max(len(one), len(other)) > 2 else 0  # noqa: PLR2004 - short frames
    return Levenshtein.distance(one, other, score_cutoff=slack) <= slack


@lru_cache(maxsize=1 << 15)
def bones(word: str) -> str:
    """Return a Latin name's consonants, one letter for those that writers swap."""
    word = word.replace("ph", "f").replace("kh", "k").replace("gh", "g")
    word = word.replace("ch", "sh").replace("ck", "k").replace("tz", "z")
    word = _SOFT.sub("s", word)
    word = word.translate(str.maketrans("qcgzjdv", "kkksstf"))
    return _DOUBLED.sub("", re.sub("[aeiouywh]", "", word))


def misspelt(written: str, wanted: str) -> bool:
    """Tell whether a folded word looks like another spelling of a wanted one."""
    if written == wanted or min(len(written), len(wanted)) < 3:  # noqa: PLR2004
        return False
    likeness = OSA.normalized_similarity(written, wanted)
    longest = max(len(written), len(wanted))
    if likeness >= (0.7 if longest > 5 else 0.75):  # noqa: PLR2004 - short words
        return bones(written)[:1] == bones(wanted)[:1] or longest > 7  # noqa: PLR2004
    letters = bones(written)
    if len(written) < 4 or len(letters) < 2:  # noqa: PLR2004 - too short to say
        return False
    vowel = (written[0] in _VOWELS, wanted[0] in _VOWELS)
    return letters == bones(wanted) and vowel[0] == vowel[1] and likeness >= 0.5  # noqa: PLR2004


_BEGINNINGS = frozenset((*CONJUNCTIONS, *PREPOSITIONS, ARTICLE[0]))
"""The letters with which a word may begin that is more than one stem."""
_LETTER = re.compile(f"[{ARABIC}]")


@lru_cache(maxsize=1 << 15)
def readings(word: str) -> tuple[str, ...]:
    """Return what an Arabic word may be once its clitics are off, as match keys."""
    plain = bare(word)
    return readings_of(plain, key(plain))


def readings_of(plain: str, whole: str) -> tuple[str, ...]:
    """Return the readings of a bare word whose match key is known."""
    found = [whole]
    if plain[:1] in _BEGINNINGS:
        size = len(plain)
        ends = [stem for stem in stems(plain) if len(stem) < size]
        if len(whole) == size:  # each letter has one of its own in the key
            found += [whole[size - len(stem) :] for stem in ends]
        else:
            found += map(key, ends)
        found = list(dict.fromkeys(found))
    return tuple([one for one in found if _is_spelt(one)])


def _is_spelt(folded: str) -> bool:
    """Tell whether a match key has letters that the name model can read."""
    if len(folded) <= LONGEST:
        return _LETTER.search(folded) is not None
    return bool(arabic_letters(folded))


class Likeness:
    """The character model with a memory of the pairs it was asked about."""

    def __init__(self, model: NameModel) -> None:
        self._model = model
        self._known: dict[tuple[str, str], float] = {}

    def learn(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Score many pairs of an Arabic key and a folded Latin word at once."""
        new = [pair for pair in dict.fromkeys(pairs) if pair not in self._known]
        if not new:
            return
        if len(self._known) > _MEMORY:
            self._known.clear()
        values = self.scores([one for one, _ in new], [other for _, other in new])
        self._known.update(zip(new, values, strict=True))

    def scores(self, arabic: list[str], latin: list[str]) -> list[float]:
        """Return how sure it is that Arabic keys and Latin folds are one name."""
        found: list[float] = []
        for start in range(0, len(latin), _SLICE):
            part = slice(start, start + _SLICE)
            usable = [bool(latin_letters(word)) for word in latin[part]]
            scores = self._model.score(arabic[part], latin[part])
            values = self._model.confidence(scores, arabic[part])
            found += np.where(usable, values, 0.0).tolist()
        return found

    def of(self, arabic: str, latin: str) -> float:
        """Return how sure it is that an Arabic key and a Latin word are one name."""
        pair = (arabic, latin)
        if pair not in self._known:
            self.learn([pair])
        return self._known[pair]

    def best(self, words: Sequence[str], latin: str) -> float:
        """Return the best confidence of written Arabic words with a Latin word.

        Words whose consonants differ too much are not asked about: 0.
        """
        frame = latin_frame(latin)
        keys = [
            one
            for word in words
            for one in readings(word)
            if framed(arabic_frame(one), frame)
        ]
        if not keys:
            return 0.0
        self.learn((one, latin) for one in keys)
        return max(self._known[one, latin] for one in keys)


_MEMORY = 1 << 16
_SLICE = 1 << 9
"""Pairs that the model scores together: each takes some 20 kB meanwhile."""

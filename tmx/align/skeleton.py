"""Whether an Arabic and a Latin spelling have their consonants in common."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz.distance import Indel
from rapidfuzz.process import cdist

from tmx.align.words import heads

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_ARABIC = str.maketrans(
    {
        **dict.fromkeys("بپ", "b"),
        **dict.fromkeys("تط", "t"),
        "ث": "t",
        **dict.fromkeys("جغ", "g"),
        **dict.fromkeys("دض", "d"),
        **dict.fromkeys("ذزظ", "z"),
        "ر": "r",
        **dict.fromkeys("سص", "s"),
        "ش": "x",
        "خ": "k",
        **dict.fromkeys("فڤ", "f"),
        **dict.fromkeys("قك", "k"),
        "ل": "l",
        "م": "m",
        "ن": "n",
        **dict.fromkeys("اعحهويئ"),
    }
)
_DIGRAPHS = (
    (re.compile(r"sch|sh|tch|ch"), "x"),
    (re.compile(r"th"), "t"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"kh|ck|q"), "k"),
    (re.compile(r"gh|dj|j"), "g"),
    (re.compile(r"c(?=[eiy])"), "s"),
    (re.compile(r"x"), "ks"),
)
_LATIN = str.maketrans(
    {"p": "b", "v": "f", "c": "k", **dict.fromkeys("aeiouyhw'’-")},
)
_TWICE = re.compile(r"(.)\1+")
_ENOUGH = 3


@lru_cache(maxsize=1 << 16)
def arabic(folded: str) -> str:
    """Return the consonants of a match key in Arabic letters."""
    bones = folded.replace("كس", "ks").replace("تش", "x").translate(_ARABIC)
    return _TWICE.sub(r"\1", bones)


@lru_cache(maxsize=1 << 16)
def latin(folded: str) -> str:
    """Return the consonants of a match key in Latin letters."""
    bones = folded.removesuffix("'s").removesuffix("’s").replace("x", "ks")
    for pattern, instead in _DIGRAPHS[:-1]:
        bones = pattern.sub(instead, bones)
    return _TWICE.sub(r"\1", bones.translate(_LATIN))


def cognates(
    arabic_words: Sequence[str], latin_words: Sequence[str]
) -> NDArray[np.float32]:
    """Return how likely each Arabic word is each Latin one, by consonants alone (0–1).

    Both are match keys; rows are the Arabic words. Proclitics are tried off.
    """
    out = np.zeros((len(arabic_words), len(latin_words)), np.float32)
    if not out.size:
        return out
    rows: list[int] = []
    bones: list[str] = []
    for row, word in enumerate(arabic_words):
        for head in heads(word):
            one = arabic(head)
            if len(one) >= _ENOUGH:
                rows.append(row)
                bones.append(one)
    theirs = [latin(word) for word in latin_words]
    sizes = np.array([len(one) for one in theirs])
    if not rows:
        return out
    same = cdist(bones, theirs, scorer=Indel.normalized_similarity, score_cutoff=0.75)
    lengths = np.minimum(np.array([len(one) for one in bones])[:, None], sizes)
    weight = np.where(lengths > _ENOUGH, (same - 0.55) * 2, (same - 0.75) * 1.6)
    weight[(lengths < _ENOUGH) | (same == 0)] = 0
    np.maximum.at(out, np.array(rows), np.clip(weight, 0, 1).astype(np.float32))
    return out

"""The consonants that all spellings of one foreign name have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz.distance import Indel, Levenshtein

if TYPE_CHECKING:
    from collections.abc import Iterable

_LONG = 4
"""Skeletons of so many letters are enough by themselves."""
_SHORT = 3
"""Skeletons of so many letters need spellings of which one has a letter more."""

# Vowel letters go; letters that writers of different countries put for one foreign
# sound (غ, ج and ق for g; ث and ت for th …) become one.
_FOLD = str.maketrans(
    {
        **dict.fromkeys("اويه"),
        **dict.fromkeys("غقج", "ك"),
        **dict.fromkeys("طث", "ت"),
        **dict.fromkeys("صز", "س"),
        **dict.fromkeys("ضذظ", "د"),
        "خ": "ح",
    }
)


def skeleton(key: str) -> str:
    """Return the folded consonants of a name's match key, no letter twice in a row."""
    letters = key.translate(_FOLD)
    return "".join(
        letter
        for place, letter in enumerate(letters)
        if place == 0 or letter != letters[place - 1]
    )


def spellings(keys: Iterable[str]) -> dict[str, str]:
    """Return which keys spell the name of an earlier key, with that key.

    Two keys are one name where their skeletons agree and are long enough; of short
    skeletons only where one letter more is the whole difference. The first key stands
    for all, so put the most frequent first.
    """
    first: dict[str, list[str]] = {}
    same: dict[str, str] = {}
    for key in keys:
        bones = skeleton(key)
        if len(bones) < _SHORT:
            continue
        heads = first.setdefault(bones, [])
        near = next((head for head in heads if _agree(bones, head, key)), None)
        if near is None:
            heads.append(key)
        else:
            same[key] = near
    return same


def _agree(bones: str, one: str, other: str) -> bool:
    if len(bones) >= _LONG:
        return Levenshtein.distance(one, other, score_cutoff=2) <= 2  # noqa: PLR2004
    # ميلر and مولر, Miller and Müller, differ by a letter for another.
    return Indel.distance(one, other, score_cutoff=1) <= 1

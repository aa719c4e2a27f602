"""The consonants that all spellings of one foreign name have in common."""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA, Indel, Levenshtein

from glossary.names.given import given_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_LONG = 4
"""Skeletons of so many letters are enough by themselves."""
_SHORT = 3
"""Skeletons of so many letters need spellings of which one has a letter more."""
_SLIP = 6
"""The fewest letters of a word in which one wrong letter is a slip."""

# Letters that writers of different countries put for one foreign sound: غ, ج, ق and ك
# for g; ث, ت and ط for t or th; ف and ڤ for v …
_SOUNDS = {
    **dict.fromkeys("غقجگڨݣ", "ك"),
    **dict.fromkeys("طث", "ت"),
    **dict.fromkeys("صزژ", "س"),
    **dict.fromkeys("ضذظ", "د"),
    "خ": "ح",
    "ڤ": "ف",
    "پ": "ب",
    "چ": "ش",
}
_SOUND = str.maketrans(_SOUNDS)
_FOLD = str.maketrans({**dict.fromkeys("اويه"), **_SOUNDS})
_ENDINGS = "اويه"
"""What ends the adjective of a name (أذربيجاني, أذربيجانية) and a woman's surname."""
# Letters that differ in dots alone: typed for one another, or lost in a scan.
_DOTS = ("بتثني", "جحخ", "دذ", "رز", "سش", "صض", "طظ", "عغ", "فق")
_DOTTED = {letter: group for group in _DOTS for letter in group}
_REMEMBERED = 1 << 16
"""How many words' letters are remembered: most words are compared more than once."""
_TWICE = re.compile(r"(.)\1+", re.DOTALL)
_PATRONYMICS = ("وفا", "وف", "يف", "ييف", "يان", "زاده", "شفيلي", "اوغلو", "وغلو")


class Kinship(IntEnum):
    """How near two words are as spellings of one name, from strangers on."""

    NONE = 0
    SLIP = 1
    """One letter lost, doubled, swapped with its neighbour or dotted wrongly."""
    VOWELS = 2
    """One skeleton, vowels written or not."""
    SOUND = 3
    """Other letters for the same sounds: غولدمان, جولدمان."""
    SAME = 4


@lru_cache(_REMEMBERED)
def skeleton(key: str) -> str:
    """Return the folded consonants of a name's match key, no letter twice in a row."""
    bones = key.replace("نب", "مب").translate(_FOLD)
    return _single(bones.replace("تش", "ش").replace("دت", "ت"))


@lru_cache(_REMEMBERED)
def sound(key: str) -> str:
    """Return a match key with one letter for each foreign sound, none doubled."""
    return _single(folded(key).replace("تش", "ش").replace("دت", "ت"))


def folded(key: str) -> str:
    """Return a match key with one letter for each foreign sound; نب is heard as مب."""
    return key.replace("نب", "مب").translate(_SOUND)


def kinship(one: str, other: str) -> Kinship:
    """Return how near two match keys are; the order does not matter."""
    if one == other:
        return Kinship.SAME
    if strangers(one, other):
        return Kinship.NONE
    near = _alike(one, other)
    if near is Kinship.NONE and _slipped(one, other):
        return Kinship.SLIP
    return near


def strangers(one: str, other: str) -> bool:
    """Tell whether two words cannot be one name, however near their letters are."""
    return (
        not (one.isalpha() and other.isalpha())
        or _inflected(one, other)
        or _two_given(one, other)
    )


def _alike(one: str, other: str) -> Kinship:
    """Return how near two words of one skeleton are; else ``NONE``."""
    bones = skeleton(one)
    if len(bones) < _SHORT and min(len(one), len(other)) >= _SLIP:
        # ناغويا and ناجويا are long enough to be heard alike.
        return Kinship.SOUND if sound(one) == sound(other) else Kinship.NONE
    if len(bones) < _SHORT or bones != skeleton(other):
        return Kinship.NONE
    long = len(bones) >= _LONG or min(len(one), len(other)) > _LONG
    if long and sound(one) == sound(other):
        return Kinship.SOUND
    return Kinship.VOWELS if _agree(bones, one, other) else Kinship.NONE


def spellings(
    keys: Iterable[str], *, fixed: Mapping[str, Kinship] = MappingProxyType({})
) -> dict[str, str]:
    """Return which keys spell the name of an earlier key, with that key.

    Two keys are one name where their skeletons agree and are long enough; of short
    skeletons only where one letter more is the whole difference. The first key stands
    for all, so put the most frequent first. A ``fixed`` key spells no other name; it
    comes with the kinship that spellings of its own must have.
    """
    keys = sorted(keys, key=lambda key: key not in fixed)
    first: dict[str, list[str]] = {}
    same: dict[str, str] = {}
    for key in keys:
        bones = skeleton(key)
        if len(bones) < _SHORT and len(key) < _SLIP:
            continue
        heads = first.setdefault(bones, [])
        near = None
        if key not in fixed:
            near = next(
                (
                    head
                    for head in heads
                    if _near(head, key, fixed.get(head, Kinship.VOWELS))
                ),
                None,
            )
        if near is None:
            heads.append(key)
        else:
            same[key] = near
    return same


def _near(one: str, other: str, least: Kinship) -> bool:
    """Tell whether two words are so near, as ``kinship`` has it."""
    if least <= Kinship.SLIP or one == other:
        return kinship(one, other) >= least
    # Letters first: what makes strangers is dear to find out.
    return _alike(one, other) >= least and not strangers(one, other)


def blocks(key: str) -> Iterator[str]:
    """Yield strings of which two keys that ``kinship`` relates have one in common."""
    yield key
    bones = skeleton(key)
    if len(bones) >= _SHORT:
        yield f"={bones}"
    if len(bones) > _LONG:
        yield f"~{''.join(sorted(bones))}"
    for heard in dict.fromkeys((sound(key), folded(key))):
        yield f"-{heard}"
        if len(key) >= _SLIP - 1:
            for place in range(len(heard)):
                yield f"-{heard[:place]}{heard[place + 1 :]}"


def _single(letters: str) -> str:
    return _TWICE.sub(r"\1", letters)


def _agree(bones: str, one: str, other: str) -> bool:
    heard = sound(one), sound(other)
    if len(bones) >= _LONG:
        return Levenshtein.distance(*heard, score_cutoff=2) <= 2  # noqa: PLR2004 - two vowels
    if min(len(one), len(other)) >= _SLIP:
        return Levenshtein.distance(*heard, score_cutoff=1) <= 1
    # ميلر and مولر, Miller and Müller, differ by a letter for another.
    return Indel.distance(one, other, score_cutoff=1) <= 1


def _inflected(one: str, other: str) -> bool:
    """Tell whether two words differ only in an ending: adjective, woman's surname."""
    stem = one.rstrip(_ENDINGS)
    return one[-1:] != other[-1:] and stem == other.rstrip(_ENDINGS) and len(stem) > 1


def _two_given(one: str, other: str) -> bool:
    """Tell whether two names are of two known given names: حسنوف, حسينوف."""
    given = given_names()
    english = [
        {given[stem] for stem in _stems(word) if stem in given} for word in (one, other)
    ]
    return bool(english[0] and english[1]) and english[0].isdisjoint(english[1])


def _stems(word: str) -> Iterator[str]:
    yield word
    for ending in _PATRONYMICS:
        if word.endswith(ending):
            yield word.removesuffix(ending)


def _slipped(one: str, other: str) -> bool:
    """Tell whether one wrong letter is the whole difference, the vowels apart.

    Where letters are doubled, too, one of them may be the second of two that were
    parted by what was lost: ممدوف, محمدوف.
    """
    if max(len(one), len(other)) < _SLIP:
        return False
    heard = sound(one), sound(other)
    return (
        _one_letter(*heard)
        or _swapped(*heard)
        or _one_letter(folded(one), folded(other))
    )


def _one_letter(one: str, other: str) -> bool:
    if OSA.distance(one, other, score_cutoff=1) > 1:
        return False
    if len(one) != len(other):
        # A letter more at an end is a clitic or an ending, not a slip.
        return one[0] == other[0] and one[-1] == other[-1]
    differ = [pair for pair in zip(one, other, strict=True) if pair[0] != pair[1]]
    return len(differ) != 1 or differ[0][1] in _DOTTED.get(differ[0][0], "")


def _swapped(one: str, other: str) -> bool:
    """Tell whether two long skeletons differ in the order of two neighbours."""
    bones, others = skeleton(one), skeleton(other)
    return (
        len(bones) > _LONG
        and len(bones) == len(others)
        and sorted(bones) == sorted(others)
        and OSA.distance(bones, others, score_cutoff=1) == 1
        and OSA.distance(one, other, score_cutoff=2) <= 2  # noqa: PLR2004 - and a vowel
    )

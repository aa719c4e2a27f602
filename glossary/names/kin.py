"""Whether two names of as many words are spellings of one name."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING

from rapidfuzz.distance import Indel

from glossary.names.heard import heard_alike, heard_blocks
from glossary.names.skeleton import Kinship, blocks, kinship, skeleton, sound

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    Zipf = Callable[[str], float]
    """The general frequency of a match key (``Lexicon.zipf``)."""

RARE = 3.0
"""Of two spellings one has a Zipf frequency below this: the other may be familiar."""
_UNKNOWN = 1.5
"""A slip is hardly attested in general Arabic."""
_FAMILIAR = 3.5
"""From this on both of two words are in use, and so not one for the other."""
_OFTENER = 3
"""A name is so many times as frequent as a slip in it that nothing else shows."""
_LONG = 8
"""Of words of so many letters, twice as frequent."""
_LAST = "اويه"
_OPEN = 6
"""Letters of a word of many vowels."""
_STEM = 5
"""Letters of a word that may have an English plural."""


class Likeness(IntEnum):
    """What two names are to one another by their spelling."""

    STRANGERS = 0
    ALIKE = 1
    """Spelled alike, and nothing shows that they are one."""
    ONE = 2


def one_name(
    one: Sequence[str], other: Sequence[str], counts: tuple[int, int], zipf: Zipf
) -> bool:
    """Tell whether two names are spellings of one; see ``likeness``."""
    return likeness(one, other, counts, zipf) is Likeness.ONE


def likeness(
    one: Sequence[str], other: Sequence[str], counts: tuple[int, int], zipf: Zipf
) -> Likeness:
    """Compare two names, given as match keys of their words.

    Where a word differs by more than letters of one sound, other words must bear it
    out, or general Arabic must not know it. A slip in a name of one word is one only
    beside a name that is much more frequent (``counts``).
    """
    if len(one) != len(other):
        return Likeness.STRANGERS
    near = _akin if len(one) > 1 else _named
    kin = [near(*pair) for pair in zip(one, other, strict=True)]
    if min(kin) is Kinship.NONE:
        # كوبا and قوبا are too short to be one name and sound alike.
        alike = all(
            sound(word) == sound(twin) for word, twin in zip(one, other, strict=True)
        )
        return Likeness.ALIKE if alike else Likeness.STRANGERS
    proved = _proved(one, other, kin, counts, zipf)
    return Likeness.ONE if proved else Likeness.ALIKE


def _proved(
    one: Sequence[str],
    other: Sequence[str],
    kin: Sequence[Kinship],
    counts: tuple[int, int],
    zipf: Zipf,
) -> bool:
    doubtful = [place for place, near in enumerate(kin) if near < Kinship.SOUND]
    if len(doubtful) == len(kin) > 1:
        # Every word differs: each must be near, and none in general use.
        return min(kin) > Kinship.SLIP and all(
            _least(one[place], other[place], zipf) < (_FAMILIAR if place else RARE)
            for place in doubtful
        )
    for place in doubtful:
        words = one[place], other[place]
        least = _least(*words, zipf)
        if len(kin) > 1:
            if least >= _limit(kin[place], place):
                return False
        elif not _alone(*words, kin[place], counts, least):
            return False
    return True


def related(one: str, other: str) -> Kinship:
    """Return the kinship of two words of names whose other words agree.

    Short words are near where a vowel more is the whole difference (كيم, كم); so are a
    word with the Hebrew article (هيوم) and one with the Arabic (اليوم), and long words
    that differ in the last vowel (ناغورنو, ناغورني). An empty key is related to none.
    """
    whole = bool(one and other)
    near = kinship(one, other) if whole else Kinship.NONE
    if near >= Kinship.SOUND or not whole:
        return near
    if f"ه{one}" == other or f"ه{other}" == one:
        return Kinship.VOWELS
    if one[:-1] == other[:-1] and one[-1] in _LAST and other[-1] in _LAST:
        return Kinship.VOWELS if len(one) > len(_LAST) else near
    if near or not (bones := skeleton(one)) or bones != skeleton(other):
        return near
    if sound(one) == sound(other):
        return Kinship.SOUND
    inner = one[:1] == other[:1] and one[-1:] == other[-1:]
    close = Indel.distance(sound(one), sound(other), score_cutoff=1) == 1
    return Kinship.VOWELS if inner and close and len(bones) > 1 else near


def related_blocks(key: str) -> Iterator[str]:
    """Yield strings of which two keys that ``related`` relates have one in common."""
    yield from blocks(key)
    yield f"<{skeleton(key)}"
    yield f">{key[:-1]}"
    yield f"^{key}"
    if key.startswith("ه"):
        yield f"^{key[1:]}"


def _akin(one: str, other: str) -> Kinship:
    """Return the kinship of two words of names that are compared as wholes.

    A Maghrebi ل is an article: لعروسي, العروسي. An English plural's s may be left out:
    إنرجي, إنرجيز.
    """
    short, long = sorted((one, other), key=len)
    if not short:
        return Kinship.NONE
    if f"ل{short}" == long:
        return Kinship.SOUND
    near = related(one, other)
    last = {one[-1], other[-1]} == {"ا", "ي"} and one[:-1] == other[:-1]
    if last and not near:
        return Kinship.VOWELS  # ى is ي in a match key: رلى, رلا
    plural = len(short) >= _STEM and long[:-1] == short and long[-1] in "سز"
    return near or Kinship(Kinship.VOWELS * (plural or heard_alike(one, other)))


def _named(one: str, other: str) -> Kinship:
    """Return the kinship of two names of one word.

    Long ones may be heard alike; with two consonants one vowel more is no matter
    (إنيسيا, اينيسيا).
    """
    near = kinship(one, other)
    least = min(len(one), len(other))
    vowel = (
        least >= _OPEN
        and skeleton(one) == skeleton(other)
        and Indel.distance(sound(one), sound(other), score_cutoff=1) == 1
    )
    alike = vowel or (least >= _LONG and heard_alike(one, other))
    return max(near, Kinship(Kinship.VOWELS * alike))


def name_blocks(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield keys of which two names that ``one_name`` relates have one in common."""
    bones = [skeleton(word) for word in words]
    yield ("", *bones)
    for place, word in enumerate(words):
        rest = [*bones[:place], "", *bones[place + 1 :]]
        for block in blocks(word):
            yield (block, *rest)
        if len(words) > 1 or len(word) >= _LONG:
            for block in heard_blocks(word):
                yield (block, *rest)


def _alone(
    one: str, other: str, near: Kinship, counts: tuple[int, int], least: float
) -> bool:
    """Tell whether two words that differ are one name with nothing beside them."""
    if near is Kinship.VOWELS:
        return least < _FAMILIAR
    low, high = sorted(counts)
    times = _OFTENER if min(len(one), len(other)) < _LONG else _OFTENER - 1
    return least < _UNKNOWN and high >= times * low


def _limit(near: Kinship, place: int) -> float:
    """Return the Zipf frequency below which one of two words must be in a name.

    سعد and سعيد الحريري are two men; two spellings of a surname are one.
    """
    if near is Kinship.SLIP:
        return _UNKNOWN
    return _FAMILIAR if place else RARE


def _least(one: str, other: str, zipf: Zipf) -> float:
    return min(zipf(one), zipf(other))

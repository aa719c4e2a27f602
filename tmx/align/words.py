"""What a sentence shows of its content, in any script: stems, numbers, signs."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from glossary.arabic import bare, is_arabic, key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_TOKEN = re.compile(r"\d+(?:[.,٫٬]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)?|[?؟!%٪\"«»“”]")
_SIGNS = {"؟": "?", "٪": "%", "«": '"', "»": '"', "“": '"', "”": '"'}
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_SHORTEST = 2

_PLAIN_WORDS = frozenset(
    """the a an of to in on at by for from with and or but as is are was were be
    been being it its he she his her him they them their we our us you your i my
    me this that these those which who whom whose what will would shall has have
    had do does did so than then there here into out up if s t re ve ll it's one
    such any no nor own just في من إلى على عن أن إن أنه أنها إنه إنها التي الذي
    الذين ما هذا هذه ذلك تلك هو هي هم كان كانت كما قد لقد ثم أو أم بل به بها له
    لها لهم فيه فيها منه منها عليه عليها تم يتم التى اللذين اللتين وهو وهي وأن
    بأن لأن كانوا يكون تكون أي لدى لديه لديها إليه إليها عنه عنها معه معها ذات
    وقد فقد مما فيما بينما""".split()
)
FUNCTION_WORDS = frozenset(key(word) for word in _PLAIN_WORDS)
"""Match keys of words that say little by themselves, of both languages."""

_ENGLISH = {
    word: number
    for number, word in enumerate(
        "two three four five six seven eight nine ten eleven twelve thirteen fourteen"
        " fifteen sixteen seventeen eighteen nineteen".split(),
        start=2,
    )
} | {
    word: number * 10
    for number, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), start=2
    )
}
_ARABIC = {
    key(word): number
    for number, words in enumerate(
        (
            "اثنان اثنين اثنا اثني اثنتين اثنتان",
            "ثلاثة ثلاث",
            "أربعة أربع",
            "خمسة خمس",
            "ستة ست",
            "سبعة سبع",
            "ثمانية ثماني ثمان",
            "تسعة تسع",
            "عشرة عشر",
        ),
        start=2,
    )
    for word in words.split()
} | {
    key(word): number * 10
    for number, words in enumerate(
        (
            "عشرون عشرين",
            "ثلاثون ثلاثين",
            "أربعون أربعين",
            "خمسون خمسين",
            "ستون ستين",
            "سبعون سبعين",
            "ثمانون ثمانين",
            "تسعون تسعين",
        ),
        start=2,
    )
    for word in words.split()
}
_COUNTED = {**_ENGLISH, **_ARABIC, **{f"و{word}": n for word, n in _ARABIC.items()}}
_SCALES = {
    **{key(word): 1000 for word in ("ألف", "آلاف", "thousand")},
    **{key(word): 10**6 for word in ("مليون", "ملايين", "million")},
    **{key(word): 10**9 for word in ("مليار", "مليارات", "billion", "بليون")},
}
_TEN = 10


class Word(NamedTuple):
    """A word as evidence: ``stem`` is what inflected forms have in common."""

    stem: str
    key: str
    name: bool
    """Whether it is written as a name: in Latin letters with a capital."""


def words(sentence: str) -> list[Word]:
    """Return the words of a sentence that say something, in order.

    A number is ``#`` with its value (380,000, ``٣٨٠ ألف`` and ``380 thousand`` are
    one); a sign that translations keep (``?``, ``"``, ``%``, ``!``) is itself.
    """
    raw = _TOKEN.findall(bare(sentence))
    found: list[Word] = []
    place = 0
    while place < len(raw):
        token = raw[place]
        folded = key(token)
        value, taken = _value(raw, place)
        if value is not None:
            found.append(Word(f"#{value:.12g}", "", name=False))
            place += taken
            continue
        place += 1
        if token in _SIGNS or not token[0].isalnum():
            found.append(Word(_SIGNS.get(token, token), "", name=False))
        elif len(folded) >= _SHORTEST and folded not in FUNCTION_WORDS:
            found.append(Word(stem(folded), folded, name=token[0].isupper()))
    return found


def _value(raw: Sequence[str], place: int) -> tuple[float | None, int]:
    """Return the number that begins at a token and how many tokens it takes."""
    token = raw[place]
    taken = 1
    if token[0].isdigit():
        value = _digits(token)
    else:
        named = _COUNTED.get(key(token))
        if named is None:
            return None, 0
        value = float(named)
        following = _COUNTED.get(key(raw[place + 1])) if place + 1 < len(raw) else None
        if following is not None and _joins(named, following):
            value += following
            taken = 2
    if place + taken < len(raw):
        scale = _SCALES.get(key(raw[place + taken]))
        if scale:
            return value * scale, taken + 1
    return value, taken


def _joins(first: int, second: int) -> bool:
    """Tell whether two number words are one number: twenty-five, ثلاثة عشر."""
    low, high = sorted((first, second))
    return low < _TEN <= high and high % _TEN == 0


def _digits(token: str) -> float:
    plain = key(token)
    if _GROUPED.fullmatch(plain):
        plain = plain.replace(",", "")
    whole, *rest = plain.replace(",", ".").split(".")
    return float(f"{whole}.{''.join(rest)}" if rest else whole)


@lru_cache(maxsize=1 << 16)
def stem(folded: str) -> str:
    """Return a match key without the commonest endings, and in Arabic proclitics."""
    if is_arabic(folded):
        for prefix in ("وال", "بال", "كال", "فال", "ولل", "ال", "لل", "و"):
            if folded.startswith(prefix) and len(folded) - len(prefix) > _SHORTEST:
                folded = folded[len(prefix) :]
                break
        for suffix in ("ها", "ات", "ون", "ين", "ان", "يه", "ه", "ي"):
            if folded.endswith(suffix) and len(folded) - len(suffix) > _SHORTEST:
                return folded[: -len(suffix)]
        return folded
    plain = folded.removesuffix("'s").removesuffix("’s")
    for suffix, instead in (
        ("ies", "y"),
        ("sses", "ss"),
        ("ing", ""),
        ("ed", ""),
        ("es", ""),
        ("s", ""),
        ("e", ""),
    ):
        if plain.endswith(suffix) and len(plain) - len(suffix) > _SHORTEST:
            return plain[: -len(suffix)] + instead
    return plain


_BEFORE = ("ال", "بال", "كال", "لل", "ب", "ل", "ك", "س")
_AFTER = (
    "ها هم هما نا كم ات ون ين ان تين تان يه ه ي وا ت تا ا يا يين يون اته اتها اتهم"
).split()
_STEM = 3
_ENDINGS = (
    ("'s", ""),
    ("’s", ""),
    ("s", ""),
    ("es", ""),
    ("ies", "y"),
    ("ed", ""),
    ("ed", "e"),
    ("ied", "y"),
    ("ing", ""),
    ("ing", "e"),
    ("ly", ""),
    ("al", ""),
    ("er", ""),
)


@lru_cache(maxsize=1 << 16)
def forms(folded: str) -> frozenset[str]:
    """Return the dictionary forms that a match key may be an inflection of."""
    if is_arabic(folded):
        return frozenset(_arabic_forms(folded))
    found = {folded}
    for suffix, instead in _ENDINGS:
        if folded.endswith(suffix) and len(folded) - len(suffix) >= _STEM:
            base = folded[: -len(suffix)] + instead
            found.add(base)
            if not instead and base[-1] == base[-2]:  # stopped, planning
                found.add(base[:-1])
    return frozenset(found)


@lru_cache(maxsize=1 << 16)
def heads(folded: str) -> tuple[str, ...]:
    """Return an Arabic match key with and without what may be proclitics."""
    found = [folded]
    if folded[:1] in "وف" and len(folded) > _STEM:
        found.append(folded[1:])
    for base in tuple(found):
        found += [
            base[len(prefix) :]
            for prefix in _BEFORE
            if base.startswith(prefix) and len(base) - len(prefix) >= _STEM
        ]
    return tuple(dict.fromkeys(found))


def _arabic_forms(folded: str) -> Iterator[str]:
    for head in heads(folded):
        yield head
        if head[0] in "تنا" and len(head) > _STEM:  # one person for all: يعلن
            yield f"ي{head[1:]}"
        for suffix in _AFTER:
            base = head[: -len(suffix)]
            if not head.endswith(suffix) or len(base) < _STEM:
                continue
            yield base
            if suffix == "ات":  # حكومات
                yield f"{base}ه"
            if base[-1] == "ت":  # حكومتها
                yield f"{base[:-1]}ه"
            if base[0] in "تن":
                yield f"ي{base[1:]}"

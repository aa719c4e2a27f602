"""Names that differ in spaces, or of which one has fewer words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz.distance import Levenshtein

from glossary.names.given import given_names
from glossary.names.heard import heard_alike
from glossary.names.skeleton import Kinship, folded, kinship, skeleton

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SPACED = 6
"""Letters of a name that is the same with other spaces."""
_CERTAIN = 6
"""Consonants of a name of which one may be written otherwise as well."""
_LONG = 12
"""Letters of a name in which two vowels may differ, or an article."""
_PLAIN = 3
"""Words of a name that may lack what stands before another, and words inside it."""


def spaced(one: str, other: str) -> bool:
    """Tell whether two names written without spaces are one."""
    sure = min(len(skeleton(one)), len(skeleton(other))) >= _CERTAIN
    most = 2 if min(len(one), len(other)) >= _LONG else 1
    near = Levenshtein.distance(folded(one), folded(other), score_cutoff=most) <= most
    return (near and alike(one, other)) or (sure and heard_alike(one, other))


def spaced_blocks(whole: str) -> Iterator[str]:
    """Yield strings of which two names that ``spaced`` relates have one in common."""
    bones = skeleton(whole)
    yield bones
    if len(bones) >= _CERTAIN:
        for place in range(len(bones)):
            yield f"{bones[:place]}*{bones[place + 1 :]}"


def parts(words: Sequence[str]) -> Iterator[str]:
    """Yield keys of which each short form of a name has one as its ``short`` ones."""
    yield f">{words[0]}"
    yield from (f"+{skeleton(word)}" for word in words[:2])
    for place in range(1, len(words)):
        yield f"<{skeleton(''.join(words[place:]))}"


def short(words: Sequence[str]) -> Iterator[str]:
    """Yield keys of which the names that these words may stand for have one."""
    yield f">{words[0]}"
    yield f"+{skeleton(words[0])}"
    for place in range(len(words)):
        yield f"<{skeleton(''.join(words[place:]))}"


def ends_in(name: Sequence[str], words: Sequence[str]) -> bool:
    """Tell whether a name ends in words that have other spaces there."""
    whole = "".join(words)
    return len(whole) >= SPACED and any(
        spaced("".join(name[place:]), whole)
        for place in range(1, len(name))
        if len(name) - place != len(words)
    )


def inside(words: Sequence[str], longer: Sequence[str]) -> bool:
    """Tell whether words begin and end a longer name and occur in their order.

    A name of three words may lack a title before it that nothing knows.
    """
    titled = len(words) >= _PLAIN and longer[0] not in given_names()
    first = longer[: 1 + titled]
    rest = iter(longer)
    return any(alike(words[0], word) for word in first) and all(
        any(alike(word, other) for other in rest) for word in words
    )


def alike(one: str, other: str) -> bool:
    """Tell whether two words are spelled alike."""
    return kinship(one, other) >= Kinship.VOWELS

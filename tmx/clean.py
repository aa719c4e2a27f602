"""Clean up a memory: units as they come, one at a time, with a count of what went."""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable, Iterator

    from tmx.model import InlineCode, Segment, TranslationUnit, Variant

# TMX 1.4b: "i" pairs bpt with ept in a segment, "x" matches codes across languages.
_NUMBERS = ("i", "x")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleaning:
    """What to clean up, in the order in which it is done."""

    languages: tuple[str, ...] = ()
    """Keep these only, and units that have them all; none: all."""
    normalise_codes: bool = False
    """Number codes from 1 in their order, so that equal units compare equal."""
    drop_empty: bool = False
    """Leave out units with an empty text."""
    drop_untranslated: bool = False
    """Leave out units in fewer than two languages, or with one text in all."""
    dedupe: bool = False
    """Leave out units whose texts, codes and languages an earlier one has."""
    prop: tuple[str, str] | None = None
    """Keep only units with this type and text of a property; no text: without it."""


def clean(
    units: Iterable[TranslationUnit], how: Cleaning, counts: Counter[str]
) -> Iterator[TranslationUnit]:
    """Yield the units that stay, in order; ``counts`` says why others did not.

    Memory is constant but for ``dedupe``, which keeps 16 bytes of hash for each unit.
    """
    seen: set[bytes] = set()
    for given in units:
        counts["units read"] += 1
        unit = given
        if how.languages:
            kept = [unit.variant(one) for one in how.languages]
            if not all(kept):
                counts["without the languages asked for"] += 1
                continue
            variants = tuple(one for one in unit.variants if one in kept)
            unit = replace(unit, variants=variants)
        if how.normalise_codes:
            unit = _numbered(unit)
            counts["with codes renumbered"] += unit.variants != given.variants
        if reason := _fault(unit, how):
            counts[reason] += 1
            continue
        if how.dedupe:
            if (key := _key(unit)) in seen:
                counts["duplicate"] += 1
                continue
            seen.add(key)
        counts["units kept"] += 1
        yield unit


def values(units: Iterable[TranslationUnit], prop: str) -> Iterator[str]:
    """Yield the text of a property of each unit, empty where it has none."""
    for unit in units:
        yield unit.prop(prop) or ""


def _fault(unit: TranslationUnit, how: Cleaning) -> str | None:
    if how.prop and (unit.prop(how.prop[0]) or "") != how.prop[1]:
        return "elsewhere"
    if how.drop_empty and not all(_has_text(one) for one in unit.variants):
        return "empty"
    if how.drop_untranslated and len({one.lang for one in unit.variants}) < 2:  # noqa: PLR2004 - a translation takes two
        return "untranslated"
    if how.drop_untranslated and len({one.plain.strip() for one in unit.variants}) == 1:
        return "untranslated"
    return None


def _has_text(variant: Variant) -> bool:
    return bool(variant.plain.strip())


def _key(unit: TranslationUnit) -> bytes:
    said = sorted(
        (one.lang.lower(), repr(one.segment.parts if one.segment else None))
        for one in unit.variants
    )
    return blake2b(repr(said).encode("utf-8", "replace"), digest_size=16).digest()


def _numbered(unit: TranslationUnit) -> TranslationUnit:
    shared: dict[str, str] = {}
    variants = tuple(
        one
        if one.segment is None
        else replace(one, segment=_segment(one.segment, shared))
        for one in unit.variants
    )
    return replace(unit, variants=variants)


def _segment(segment: Segment, shared: dict[str, str]) -> Segment:
    numbers = {"i": {}, "x": shared}
    return replace(segment, parts=_parts(segment.parts, numbers))


def _parts(
    parts: tuple[str | InlineCode, ...], numbers: dict[str, dict[str, str]]
) -> tuple[str | InlineCode, ...]:
    return tuple(
        one
        if isinstance(one, str)
        else replace(
            one,
            attributes=tuple(
                (name, _number(numbers[name], value) if name in _NUMBERS else value)
                for name, value in one.attributes
            ),
            parts=_parts(one.parts, numbers),
        )
        for one in parts
    )


def _number(known: dict[str, str], value: str) -> str:
    return known.setdefault(value, str(len(known) + 1))

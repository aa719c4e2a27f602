"""A translation unit as compact text and back: everything that its TMX had.

The text is JSON in which the two segments that the memory searches are only numbered,
as their texts stand beside it. What is empty at the end of a list is left out.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from tmx.model import (
    Extra,
    InlineCode,
    Note,
    Property,
    Segment,
    TranslationUnit,
    Variant,
)

if TYPE_CHECKING:
    from tmx.model import Item

SOURCE, TARGET = 0, 1
"""What stands for a segment that is the text of this side, without codes."""

_dump = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_LANG = "xml:lang"


def encode(unit: TranslationUnit, source: Variant, target: Variant) -> str:
    """Return a unit as text; ``source`` and ``target`` are two of its variants."""
    sides = [
        SOURCE if one is source else TARGET if one is target else None
        for one in unit.variants
    ]
    variants = ",".join(map(_encoded, unit.variants, sides))
    if unit.id is None and not (unit.items or unit.attributes or unit.before):
        return f"[[{variants}],null,[],[]]"
    rest: list[Any] = [unit.id, _items(unit.items), unit.attributes]
    if unit.before:
        rest.append(unit.before)
    return f"[[{variants}],{_dump(rest)[1:]}"


def _encoded(variant: Variant, side: int | None) -> str:
    segment = variant.segment
    if (
        side is not None
        and segment is not None
        and not (variant.items or variant.attributes or segment.attributes)
        and variant.lang_attribute == _LANG
        and len(segment.parts) == 1
        and isinstance(segment.parts[0], str)
    ):
        return _plain(variant.lang, side)
    row: list[Any] = [variant.lang, _segment(segment, side)]
    if variant.items or variant.attributes or variant.lang_attribute != _LANG:
        row += [_items(variant.items), variant.attributes]
    if variant.lang_attribute != _LANG:
        row.append(variant.lang_attribute)
    return _dump(row)


@lru_cache(maxsize=1024)
def _plain(lang: str, side: int) -> str:
    return _dump([lang, side])


def signature(variant: Variant, plain: str) -> str:
    """Return what a variant says: its text, ``plain``, or that with its codes."""
    segment = variant.segment
    if segment is None or all(isinstance(one, str) for one in segment.parts):
        return plain
    return _dump([_part(one) for one in segment.parts])


def decode(content: str, source: str, target: str) -> TranslationUnit:
    """Return the unit that ``encode`` wrote; the texts are those of the two sides.

    Raises ``IndexError``, ``TypeError`` or ``ValueError`` where it is something else.
    """
    variants, name, items, attributes, *before = json.loads(content)
    texts = (source, target)
    return TranslationUnit(
        variants=tuple(_read_variant(one, texts) for one in variants),
        id=name,
        items=_read_items(items),
        attributes=_pairs(attributes),
        before=tuple(before[0]) if before else (),
    )


def _segment(segment: Segment | None, side: int | None) -> Any:  # noqa: ANN401 - JSON
    if segment is None:
        return None
    parts = segment.parts
    if len(parts) == 1 and isinstance(parts[0], str) and not segment.attributes:
        return parts[0] if side is None else side
    return [[_part(one) for one in parts], segment.attributes]


def _part(part: str | InlineCode) -> Any:  # noqa: ANN401 - JSON
    if isinstance(part, str):
        return part
    return [part.tag, part.attributes, [_part(one) for one in part.parts]]


def _items(items: tuple[Item, ...]) -> list[list[Any]]:
    rows = []
    for one in items:
        if isinstance(one, Property):
            row: list[Any] = ["p", one.type, one.text, one.attributes, one.after]
        elif isinstance(one, Note):
            row = ["n", one.text, one.attributes, one.after]
        else:
            row = ["x", one.xml, one.after]
        while not isinstance(row[-1], str) and not row[-1]:
            row.pop()
        rows.append(row)
    return rows


def _read_variant(row: list[Any], texts: tuple[str, str]) -> Variant:
    rest: list[Any] = [[], [], _LANG]
    tag, said, items, attributes, name = row + rest[len(row) - 2 :]
    return Variant(
        lang=tag,
        segment=_read_segment(said, texts),
        items=_read_items(items) if items else (),
        attributes=_pairs(attributes),
        lang_attribute=name,
    )


def _read_segment(said: Any, texts: tuple[str, str]) -> Segment | None:  # noqa: ANN401 - JSON
    if said is None:
        return None
    if isinstance(said, int):
        return Segment(parts=(texts[said],))
    if isinstance(said, str):
        return Segment(parts=(said,))
    parts, attributes = said
    return Segment(
        parts=tuple(_read_part(one) for one in parts), attributes=_pairs(attributes)
    )


def _read_part(part: Any) -> str | InlineCode:  # noqa: ANN401 - JSON
    if isinstance(part, str):
        return part
    tag, attributes, parts = part
    return InlineCode(
        tag=tag,
        attributes=_pairs(attributes),
        parts=tuple(_read_part(one) for one in parts),
    )


def _read_items(rows: list[list[Any]]) -> tuple[Item, ...]:
    return tuple(_read_item(*row) for row in rows)


def _read_item(kind: str, *said: Any) -> Item:  # noqa: ANN401 - JSON
    rest: list[Any] = [[], 0]
    if kind == "p":
        name, text, attributes, after = [*said, *rest[len(said) - 2 :]]
        return Property(
            type=name, text=text, attributes=_pairs(attributes), after=after
        )
    if kind == "n":
        text, attributes, after = [*said, *rest[len(said) - 1 :]]
        return Note(text=text, attributes=_pairs(attributes), after=after)
    xml, after = [*said, *rest[len(said) :]]
    return Extra(xml=xml, after=after)


def _pairs(rows: list[list[str]]) -> tuple[tuple[str, str], ...]:
    return tuple([(name, value) for name, value in rows])

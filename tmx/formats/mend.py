"""A memory made valid where that loses nothing: order, ids, what a header lacks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from glossary.taken import Taken
from tmx.model import new_header

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from glossary.losses import Losses
    from tmx.model import Header, TranslationUnit, Variant

_OLD = ("1.1", "1.2")
ORDER = "elements put in the standard's order"
IDS = "duplicate ids made unique"


def mended_header(
    header: Header, first: TranslationUnit | None, done: Losses
) -> Header:
    """Return the header with all that TMX wants of it; ``done`` counts what was added.

    A missing ``srclang`` is the first unit's first language: never ``*all*``, which
    Weblate refuses, unless there is no language at all.
    """
    tags = [one.lang for one in first.variants if one.lang] if first else []
    source = tags[0] if tags else "*all*"
    wanted = new_header(source=source, tool_version="0").attributes
    missing = tuple(pair for pair in wanted if not header.get(pair[0]))
    for name, _ in missing:
        done.add(f"header attribute {name} added")
    known = tuple(pair for pair in header.attributes if pair[1])
    root = tuple(pair for pair in header.root_attributes if pair[0] != "xmlns")
    if root != header.root_attributes:
        done.add("namespace of the root removed")
    if header.version is None:
        done.add("version added")
    return replace(
        header,
        attributes=(*known, *missing),
        root_attributes=root,
        version=header.version or "1.4",
    )


def mended_units(
    units: Iterable[TranslationUnit], version: str | None, done: Losses
) -> Iterator[TranslationUnit]:
    """Yield the units as the standard wants them; ``done`` counts what was mended."""
    tag_name = "lang" if version in _OLD else "xml:lang"
    taken = Taken()
    for unit in units:
        variants = tuple(_variant(one, tag_name, done) for one in unit.variants)
        items = tuple(replace(one, after=0) for one in unit.items)
        if items != unit.items:
            done.add(ORDER)
        name = unit.id
        if name is not None:
            name = taken.free(name)
            if name != unit.id:
                done.add(IDS)
        yield replace(unit, id=name, variants=variants, items=items)


def _variant(variant: Variant, tag_name: str, done: Losses) -> Variant:
    items = tuple(replace(one, after=0) for one in variant.items)
    if items != variant.items:
        done.add(ORDER)
    if variant.lang and variant.lang_attribute != tag_name:
        done.add(f"languages written as {tag_name}")
    return replace(variant, items=items, lang_attribute=tag_name)

"""What a trans-unit (XLIFF 1) or a unit (XLIFF 2) says, segment by segment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tmx.formats.xliff.codes import Reader
from tmx.formats.xliff.names import APPROVED, CONTEXT, ID, STATE, TRANSLATE
from tmx.formats.xliff.node import XML_LANG, Node
from tmx.model import Note, Property, TranslationUnit, Variant

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tmx.model import Item

UNITS = frozenset(("trans-unit", "unit"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What the elements around a unit say."""

    file: str = ""
    """The id (XLIFF 2) or the original (XLIFF 1) of the file."""
    source: str = ""
    target: str = ""
    is_translated: bool = True
    """Whether ``translate="no"`` stands nowhere above."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One text to translate: its unit, and the elements that hold its two sides."""

    unit: TranslationUnit
    node: Node
    """The trans-unit, or the segment of XLIFF 2."""
    source: Node
    target: Node | None
    codes: Reader
    is_segment: bool = False
    """Whether source and target are ``mrk`` elements of a segmented unit."""
    is_open: bool = True
    """Whether it may be translated."""


def slots(node: Node, around: Around) -> Iterator[Slot]:
    """Yield the texts of a unit in order; those without any source are left out."""
    if node.name == "unit":
        yield from _slots_2(node, around)
    else:
        yield from _slots_1(node, around)


def _slots_1(node: Node, around: Around) -> Iterator[Slot]:
    source, target = node.child("source"), node.child("target")
    if source is None:
        return
    found = node.attributes
    identity = "/".join(filter(None, (around.file, found.get("id"))))
    # XLIFF 1.2, 2.4: seg-source holds the source again, a mrk around each segment.
    segmented = node.child("seg-source")
    ours = _segments(segmented) if segmented else {}
    theirs = _segments(target) if target else {}
    is_open = around.is_translated and found.get("translate") != "no"
    state = target.attributes.get("state", "") if target else ""
    notes = [one.text for one in node.elements if one.name == "note"]
    for mid, one in ours.items() if ours else [("", source)]:
        other = theirs.get(mid) if ours else target
        codes = Reader()
        name = f"{identity}/{mid}" if ours else identity
        items = _items(name, found.get("resname"), notes, is_open=is_open)
        if found.get("approved") == "yes":
            items.insert(-len(notes) or len(items), Property(type=APPROVED, text="yes"))
        tags = _tags(source, target, around)
        variants = _variants((one, other), tags, codes, state)
        yield Slot(
            unit=TranslationUnit(variants=variants, items=tuple(items)),
            node=node,
            source=one,
            target=other,
            codes=codes,
            is_segment=bool(ours),
            is_open=is_open,
        )


def _segments(node: Node) -> dict[str, Node]:
    return {
        one.attributes.get("mid", ""): one
        for one in node.walk()
        if one.name == "mrk" and one.attributes.get("mtype") == "seg"
    }


def _slots_2(node: Node, around: Around) -> Iterator[Slot]:
    is_open = around.is_translated and node.attributes.get("translate") != "no"
    remarks = node.child("notes")
    notes = [one.text for one in remarks.elements] if remarks else []
    count = 0
    for segment in node.elements:
        source, target = segment.child("source"), segment.child("target")
        if segment.name != "segment" or source is None:
            continue
        count += 1
        name = (around.file, node.attributes.get("id"), segment.attributes.get("id"))
        items = _items(
            "/".join(filter(None, name)),
            node.attributes.get("name"),
            notes if count == 1 else [],
            is_open=is_open,
        )
        codes = Reader()
        state = segment.attributes.get("state", "")
        tags = _tags(source, target, around)
        variants = _variants((source, target), tags, codes, state)
        yield Slot(
            unit=TranslationUnit(variants=variants, items=tuple(items)),
            node=segment,
            source=source,
            target=target,
            codes=codes,
            is_open=is_open,
        )


def _items(
    identity: str, context: str | None, notes: list[str], *, is_open: bool
) -> list[Item]:
    items: list[Item] = []
    if identity:
        items.append(Property(type=ID, text=identity))
    if context:
        items.append(Property(type=CONTEXT, text=context))
    if not is_open:
        items.append(Property(type=TRANSLATE, text="no"))
    return items + [Note(text=text) for text in notes]


def _tags(source: Node, target: Node | None, around: Around) -> tuple[str, str]:
    own = target.attributes.get(XML_LANG) if target else None
    return source.attributes.get(XML_LANG) or around.source, own or around.target


def _variants(
    pair: tuple[Node, Node | None], tags: tuple[str, str], codes: Reader, state: str
) -> tuple[Variant, ...]:
    source, target = pair
    ours = Variant(lang=tags[0], segment=codes.segment(source))
    if target is None or not target.children:
        return (ours,)
    said = (Property(type=STATE, text=state),) if state else ()
    # The codes of the target must not pass for the source's.
    segment = codes.sequel().segment(target)
    return ours, Variant(lang=tags[1], segment=segment, items=said)

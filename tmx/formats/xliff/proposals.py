"""What XLIFF proposes beside a translation: ``alt-trans``, and ``match`` of XLIFF 2."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tmx.formats.xliff.codes import Reader
from tmx.formats.xliff.names import ID, ORIGIN, QUALITY
from tmx.formats.xliff.node import XML_LANG
from tmx.model import Property, TranslationUnit, Variant

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tmx.formats.xliff.node import Node
    from tmx.formats.xliff.unit import Around

_ELEMENTS = frozenset(("alt-trans", "match"))
_REJECTED = "rejected"


def proposals(node: Node) -> int:
    """Return how many alternative translations a unit has beside its own."""
    return sum(one.name in _ELEMENTS for one in node.walk())


def proposed(node: Node, around: Around) -> Iterator[TranslationUnit]:
    """Yield a unit for each proposal, with how well it matches and where it is from.

    One without a source of its own has the unit's. What was rejected (XLIFF 1.2,
    alttranstype) is no proposal any more, and one without a target is none.
    """
    above = next((one for one in node.walk() if one.name == "source"), None)
    for one in node.walk():
        source, target = one.child("source") or above, one.child("target")
        if one.name not in _ELEMENTS or source is None or target is None:
            continue
        found = one.attributes
        if not target.children or found.get("alttranstype") == _REJECTED:
            continue
        said = {
            ID: "/".join(filter(None, (around.file, node.attributes.get("id")))),
            QUALITY: found.get("match-quality") or found.get("matchQuality"),
            ORIGIN: found.get("origin"),
        }
        codes = Reader()
        ours = Variant(
            lang=source.attributes.get(XML_LANG) or around.source,
            segment=codes.segment(source),
        )
        theirs = Variant(
            lang=target.attributes.get(XML_LANG) or around.target,
            segment=codes.sequel().segment(target),
        )
        # Without a quality, too, it says that it is no translation of this text.
        items = [Property(type=key, text=text) for key, text in said.items() if text]
        if not said[QUALITY]:
            items.append(Property(type=QUALITY, text="unknown"))
        yield TranslationUnit(variants=(ours, theirs), items=tuple(items))

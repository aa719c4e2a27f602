"""XLIFF as translation units, streaming, the good ones of a damaged file too."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from glossary.errors import FormatError, Where
from glossary.xml import XmlReader, local_name
from tmx.formats.sides import two_languages
from tmx.formats.xliff.node import attributes_of, from_lxml
from tmx.formats.xliff.proposals import proposals, proposed
from tmx.formats.xliff.unit import Around, slots

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lxml import etree

    from glossary.losses import Losses
    from tmx.formats.xliff.node import Node
    from tmx.model import TranslationUnit

SPACES = (
    "",  # XLIFF 1.0 and 1.1 by DTD
    "urn:oasis:names:tc:xliff:document:1.1",
    "urn:oasis:names:tc:xliff:document:1.2",
)
_SPACE_2 = "urn:oasis:names:tc:xliff:document:2."
PROPOSALS = "alternative translations"


def read_xliff(  # noqa: PLR0913 - each is a choice of its own
    stream: BinaryIO,
    *,
    name: str,
    languages: tuple[str, str],
    losses: Losses,
    on_problem: Callable[[FormatError], None] | None = None,
    with_proposals: bool = False,
) -> Iterator[TranslationUnit]:
    """Yield a unit for each segment, without a second variant where none is translated.

    Languages that the file does not declare are taken from ``languages``, by script.
    Inline codes become those of TMX; ids, states and notes go along as properties and
    notes. After a break reading goes on with the next unit, and what is wrong goes to
    ``on_problem``. Alternative translations are counted as lost, or follow their unit
    as units of their own that say how well they match.
    """
    reader = XmlReader(stream, name=name, on_problem=on_problem)
    version = require_xliff(
        reader.root.local, reader.root.namespace, dict(reader.root.attributes), name
    )
    declared = dict(reader.root.attributes)
    known = Around()
    entry = "unit" if version.startswith("2") else "trans-unit"
    for element in reader.elements({entry}, entry=entry, within=("file", "body")):
        known = around(element, declared, known)
        node = from_lxml(element)
        whole = completed(known, node, languages)
        for slot in slots(node, whole):
            if slot.source.children:
                yield slot.unit
        lost = proposals(node)
        if lost and with_proposals:
            for unit in proposed(node, whole):
                lost -= 1
                yield unit
        if lost:
            losses.add(PROPOSALS, lost)


def require_xliff(root: str, space: str, attributes: dict[str, str], name: str) -> str:
    """Return the version; raise ``FormatError`` for what is no XLIFF of 1.x or 2.x."""
    version = attributes.get("version", "")
    if root != "xliff":
        raise FormatError(f"is not XLIFF: its root is <{root}>", where=Where(name, 1))
    if space not in SPACES and not space.startswith(_SPACE_2):
        raise FormatError(
            f"is XLIFF in a namespace that is not known here: {space}",
            where=Where(name, 1),
        )
    if space.startswith(_SPACE_2):
        return version or "2.0"
    return version or "1.2"


def around(element: etree._Element, declared: dict[str, str], before: Around) -> Around:
    """Return what the ancestors say; after a break, what the last unit's said."""
    above = {
        local_name(one): attributes_of(one)
        for one in reversed([*element.iterancestors()])
    }
    file = above.get("file", {})
    if not file:
        return before
    return file_around(
        file,
        declared,
        is_translated=all(one.get("translate") != "no" for one in above.values()),
    )


def file_around(
    file: dict[str, str], declared: dict[str, str], *, is_translated: bool
) -> Around:
    """Return what a file element says, with the root's languages in XLIFF 2."""
    return Around(
        file=file.get("original") or file.get("id") or "",
        source=declared.get("srcLang") or file.get("source-language") or "",
        target=declared.get("trgLang") or file.get("target-language") or "",
        is_translated=is_translated,
    )


def completed(found: Around, node: Node, languages: tuple[str, str]) -> Around:
    """Return the surroundings with the languages that nobody declared."""
    if found.source and found.target:
        return found
    source = node.child("source") or next(
        (one for one in node.walk() if one.name == "source"), None
    )
    sample = source.text if source else ""
    tags = two_languages((found.source, found.target), languages, sample)
    return Around(
        file=found.file,
        source=tags[0],
        target=tags[1],
        is_translated=found.is_translated,
    )

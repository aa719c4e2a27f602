"""Concepts as a TBX document that keeps to its version's schemas."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lxml import etree

from glossary.formats.tbx.dialects import BASIC_2
from glossary.formats.tbx.draft import Node, draft
from glossary.formats.tbx.ids import encode, is_id, resolved
from glossary.formats.tbx.level import Style
from glossary.formats.tbx.names import NAMESPACE, V2, V3
from glossary.model import TermKind
from glossary.taken import Taken
from glossary.xml import escape_attribute, escape_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from glossary.formats.tbx.dialects import Dialect
    from glossary.losses import Losses
    from glossary.model import Concept, Term

_INDENT = "  "


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What a TBX document says about itself."""

    title: str = "Glossary"
    source: str = "Exported by gloss"
    lang: str = "en"
    """The language of the document's own texts, not of the terms."""


def write_tbx(
    concepts: Iterable[Concept],
    *,
    losses: Losses,
    dialect: Dialect = BASIC_2,
    header: Header | None = None,
    usable_only: bool = False,
) -> Iterator[str]:
    """Yield a document in a dialect (``dialects.BASIC_2``, ``BASIC_3`` …), DCA style.

    Elements that the dialect does not allow are left out and counted; ``DEFAULT_2``
    and a dialect of version 3 that is not public allow every data category.
    ``usable_only`` is for tools that offer every term as valid: it leaves out
    deprecated and superseded terms and spelling variants.
    """
    style = Style(dialect=dialect, losses=losses)
    ids = Taken()
    yield from _opening(header or Header(), style)
    chosen = _usable(concepts, losses) if usable_only else concepts
    for node in resolved(_claimed(chosen, style, ids), ids.ids):
        _resolve(node, ids, losses)
        yield from _lines(node, _INDENT * 3)
    yield f"{_INDENT * 2}</body>\n{_INDENT}</text>\n</{dialect.version.root}>\n"


def _opening(header: Header, style: Style) -> Iterator[str]:
    names = style.dialect.version
    name = escape_attribute(style.dialect.name)
    lang = escape_attribute(header.lang)
    space = f' style="dca" xmlns="{NAMESPACE}"' if names is V3 else ""
    title, source = (
        escape_text(style.legal(text)) for text in (header.title, header.source)
    )
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<{names.root} type="{name}"{space} xml:lang="{lang}">\n'
    yield f"{_INDENT}<{names.header}>\n"
    yield f"{_INDENT * 2}<fileDesc>\n"
    yield f"{_INDENT * 3}<titleStmt><title>{title}</title></titleStmt>\n"
    yield f"{_INDENT * 3}<sourceDesc><p>{source}</p></sourceDesc>\n"
    yield f"{_INDENT * 2}</fileDesc>\n"
    if names is V2:
        xcs = "TBXBasicXCSV02.xcs" if style.dialect is BASIC_2 else "TBXXCSV02.xcs"
        yield f'{_INDENT * 2}<encodingDesc><p type="XCSURI">{xcs}</p></encodingDesc>\n'
    yield f"{_INDENT}</{names.header}>\n"
    yield f"{_INDENT}<text>\n{_INDENT * 2}<body>\n"


def _usable(concepts: Iterable[Concept], losses: Losses) -> Iterator[Concept]:
    for concept in concepts:
        sections = tuple(
            replace(section, terms=tuple(t for t in section.terms if _keep(t, losses)))
            for section in concept.sections
        )
        yield replace(concept, sections=tuple(one for one in sections if one.terms))


def _keep(term: Term, losses: Losses) -> bool:
    if not term.status.usable:
        losses.add(f"{term.status.label} terms")
        return False
    if term.kind is TermKind.VARIANT:
        losses.add("variant terms")
        return False
    return True


def _claimed(
    concepts: Iterable[Concept], style: Style, ids: Taken
) -> Iterator[tuple[Node, frozenset[str]]]:
    """Yield each entry with its ids settled, and the ids that it refers to."""
    for concept in concepts:
        node = draft(concept, style)
        if node is None:
            continue
        wanted = encode(concept.id)
        node.attributes["id"] = ids.free(wanted)
        if node.attributes["id"] != wanted:
            style.losses.add("repeated id")
        for one in node.nodes():
            _settle(one, ids if one is not node else None, style)
        targets = set()
        for element in _marked(node):
            wanted = element.get("id", wanted)
            if "id" in element.attrib and not (is_id(wanted) and ids.add(wanted)):
                style.losses.add("id")
                del element.attrib["id"]
            if element.tag != "xref" and "target" in element.attrib:
                targets.add(element.get("target", ""))
        yield node, frozenset(targets)


def _marked(node: Node) -> Iterator[etree._Element]:
    """Yield the elements that may have an id or a reference."""
    for leaf in node.leaves():
        if len(leaf) or len(leaf.attrib) > 1 or leaf.tag in {"note", "term"}:
            yield from leaf.iter("*")


def _settle(node: Node, ids: Taken | None, style: Style) -> None:
    """Take off the attributes that the container may not have, and claim its id."""
    for name, value in list(node.attributes.items()):
        allowed = name in style.dialect.schema[node.tag].attributes
        if allowed and name == "id" and ids:
            allowed = is_id(value) and ids.add(value)
        if not allowed:
            style.losses.add(f"{node.tag} {name}")
            del node.attributes[name]


def _resolve(node: Node, ids: Taken, losses: Losses) -> None:
    """Take off the references that lead out of the document."""
    for element in _marked(node):
        target = element.get("target")
        if target and element.tag != "xref" and target not in ids.ids:
            losses.add("target")
            del element.attrib["target"]


def _lines(node: Node, indent: str) -> Iterator[str]:
    attributes = "".join(
        f' {key}="{escape_attribute(value)}"' for key, value in node.attributes.items()
    )
    yield f"{indent}<{node.tag}{attributes}>\n"
    for part in node.parts:
        if isinstance(part, Node):
            yield from _lines(part, indent + _INDENT)
        else:
            markup = etree.tostring(part, encoding="unicode", with_tail=False)
            yield f"{indent}{_INDENT}{markup}\n"
    yield f"{indent}</{node.tag}>\n"

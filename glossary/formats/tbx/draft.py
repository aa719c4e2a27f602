"""A concept as the elements of a TBX entry."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

from glossary.formats.tbx.entry import (
    DEFINITION,
    KIND,
    NOTE,
    PART_OF_SPEECH,
    PROPER_NOUN,
    SOURCE,
    SUBJECT,
    TERM,
    TYPE_NOTE,
)
from glossary.formats.tbx.fields import Category
from glossary.formats.tbx.level import AUXILIARY, Level, rank
from glossary.formats.tbx.names import V3
from glossary.formats.tbx.transactions import TRANSACTION
from glossary.model import ConceptType

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.formats.tbx.level import Style
    from glossary.model import Concept, LangSection, Term

_RESPONSIBILITY = Category("transacNote", "responsibility")
_DATE = Category("date")


@dataclass(slots=True, kw_only=True)
class Node:
    """A structural element with its parts in order."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    parts: list[Node | etree._Element] = field(default_factory=list)

    def nodes(self) -> Iterator[Node]:
        """Yield this node and all below it."""
        yield self
        for part in self.parts:
            if isinstance(part, Node):
                yield from part.nodes()

    def leaves(self) -> Iterator[etree._Element]:
        """Yield all elements with text, in order."""
        for node in self.nodes():
            yield from (part for part in node.parts if not isinstance(part, Node))


def draft(concept: Concept, style: Style) -> Node | None:
    """Return the entry, or ``None`` where no language has a term.

    Its ids are as the concept has them, legal or not.
    """
    sections = [one for one in concept.sections if one.terms]
    for _ in range(len(concept.sections) - len(sections)):
        style.losses.add("languages without a term")
    if not sections:
        style.losses.add("concepts without a term")
        return None
    made, type_ = concept.provenance, concept.type
    level = Level(style, "conceptEntry", concept.extra)
    level.add(SUBJECT, concept.subject)
    level.add(DEFINITION, concept.definition)
    if type_ is not ConceptType.TERM or TYPE_NOTE.fullmatch(concept.note or ""):
        level.add_plain(NOTE, f"type: {type_}")
    level.add(NOTE, concept.note)
    level.add(SOURCE, made.source)
    for group in (
        _transaction("origination", made.created, made.created_by, style),
        _transaction("modification", made.changed, made.changed_by, style),
    ):
        if group is not None:
            level.add_ready(group)
    names = style.dialect.version
    attributes = level.attributes("conceptEntry") | {"id": concept.id}
    nodes = [_section(section, type_, style) for section in sections]
    return Node(tag=names.entry, attributes=attributes, parts=[*level.leaves(), *nodes])


def _section(section: LangSection, type_: ConceptType, style: Style) -> Node:
    names = style.dialect.version
    level = Level(style, "langSec", section.extra)
    level.add(DEFINITION, section.definition)
    level.add(NOTE, section.note)
    # TBX 3 takes what XML Schema calls a language; version 2 takes any text.
    tag = section.lang.replace("_", "-") if names is V3 else section.lang
    return Node(
        tag=names.section,
        attributes=level.attributes("langSec") | {"xml:lang": style.legal(tag)},
        parts=[
            *level.leaves(),
            *(_term(term, type_, style) for term in section.terms),
        ],
    )


def _term(term: Term, type_: ConceptType, style: Style) -> Node:
    names = style.dialect.version
    level = Level(style, "termSec", term.extra)
    level.add(TERM, term.text)
    level.drop(TERM)
    level.add_status(term.status)
    level.add(KIND, term.kind)
    # Version 3 has no "properNoun" among the parts of speech.
    if type_ is not ConceptType.TERM and names is not V3:
        level.add_default(PART_OF_SPEECH, PROPER_NOUN)
    level.add(NOTE, term.note)
    attributes, inner = level.attributes("termSec"), level.attributes("termGrp")
    leaves = level.leaves()
    if "ntig" in style.dialect.schema and (
        inner or any(leaf.tag in {"termNoteGrp", "termCompList"} for leaf in leaves)
    ):
        notes = [leaf for leaf in leaves if rank(leaf) < AUXILIARY]
        # The DTD wants component lists after all notes of the term.
        notes.sort(key=lambda leaf: leaf.tag == "termCompList")
        group = Node(tag="termGrp", attributes=inner, parts=[*notes])
        return Node(
            tag="ntig", attributes=attributes, parts=[group, *leaves[len(notes) :]]
        )
    if inner:
        style.losses.add("termGrp id")
    return Node(tag=names.term, attributes=attributes, parts=[*leaves])


def _transaction(
    what: str, when: str | None, who: str | None, style: Style
) -> etree._Element | None:
    when = style.date(when) if when else None
    if not when and not who:
        return None
    group = etree.Element("transacGrp")
    for kind, text in ((TRANSACTION, what), (_RESPONSIBILITY, who), (_DATE, when)):
        if text:
            group.append(style.leaf(kind, text))
    return group

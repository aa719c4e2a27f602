"""A concept as TBX elements of one dialect, before ids and references are settled."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

from glossary.formats.tbx.check import breaches
from glossary.formats.tbx.dialects import Dates
from glossary.formats.tbx.entry import (
    DEFINITION,
    KIND,
    NOTE,
    PART_OF_SPEECH,
    PROPER_NOUN,
    SOURCE,
    STATUS,
    SUBJECT,
    TERM,
    TRANSACTION,
    TYPE_NOTE,
    meaning,
)
from glossary.formats.tbx.fields import Category, category, core, from_xml
from glossary.formats.tbx.names import INLINE, TERM_NOTES, V2, V3
from glossary.model import ConceptType
from glossary.xmlsource import strip_illegal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from glossary.formats.tbx.dialects import Dialect
    from glossary.losses import Losses
    from glossary.model import Concept, LangSection, Term

_CONTAINERS = frozenset(("conceptEntry", "langSec", "termSec", "termGrp"))
_RESPONSIBILITY = Category("transacNote", "responsibility")
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(slots=True)
class Node:
    """A structural element: its attributes, then leaves, then nodes."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    leaves: list[etree._Element] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)


class Drafter:
    """Make elements that a dialect allows, and count what it does not."""

    def __init__(self, dialect: Dialect, losses: Losses) -> None:
        self._dialect = dialect
        self._names = dialect.version
        self._losses = losses

    def entry(self, concept: Concept) -> Node | None:
        """Return the entry, or ``None`` where no language has a term."""
        nodes = []
        for section in concept.sections:
            if section.terms:
                nodes.append(self._section(section, concept.type))
            else:
                self._losses.add("languages without a term")
        if not nodes:
            self._losses.add("concepts without a term")
            return None
        level = _Level(self, "conceptEntry", concept.extra)
        level.add(SUBJECT, concept.subject)
        level.add(DEFINITION, concept.definition)
        named = concept.type is not ConceptType.TERM
        if named or TYPE_NOTE.fullmatch(concept.note or ""):
            level.add_new(NOTE, f"type: {concept.type}")
        level.add(NOTE, concept.note)
        level.add(SOURCE, concept.provenance.source)
        made = concept.provenance
        level.leaves += self._transaction("origination", made.created, made.created_by)
        level.leaves += self._transaction("modification", made.changed, made.changed_by)
        attributes = {**level.attributes(), "id": concept.id}
        return Node(self._names.entry, attributes, level.all(), nodes)

    def _section(self, section: LangSection, type_: ConceptType) -> Node:
        level = _Level(self, "langSec", section.extra)
        level.add(DEFINITION, section.definition)
        level.add(NOTE, section.note)
        # TBX 3 takes only what XML Schema calls a language.
        three = self._names is V3
        tag = section.lang.replace("_", "-") if three else section.lang
        attributes = {**level.attributes(), _XML_LANG: tag}
        nodes = [self._term(term, type_) for term in section.terms]
        return Node(self._names.section, attributes, level.all(), nodes)

    def _term(self, term: Term, type_: ConceptType) -> Node:
        level = _Level(self, "termSec", term.extra)
        level.add(TERM, term.text)
        level.add_status(term)
        level.add(KIND, term.kind)
        if type_ is not ConceptType.TERM and self.allows_proper_nouns():
            level.add_default(PART_OF_SPEECH, PROPER_NOUN)
        level.add(NOTE, term.note)
        attributes = level.attributes()
        leaves = sorted(level.all(), key=_rank)
        if {leaf.tag for leaf in leaves} & {"termNoteGrp", "termCompList"} and (
            self._names is V2
        ):
            count = sum(_rank(leaf) < _AUXILIARY for leaf in leaves)
            group = Node("termGrp", level.group_attributes(), leaves[:count])
            # The group is a node, and so it is written first though it stands last.
            return Node("ntig", attributes, leaves[count:], [group])
        return Node(self._names.term, attributes, leaves)

    def allows_proper_nouns(self) -> bool:
        """Tell whether the part of speech of a name can be said: not in version 3."""
        allowed = self._dialect.values.get(PART_OF_SPEECH, (PROPER_NOUN,))
        return PROPER_NOUN in allowed

    def _transaction(
        self, what: str, when: str | None, who: str | None
    ) -> Iterator[etree._Element]:
        if when and not self._dialect.dates.allow(when):
            day = when[:10]
            kept = self._dialect.dates.allow(day)
            self._losses.add("time of day" if kept else "date")
            when = day if kept else None
        if not when and not who:
            return
        group = etree.Element("transacGrp")
        group.append(self.leaf(TRANSACTION, what))
        if who:
            group.append(self.leaf(_RESPONSIBILITY, who))
        if when:
            group.append(self.leaf(Category("date"), when))
        if self.allows(group, "conceptEntry"):
            yield group

    def leaf(self, kind: Category, text: str) -> etree._Element:
        """Return a plain element; what XML cannot hold is left out of the text."""
        clean, illegal = strip_illegal(text)
        for code in illegal:
            self._losses.add(f"illegal character {code}")
        element = etree.Element(kind.element)
        if kind.type is not None:
            element.set("type", kind.type)
        element.text = clean
        return element

    def allows(self, element: etree._Element, level: str) -> bool:
        """Tell whether an element may stand on a level, and count it where not."""
        if breaches(element, self._dialect, level):
            self.lose(element)
            return False
        return True

    def extra(self, markup: str) -> etree._Element:
        """Return an element of ``extra`` without codes that the version lacks."""
        element = from_xml(markup)
        foreign = INLINE - set(self._dialect.schema)
        for code in element.iter(*foreign):
            self._losses.add(f"inline {code.tag}")
        etree.strip_tags(element, *foreign)
        return element

    def lose(self, element: etree._Element) -> None:
        """Count an element that is left out."""
        self._losses.add(str(category(element)))


_AUXILIARY = 2


def _rank(leaf: etree._Element) -> int:
    """The term first, then its notes, then all auxiliary information."""
    if leaf.tag == "term":
        return 0
    return 1 if leaf.tag in TERM_NOTES else _AUXILIARY


class _Level:
    """The leaves of one level: the model's fields, then what ``extra`` holds.

    An extra element that says what a field says is written in the field's place, for
    it says more.
    """

    def __init__(self, drafter: Drafter, name: str, extra: Iterable[str]) -> None:
        self._drafter = drafter
        self._name = name
        self._extra = [drafter.extra(markup) for markup in extra]
        self.leaves: list[etree._Element] = []

    def add(self, kind: Category, text: str | None) -> None:
        """Add a field, in the form that ``extra`` has it in or plainly."""
        if not text:
            return
        for element in self._extra:
            if category(element) == kind and meaning(kind, core(element)) == text:
                self._extra.remove(element)
                self._keep(element)
                return
        self.add_new(kind, text)

    def add_new(self, kind: Category, text: str) -> None:
        """Add a plain element."""
        self._keep(self._drafter.leaf(kind, text))

    def add_default(self, kind: Category, text: str) -> None:
        """Add a plain element unless ``extra`` has one of its category."""
        if not any(category(element) == kind for element in self._extra):
            self.add_new(kind, text)

    def add_status(self, term: Term) -> None:
        """Add the status, unless a word outside the model says a usable one better."""
        for element in [one for one in self._extra if category(one) == STATUS]:
            if meaning(STATUS, core(element)) == term.status:
                break
            if term.status.usable and not breaches_of(self, element):
                return
            self._extra.remove(element)
            self._drafter.lose(element)
        self.add(STATUS, term.status)

    def attributes(self) -> dict[str, str]:
        """Take the attributes of the container itself out of ``extra``."""
        return self._container(self._name)

    def group_attributes(self) -> dict[str, str]:
        """Take the attributes of a ``termGrp`` out of ``extra``."""
        return self._container("termGrp")

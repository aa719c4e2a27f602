"""One TBX entry as a concept.

What the model has a field for is read into it; every element that says more than the
field can hold, and every other element, also stays in ``extra`` of its level.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from lxml import etree

from glossary.formats.pairs import derived_id
from glossary.formats.tbx import ids
from glossary.formats.tbx.fields import (
    Category,
    category,
    children,
    core,
    dca,
    is_plain,
    language,
    set_attributes,
    term_text,
    text_of,
)
from glossary.formats.tbx.names import SECTIONS, TERMS
from glossary.formats.tbx.transactions import transaction
from glossary.model import (
    Concept,
    ConceptType,
    LangSection,
    Provenance,
    Status,
    Term,
    TermKind,
)
from glossary.record import parse_status
from glossary.xml import element_xml, local_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Problem = Callable[[str, etree._Element], None]  # noqa: SLF001 - no public name

DEFINITION = Category("descrip", "definition")
KIND = Category("termNote", "termType")
NOTE = Category("note")
PART_OF_SPEECH = Category("termNote", "partOfSpeech")
PROPER_NOUN = "properNoun"
SOURCE = Category("admin", "source")
STATUS = Category("termNote", "administrativeStatus")
SUBJECT = Category("descrip", "subjectField")
TERM = Category("term")

_NOUN = f'<termNote type="{PART_OF_SPEECH.type}">{PROPER_NOUN}</termNote>'
TYPE_NOTE = re.compile(f"type: ({'|'.join(ConceptType)})")
"""The note of a concept that says its type, which no TBX dialect has a category for."""

_KINDS = frozenset(TermKind)
_OF_CONCEPTS = frozenset((DEFINITION, NOTE, SOURCE, SUBJECT))
_OF_SECTIONS = frozenset((DEFINITION, NOTE))
_OF_TERMS = frozenset((KIND, NOTE, STATUS, TERM))


@dataclass(slots=True)
class _Level:
    """What one level of an entry says: a field per category, and the rest."""

    values: dict[Category, str] = field(default_factory=dict)
    extra: list[str] = field(default_factory=list)

    def take(self, element: etree._Element, known: frozenset[Category]) -> None:
        """File an element in DCA form; the first of a category is its field's value."""
        kind = category(element)
        value = meaning(kind, core(element))
        if kind in known and kind not in self.values and value:
            self.values[kind] = value
            if is_plain(element):
                return
        self.extra.append(element_xml(element))


def meaning(kind: Category, element: etree._Element) -> str | None:
    """Return what the model makes of an element's text; ``None``: it has no such value.

    The status is a ``Status``, the kind of term a ``TermKind``.
    """
    if kind == TERM:
        return term_text(element)
    text = text_of(element)
    if kind == KIND:
        return TermKind(text) if text in _KINDS else None
    return _status(text) if kind == STATUS else text


@lru_cache(maxsize=64)
def _status(text: str) -> Status | None:
    # "notRecommended" is what TBX-Basic 2 (XCS, datCatDoc) and TBX-Min 1 display.
    if text == "notRecommended":
        return Status.DEPRECATED
    try:
        return parse_status(text)
    except ValueError:
        return None


def read_entry(element: etree._Element, problem: Problem) -> Concept | None:
    """Return the concept, or ``None`` after telling why the entry has none.

    A term or section that cannot be used is told, and the rest of the entry kept.
    """
    level = _Level()
    sections: list[LangSection] = []
    provenance, type_ = Provenance(), None
    for child in children(element):
        if local_name(child) in SECTIONS:
            sections += _section(child, problem)
            continue
        for one in _normal(child):
            named = TYPE_NOTE.fullmatch(text_of(one)) if one.tag == "note" else None
            changed = transaction(one, provenance)
            if named and is_plain(one) and type_ is None:
                type_ = ConceptType(named[1])
            elif changed:
                provenance = changed
            else:
                level.take(one, _OF_CONCEPTS)
    if not sections:
        problem("the entry has no language with a term", element)
        return None
    provenance = replace(provenance, source=level.values.get(SOURCE))
    own = element.get("id")
    concept = Concept(
        id=ids.decode(own) if own else derived_id(str(element.xpath("string()"))),
        type=type_ or ConceptType.TERM,
        subject=level.values.get(SUBJECT),
        definition=level.values.get(DEFINITION),
        note=level.values.get(NOTE),
        sections=tuple(sections),
        provenance=provenance,
        extra=(*_attributes(element, "conceptEntry", "id"), *level.extra),
    )
    return concept if concept.type is ConceptType.TERM else _without_nouns(concept)


def _section(element: etree._Element, problem: Problem) -> Iterator[LangSection]:
    tag = language(element)
    if not tag:
        problem(
            f"the {local_name(element)} lacks xml:lang, so its terms are not read",
            element,
        )
        return
    level = _Level()
    terms: list[tuple[Term, bool]] = []
    strays: list[str] = []
    for child in children(element):
        if local_name(child) in TERMS:
            terms += _term(child, problem, strays)
        elif local_name(child) == "term" and (text := term_text(child)):
            problem(f"the term {text!r} stands outside a section of its own", child)
            strays.append(text)
        else:
            for one in _normal(child):
                level.take(one, _OF_SECTIONS)
    terms += [(Term(text=text), False) for text in strays]
    if not terms:
        problem(
            f"the {local_name(element)} of {tag!r} has no term, so it is not read",
            element,
        )
        return
    yield LangSection(
        lang=tag,
        terms=tuple(_ranked(terms)),
        definition=level.values.get(DEFINITION),
        note=level.values.get(NOTE),
        extra=(*_attributes(element, "langSec", "lang"), *level.extra),
    )


def _ranked(terms: list[tuple[Term, bool]]) -> Iterator[Term]:
    """Give terms without a status one: preferred the first, unless one is stated."""
    taken = any(term.status is Status.PREFERRED for term, stated in terms if stated)
    for term, stated in terms:
        if stated:
            yield term
        elif taken or term.kind is TermKind.VARIANT:
            yield replace(term, status=Status.ADMITTED)
        else:
            taken = True
            yield term


def _term(
    element: etree._Element, problem: Problem, strays: list[str]
) -> Iterator[tuple[Term, bool]]:
    """Yield the term and whether it has a status of its own.

    A section that lacks its term takes one of ``strays``, which stand before it.
    """
    level = _Level()
    others = []
    extra = list(_attributes(element, "termSec"))
    for child in children(element):
        if local_name(child) == "termGrp":
            extra += _attributes(child, "termGrp")
            inside = list(children(child))
        else:
            inside = [child]
        for one in inside:
            for normal in _normal(one):
                if normal.tag == "term" and TERM in level.values:
                    other = term_text(normal)
                    problem(f"a second term {other!r} needs a section of its own", one)
                    others.append(other)
                else:
                    level.take(normal, _OF_TERMS)
    text = level.values.get(TERM) or (strays.pop(0) if strays else "")
    if not text:
        problem(
            f"the {local_name(element)} has no term text, so it is not read", element
        )
        return
    status, kind = level.values.get(STATUS), level.values.get(KIND)
    term = Term(
        text=text,
        status=Status(status) if status else Status.PREFERRED,
        kind=TermKind(kind) if kind else None,
        note=level.values.get(NOTE),
        extra=(*extra, *level.extra),
    )
    yield term, status is not None
    yield from ((Term(text=other), False) for other in others if other)


def _normal(element: etree._Element) -> Iterator[etree._Element]:
    """Yield the element in DCA form; the notes of TBX-Min 1 are ``key: value``."""
    if local_name(element) != "noteGrp":
        yield dca(element)
        return
    for note in children(element):
        texts = [text_of(part) for part in children(note)] or [text_of(note)]
        plain = etree.Element("note")
        plain.text = ": ".join(texts)
        yield plain


def _attributes(element: etree._Element, name: str, *but: str) -> Iterator[str]:
    """Yield an empty element that holds what a container says by its attributes."""
    if not len(element.attrib):
        return
    copy = etree.Element(name)
    found = {str(key): str(value) for key, value in element.attrib.items()}
    kept = {key: found[key] for key in found if key.rpartition("}")[2] not in but}
    set_attributes(copy, kept)
    if copy.attrib:
        yield element_xml(copy)


def _without_nouns(concept: Concept) -> Concept:
    """Take off the part of speech that every term of a name is written with."""
    return replace(
        concept,
        sections=tuple(
            replace(section, terms=tuple(_without_noun(term) for term in section.terms))
            for section in concept.sections
        ),
    )


def _without_noun(term: Term) -> Term:
    if _NOUN not in term.extra:
        return term
    return replace(term, extra=tuple(one for one in term.extra if one != _NOUN))

"""One TBX entry as a concept.

What the model has a field for is read into it; every element that says more than the
field can hold, and every other element, also stays in ``extra`` of its level.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
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
    term_text,
    text_of,
)
from glossary.formats.tbx.names import SECTIONS, TERMS
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
TRANSACTION = Category("transac", "transactionType")

TYPE_NOTE = re.compile(f"type: ({'|'.join(ConceptType)})")
"""The note of a concept that says its type, which no TBX dialect has a category for."""

_FIELDS = {"origination": ("created", "created_by")} | {
    "modification": ("changed", "changed_by")
}
_KINDS = frozenset(TermKind)


@dataclass(slots=True)
class _Level:
    """What one level of an entry says: a field per category, and the rest."""

    values: dict[Category, str] = field(default_factory=dict)
    extra: list[str] = field(default_factory=list)

    def take(self, element: etree._Element, known: frozenset[Category]) -> None:
        """File an element in DCA form; the first of a category is its field's value."""
        kind = category(element)
        inner = core(element)
        text = term_text(inner) if kind == TERM else text_of(inner)
        first = kind in known and kind not in self.values and bool(text)
        if first and _means(kind, text):
            self.values[kind] = text
            if is_plain(element):
                return
        self.extra.append(element_xml(element))


def _means(kind: Category, text: str) -> bool:
    """Tell whether the model has this value of a category that is a picklist."""
    if kind == KIND:
        return text in _KINDS
    return kind != STATUS or _status(text) is not None


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
    known = frozenset((DEFINITION, NOTE, SOURCE, SUBJECT))
    sections: list[LangSection] = []
    provenance, type_ = Provenance(), None
    for child in children(element):
        if local_name(child) in SECTIONS:
            sections += _section(child, problem)
            continue
        for one in _normal(child):
            named = TYPE_NOTE.fullmatch(text_of(one)) if one.tag == "note" else None
            changed = _transaction(one, provenance)
            if named and is_plain(one) and type_ is None:
                type_ = ConceptType(named[1])
            elif changed:
                provenance = changed
            else:
                level.take(one, known)
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
    for child in children(element):
        if local_name(child) in TERMS:
            terms += _term(child, problem)
        else:
            for one in _normal(child):
                level.take(one, frozenset((DEFINITION, NOTE)))
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


def _term(element: etree._Element, problem: Problem) -> Iterator[tuple[Term, bool]]:
    """Yield the term and whether it has a status of its own."""
    level = _Level()
    extra = list(_attributes(element, "termSec"))
    for child in children(element):
        if local_name(child) == "termGrp":
            extra += _attributes(child, "termGrp")
            inside = list(children(child))
        else:
            inside = [child]
        for one in inside:
            for normal in _normal(one):
                level.take(normal, frozenset((KIND, NOTE, STATUS, TERM)))
    text = level.values.get(TERM)
    if not text:
        problem(
            f"the {local_name(element)} has no term text, so it is not read", element
        )
        return
    status = _status(level.values.get(STATUS, ""))
    kind = level.values.get(KIND)
    term = Term(
        text=text,
        status=status or Status.PREFERRED,
        kind=TermKind(kind) if kind else None,
        note=level.values.get(NOTE),
        extra=(*extra, *level.extra),
    )
    yield term, status is not None


def _normal(element: etree._Element) -> Iterator[etree._Element]:
    """Yield the element in DCA form; the notes of TBX-Min 1 are ``key: value``."""
    if local_name(element) != "noteGrp":
        yield dca(element)
        return
    for note in children(element):
        plain = dca(note)
        texts = [text_of(part) for part in plain] or [text_of(plain)]
        plain.clear()
        plain.text = ": ".join(texts)
        yield plain


def _attributes(element: etree._Element, name: str, *but: str) -> Iterator[str]:
    """Yield an empty element that holds what a container says by its attributes."""
    copy = etree.Element(name)
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] not in but:
            copy.set(key, value)
    if copy.attrib:
        yield element_xml(copy)


def _transaction(element: etree._Element, so_far: Provenance) -> Provenance | None:
    """Return the provenance with one more transaction, if that is all it says."""
    if (
        element.tag != "transacGrp"
        or element.attrib
        or category(element) != TRANSACTION
    ):
        return None
    names = [child.tag for child in element]
    plain = all(set(child.attrib) <= {"type"} and not len(child) for child in element)
    when, who = _FIELDS.get(text_of(element[0]), (None, None))
    if (
        not plain
        or not when
        or not who
        or sorted(names) != sorted({"transac", *names})
        or set(names) - {"transac", "transacNote", "date"}
        or getattr(so_far, when)
        or getattr(so_far, who)
    ):
        return None
    values = {}
    for child in list(element)[1:]:
        if child.tag == "transacNote" and child.get("type") != "responsibility":
            return None
        values[when if child.tag == "date" else who] = text_of(child)
    if not values or not all(values.values()):
        return None
    return replace(so_far, **values)


def _without_nouns(concept: Concept) -> Concept:
    """Take off the part of speech that every term of a name is written with."""
    noun = f'<termNote type="{PART_OF_SPEECH.type}">{PROPER_NOUN}</termNote>'
    return replace(
        concept,
        sections=tuple(
            replace(
                section,
                terms=tuple(
                    replace(term, extra=tuple(one for one in term.extra if one != noun))
                    for term in section.terms
                ),
            )
            for section in concept.sections
        ),
    )

"""The termbase's data: concepts as TBX (ISO 30042) has them, candidates, evidence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from glossary import lang


class Status(StrEnum):
    """Administrative status of a term; the values are TBX picklist values."""

    PREFERRED = "preferredTerm-admn-sts"
    ADMITTED = "admittedTerm-admn-sts"
    DEPRECATED = "deprecatedTerm-admn-sts"
    SUPERSEDED = "supersededTerm-admn-sts"

    @property
    def label(self) -> str:
        """The short word that people and CSV files use: ``preferred``."""
        return self.value.partition("Term-")[0]

    @property
    def usable(self) -> bool:
        """Whether a translator may write the term."""
        return self in _USABLE


_USABLE = (Status.PREFERRED, Status.ADMITTED)


class TermKind(StrEnum):
    """What a term is beside its siblings: the TBX ``termType`` picklist."""

    FULL_FORM = "fullForm"
    ACRONYM = "acronym"
    ABBREVIATION = "abbreviation"
    SHORT_FORM = "shortForm"
    VARIANT = "variant"
    PHRASE = "phrase"


class ConceptType(StrEnum):
    """What a concept is; the values are those of ``type`` in every record."""

    PERSON = "person"
    PLACE = "place"
    ORGANISATION = "organisation"
    MEDIA = "media"
    AGREEMENT = "agreement"
    EVENT = "event"
    PRODUCT = "product"
    TERM = "term"


class Origin(StrEnum):
    """Where a proposed translation came from, best first."""

    CURATED = "curated"
    MEMORY = "memory"
    PARALLEL = "parallel"
    GAZETTEER = "gazetteer"
    NAME_MODEL = "name-model"
    ROMANISED = "romanised"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One designation: TBX ``termSec``.

    A spelling that only occurs in texts (موشيافيلي beside موشيشفيلي) is a term of kind
    ``VARIANT``: it is matched like any other and never offered for writing.
    """

    text: str
    status: Status = Status.PREFERRED
    kind: TermKind | None = None
    note: str | None = None
    extra: tuple[str, ...] = ()
    """TBX elements outside this model: DCA style, no namespace, one root each."""

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise ValueError("a term needs a text")


@dataclass(frozen=True, slots=True, kw_only=True)
class LangSection:
    """The terms of one concept in one language, in order: TBX ``langSec``."""

    lang: str
    terms: tuple[Term, ...]
    definition: str | None = None
    note: str | None = None
    extra: tuple[str, ...] = ()

    def preferred(self) -> Term | None:
        """Return the term to write, or ``None`` when no term is allowed."""
        admitted = None
        for term in self.terms:
            if term.status.usable and term.kind is not TermKind.VARIANT:
                if term.status is Status.PREFERRED:
                    return term
                admitted = admitted or term
        return admitted


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """Who made and last changed an entry, and from what; times are ISO 8601 in UTC."""

    created: str | None = None
    created_by: str | None = None
    changed: str | None = None
    changed_by: str | None = None
    source: str | None = None
    """Where the knowledge is from: a document, a site, a standard."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """One thing and what it is called in each language: TBX ``conceptEntry``."""

    id: str
    type: ConceptType = ConceptType.TERM
    subject: str | None = None
    """The domain: TBX ``subjectField``."""
    definition: str | None = None
    note: str | None = None
    sections: tuple[LangSection, ...] = ()
    provenance: Provenance = Provenance()
    extra: tuple[str, ...] = ()

    def section(self, wanted: str) -> LangSection | None:
        """Return the section that answers ``wanted`` best, by ``lang.best``."""
        tag = lang.best(wanted, (section.lang for section in self.sections))
        return next((one for one in self.sections if one.lang == tag), None)

    def preferred(self, wanted: str) -> Term | None:
        """Return the term to write in a language, or ``None``."""
        section = self.section(wanted)
        return section.preferred() if section else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A mention in a document: ``start`` and ``end`` are code points from 0."""

    document: str
    start: int
    end: int
    text: str
    """The sentence around the mention, as it stands in the document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendering:
    """A proposed translation with where it came from and how sure that is (0–1)."""

    text: str
    origin: Origin
    confidence: float
    detail: str | None = None
    """What vouches for it: a concept's id, a gazetteer's name, a scheme."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A recurring term or name that a person may accept as a concept."""

    term: str
    type: ConceptType
    score: float
    count: int
    documents: int
    variants: tuple[tuple[str, int], ...]
    """Surface forms as they stand in the texts, with counts, most frequent first."""
    renderings: tuple[Rendering, ...] = ()
    """Proposed translations, best first."""
    contexts: tuple[Evidence, ...] = ()


class Severity(StrEnum):
    """How bad a finding is; only ``ERROR`` makes a file invalid."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """One breach of an exchange format's standard; ``line`` counts from 1."""

    line: int
    rule: str
    """Kebab-case, never reused for another meaning."""
    severity: Severity
    message: str
    """What is wrong and how to mend it."""

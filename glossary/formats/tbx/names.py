"""How the versions of TBX name the same things, and how they mark data categories."""

from __future__ import annotations

from dataclasses import dataclass

NAMESPACE = "urn:iso:std:iso:30042:ed-2"
FAMILY = "urn:iso:std:iso:30042"
"""What the namespace of every edition of ISO 30042 begins with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """The element names of one version of TBX."""

    number: int
    root: str
    header: str
    entry: str
    section: str
    term: str


V2 = Version(
    number=2,
    root="martif",
    header="martifHeader",
    entry="termEntry",
    section="langSet",
    term="tig",
)
V3 = Version(
    number=3,
    root="tbx",
    header="tbxHeader",
    entry="conceptEntry",
    section="langSec",
    term="termSec",
)
ENTRIES = frozenset(("termEntry", "conceptEntry", "entry"))
SECTIONS = frozenset(("langSet", "langSec", "langGroup"))
TERMS = frozenset(("tig", "ntig", "termSec", "termGroup"))
"""``entry``, ``langGroup``, ``termGroup`` and some of the others are TBX-Min 1."""

GROUPS = frozenset(("adminGrp", "descripGrp", "termNoteGrp", "transacGrp"))
TERM_NOTES = frozenset(("termNote", "termNoteGrp", "termCompList"))
"""What follows the term at once, before all auxiliary information (ISO 30042)."""

INLINE = frozenset(("hi", "foreign", "bpt", "ept", "ph", "sc", "ec"))

# In DCT style (ISO 30042:2019) an element is named after its data category; these are
# the categories of the public modules Min, Basic and Linguist. TBX-Min 1 has the same
# names without a namespace, and two of its own.
_METATYPES = {
    "admin": ("customerSubset", "projectSubset", "source", "reading"),
    "adminNote": ("readingNote",),
    "descrip": ("subjectField", "context", "definition"),
    "ref": ("crossReference",),
    "termNote": (
        *("administrativeStatus", "partOfSpeech", "geographicalUsage"),
        *("grammaticalGender", "grammaticalNumber", "termLocation", "termType"),
        *("register", "transferComment"),
    ),
    "transac": ("transactionType",),
    "transacNote": ("responsibility",),
    "xref": ("externalCrossReference", "xGraphic"),
}
METATYPE = {
    category: (element, category)
    for element, categories in _METATYPES.items()
    for category in categories
} | {
    "termStatus": ("termNote", "administrativeStatus"),
    "customer": ("admin", "customerSubset"),
}
"""DCT element name → (DCA element, data category)."""

CORE = (
    ENTRIES
    | SECTIONS
    | TERMS
    | GROUPS
    | INLINE
    | frozenset(_METATYPES)
    | frozenset(
        (
            *("date", "note", "term", "termComp", "termCompGrp", "termCompList"),
            *("termGrp", "descripNote", "noteGrp", "noteKey", "noteValue"),
        )
    )
)
"""The names of structure, which are the same in DCA and DCT style."""

"""The dialects of TBX: data categories, their places and their values.

Sources: the Schematron schemas of TBX-Core, TBX-Min, TBX-Basic and TBX-Linguist for
version 3; for version 2 the Relax NG schema of TBX-Basic and the XCS files of both.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from glossary.formats.tbx import structure
from glossary.formats.tbx.default import CATEGORIES as DEFAULT
from glossary.formats.tbx.fields import Category
from glossary.formats.tbx.names import V2, V3
from glossary.model import Severity, Status, TermKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from glossary.formats.tbx.names import Version
    from glossary.xmlschema import Schema

# XML Schema part 2, sections 3.2.7 and 3.2.9, without years beyond four digits.
_DATE = r"(\d{4})-(\d\d)-(\d\d)"
_TIME = r"T(?:(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?|24:00:00(?:\.0+)?)"
_ZONE = r"(?:Z|[+-](?:0\d|1[0-3]):[0-5]\d|[+-]14:00)?"


class Dates(StrEnum):
    """What the text of ``date`` may be."""

    ANY = r"(?s).*"
    DAY = _DATE + _ZONE
    TIME = f"{_DATE}(?:{_TIME})?{_ZONE}"

    def allow(self, text: str) -> bool:
        """Tell whether the text is such a date, and one that the calendar has."""
        match = re.fullmatch(self.value, text.strip())
        try:
            return match is not None and (
                self is Dates.ANY or bool(date(*map(int, match.groups())))
            )
        except ValueError:
            return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a data category may stand: levels by their names in version 3."""

    levels: frozenset[str]
    groups: int = 1
    """How many ``…Grp`` may lie between."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """What a document that claims a dialect must keep to."""

    name: str
    version: Version
    schema: Schema
    categories: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Element → the types that it may have; an element that is missing: any."""
    strict: bool = True
    """Whether another type is an error; in the default of version 2 it is a warning."""
    places: Mapping[Category, Place] = field(default_factory=dict)
    values: Mapping[Category, tuple[str, ...]] = field(default_factory=dict)
    severity: Severity = Severity.ERROR
    """Of a wrong place or value; in version 2 no grammar forbids it, only prose."""
    lenient: frozenset[Category] = frozenset()
    """Values that no schema enforces: another one is a warning."""
    dates: Dates = Dates.ANY
    public: bool = True
    """Whether there is a Schematron schema; a private dialect has the core only."""


_MIN_3 = {
    "admin": frozenset(("customerSubset",)),
    "descrip": frozenset(("subjectField",)),
    "termNote": frozenset(("administrativeStatus", "partOfSpeech")),
    "xref": frozenset(("externalCrossReference",)),
}
_BASIC = {
    "admin": frozenset(("customerSubset", "projectSubset", "source")),
    "descrip": frozenset(("subjectField", "context", "definition")),
    "ref": frozenset(("crossReference",)),
    "termNote": frozenset(
        (
            *("administrativeStatus", "partOfSpeech", "geographicalUsage"),
            *("grammaticalGender", "termLocation", "termType"),
        )
    ),
    "transac": frozenset(("transactionType",)),
    "transacNote": frozenset(("responsibility",)),
    "xref": frozenset(("externalCrossReference", "xGraphic")),
}
_ENTRY, _SECTION, _TERM = "conceptEntry", "langSec", "termSec"
_ALL = (_ENTRY, _SECTION, _TERM)
_BASIC_PLACES = {
    Category("admin", "customerSubset"): (_ENTRY, _TERM),
    Category("admin", "projectSubset"): (_ENTRY, _TERM),
    Category("admin", "source"): _ALL,
    Category("descrip", "context"): (_TERM,),
    Category("descrip", "definition"): (_ENTRY, _SECTION),
    Category("descrip", "subjectField"): (_ENTRY,),
    Category("ref", "crossReference"): (_ENTRY, _TERM),
    Category("transac", "transactionType"): _ALL,
    Category("transacNote", "responsibility"): _ALL,
    Category("xref", "externalCrossReference"): _ALL,
    Category("xref", "xGraphic"): (_ENTRY, _SECTION),
}
_PLACES = {
    category: Place(levels=frozenset(levels), groups=int(category.element != "xref"))
    for category, levels in _BASIC_PLACES.items()
}
_MIN_PLACES = {
    category: _PLACES[category]
    for category in (
        Category("admin", "customerSubset"),
        Category("descrip", "subjectField"),
        Category("xref", "externalCrossReference"),
    )
}
_STATUS = Category("termNote", "administrativeStatus")
_SPEECH = Category("termNote", "partOfSpeech")
_MIN_VALUES = {
    _STATUS: tuple(Status),
    _SPEECH: ("adjective", "noun", "other", "verb", "adverb"),
}
_BASIC_VALUES = {
    **_MIN_VALUES,
    Category("termNote", "grammaticalGender"): (
        *("masculine", "feminine", "neuter", "other"),
    ),
    Category("termNote", "termLocation"): (
        *("checkBox", "comboBox", "comboBoxElement", "dialogBox", "groupBox"),
        *("informativeMessage", "interactiveMessage", "menuItem", "progressBar"),
        *("pushButton", "radioButton", "slider", "spinBox", "tab", "tableText"),
        *("textBox", "toolTip", "user-definedType"),
    ),
    Category("termNote", "termType"): tuple(TermKind),
    Category("transac", "transactionType"): ("origination", "modification"),
}
_LINGUIST_VALUES = {
    **_BASIC_VALUES,
    Category("termNote", "grammaticalNumber"): (
        *("singular", "plural", "dual", "mass", "otherNumber"),
    ),
    Category("termNote", "register"): (
        *("colloquialRegister", "neutralRegister", "technicalRegister"),
        *("in-houseRegister", "bench-levelRegister", "slangRegister"),
        "vulgarRegister",
    ),
}
_TERM_ONLY = Place(levels=frozenset((_TERM,)))

DEFAULT_2 = Dialect(
    name="TBX",
    version=V2,
    schema=structure.DEFAULT_2,
    categories=DEFAULT,
    strict=False,
)
BASIC_2 = Dialect(
    name="TBX-Basic",
    version=V2,
    schema=structure.BASIC_2,
    categories=_BASIC,
    places={
        **_PLACES,
        Category("xref", "externalCrossReference"): Place(
            levels=frozenset((_ENTRY, _TERM)), groups=0
        ),
        Category("xref", "xGraphic"): Place(levels=frozenset((_ENTRY,)), groups=0),
    },
    values={
        **_BASIC_VALUES,
        _SPEECH: ("noun", "verb", "adjective", "adverb", "properNoun", "other"),
        Category("termNote", "termLocation"): (),
    },
    severity=Severity.WARNING,
    dates=Dates.DAY,
)
CORE_3 = Dialect(name="TBX-Core", version=V3, schema=structure.CORE_3, dates=Dates.TIME)
MIN_3 = Dialect(
    name="TBX-Min",
    version=V3,
    schema=structure.CORE_3,
    categories=_MIN_3,
    places=_MIN_PLACES,
    values=_MIN_VALUES,
    dates=Dates.TIME,
)
BASIC_3 = Dialect(
    name="TBX-Basic",
    version=V3,
    schema=structure.CORE_3,
    categories=_BASIC,
    places=_PLACES,
    values=_BASIC_VALUES,
    # In TBX-Basic_DCA.sch the rule for the level hides the one for the value.
    lenient=frozenset((Category("transac", "transactionType"),)),
    dates=Dates.TIME,
)
LINGUIST_3 = Dialect(
    name="TBX-Linguist",
    version=V3,
    schema=structure.CORE_3,
    places={
        **_PLACES,
        Category("admin", "reading"): _TERM_ONLY,
        Category("adminNote", "readingNote"): _TERM_ONLY,
    },
    values=_LINGUIST_VALUES,
    dates=Dates.TIME,
)
MIN_1 = Dialect(name="TBX-Min", version=V2, schema=structure.MIN_1)

_KNOWN_3 = {one.name: one for one in (CORE_3, MIN_3, BASIC_3, LINGUIST_3)}


def dialect_of(root: str, name: str) -> Dialect:
    """Return the rules for a document with this root element and dialect name.

    A dialect of version 3 that is not public keeps to the core structure only.
    """
    if root == "TBX":
        return MIN_1
    if root == V2.root:
        return BASIC_2 if name == BASIC_2.name else DEFAULT_2
    known = _KNOWN_3.get(name)
    return known or Dialect(
        name=name, version=V3, schema=structure.CORE_3, dates=Dates.TIME, public=False
    )

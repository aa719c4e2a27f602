"""What may stand where in TBX: element content and attributes, by version.

Sources: the DTD and the Relax NG schema of TBX 2 and TBX-Basic 2 (ISO 30042:2008,
annex A, and LISA's TBX-Basic), the core Relax NG schema of ISO 30042:2019, and the
Relax NG schema of TBX-Min 1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.formats.tbx import ids
from glossary.xmlschema import Attribute, Rule

if TYPE_CHECKING:
    from collections.abc import Mapping

    from glossary.xmlschema import Schema

_ANY = Attribute()
_NEEDED = Attribute(required=True)
_ID = Attribute(pattern=ids.NAME, reads="a name: a letter, then letters, digits, . _ -")
_ID_OF_DTD = Attribute(pattern=ids.NAME_OF_DTD, reads=_ID.reads)
_LANG = Attribute(
    # XML Schema part 2, section 3.3.3: language.
    pattern="[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*",
    reads="a language tag like 'ar' or 'en-GB'",
)
_HIGHLIGHTS = (
    *("entailedTerm", "hotkey", "italics", "bold", "superscript", "subscript"),
    "math",
)
_AUX_2 = "descrip|descripGrp|admin|adminGrp|transacGrp|note|ref|xref"
_AUX_BASIC_2 = "descrip|descripGrp|admin|transacGrp|note|ref|xref"
_LINK = "admin|adminGrp|transacGrp|note|ref|xref"
_NOTE_2 = "(hi|foreign|bpt|ept|ph)*"
_NOTE_3 = "(ec|foreign|hi|ph|sc)*"


def _rule(
    children: str = "", *sets: Mapping[str, Attribute], text: bool = False
) -> Rule:
    attributes: dict[str, Attribute] = {}
    for one in sets:
        attributes |= one
    return Rule(children=children, text=text, attributes=attributes)


def _needed(attribute: Attribute) -> Attribute:
    return Attribute(required=True, pattern=attribute.pattern, reads=attribute.reads)


def _header(root: str, lang: Attribute, note: str, name: Attribute) -> dict[str, Rule]:
    """Return the rules of what both versions have; ``name`` is what an id may be."""
    id_, both = {"id": name}, {"id": name, "xml:lang": lang}
    return {
        root: _rule("fileDesc, encodingDesc?, revisionDesc?", id_),
        "titleStmt": _rule("title, note*", both),
        "title": _rule("", both, text=True),
        "publicationStmt": _rule("p+", id_),
        "sourceDesc": _rule("p+", both),
        "encodingDesc": _rule("p+", id_),
        "revisionDesc": _rule("change+", both),
        "change": _rule("p+", both),
        "p": _rule(note, both, {"type": _ANY}, text=True),
        "refObject": _rule("(itemSet | itemGrp | item)+", id_),
        "item": _rule(note, id_, {"type": _ANY}, text=True),
        "itemGrp": _rule(f"item, ({_LINK})*", id_),
        "itemSet": _rule("(item | itemGrp)+", id_, {"type": _ANY}),
        "note": _rule(note, both, text=True),
        "foreign": _rule(note, both, text=True),
        "date": _rule("", id_, text=True),
        "term": _rule("hi*", id_, text=True),
        "termNoteGrp": _rule(f"termNote, ({_LINK})*", id_),
        "back": _rule("(refObjectList | refObjectSec)*", id_),
    }


def _meta(lang: Attribute, note: str, name: Attribute) -> dict[str, Rule]:
    """Return the rules of the elements that carry data categories."""
    attributes = {
        "id": name,
        "xml:lang": lang,
        "type": _NEEDED,
        "target": name,
        "datatype": _ANY,
    }
    rich = _rule(note, attributes, text=True)
    poor = _rule("", attributes, text=True)
    return {
        **dict.fromkeys(("admin", "descrip", "termNote"), rich),
        **dict.fromkeys(("adminNote", "descripNote", "ref"), poor),
        **dict.fromkeys(("transac", "transacNote"), poor),
        "xref": _rule("", {"id": name, "type": _ANY, "target": _NEEDED}, text=True),
    }


def _version_2(name: Attribute) -> dict[str, Rule]:
    id_, both = {"id": name}, {"id": name, "xml:lang": _ANY}
    lists = {"id": name, "type": _NEEDED}
    return {
        **_header("martifHeader", _ANY, _NOTE_2, name),
        **_meta(_ANY, _NOTE_2, name),
        "martif": _rule("martifHeader, text", {"type": _NEEDED, "xml:lang": _NEEDED}),
        "fileDesc": _rule("titleStmt?, publicationStmt?, sourceDesc+", id_),
        "p": _rule(
            _NOTE_2,
            both,
            {"type": Attribute(values=("DCSName", "XCSURI", "XCSContent"))},
            text=True,
        ),
        "text": _rule("body, back?", id_),
        "body": _rule("termEntry+", id_),
        "back": _rule("refObjectList*", id_),
        "refObjectList": _rule("refObject+", lists),
        "termEntry": _rule(f"({_AUX_2})*, langSet+", id_),
        "langSet": _rule(f"({_AUX_2})*, (tig | ntig)+", id_, {"xml:lang": _NEEDED}),
        "tig": _rule(f"term, termNote*, ({_AUX_2})*", id_),
        "ntig": _rule(f"termGrp, ({_AUX_2})*", id_),
        "termGrp": _rule("term, (termNote | termNoteGrp)*, termCompList*", id_),
        "termCompList": _rule(f"({_AUX_2})*, (termComp | termCompGrp)+", lists),
        "termCompGrp": _rule(f"termComp, (termNote | termNoteGrp)*, ({_LINK})*", id_),
        "termComp": _rule("", both, text=True),
        "adminGrp": _rule("admin, (adminNote | note | ref | xref)*", id_),
        "descripGrp": _rule(
            "descrip, (descripNote | admin | adminGrp | transacGrp | note | ref"
            " | xref)*",
            id_,
        ),
        "transacGrp": _rule("transac, (transacNote | date | note | ref | xref)*", id_),
        "hi": _rule("", {"type": _ANY, "target": name, "xml:lang": _ANY}, text=True),
        "bpt": _rule("", {"i": _ANY, "type": _ANY}, text=True),
        "ept": _rule("", {"i": _ANY}, text=True),
        "ph": _rule("", {"type": _ANY}, text=True),
    }


def _basic_2() -> dict[str, Rule]:
    id_ = {"id": _ID}
    gone = {
        *("adminGrp", "adminNote", "descripNote", "ntig", "termGrp", "termNoteGrp"),
        *("termCompList", "termCompGrp", "termComp", "itemSet", "itemGrp"),
    }
    rules = {name: rule for name, rule in _version_2(_ID).items() if name not in gone}
    highlight = {
        "type": Attribute(values=_HIGHLIGHTS),
        "target": _ID,
        "xml:lang": _ANY,
    }
    return rules | {
        "p": _rule(
            _NOTE_2,
            {"id": _ID, "xml:lang": _ANY, "type": Attribute(values=("XCSURI",))},
            text=True,
        ),
        "termEntry": _rule(f"({_AUX_BASIC_2})*, langSet+", id_),
        "langSet": _rule(f"({_AUX_BASIC_2})*, tig+", {"xml:lang": _NEEDED}),
        "tig": _rule(f"term, termNote*, ({_AUX_BASIC_2})*", id_),
        "descripGrp": _rule("descrip, admin*", id_),
        "transacGrp": _rule("transac, (transacNote | date)*", id_),
        "refObject": _rule("item+", id_),
        "xref": _rule("", {"id": _ID, "type": _NEEDED, "target": _NEEDED}, text=True),
        "hi": _rule("", highlight, text=True),
    }


def _core_3() -> dict[str, Rule]:
    id_ = {"id": _ID}
    return {
        **_header("tbxHeader", _LANG, _NOTE_3, _ID),
        **_meta(_LANG, _NOTE_3, _ID),
        "tbx": _rule(
            "tbxHeader, text",
            {
                "xml:lang": _needed(_LANG),
                "type": Attribute(
                    required=True, pattern="TBX-.+", reads="a name like 'TBX-Basic'"
                ),
                "style": Attribute(required=True, values=("dca", "dct")),
            },
        ),
        "fileDesc": _rule("publicationStmt?, titleStmt?, sourceDesc", id_),
        "text": _rule("body?, back?", id_),
        "body": _rule("conceptEntry+", id_),
        "back": _rule("refObjectSec*", id_),
        "refObjectSec": _rule("refObject+", id_, {"type": _NEEDED}),
        "conceptEntry": _rule(f"({_AUX_2})*, langSec+", {"id": _needed(_ID)}),
        "langSec": _rule(f"({_AUX_2})*, termSec+", {"xml:lang": _needed(_LANG)}),
        "termSec": _rule(f"term, (termNote | termNoteGrp)*, ({_AUX_2})*", id_),
        "adminGrp": _rule("admin, (adminNote | note | ref | xref)*", id_),
        "descripGrp": _rule(
            "descrip, (admin | adminGrp | descripNote | note | ref | transacGrp"
            " | xref)*",
            id_,
        ),
        "transacGrp": _rule("transac, (date | note | ref | transacNote | xref)*", id_),
        "xref": _rule("", {"id": _ID, "type": _NEEDED, "target": _NEEDED}, text=True),
        **_inline_3(),
    }


def _inline_3() -> dict[str, Rule]:
    answer = Attribute(values=("yes", "no"))
    return {
        "hi": _rule(
            "", {"type": Attribute(values=_HIGHLIGHTS), "target": _ID}, text=True
        ),
        "ph": _rule("", {"type": _ANY}),
        "sc": _rule("", {"id": _needed(_ID), "isolated": answer}),
        "ec": _rule(
            "",
            {
                "startRef": _ID,
                "isolated": answer,
                "id": _ID,
                "type": Attribute(
                    values=("fmt", "ui", "quote", "link", "image", "other")
                ),
            },
            dict.fromkeys(("disp", "equiv", "subtype", "target"), _ANY),
        ),
    }


def _min_1() -> dict[str, Rule]:
    words = (
        *("id", "dateCreated", "creator", "license", "description", "directionality"),
        *("subjectField", "term", "termStatus", "customer", "partOfSpeech"),
        *("noteKey", "noteValue"),
    )
    part = "subjectField?"
    head = "id|languages|dateCreated|creator|license|description|directionality"
    more = "(noteGrp|termStatus|customer|partOfSpeech)*"
    return {
        **{word: _rule("", text=True) for word in words},
        "TBX": _rule(
            "header, body", {"dialect": Attribute(required=True, values=("TBX-Min",))}
        ),
        "header": _rule(f"({head})*"),
        "languages": _rule("", {"source": _NEEDED, "target": _NEEDED}),
        "body": _rule("termEntry+"),
        "termEntry": _rule(f"langSet*, {part}, langSet*", {"id": _needed(_ID)}),
        "langSet": _rule("tig+", {"xml:lang": _NEEDED}),
        "tig": _rule(f"{more}, term, {more}"),
        "noteGrp": _rule("note*"),
        "note": _rule("noteKey?, noteValue, noteKey?"),
    }


DEFAULT_2: Schema = _version_2(_ID_OF_DTD)
BASIC_2: Schema = _basic_2()
CORE_3: Schema = _core_3()
MIN_1: Schema = _min_1()

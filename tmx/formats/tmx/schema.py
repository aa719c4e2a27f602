"""The content models of TMX 1.1 to 1.4b, as tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.xmlschema import Attribute, Rule

if TYPE_CHECKING:
    from collections.abc import Mapping

    from glossary.xmlschema import Schema

_ANY = Attribute()
_NEEDED = Attribute(required=True)
_SEGTYPES = ("block", "paragraph", "sentence", "phrase")
_DATES = ("creationdate", "creationid", "changedate", "changeid")
_HISTORY = (
    *("o-encoding", "datatype", "usagecount", "lastusagedate", "creationtool"),
    *("creationtoolversion", "o-tmf", *_DATES),
)


def tmx_schema(version: str) -> Schema:
    """Return the rules of a version; an unknown one is judged as 1.4."""
    known = version[:3] if version[:3] in ("1.1", "1.2", "1.3") else "1.4"
    return _structure(known) | _inline(known)


def _structure(version: str) -> dict[str, Rule]:
    # 1.1 and 1.2 know only lang; 1.3 brought xml:lang and kept lang for old tools.
    old = version in ("1.1", "1.2")
    names = ("lang",) if old else ("xml:lang", "lang")
    lang = dict.fromkeys(names, _ANY)
    described = _many("o-encoding") | lang
    fixed = Attribute(values=() if old else (version,), required=old)
    return {
        "tmx": Rule(children="header, body", attributes={"version": fixed}),
        "header": Rule(
            children="(note|prop|ude)*",
            attributes={
                "segtype": Attribute(required=True, values=_SEGTYPES),
                **_many("o-encoding", *_DATES),
                **_many(
                    *("creationtool", "creationtoolversion", "o-tmf", "adminlang"),
                    *("srclang", "datatype"),
                    rule=_NEEDED,
                ),
            },
        ),
        "body": Rule(children="tu*"),
        "note": Rule(text=True, attributes=described),
        "prop": Rule(text=True, attributes={**described, "type": _NEEDED}),
        "ude": Rule(children="map+", attributes={"name": _NEEDED, "base": _ANY}),
        "map": Rule(attributes={"unicode": _NEEDED, **_many("code", "ent", "subst")}),
        "tu": Rule(
            children="(note|prop)*, tuv+",
            attributes={
                **_many("tuid", "srclang", *_HISTORY),
                "segtype": Attribute(values=_SEGTYPES),
            },
        ),
        "tuv": Rule(
            children="(note|prop)*, seg",
            attributes={**_many(*_HISTORY), **lang, names[0]: _NEEDED},
        ),
    }


def _inline(version: str) -> dict[str, Rule]:
    has_hi = version != "1.1"
    codes = "bpt|ept|ph|it|hi|ut" if has_hi else "bpt|ept|ph|it|ut"
    text = "bpt|ept|ph|it|ut" if version == "1.1" else codes
    of_sub = f"({text})*" if has_hi else "(bpt|ept|it|ph|ut)*"
    rules = {
        "seg": f"({codes})*" if has_hi else "(bpt|ept|ph|it|ut|sub)*",
        "sub": of_sub,
        "bpt": "sub*",
        "ept": "sub*",
        "it": "sub*",
        "ph": "sub*",
        "ut": "sub*" if has_hi else "",
    }
    if has_hi:
        rules["hi"] = f"({codes})*"
    attributes: dict[str, Mapping[str, Attribute]] = {
        "bpt": {"i": _NEEDED, **_many("x", "type")},
        "ept": {"i": _NEEDED},
        "it": {
            "pos": Attribute(required=True, values=("begin", "end")),
            **_many("x", "type"),
        },
        "ph": _many("x", "assoc", "type"),
        "hi": _many("x", "type"),
        "ut": _many("x"),
        "sub": _many("datatype", "type") if has_hi else {},
    }
    return {
        name: Rule(text=True, children=model, attributes=attributes.get(name, {}))
        for name, model in rules.items()
    }


def _many(*names: str, rule: Attribute = _ANY) -> dict[str, Attribute]:
    return dict.fromkeys(names, rule)

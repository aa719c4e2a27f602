"""The fast way for ordinary units: one regular expression and no tree.

What it takes it reads exactly as ``build`` does through libxml2; a test holds the two
equal. All else (comments, CDATA, entities of a DTD, prefixes, single quotes, nested
codes, whatever is not well formed) it leaves to the general way.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from glossary.xmltext import is_legal
from tmx.model import (
    InlineCode,
    Note,
    Property,
    property_of,
    segment_of,
    unit_of,
    variant_of,
)

if TYPE_CHECKING:
    from tmx.model import Attributes, Item, TranslationUnit, Variant

# Possessive throughout: a text that does not match costs one pass, never more.
_S = r"[ \t\n]*+"
_NAME = r"(?:xml:)?[A-Za-z_][A-Za-z0-9_.-]*+"
_ATTRIBUTES = rf'(?:[ \t\n]++{_NAME}="[^"<&\t\n]*+")*+'
_REST = rf"{_S}(?:/>|>[^<]*+</"
_ITEMS = (
    rf"(?:(?:<prop{_ATTRIBUTES}{_REST}prop>)|<note{_ATTRIBUTES}{_REST}note>)){_S})*+"
)
_SEG = r"[^<]*+(?:<(?!/seg>)[^<]*+)*+"
_VARIANT = (
    rf"<tuv({_ATTRIBUTES}){_S}>{_S}({_ITEMS})<seg(?:/>|>({_SEG})</seg>){_S}</tuv>{_S}"
)
_MORE = _VARIANT.replace(f"({_ATTRIBUTES})", _ATTRIBUTES, 1)
_MORE = _MORE.replace(f"({_ITEMS})", _ITEMS, 1).replace(f"({_SEG})", _SEG, 1)
UNIT = re.compile(
    rf"{_S}<tu({_ATTRIBUTES}){_S}>{_S}({_ITEMS}){_VARIANT}(?:{_VARIANT})?"
    rf"((?:{_MORE})*+)</tu>"
)
"""An ordinary unit and the white space before it."""

_VARIANTS = re.compile(_VARIANT)
_ATTRIBUTE = re.compile(rf'({_NAME})="([^"]*)"')
_ITEM = re.compile(rf"<(prop|note)({_ATTRIBUTES}){_S}(?:/>|>([^<]*+)</)")
_CODE = re.compile(
    rf"<([A-Za-z][A-Za-z0-9_.-]*+)({_ATTRIBUTES}){_S}(?:/>|>([^<]*+)</\1>)"
)
_REFERENCE = re.compile(r"&([^;]{0,9});?")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_KINDS = ' type="'
# Short attribute lists come again and again, long ones with dates do not.
_SHORT = 40


class UncommonError(Exception):
    """What looked ordinary has something in it for the general way."""


def ordinary_unit(match: re.Match[str]) -> TranslationUnit:
    """Return what a match of ``UNIT`` says; raise ``UncommonError`` if it cannot."""
    start, inner, tags, items, text, tags_2, items_2, text_2, more = match.groups()
    first = _variant(tags, items, text)
    if tags_2 is None:
        variants: tuple[Variant, ...] = (first,)
    elif more:
        others = (_variant(*one.groups()) for one in _VARIANTS.finditer(more))
        variants = (first, _variant(tags_2, items_2, text_2), *others)
    else:
        variants = (first, _variant(tags_2, items_2, text_2))
    attributes = _attributes(start) if start else ()
    tuid = None
    if attributes and attributes[0][0] == "tuid":
        tuid, attributes = attributes[0][1], attributes[1:]
    elif "tuid" in start:
        tuid, attributes = without(attributes, "tuid")
    return unit_of(variants, tuid, _items(inner) if inner else (), attributes)


def _variant(start: str, items: str, text: str | None) -> Variant:
    tag, attributes, used = (_short if len(start) < _SHORT else language)(start)
    parts: tuple[str | InlineCode, ...] = ()
    if text:
        if "<" in text:
            parts = _parts(text)
        else:
            parts = (_characters(text) if "&" in text else text,)
    return variant_of(
        tag, segment_of(parts), _items(items) if items else (), attributes, used
    )


def language(start: str) -> tuple[str, Attributes, str]:
    """Return a variant's language, other attributes, and what named the language."""
    return variant_language(_attributes(start))


_short = lru_cache(maxsize=1024)(language)


def variant_language(attributes: Attributes) -> tuple[str, Attributes, str]:
    """Tell the language among attributes: ``xml:lang``, else ``lang`` (TMX 1.1)."""
    tag, others = without(attributes, "xml:lang")
    if tag is not None:
        return tag, others, "xml:lang"
    tag, others = without(others, "lang")
    return tag or "", others, "xml:lang" if tag is None else "lang"


def without(pairs: Attributes, wanted: str) -> tuple[str | None, Attributes]:
    """Return the value of an attribute, if there, and the other attributes."""
    for index, (name, value) in enumerate(pairs):
        if name == wanted:
            return value, pairs[:index] + pairs[index + 1 :]
    return None, pairs


def _attributes(start: str) -> Attributes:
    found: Attributes = tuple(_ATTRIBUTE.findall(start))
    if len(found) > 1 and len(dict(found)) < len(found):
        raise UncommonError
    if "xmlns" in start or ("xml:" in start and not _is_known(found)):
        raise UncommonError
    return found


def _is_known(pairs: Attributes) -> bool:
    return all(
        name in ("xml:lang", "xml:space")
        for name, _ in pairs
        if name.startswith("xml:")
    )


def _items(text: str) -> tuple[Item, ...]:
    out: list[Item] = []
    for name, start, inner in _ITEM.findall(text):
        said = _characters(inner) if "&" in inner else inner
        if name == "note":
            out.append(Note(text=said, attributes=_attributes(start) if start else ()))
        elif start.startswith(_KINDS) and start.count('"') == 2:  # noqa: PLR2004 - a pair
            out.append(property_of(start[len(_KINDS) : -1], said))
        else:
            kind, others = without(_attributes(start), "type")
            if kind is None:
                raise UncommonError
            out.append(Property(type=kind, text=said, attributes=others))
    return tuple(out)


def _parts(text: str) -> tuple[str | InlineCode, ...]:
    found = _CODE.split(text)
    parts: list[str | InlineCode] = []
    for number in range(0, len(found), 4):
        if number:
            parts.append(_code(*found[number - 3 : number]))
        if between := found[number]:
            if "<" in between:
                raise UncommonError
            parts.append(_characters(between) if "&" in between else between)
    return tuple(parts)


@lru_cache(maxsize=4096)
def _code(tag: str, start: str, inner: str | None) -> InlineCode:
    return InlineCode(
        tag=tag,
        attributes=_attributes(start) if start else (),
        parts=(_characters(inner),) if inner else (),
    )


def _characters(text: str) -> str:
    return _REFERENCE.sub(_character, text)


def _character(match: re.Match[str]) -> str:
    name = match[1]
    if (known := _NAMED.get(name)) and match[0][-1] == ";":
        return known
    if name[:1] != "#" or match[0][-1] != ";":
        raise UncommonError
    base, digits = (16, name[2:]) if name[1:2] == "x" else (10, name[1:])
    try:
        code = int(digits, base) if digits.isascii() and digits.isalnum() else 0
    except ValueError:
        raise UncommonError from None
    return chr(code) if is_legal(code) else _uncommon()


def _uncommon() -> str:
    raise UncommonError

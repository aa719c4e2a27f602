"""Translation units as gettext PO: what translators' tools read as a glossary."""

from __future__ import annotations

from itertools import chain, count
from typing import TYPE_CHECKING, cast

import polib

from tmx.formats.po.names import (
    CONTEXT,
    EXTRACTED,
    FLAG,
    FORM,
    PLURAL,
    PREVIOUS,
    REFERENCE,
    SINGULAR,
)
from tmx.model import InlineCode, Property
from tmx.terms.names import CONCEPT, DOMAIN, KIND, SOURCE, STATUS, SYNONYM, TYPE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from glossary.losses import Losses
    from tmx.model import TranslationUnit

    _Known = dict[tuple[str, str | None], polib.POEntry]


_DEFAULTS = {"MIME-Version": "1.0", "Content-Transfer-Encoding": "8bit"}


def write_po(
    units: Iterable[TranslationUnit],
    *,
    source: str,
    target: str,
    losses: Losses,
    metadata: dict[str, str] | None = None,
) -> str:
    """Return a PO file with ``source`` texts as msgid and ``target`` texts as msgstr.

    ``msgctxt`` keeps different translations of one msgid apart; where a unit has none
    it is the unit's id or a number. ``metadata`` is that of the PO file that the units
    came from.
    """
    file = polib.POFile(wrapwidth=0)
    file.metadata = _DEFAULTS | (metadata or {}) | _declared(source, target)
    known: _Known = {}
    for unit in units:
        pair = unit.pair(source, target)
        left = pair[0] if pair else unit.variant(source)
        if left is None or not left.plain:
            losses.add(f"units without a text in {source}")
            continue
        for what in _not_carried(unit):
            losses.add(what)
        text = pair[1].plain if pair else ""
        entry = _entry(unit, left.plain, text)
        form = unit.prop(FORM)
        if form is not None and form.isdecimal():
            is_new = _with_form(known, entry, int(form), text)
        else:
            is_new = _apart(known, entry, unit.id)
            if not is_new:
                losses.add("repeated units")
        if is_new:
            known[entry.msgid, entry.msgctxt] = entry
            file.append(entry)
    return str(file)


_OF_TERMS = {
    CONCEPT: "ids",
    TYPE: "types",
    DOMAIN: "domains",
    STATUS: "statuses",
    SOURCE: "sources",
}


def _declared(source: str, target: str) -> dict[str, str]:
    return {
        "Language": target,
        "Content-Type": "text/plain; charset=UTF-8",
        "X-Source-Language": source,
    }


def _entry(unit: TranslationUnit, source: str, target: str) -> polib.POEntry:
    def texts(kind: str) -> list[str]:
        return [one.text for one in unit.props if one.type == kind]

    references = [text.rpartition(":") for text in texts(REFERENCE)]
    return polib.POEntry(
        msgid=unit.prop(SINGULAR) or source,
        msgstr="" if unit.prop(FORM) is not None else target,
        msgid_plural=unit.prop(PLURAL) or "",
        msgstr_plural={},
        msgctxt=unit.prop(CONTEXT),
        comment="\n".join(texts(EXTRACTED)),
        tcomment="\n".join(unit.notes),
        occurrences=[
            (file, line) if line.isdecimal() else (f"{file}{colon}{line}", "")
            for file, colon, line in references
        ],
        flags=texts(FLAG),
        **{name: unit.prop(f"x-po-{name}") for name in PREVIOUS},
    )


def _with_form(known: _Known, entry: polib.POEntry, form: int, text: str) -> bool:
    """Add a plural form to its entry; tell whether that is a new one."""
    first = known.get((entry.msgid, entry.msgctxt))
    (entry if first is None else first).msgstr_plural[form] = text
    return first is None


def _apart(known: _Known, entry: polib.POEntry, unit: str | None) -> bool:
    """Give an entry a context where its msgid is taken; tell whether it says more."""
    given = entry.msgctxt
    numbered = (f"{given or unit or ''} {n}".strip() for n in count(2))
    for context in chain([given, unit], numbered):
        entry.msgctxt = cast("str", context)  # the stubs forget that it may be None
        other = known.get((entry.msgid, entry.msgctxt))
        if other is None:
            return True
        if other.msgstr == entry.msgstr:
            return False
    raise AssertionError  # pragma: no cover - the contexts do not end


def _not_carried(unit: TranslationUnit) -> Iterator[str]:
    """Yield what of a unit PO has no place for."""
    if any(
        isinstance(part, InlineCode)
        for one in unit.variants
        if one.segment
        for part in one.segment.parts
    ):
        yield "inline codes"
    for name, _ in unit.attributes:
        yield f"attribute {name}"
    if unit.prop(KIND) is None:
        for item in unit.items:
            if isinstance(item, Property) and not item.type.startswith("x-po-"):
                yield f"property {item.type}"
        return
    yield from (what for kind, what in _OF_TERMS.items() if unit.prop(kind))
    for one in unit.variants:
        for item in one.items:
            if isinstance(item, Property) and item.type.startswith(SYNONYM):
                yield "synonyms"

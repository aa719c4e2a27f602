"""Translation units as gettext PO: what translators' tools read as a glossary."""

from __future__ import annotations

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
    entries = _Entries()
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
            is_new = entries.add_form(entry, int(form), text)
        else:
            is_new = entries.add(entry, unit.id)
            if not is_new:
                losses.add("repeated units")
        if is_new:
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


class _Entries:
    """The entries of a file, each with a context that keeps it apart from others."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str | None], polib.POEntry] = {}
        self._numbers: dict[tuple[str, str], int] = {}
        self._numbered: set[tuple[str, str, str]] = set()

    def add_form(self, entry: polib.POEntry, form: int, text: str) -> bool:
        """Add a plural form to its entry; tell whether that is a new one."""
        first = self._known.setdefault((entry.msgid, entry.msgctxt), entry)
        first.msgstr_plural[form] = text
        return first is entry

    def add(self, entry: polib.POEntry, unit: str | None) -> bool:
        """Give an entry a context where its msgid is taken; tell whether it is new."""
        own = entry.msgctxt
        for context in (own, unit):
            other = self._known.get((entry.msgid, context))
            if other is None:
                return self._put(entry, context)
            if other.msgstr == entry.msgstr:
                return False
        base = own or unit or ""
        if (entry.msgid, base, entry.msgstr) in self._numbered:
            return False
        self._numbered.add((entry.msgid, base, entry.msgstr))
        number = self._numbers.get((entry.msgid, base), 2)
        while (entry.msgid, f"{base} {number}".strip()) in self._known:
            number += 1
        self._numbers[entry.msgid, base] = number
        return self._put(entry, f"{base} {number}".strip())

    def _put(self, entry: polib.POEntry, context: str | None) -> bool:
        entry.msgctxt = cast("str", context)  # the stubs forget that it may be None
        self._known[entry.msgid, context] = entry
        return True


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

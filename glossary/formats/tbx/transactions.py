"""Who made or changed an entry, and when: its transactions as provenance."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from glossary.formats.tbx.fields import Category, category, text_of

if TYPE_CHECKING:
    from lxml import etree

    from glossary.model import Provenance

TRANSACTION = Category("transac", "transactionType")
_FIELDS = {"origination": ("created", "created_by")} | {
    "modification": ("changed", "changed_by")
}


def transaction(element: etree._Element, so_far: Provenance) -> Provenance | None:
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

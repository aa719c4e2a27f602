"""A TBX file made valid where that loses nothing: the order of elements, and ids."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.taken import Taken
from glossary.xml import local_name

if TYPE_CHECKING:
    from lxml import etree

    from glossary.losses import Losses

_LAST = frozenset(("langSet", "langSec", "tig", "ntig", "termSec", "termCompList"))
_PARENTS = frozenset(
    "termEntry conceptEntry langSet langSec tig ntig termSec termGrp descripGrp"
    " transacGrp adminGrp termNoteGrp".split()
)
_TERMS = frozenset(("tig", "termSec", "termGrp"))
_GROUPS = {
    "descripGrp": "descrip",
    "transacGrp": "transac",
    "adminGrp": "admin",
    "termNoteGrp": "termNote",
}
ORDER = "elements put in the standard's order"
IDS = "duplicate ids made unique"


class Mender:
    """Changes one entry after the other; ``done`` counts what was mended."""

    def __init__(self, done: Losses) -> None:
        self._done = done
        self._taken = Taken()

    def mend(self, entry: etree._Element) -> None:
        """Put the entry's elements in order and make its ids unique in the file.

        Of two equal ids the first stays, so that what points to it is still right.
        """
        for element in entry.iter("*"):
            name = local_name(element)
            if name in _PARENTS:
                self._sort(element, name)
            if identity := element.get("id"):
                element.set("id", self._free(identity))

    def _sort(self, element: etree._Element, name: str) -> None:
        children = list(element)
        ordered = sorted(children, key=lambda one: _rank(name, local_name(one)))
        if ordered != children:
            element[:] = ordered
            self._done.add(ORDER)

    def _free(self, wanted: str) -> str:
        name = self._taken.free(wanted)
        if name != wanted:
            self._done.add(IDS)
        return name


def _rank(parent: str, child: str) -> int:
    """Return where a child stands among its siblings; equal ones keep their order."""
    if child in ("term", "termGrp", _GROUPS.get(parent)):
        return 0
    if child in ("termNote", "termNoteGrp") and parent in _TERMS:
        return 1
    return 3 if child in _LAST else 2

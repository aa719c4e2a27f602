"""A person is named by the surname alone where a document names them first.

Off by default: it is a style. Only for persons of the glossary with a full name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.check.hit import Hit
from glossary.model import ConceptType

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.check.batch import Batch
    from glossary.check.context import Context
    from glossary.check.model import Pair
    from glossary.check.unit import Case, Unit


class FirstReference:
    """Remembers which persons the document has named."""

    def __init__(self, context: Context) -> None:
        del context
        self._document: tuple[str, str | None] | None = None
        self._named: set[str] = set()
        self._found: list[tuple[int, Pair, Hit]] = []

    def see(self, batch: Batch) -> None:
        """Take units."""
        for unit in batch.units:
            self._note(unit)

    def end(self) -> Iterator[tuple[int, Pair, Hit]]:
        """Yield the hits in the order of the units."""
        yield from self._found

    def _note(self, unit: Unit) -> None:
        """Note whom a unit names."""
        if unit.document != self._document:
            self._document = unit.document
            self._named.clear()
        for case in unit.satisfied:
            wanted = case.wanted[0]
            if wanted.concept.type is ConceptType.PERSON and len(case.wanted) == 1:
                if wanted.concept.id not in self._named:
                    self._first(case, unit)
                self._named.add(wanted.concept.id)

    def _first(self, case: Case, unit: Unit) -> None:
        """Note a first mention that is no full name."""
        wanted = case.wanted[0]
        full = [term for term in wanted.accepted if len(term.words) > 1]
        if not full or any(unit.english.find(term.letters) for term in full):
            return
        last = full[0].words[-1]
        place = unit.english.find(last)
        if place is None:
            return
        start, end = unit.english.span(*place)
        found = unit.pair.target[start:end]
        hit = Hit(
            f"the first mention is {found!r}: name {full[0].text!r} in full",
            start,
            end,
            term=case.found.text,
            expected=full[0].text,
            found=found,
        )
        self._found.append((unit.number, unit.pair, hit))

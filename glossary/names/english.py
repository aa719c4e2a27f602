"""Names whose English is known, in the order in which to offer it."""

from __future__ import annotations

from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from glossary.model import ConceptType, Origin

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from glossary.knowledge import Sense


class Known(NamedTuple):
    """An English name of a glossary or a gazetteer."""

    text: str
    origin: Origin
    type: ConceptType


def spellings(senses: Iterable[Sense]) -> Mapping[str, tuple[Known, ...]]:
    """Return the names among senses by match key without articles, best first.

    What means something only beside certain words (كوبا, Quba) comes last.
    """
    found: dict[str, dict[str, Known]] = {}
    names = [sense for sense in senses if sense.type is not ConceptType.TERM]
    for sense in sorted(names, key=lambda sense: bool(sense.near)):
        texts = found.setdefault(" ".join(sense.words), {})
        for one in sense.renderings:
            texts.setdefault(one.text, Known(one.text, one.origin, sense.type))
    return MappingProxyType(
        {name: tuple(texts.values()) for name, texts in found.items()}
    )


@cache
def packaged() -> Mapping[str, tuple[Known, ...]]:
    """Return the names of the packaged glossary and gazetteer, read once."""
    return spellings(packaged_senses())


@cache
def packaged_senses() -> tuple[Sense, ...]:
    """Return all that the packaged glossary and gazetteer know, curated first."""
    from glossary.base import entries  # noqa: PLC0415 - read only where it is wanted
    from glossary.gazetteer import places  # noqa: PLC0415 - the same
    from glossary.knowledge import concept_senses, place_senses  # noqa: PLC0415

    return (*concept_senses(entries()), *place_senses(places()))

"""The packaged glossary, ``data/base.toml``, with what tells homonyms apart."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, NamedTuple

from glossary.model import (
    Concept,
    ConceptType,
    LangSection,
    Provenance,
    Status,
    Term,
    TermKind,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

FIELDS = frozenset(
    "type ar ar_variants ar_short en en_short en_forbidden near domain definition"
    " note source why".split()
)


class Entry(NamedTuple):
    """A concept and the Arabic words of which one must be near for it to be meant."""

    concept: Concept
    near: tuple[str, ...] = ()
    """Empty where the Arabic means nothing else."""


@cache
def entries() -> tuple[Entry, ...]:
    """Return the packaged entries in the order of their ids."""
    text = resources.files("glossary.data").joinpath("base.toml").read_text("utf-8")
    return tuple(parse(text))


def parse(text: str) -> Iterator[Entry]:
    """Yield the entries of a base glossary in TOML.

    Raises ``ValueError`` for a field that the format does not have and ``KeyError``
    for one that is missing: the file is ours, its tests keep it right.
    """
    for name, row in tomllib.loads(text).items():
        if unknown := set(row) - FIELDS:
            raise ValueError(f"{name}: unknown fields {sorted(unknown)}")
        yield Entry(_concept(name, row), tuple(row.get("near", ())))


def _concept(name: str, row: dict[str, Any]) -> Concept:
    return Concept(
        id=name,
        type=ConceptType(row["type"]),
        subject=row.get("domain"),
        definition=row.get("definition"),
        note=row.get("note"),
        sections=(_section("ar", row), _section("en", row)),
        provenance=Provenance(source=row.get("source")),
    )


def _section(lang: str, row: dict[str, Any]) -> LangSection:
    first, *others = row[lang]
    terms = [Term(text=first)]
    terms += [Term(text=text, status=Status.ADMITTED) for text in others]
    terms += [
        Term(text=text, status=Status.ADMITTED, kind=TermKind.SHORT_FORM)
        for text in dict.fromkeys(row.get(f"{lang}_short", ()))
    ]
    terms += [
        Term(text=text, status=Status.ADMITTED, kind=TermKind.VARIANT)
        for text in row.get(f"{lang}_variants", ())
    ]
    terms += [
        Term(text=text, status=Status.DEPRECATED)
        for text in row.get(f"{lang}_forbidden", ())
    ]
    return LangSection(lang=lang, terms=tuple(terms))

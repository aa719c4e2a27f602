"""A glossary's term is in the source, and none of its English in the target.

Any English that is not deprecated satisfies it, in any case, with any hyphens, in the
singular or plural; a surname stands for a person, an adjective for a country. Silent
where a pronoun or *the ministry* stands for it, and for packaged everyday words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.check.hit import Hit
from glossary.check.spare import Spared, spared
from glossary.model import Severity

if TYPE_CHECKING:
    from glossary.check.context import Context
    from glossary.check.unit import Case, Unit


def look(case: Case, unit: Unit, context: Context) -> Hit | None:
    """Return a hit for a term that the target lacks."""
    wanted = [one for one in case.wanted if one.accepted]
    if case.weak or not wanted or len(wanted) < len(case.wanted):
        return None
    if any(one.loose for one in wanted):
        return None
    doubt = spared(case, unit, context)
    if doubt is Spared.YES:
        return None
    options = list(dict.fromkeys(one.expected for one in wanted if one.expected))
    start, end = _place(case, unit)
    found = unit.pair.target[start:end] or None
    return Hit(
        f"no {' or '.join(map(repr, options))} for {case.found.text}",
        start,
        end,
        term=case.found.text,
        expected=options[0],
        found=found,
        severity=Severity.INFO if doubt is Spared.DOUBTFUL else None,
    )


def _place(case: Case, unit: Unit) -> tuple[int, int]:
    """Return where words of the expected term stand, or an empty place at the end."""
    words = unit.english.words
    wanted = {
        word
        for one in case.wanted
        for term in one.accepted
        for word in term.words
        if len(word) > 3  # noqa: PLR2004 - no particles
    }
    here = [
        number
        for number, word in enumerate(words)
        if word.fold in wanted and number not in unit.covered
    ]
    if not here:
        return len(unit.pair.target), len(unit.pair.target)
    return unit.english.span(here[0], here[0])

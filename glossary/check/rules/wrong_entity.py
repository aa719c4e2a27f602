"""Another thing's English stands where a name's should: Cuba for the town of Quba.

Only where the accepted English is not there and the other thing is not in the source.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.check.hit import Hit
from glossary.check.leftover import leftover
from glossary.check.near import misspelt
from glossary.check.places import place_names

if TYPE_CHECKING:
    from glossary.check.context import Context, Entity
    from glossary.check.unit import Case, Unit

_SURE = 0.5


def look(case: Case, unit: Unit, context: Context) -> Hit | None:
    """Return a hit for the English of something else."""
    names = [one for one in case.wanted if one.name and one.accepted]
    if case.weak or not names or len(names) < len(case.wanted):
        return None
    for entity in context.entities(unit):
        if _confused(entity, case, unit, context):
            return _hit(case, unit, (entity.first, entity.last))
    place = _place(case, unit, context)
    return None if place is None else _hit(case, unit, (place, place))


def _confused(entity: Entity, case: Case, unit: Unit, context: Context) -> bool:
    """Tell whether an entity may stand for the case and for nothing else."""
    fold = "".join(
        word.fold for word in unit.english.words[entity.first : entity.last + 1]
    )
    wanted = case.wanted[0]
    parts = {word.fold for word in unit.english.words[entity.first : entity.last + 1]}
    if any(parts < set(term.words) for one in case.wanted for term in one.accepted):
        return False  # the Caspian Sea is no other thing than its region
    near = any(
        misspelt(fold, term.letters) for one in case.wanted for term in one.accepted
    )
    alike = entity.wanted.concept.type is wanted.concept.type
    if context.likeness is None:
        return near or alike
    words = [word.fold for word in unit.english.words[entity.first : entity.last + 1]]
    own = max(
        context.likeness.best(context.words_of(case, unit), word) for word in words
    )
    other = max(
        context.likeness.best(context.others(case, unit), word) for word in words
    )
    if other >= _SURE and other > own:
        return False
    return near or alike or own >= _SURE


def _place(case: Case, unit: Unit, context: Context) -> int | None:
    """Return a place of the gazetteer that looks like the name and is another one."""
    places = place_names()
    for number in leftover(unit):
        word = unit.english.words[number]
        known = places.get(word.fold)
        if known is None:
            continue
        near = any(
            misspelt(word.fold, term.letters)
            for one in case.wanted
            for term in one.accepted
        )
        own = context.likeness is not None and (
            context.likeness.best(context.words_of(case, unit), word.fold) >= _SURE
        )
        if not (near or own):
            continue
        if context.likeness is not None:
            others = context.likeness.best(context.others(case, unit), word.fold)
            if others >= _SURE:
                continue
        return number
    return None


def _hit(case: Case, unit: Unit, words: tuple[int, int]) -> Hit:
    start, end = unit.english.span(*words)
    found = unit.pair.target[start:end]
    expected = case.wanted[0].expected
    return Hit(
        f"{found!r} is something else than {case.found.text}, {expected!r}",
        start,
        end,
        term=case.found.text,
        expected=expected,
        found=found,
    )

"""The English of a name is a near miss of the accepted one: Mamedov, Heinlein.

Only where the accepted spelling is not there; a concept without a type whose English
has capitals is a name as well. Silent where another Arabic word of the
source explains the written one better.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance import OSA

from glossary.check.hit import Hit
from glossary.check.leftover import leftover
from glossary.check.near import misspelt
from glossary.check.places import of_one_place, place_names

if TYPE_CHECKING:
    from glossary.check.context import Context
    from glossary.check.unit import Case, Unit
    from glossary.check.wanted import English, Wanted

_SURE = 0.6
"""Confidence of the name model from which a word is taken for the term's."""
_LONG = 5
_LEAST = 3
"""The fewest letters of a word that can be a near miss."""


class _Miss(NamedTuple):
    right: int
    """Words as they should be."""
    near: int
    """Words that are near misses."""
    first: int
    last: int
    term: English


def look(case: Case, unit: Unit, context: Context) -> Hit | None:
    """Return a hit for a misspelt name."""
    names = [
        one for one in case.wanted if one.accepted and (one.name or one.capitalised)
    ]
    if not names or len(names) < len(case.wanted):
        return None
    suspects = leftover(unit)
    if not suspects:
        return None
    if case in unit.lenient:
        suspects = _slips(names, suspects, unit)
    elif case in unit.repeated:
        suspects = _sure(suspects, case, unit, context)
    misses = [
        miss
        for one in names
        for term in one.accepted
        if suspects and (miss := _miss(term, suspects, case, unit, context))
    ]
    if not misses:
        return None
    best = max(misses, key=lambda miss: (miss.right + miss.near) / len(miss.term.words))
    start, end = unit.english.span(best.first, best.last)
    found = unit.pair.target[start:end]
    return Hit(
        f"{found!r} is not how {case.found.text} is spelt here: {best.term.text!r}",
        start,
        end,
        term=case.found.text,
        expected=best.term.text,
        found=found,
    )


def _sure(suspects: list[int], case: Case, unit: Unit, context: Context) -> list[int]:
    """Return the words that the name model takes for the name beside its spelling."""
    if context.likeness is None:
        return []
    forms, words = unit.english.forms, context.words_of(case, unit)
    return [
        number
        for number in suspects
        if context.likeness.best(words, forms[number][0]) >= _SURE
    ]


def _slips(names: list[Wanted], suspects: list[int], unit: Unit) -> list[int]:
    """Return the words that are a letter off, where another form of the name stands.

    They stand beside the other words of the name, as in *the Unitid States*.
    """
    words = unit.english.words
    found = []
    for number in suspects:
        fold = words[number].fold
        if fold in place_names():
            continue
        for term, person in (
            (term, name.person) for name in names for term in name.accepted
        ):
            size = max(2, len(term.words))
            near_by = words[max(0, number - size) : number + size + 1]
            beside = {word.fold for word in near_by}
            others = {word for word in term.words if len(word) >= _LEAST}
            off = _given_off if person else _off
            near = [word for word in others if off(fold, word)]
            if near and others.difference(near) <= beside:
                found.append(number)
                break
    return found


def _off(fold: str, wanted: str) -> bool:
    """Tell whether a word is a letter off a wanted one, and no form of it."""
    return (
        min(len(fold), len(wanted)) >= _LONG
        and OSA.distance(fold, wanted) == 1
        and not fold.startswith(wanted)
        and not wanted.startswith(fold)
    )


def _given_off(fold: str, wanted: str) -> bool:
    """Tell whether a given name is a letter off: Lamia for Lamiae, Raed for Raad."""
    return min(len(fold), len(wanted)) > _LEAST and OSA.distance(fold, wanted) == 1


def _miss(
    term: English, suspects: list[int], case: Case, unit: Unit, context: Context
) -> _Miss | None:
    """Return the run of words that is nearest to a term."""
    words = unit.english.words
    wanted = [
        word
        for word, capital in zip(term.words, term.capitals, strict=True)
        if capital and len(word) >= _LEAST
    ]
    near = {
        number
        for number in suspects
        if words[number].fold not in wanted
        and any(_near(words[number].fold, word, case, unit, context) for word in wanted)
        and not _explained(number, case, unit, context)
    }
    if not near:
        return None
    right = {
        number
        for number, word in enumerate(words)
        if word.capital and word.fold in wanted
    }
    seed = min(near)
    first = last = seed
    while first - 1 in near | right:
        first -= 1
    while last + 1 in near | right:
        last += 1
    run = set(range(first, last + 1))
    return _Miss(len(run & right), len(run & near), first, last, term)


def _near(written: str, wanted: str, case: Case, unit: Unit, context: Context) -> bool:
    if len(written) < _LEAST or of_one_place(written, wanted):
        return False
    if misspelt(written, wanted):
        return True
    if context.likeness is None or written[0] != wanted[0]:
        return False
    return context.likeness.best(context.words_of(case, unit), written) >= _SURE


def _explained(number: int, case: Case, unit: Unit, context: Context) -> bool:
    """Tell whether another Arabic word explains a written name better."""
    if context.likeness is None:
        return False
    fold = unit.english.words[number].fold
    other = context.likeness.best(context.others(case, unit), fold)
    if other < _SURE:
        return False
    return other > context.likeness.best(context.words_of(case, unit), fold)

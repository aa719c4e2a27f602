"""Whether a term that the target lacks may have been left out on purpose."""

from __future__ import annotations

import re
from enum import Enum
from itertools import pairwise
from typing import TYPE_CHECKING

from glossary.arabic import key
from glossary.check.leftover import leftover
from glossary.model import ConceptType

if TYPE_CHECKING:
    from glossary.check.context import Context
    from glossary.check.unit import Case, Unit

_PERSONS = frozenset("he him his she her hers who whom whose himself herself".split())
_THINGS = frozenset("it its itself they them their theirs this these those".split())
_PLACES = frozenset("there here where".split())
_ROLES = {
    ConceptType.PERSON: frozenset(
        "president minister premier leader king prince official man woman spokesman"
        " spokeswoman ambassador secretary chief commander general writer author"
        " analyst journalist politician latter former".split()
    ),
    ConceptType.PLACE: frozenset(
        "country city capital state town village region territory nation island strip"
        " enclave republic kingdom latter former".split()
    ),
    ConceptType.ORGANISATION: frozenset(
        "organisation organization movement group party agency company ministry council"
        " house body institution union bank army force court committee"
        " association latter former".split()
    ),
    ConceptType.MEDIA: frozenset(
        "newspaper paper daily channel network agency broadcaster site website magazine"
        " station outlet latter former".split()
    ),
    ConceptType.AGREEMENT: frozenset(
        "agreement agreements accord accords deal treaty pact latter former".split()
    ),
    ConceptType.EVENT: frozenset(
        "war conference summit battle operation meeting attack attacks event latter"
        " former".split()
    ),
    ConceptType.PRODUCT: frozenset(
        "drone drones missile missiles plane aircraft system ship latter former".split()
    ),
}
_PRONOUNS = {
    ConceptType.PERSON: _PERSONS,
    ConceptType.PLACE: _PLACES | _THINGS,
}
_PLAIN = (ConceptType.PERSON, ConceptType.PLACE)
"""What *the president*, *the country* stands for without having been named before."""
_THE = frozenset("the this that its their his".split())
_SUFFIXED = re.compile(r"\w{2,}(?:ه|ها|هم|هن|هما)$")
_SEPARATE = frozenset(map(key, "هو هي هم هما هن نفسه نفسها نفسهم".split()))
_SHORT = 3
_NEAR = 0.3
"""How far a pronoun may stand from where its term would be, as a share of the text."""


class Spared(Enum):
    """What the absence of a term means."""

    NO = 0
    """Nothing in the target stands for it."""
    DOUBTFUL = 1
    """A pronoun may."""
    YES = 2
    """It was left out on purpose."""


def spared(case: Case, unit: Unit, context: Context) -> Spared:
    """Return whether a term that is not in the target was left out on purpose."""
    wanted = case.wanted[0]
    kind = wanted.concept.type
    folds = [fold for fold, _ in unit.english.forms]
    known = context.introduced(case)
    described = _described(folds, kind, wanted.accepted[0].words)
    if described and (known or (kind in _PLAIN and not leftover(unit))):
        return Spared.YES
    if wanted.name and leftover(unit):
        return Spared.NO
    pronouns = _PRONOUNS.get(kind, _THINGS)
    places = [number for number, fold in enumerate(folds) if fold in pronouns]
    if places and kind is ConceptType.PERSON:
        return Spared.YES
    beside = _beside(case, unit, places)
    if beside and known:
        return Spared.YES
    likely = places and len(places) > _arabic_pronouns(unit)
    return Spared.DOUBTFUL if beside or likely else Spared.NO


def _described(folds: list[str], kind: ConceptType, words: tuple[str, ...]) -> bool:
    """Tell whether *the country*, *the ministry* or a name's last noun stands there."""
    roles = _ROLES.get(kind, frozenset())
    heads = {words[-1], words[0]} if kind is not ConceptType.PERSON else set()
    return any(
        before in _THE and (word in roles or (word in heads and len(words) > 1))
        for before, word in pairwise(folds)
    )


def _beside(case: Case, unit: Unit, places: list[int]) -> bool:
    """Tell whether a pronoun stands about where the term would."""
    wanted = case.found.start / max(1, len(unit.pair.source))
    size = max(1, len(unit.english.words))
    return any(abs(place / size - wanted) <= _NEAR for place in places)


def _arabic_pronouns(unit: Unit) -> int:
    """Return how many words of the source are pronouns, or end in one, or imply one."""
    count = 0
    words = unit.arabic
    for number, token in enumerate(words):
        folded = key(token.text)
        suffixed = len(token.text) > _SHORT and _SUFFIXED.search(token.text)
        implied = number == 1 and folded in {"ان", "انه"}
        count += bool(suffixed or implied or folded in _SEPARATE)
    return count

"""Whether a term that is not in the target may have been left out on purpose."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from glossary.arabic import key
from glossary.check.leftover import leftover
from glossary.model import ConceptType, Severity

if TYPE_CHECKING:
    from glossary.check.context import Context
    from glossary.check.unit import Case, Unit

_PERSONS = frozenset("he him his she her hers who whom whose himself herself".split())
_THINGS = frozenset("it its itself they them their theirs this these those".split())
_PLACES = frozenset("there here where".split())
_ROLES = {
    ConceptType.PERSON: frozenset(
        "president minister premier leader king prince official man woman spokesman"
        " spokeswoman ambassador secretary chief commander general writer author analyst"
        " journalist politician latter former".split()
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
_PLAIN = (ConceptType.PERSON, ConceptType.PLACE)
"""What *the president*, *the country* stands for without having been named before."""
_THE = frozenset("the this that its their his".split())
_SUFFIXED = re.compile(r"\w{2,}(?:ه|ها|هم|هن|هما)$")
_SEPARATE = frozenset(map(key, "هو هي هم هما هن نفسه نفسها نفسهم".split()))
_NEAR = 0.3
"""How far a pronoun may stand from where its term would be, as a share of the text."""


def spared(case: Case, unit: Unit, context: Context) -> Severity | None | bool:
    """Return ``True`` for a term left out on purpose, a severity for a doubtful one.

    ``None`` where nothing in the target stands for it.
    """
    wanted = case.wanted[0]
    kind = wanted.concept.type
    folds = [word.fold for word in unit.english.words]
    pronouns = _PERSONS if kind is ConceptType.PERSON else _THINGS
    if kind is ConceptType.PLACE:
        pronouns = _PLACES | _THINGS
    places = [number for number, fold in enumerate(folds) if fold in pronouns]
    described = _described(folds, kind, wanted.accepted[0].words)
    if wanted.name:
        if leftover(unit):
            known = described and context.introduced(case)
            return True if known else None
        if kind not in _PLAIN:
            described = described and context.introduced(case)
        if described or (places and kind is ConceptType.PERSON):
            return True
    elif described and context.introduced(case):
        return True
    if not places:
        return None
    if context.introduced(case) or len(places) > _arabic_pronouns(unit):
        if _beside(case, unit, places):
            return True
        return Severity.INFO
    return Severity.INFO if _beside(case, unit, places) else None


def _described(folds: list[str], kind: ConceptType, words: tuple[str, ...]) -> bool:
    """Tell whether *the country*, *the ministry* or a name's last noun stands there."""
    roles = _ROLES.get(kind, frozenset())
    heads = {words[-1], words[0]} if kind is not ConceptType.PERSON else set()
    return any(
        before in _THE and (word in roles or (word in heads and len(words) > 1))
        for before, word in zip(folds, folds[1:], strict=False)
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
        if folded in _SEPARATE:
            count += 1
        elif len(token.text) > 3 and _SUFFIXED.search(token.text):  # noqa: PLR2004
            count += 1
        elif folded in {"ان", "انه"} and number == 1:
            count += 1
    return count

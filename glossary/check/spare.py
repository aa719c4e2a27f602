"""Whether a term that the target lacks may have been left out on purpose."""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING

from glossary.arabic import key
from glossary.check.common import COMMON
from glossary.check.leftover import leftover
from glossary.check.places import is_of_place, place_names
from glossary.model import ConceptType

if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossary.check.context import Context
    from glossary.check.english import Word
    from glossary.check.unit import Case, Unit
    from glossary.check.wanted import Wanted

_PERSONS = frozenset("he him his she her hers who whom whose himself herself".split())
_THINGS = frozenset("it its itself they them their theirs this these those".split())
_PLACES = frozenset("there here where".split())
_ROLES = {
    ConceptType.PERSON: frozenset(
        "president minister premier leader king prince official man woman spokesman"
        " spokeswoman ambassador secretary chief commander general writer author"
        " analyst journalist politician latter former envoy diplomat expert researcher"
        " scientist economist professor doctor lawyer judge inspector activist director"
        " manager coach player striker goalkeeper captain singer actor actress artist"
        " poet novelist painter musician founder chairman chairwoman lawmaker mp"
        " senator governor mayor candidate adviser advisor negotiator representative"
        " businessman businesswoman suspect defendant cleric rabbi".split()
    ),
    ConceptType.PLACE: frozenset(
        "country city capital state town village region territory nation island strip"
        " enclave republic kingdom latter former".split()
    ),
    ConceptType.ORGANISATION: frozenset(
        "organisation organization movement group party agency company firm ministry"
        " council commission authority"
        " house body institution union bank army force court committee"
        " association bloc latter former".split()
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
_ANY = frozenset().union(*_ROLES.values())
"""What a name without a type may be."""
_PRONOUNS = {
    ConceptType.PERSON: _PERSONS,
    ConceptType.PLACE: _PLACES | _THINGS,
}
_PLAIN = (ConceptType.PERSON, ConceptType.PLACE)
"""What *the president*, *the country* stands for without having been named before."""
_THE = frozenset("the this that its their his".split())
_OF = frozenset("of for on in to with".split())
_SUFFIXED = re.compile(r"\w{2,}(?:ه|ها|هم|هن|هما)$")
_SEPARATE = frozenset(map(key, "هو هي هم هما هن نفسه نفسها نفسهم".split()))
_SAID = frozenset(
    "said says added adds told tells noted stressed insisted explained announced"
    " warned called argued believes thinks wrote asked replied denied refused".split()
)
_CURRENCIES = frozenset(
    map(
        key,
        "دولار جنيه ليرة دينار ريال درهم فرنك روبل روبية يوان ين بيزو كرونة".split(),
    )
)
_MONEY = re.compile(
    r"[$£€¥₺₽₹]|(?:dollar|pound|lira|dinar|riyal|rial|dirham|franc|rouble|ruble|rupee"
    r"|yuan|yen|peso|kron[ae])",
    re.IGNORECASE,
)
_PEOPLE = ("man", "woman", "ian", "ean", "can", "ese", "ish")
"""How words for somebody's nation end: the Frenchman."""
_LIKELY = 0.25
"""Confidence of the name model from which another Arabic word explains a name."""
_MARKS = " \u00a0\"'“‘«("
_PART = 3
"""Words of a longer name that may stand for it."""
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
    known, named = context.introduced(case), context.named(case)
    if case.mentions == 1 and _of_currency(case, unit):
        return Spared.YES
    person = wanted.person or (named and _personal(case))
    described = _described(unit, wanted, person=person) or (person and _speaks(unit))
    if described and (named or (kind in _PLAIN and not leftover(unit))):
        return Spared.YES
    if wanted.name or wanted.capitalised:
        part = not person and _is_part_there(case, unit)
        if part or _unexplained(case, unit, context):
            return Spared.DOUBTFUL if part else Spared.NO
    pronouns = _PERSONS if person else _PRONOUNS.get(kind, _THINGS)
    places = [number for number, fold in enumerate(folds) if fold in pronouns]
    if places and person:
        return Spared.YES
    beside = _beside(case, unit, places)
    if beside and known:
        return Spared.YES
    likely = places and (known or len(places) > _arabic_pronouns(unit))
    likely = likely or described
    return Spared.DOUBTFUL if beside or likely else Spared.NO


def _is_part_there(case: Case, unit: Unit) -> bool:
    """Tell whether words of a long name stand for it: the Conference of Presidents."""
    return any(
        unit.english.find("".join(words)) is not None
        for one in case.wanted
        for term in one.accepted
        for start, end in ((0, -1), (0, _PART), (1, None), (-_PART, None))
        for words in (term.words[start:end],)
        if len(words) >= _PART and words[0] not in _OF and words[-1] not in _OF
    )


def _of_currency(case: Case, unit: Unit) -> bool:
    """Tell whether a term only says whose currency it is: $2m for دولار أمريكي."""
    before = [token for token in unit.arabic if token.end <= case.found.start][-1:]
    return any(
        key(token.text).removesuffix("ات") in _CURRENCIES for token in before
    ) and (_MONEY.search(unit.pair.target) is not None)


def _personal(case: Case) -> bool:
    """Tell whether a name without a type may be a person's: no known place."""
    return all(
        one.capitalised
        and one.concept.type is ConceptType.TERM
        and not any(term.letters in place_names() for term in one.accepted)
        for one in case.wanted
    )


def _unexplained(case: Case, unit: Unit, context: Context) -> bool:
    """Tell whether the target has a name that no other word of the source explains."""
    if context.likeness is None:
        return bool(leftover(unit))
    others = context.others(case, unit)
    return any(
        context.likeness.best(others, fold) < _LIKELY
        and not (case.wanted[0].person and is_of_place(fold))
        and not (
            _opens(number, unit)
            and context.likeness.best(context.words_of(case, unit), fold) < _LIKELY
        )
        for number in leftover(unit)
        for fold in (unit.english.forms[number][0],)
    )


def _opens(number: int, unit: Unit) -> bool:
    """Tell whether a word has its capital because it opens a sentence."""
    forms = unit.english.forms
    after, capital = forms[number + 1] if number + 1 < len(forms) else ("", True)
    before = unit.pair.target[: unit.english.spans[number][0]].rstrip(_MARKS)
    return not capital and after not in _SAID and (not before or before[-1] in ".!?")


def _speaks(unit: Unit) -> bool:
    """Tell whether *the striker*, *the Frenchman* is who says something."""
    words = unit.english.words
    return any(
        word.fold in _SAID
        and any(
            before.fold == "the" and _role(words[place + 1 : number])
            for place, before in enumerate(
                words[max(0, number - 4) : number], max(0, number - 4)
            )
        )
        for number, word in enumerate(words)
    )


def _role(words: Sequence[Word]) -> bool:
    """Tell whether words before a verb are no name but what somebody is."""
    first = [] if words and words[0].fold.endswith(_PEOPLE) else words[:1]
    return bool(words) and not any(word.capital for word in (*first, *words[1:]))


def _described(unit: Unit, wanted: Wanted, *, person: bool) -> bool:
    """Tell whether *the country*, *the ministry* or a name's noun is there alone.

    One adjective may stand before it: *the Kazakh firm*.
    """
    kind, words = wanted.concept.type, wanted.accepted[0].words
    roles = _ROLES.get(kind, _ANY if _may_be_any(wanted) else frozenset())
    heads = (
        {_head(words)} if len(words) > 1 and kind is not ConceptType.PERSON else set()
    )
    if person:
        roles |= _ROLES[ConceptType.PERSON]
    named, forms = set(leftover(unit)), unit.english.forms
    return any(
        (word in roles or word in heads)
        and number + 1 not in named  # The minister Hartmann
        and (
            forms[number - 1][0] in _THE
            or (
                number > 1
                and forms[number - 2][0] in _THE
                and _is_adjective(forms[number - 1])
            )
        )
        for number, (word, _) in enumerate(forms)
        if number
    )


def _may_be_any(wanted: Wanted) -> bool:
    """Tell whether a name without a type may be of any: no month, no Iranian."""
    return wanted.capitalised and not any(
        word in COMMON or is_of_place(word)
        for term in wanted.accepted
        for word in term.words
    )


def _is_adjective(form: tuple[str, bool]) -> bool:
    """Tell whether a word may stand between *the* and what a name is."""
    fold, capital = form
    return is_of_place(fold) if capital else fold not in _OF


def _head(words: tuple[str, ...]) -> str:
    """Return the noun of a term: of *ministry of defence* the first."""
    place = next((at for at, word in enumerate(words) if word in _OF), len(words))
    return words[max(0, place - 1)]


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

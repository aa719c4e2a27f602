"""Whether a target satisfies a term: in letters, or as far as morphology forgives."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from glossary.arabic import key
from glossary.check.english import akin
from glossary.model import ConceptType

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.check.unit import Case, Unit
    from glossary.check.wanted import English as Term
    from glossary.check.wanted import Wanted

_DEMONYMS = (
    "n",
    "an",
    "ian",
    "ien",
    "ean",
    "i",
    "is",
    "ish",
    "ese",
    "ns",
    "ans",
    "ians",
    "s",
)
_GROWN = ("an", "ian", "ien", "ean", "ish", "ese", "ans", "ians")
"""What follows a place's name that has lost its last vowel: Russian."""
_PEOPLES = {
    "france": "french",
    "spain": "spanish",
    "britain": "british",
    "unitedkingdom": "british",
    "unitedstates": "american america washington",
    "unitedstatesofamerica": "american america us",
    "netherlands": "dutch",
    "switzerland": "swiss",
    "greece": "greek greeks",
    "ireland": "irish",
    "germany": "german germans",
    "turkey": "turkish turk turks turkiye",
    "turkiye": "turkish turk turks turkey",
    "denmark": "danish danes",
    "sweden": "swedish swedes",
    "finland": "finnish finns",
    "poland": "polish poles",
    "scotland": "scottish scots",
    "wales": "welsh",
    "england": "english",
    "norway": "norwegian norwegians",
    "portugal": "portuguese",
    "iceland": "icelandic",
    "afghanistan": "afghan afghans",
    "kazakhstan": "kazakh kazakhs",
    "uzbekistan": "uzbek uzbeks",
    "turkmenistan": "turkmen",
    "tajikistan": "tajik tajiks",
    "kyrgyzstan": "kyrgyz",
    "palestine": "palestinian palestinians",
    "lebanon": "lebanese",
    "cyprus": "cypriot cypriots",
    "argentina": "argentine argentinian",
    "philippines": "philippine filipino filipinos",
    "thailand": "thai thais",
    "peru": "peruvian",
    "ukraine": "ukrainian ukrainians",
    "europe": "european europeans",
    "gaza": "gazan gazans",
    "westbank": "westbanker",
    "unitedarabemirates": "emirati emiratis emirates uae",
    "europeanunion": "eu european europe brexit",
    "unitednations": "un",
    "sovietunion": "soviet soviets",
    "moscow": "muscovite",
}
_BODIES = frozenset(
    map(
        key,
        "منظمة هيئة مركز وكالة معهد وزارة اتحاد مجلس برنامج صندوق لجنة إدارة كلية مؤسسة"
        " رابطة جمعية جامعة دوري حزب منطقة".split(),
    )
)
_ACRONYM = re.compile("[A-Z]{3,6}")
_PARTICLES = frozenset("of the for in and on s a an to de".split())
_COUNTED = _PARTICLES | frozenset("two both".split())
"""What a plural may lack whose Arabic is a dual as well: البلدان."""
_ROOT = 2
_SURNAME = 4
"""The fewest letters of a surname that stands for a whole name."""
_REACH = 3
"""Words of no weight that may stand between those of a name."""


def accepted(case: Case, unit: Unit) -> list[tuple[int, int]]:
    """Return where the target has the term, as first and last words."""
    return [
        span
        for wanted in case.wanted
        for term in wanted.accepted
        for span in unit.english.find_all(term.letters)
        if not (_is_initials(term) and _is_low(span, unit))
    ]


def _is_initials(term: Term) -> bool:
    return len(term.letters) <= _SURNAME and term.text.isupper()


def _is_low(span: tuple[int, int], unit: Unit) -> bool:
    """Tell whether initials are a word here: us for US."""
    start, end = unit.english.span(*span)
    return unit.english.text[start:end].islower()


def forgiven(case: Case, unit: Unit) -> list[tuple[int, int]]:
    """Return where other forms of the term stand, or words that stand for it."""
    return [span for one in case.wanted for span in _forgiven(one, case, unit)]


def _forgiven(wanted: Wanted, case: Case, unit: Unit) -> Iterator[tuple[int, int]]:
    """Yield where a form of an accepted term stands."""
    for term in wanted.accepted:
        if wanted.concept.type is ConceptType.PERSON:
            yield from _surname(term, unit)
        elif wanted.name:
            yield from _people(term, unit)
            if wanted.concept.type is ConceptType.PLACE:
                yield from _demonym(term, unit)
        if not wanted.name:
            yield from _scattered(term, unit)
            if _heads(unit, case):
                yield from _inside_initials(term, unit)
        elif len(term.words) == 1 and wanted.concept.type is not ConceptType.PERSON:
            yield from _grown(term, unit)
        elif len(term.words) > 1:
            yield from _inflected(term, unit)
            yield from _initials(wanted, term, unit)


def _surname(term: Term, unit: Unit) -> Iterator[tuple[int, int]]:
    """Yield where a person's surname stands without the given name."""
    if len(term.words) < 2:  # noqa: PLR2004 - one word is all of it
        return
    last = term.words[-1]
    if len(last) < _SURNAME:
        return
    given = set(term.words[:-1])
    for first, end in unit.english.find_all(last):
        start = first
        while start and unit.english.words[start - 1].fold in given:
            start -= 1
        yield start, end


def _people(term: Term, unit: Unit) -> Iterator[tuple[int, int]]:
    """Yield where another word for a place's people or a union stands: French, EU."""
    others = _PEOPLES.get(term.letters, "").split()
    for number, (fold, _) in enumerate(unit.english.forms):
        if fold in others:
            yield number, number


def _demonym(term: Term, unit: Unit) -> Iterator[tuple[int, int]]:
    """Yield where the people or the adjective of a place stands: Azerbaijani."""
    root = term.letters.rstrip("aeoy") if len(term.words) == 1 else term.letters
    for number, (fold, _) in enumerate(unit.english.forms):
        if _grows(fold, root, _GROWN) or _grows(fold, term.letters, _DEMONYMS):
            yield number, number


def _grows(fold: str, root: str, endings: tuple[str, ...]) -> bool:
    """Tell whether a word is a root with one of these endings: an n after a vowel."""
    if len(root) <= _ROOT or not fold.startswith(root):
        return False
    ending = fold[len(root) :]
    if ending in {"n", "ns"} and root[-1] not in "aeiouy":
        return False
    return ending in endings


def _scattered(term: Term, unit: Unit) -> Iterator[tuple[int, int]]:
    """Yield the words of a term that stand in any order and form."""
    words = unit.english.words
    places = []
    for wanted in term.words:
        if wanted in _COUNTED:
            continue
        at = next((n for n, word in enumerate(words) if akin(wanted, word.fold)), None)
        if at is None:
            return
        places.append(at)
    if places:
        yield from ((place, place) for place in places)


def _grown(term: Term, unit: Unit) -> Iterator[tuple[int, int]]:
    """Yield where a word is derived from a name: congressional."""
    if len(term.letters) > _SURNAME + 1:
        for number, (fold, _) in enumerate(unit.english.forms):
            if fold.startswith(term.letters):
                yield number, number


def _heads(unit: Unit, case: Case) -> bool:
    """Tell whether an organisation's first word stands before a term: منظمة الصحة."""
    before = unit.pair.source[: case.found.start].split()[-2:]
    return any(key(word).removeprefix("ال") in _BODIES for word in before)


def _inside_initials(term: Term, unit: Unit) -> Iterator[tuple[int, int]]:
    """Yield initials that may hold a term of one word: the H of WHO."""
    if len(term.words) > 1:
        return
    initial = term.letters[:1].upper()
    for number, word in enumerate(unit.english.words):
        written = unit.english.text[word.start : word.end]
        if (
            number not in unit.covered
            and _ACRONYM.fullmatch(written)
            and initial in written[1:]
        ):
            yield number, number


def _inflected(term: Term, unit: Unit) -> Iterator[tuple[int, int]]:
    """Yield where a name's words stand in their order, in other forms: Accord."""
    words = unit.english.words
    heavy = [word for word in term.words if word not in _PARTICLES]
    if not heavy:
        return
    for start, first in enumerate(words):
        if not _form(heavy[0], first.fold):
            continue
        place, left = start, heavy[1:]
        while left and place + 1 < len(words):
            place += 1
            fold = words[place].fold
            if _form(left[0], fold):
                left = left[1:]
            elif fold not in _PARTICLES:
                break
        if not left:
            yield start, place


def _form(wanted: str, fold: str) -> bool:
    """Tell whether a word is a form of a name's word rather than a slip: Accord.

    One letter is a form where it is a final s, or z for s; any other is a slip.
    """
    if not akin(wanted, fold):
        return False
    if wanted.replace("z", "s") == fold.replace("z", "s"):
        return True
    short, long = sorted((wanted, fold), key=len)
    return f"{short}s" == long or OSA.distance(wanted, fold) > 1


def _initials(wanted: Wanted, term: Term, unit: Unit) -> Iterator[tuple[int, int]]:
    """Yield where a name's initials stand for it, unless they are forbidden: UN."""
    heavy = [word for word in term.words if word not in _PARTICLES]
    letters = "".join(word[0] for word in heavy)
    if len(letters) < 2 or any(one.letters == letters for one in wanted.forbidden):  # noqa: PLR2004
        return
    for first, last in unit.english.find_all(letters):
        start, end = unit.english.span(first, last)
        if unit.english.text[start:end].replace(".", "").isupper():
            yield first, last

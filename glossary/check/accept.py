"""Whether a target satisfies a term: in letters, or as far as morphology forgives."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from glossary.arabic import key
from glossary.check.common import COMMON
from glossary.check.english import akin, folds, spelling
from glossary.check.near import readings
from glossary.check.places import of_one_place
from glossary.check.stand_ins import stand_ins
from glossary.model import ConceptType

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from glossary.check.context import Context
    from glossary.check.unit import Case, Unit
    from glossary.check.wanted import English as Term
    from glossary.check.wanted import Wanted

_BODIES = frozenset(
    map(
        key,
        "منظمة هيئة مركز وكالة معهد وزارة اتحاد مجلس برنامج صندوق لجنة إدارة كلية مؤسسة"
        " رابطة جمعية جامعة دوري حزب منطقة".split(),
    )
)
_ACRONYM = re.compile("[A-Z]{3,6}")
_PARTICLES = frozenset("of the for in and on s a an to de with by from at".split())
_COUNTED = _PARTICLES | frozenset("two both".split())
"""What a plural may lack whose Arabic is a dual as well: البلدان."""
_PREFIXES = "anti bio co counter cyber de dis in inter multi non pre re self un".split()
"""Before a term's word in another form: biosecurity, unstable."""
_SURNAME = 4
"""The fewest letters of a surname that stands for a whole name."""
_SURE = 0.5
"""Confidence of the name model from which a word is the Arabic one."""
_PLACES = {ConceptType.PLACE, ConceptType.TERM}
_FREE = {ConceptType.ORGANISATION, ConceptType.EVENT, ConceptType.AGREEMENT}
"""Names whose words may change places: Health Ministry, a conference in Munich."""


def accepted(case: Case, unit: Unit, context: Context) -> list[tuple[int, int]]:
    """Return where the target has the term, as first and last words."""
    return _own(_spans(case, unit), case, unit, context)


def _own(
    spans: list[tuple[int, int]], case: Case, unit: Unit, context: Context
) -> list[tuple[int, int]]:
    """Leave out surnames of others where the source has the full name: Ilham, Elnur."""
    if " " not in case.found.text or not any(
        one.person or one.capitalised for one in case.wanted
    ):
        return spans
    return [
        (first, last)
        for first, last in spans
        if any(one < first <= last <= other for one, other in spans)
        or not _namesake((first, last), case, unit, context)
    ]


def _spans(case: Case, unit: Unit) -> list[tuple[int, int]]:
    """Return where an accepted term stands."""
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


def forgiven(case: Case, unit: Unit, context: Context) -> list[tuple[int, int]]:
    """Return where other forms of the term stand, or words that stand for it."""
    spans = [
        span
        for one in case.wanted
        for span in (*_forgiven(one, case, unit), *_last(one, case, unit, context))
    ]
    return _own(spans, case, unit, context)


def _namesake(span: tuple[int, int], case: Case, unit: Unit, context: Context) -> bool:
    """Tell whether a surname is of another person of the glossary: Ilham, not Elnur."""
    first, last = span
    fold, capital = unit.english.forms[first - 1] if first else ("", False)
    start, end = unit.english.span(max(0, first - 1), last)
    named = capital and fold not in COMMON
    return named and context.another(case, unit.english.text[start:end])


def _forgiven(wanted: Wanted, case: Case, unit: Unit) -> Iterator[tuple[int, int]]:
    """Yield where a form of an accepted term stands."""
    place = wanted.concept.type in _PLACES
    for term in wanted.accepted:
        if wanted.person:
            yield from _surname(term, unit)
        elif wanted.name or wanted.capitalised:
            yield from stand_ins(term, case, unit, place=place)
        if len(term.words) > 1:
            yield from _initials(wanted, term, unit)
        if not wanted.name:
            like = _form if wanted.capitalised else _kin
            yield from unit.english.find_all(f"{term.letters}s")  # land mines
            yield from _scattered(term, unit, like)
            if _heads(unit, case):
                yield from _inside_initials(term, unit)
        elif len(term.words) == 1 and wanted.concept.type is not ConceptType.PERSON:
            yield from _grown(term, unit)
        elif len(term.words) > 1:
            free = wanted.concept.type in _FREE
            yield from (_gathered if free else _inflected)(term, unit)


def _last(
    wanted: Wanted, case: Case, unit: Unit, context: Context
) -> Iterator[tuple[int, int]]:
    """Yield where a name's last word stands alone, if it sounds as in Arabic: Karabakh.

    A translated one does not: Bank.
    """
    place = wanted.concept.type in _PLACES and not wanted.person
    if not place or not wanted.capitalised or context.likeness is None:
        return
    words = context.words_of(case, unit)[-1:]
    for term in wanted.accepted:
        if term.capitals[-1] and context.likeness.best(words, term.words[-1]) >= _SURE:
            yield from _surname(term, unit)


def _surname(term: Term, unit: Unit) -> Iterator[tuple[int, int]]:
    """Yield where a person's surname stands without the given name."""
    if len(term.words) < 2:  # noqa: PLR2004 - one word is all of it
        return
    last = term.words[-1]
    if len(last) < _SURNAME:
        return
    given = set(term.words[:-1])
    plural = unit.english.find_all(f"{last}s")  # the Aliyevs
    for first, end in (*unit.english.find_all(last), *plural):
        start = first
        while start and unit.english.words[start - 1].fold in given:
            start -= 1
        yield start, end


def _scattered(
    term: Term, unit: Unit, like: Callable[[str, str], bool]
) -> Iterator[tuple[int, int]]:
    """Yield the words of a term that stand in any order and form."""
    words = unit.english.words
    places = []
    for wanted in term.words:
        if wanted in _COUNTED:
            continue
        at = next((n for n, word in enumerate(words) if like(wanted, word.fold)), None)
        if at is None:
            return
        places.append(at)
    if places:
        yield from ((place, place) for place in places)


def _kin(wanted: str, fold: str) -> bool:
    """Tell whether a word is a form of a wanted one, prefix or not: destabilise."""
    if akin(wanted, fold) or _are_people(wanted, fold):
        return True
    return any(
        akin(wanted, fold.removeprefix(prefix))
        for prefix in _PREFIXES
        if fold.startswith(prefix) and len(fold) - len(prefix) > _SURNAME
    )


def _are_people(wanted: str, fold: str) -> bool:
    """Tell whether a word is the people of an adjective: Jewish, Jews."""
    return wanted.endswith("ish") and f"{wanted.removesuffix('ish')}s" == fold


def _grown(term: Term, unit: Unit) -> Iterator[tuple[int, int]]:
    """Yield where a word is derived from a name: congressional."""
    if len(term.letters) > _SURNAME + 1:
        for number, (fold, _) in enumerate(unit.english.forms):
            if fold.startswith(term.letters):
                yield number, number


def _heads(unit: Unit, case: Case) -> bool:
    """Tell whether an organisation's first word stands before a term: منظمة الصحة.

    As many as the term has mentions.
    """
    words = [token.text for token in unit.arabic]
    place = sum(token.end <= case.found.start for token in unit.arabic)
    return (
        any(map(_is_body, words[max(0, place - 2) : place]))
        and sum(map(_is_body, words)) >= case.mentions
    )


def _is_body(word: str) -> bool:
    """Tell whether a word is what organisations are: منظمة, للوكالة."""
    return any(one.removeprefix("ال") in _BODIES for one in readings(word))


def _inside_initials(term: Term, unit: Unit) -> Iterator[tuple[int, int]]:
    """Yield initials that may hold a term of one word: the H of WHO."""
    if len(term.words) > 1:
        return
    initial = term.letters[:1].upper()
    for number, word in enumerate(unit.english.words):
        written = unit.english.text[word.start : word.end]
        written = written.removesuffix("'s").removesuffix("’s")
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
    for start, first in enumerate(words):
        if not heavy or not _form(heavy[0], first.fold):
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


def _gathered(term: Term, unit: Unit) -> Iterator[tuple[int, int]]:
    """Yield where a name's words stand near one another in any order and form."""
    heavy = [word for word in term.words if word not in _PARTICLES]
    forms = [fold for fold, _ in unit.english.forms]
    places = [[n for n, one in enumerate(forms) if _form(word, one)] for word in heavy]
    if not all(places):
        return
    for start in sorted({place for several in places for place in several}):
        near = range(start, start + 2 * len(heavy) + 2)
        chosen = {next((n for n in several if n in near), -1) for several in places}
        if start in chosen and -1 not in chosen and len(chosen) == len(heavy):
            yield start, max(chosen)


def _form(wanted: str, fold: str) -> bool:
    """Tell whether a word is a form of a name's word rather than a slip: Accord.

    One letter is a form where it is a final s or British; any other is a slip.
    """
    if of_one_place(wanted, fold) or _are_people(wanted, fold):
        return True
    if not akin(wanted, fold):
        return False
    if spelling(wanted) == spelling(fold):
        return True
    short, long = sorted((wanted, fold), key=len)
    return f"{short}s" == long or OSA.distance(wanted, fold) > 1


def _initials(wanted: Wanted, term: Term, unit: Unit) -> Iterator[tuple[int, int]]:
    """Yield where a term's initials stand for it, unless they are forbidden."""
    words = [word[0] for word in map(folds, term.text.split()) if word]
    heavy = "".join(word[0] for word in words if word not in _PARTICLES)
    forbidden = {one.letters for one in wanted.forbidden}
    for letters in dict.fromkeys((heavy, "".join(word[0] for word in words))):
        if len(letters) < 2 or letters in {*term.words, *forbidden}:  # noqa: PLR2004
            continue
        find = unit.english.find_all
        for first, last in (*find(letters), *find(f"{letters}s")):
            start, end = unit.english.span(first, last)
            written = unit.english.text[start:end]
            if written[0].isupper() and sum(map(str.isupper, written)) > 1:
                yield first, last

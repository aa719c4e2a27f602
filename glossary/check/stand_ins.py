"""What stands for a place or a union: its people or adjective, capital, country."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.check.unit import Case, Unit
    from glossary.check.wanted import English as Term

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
_ROOT = 2
_KINDS = frozenset(
    "strip city province state governorate district region county republic island"
    " village town area basin sea ocean river strait lake desert mountains valley"
    " peninsula".split()
)
_FIRMS = frozenset("company corporation group inc ltd".split())
"""What a longer name of a firm may end in or not."""
_COLOURS = frozenset("red black dead white yellow blue".split())
"""What a sea's name is without its kind, and no name of it."""
PEOPLES = {
    "france": "french",
    "spain": "spanish",
    "britain": "british",
    "unitedkingdom": "british",
    "unitedstates": "american america us usa",
    "unitedstatesofamerica": "american america us usa",
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
    "azerbaijan": "azeri azeris",
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
"""By the letters of a name, words of its people or for itself."""
_SEATS = """
abudhabi unitedarabemirates uae emirates
abuja nigeria
accra ghana
addisababa ethiopia
algiers algeria
amman jordan
ankara turkey turkiye
ashgabat turkmenistan
asmara eritrea
astana kazakhstan
athens greece
baghdad iraq
baku azerbaijan
beijing china
beirut lebanon
belgrade serbia
berlin germany
bern switzerland
bogota colombia
brasilia brazil
brussels europeanunion eu belgium
bucharest romania
budapest hungary
buenosaires argentina
cairo egypt
canberra australia
caracas venezuela
chisinau moldova
copenhagen denmark
dakar senegal
damascus syria
delhi india
doha qatar
dublin ireland
dushanbe tajikistan
hanoi vietnam
havana cuba
helsinki finland
islamabad pakistan
jakarta indonesia
jerusalem israel
kabul afghanistan
kampala uganda
khartoum sudan
kiev ukraine
kinshasa congo
kualalumpur malaysia
kyiv ukraine
lisbon portugal
london unitedkingdom uk britain
madrid spain
manama bahrain
manila philippines
mexicocity mexico
minsk belarus
mogadishu somalia
moscow russia sovietunion
muscat oman
nairobi kenya
newdelhi india
niamey niger
nicosia cyprus
nouakchott mauritania
oslo norway
ottawa canada
paris france
prague czechrepublic czechia
pretoria southafrica
pyongyang northkorea
rabat morocco
ramallah palestine
riyadh saudiarabia
rome italy
sanaa yemen
seoul southkorea
sofia bulgaria
stockholm sweden
tashkent uzbekistan
tbilisi georgia
tehran iran
telaviv israel
tokyo japan
tripoli libya
tunis tunisia
vienna austria
warsaw poland
washington unitedstates unitedstatesofamerica us usa america
yerevan armenia
"""


def _pairs() -> dict[str, frozenset[str]]:
    """Return what each capital and each country may stand for, by their letters."""
    found: dict[str, set[str]] = {}
    for line in _SEATS.strip().splitlines():
        capital, *countries = line.split()
        for country in countries:
            found.setdefault(capital, set()).add(country)
            found.setdefault(country, set()).add(capital)
    return {name: frozenset(others) for name, others in found.items()}


_CAPITALS = _pairs()
"""By the letters of a capital or a country, those of the other."""


def stand_ins(
    term: Term, case: Case, unit: Unit, *, place: bool
) -> Iterator[tuple[int, int]]:
    """Yield where something stands for a name, as first and last words."""
    yield from _people(term, unit)
    yield from _capital(term, case, unit)
    if term.words[-1] in _FIRMS and len(term.words) > _ROOT:
        yield from unit.english.find_all("".join(term.words[:-1]))
    if place:
        yield from _demonym(term, unit)
        yield from _bare(term, unit)


def _bare(term: Term, unit: Unit) -> Iterator[tuple[int, int]]:
    """Yield where a place stands without what kind of place it is: Gaza."""
    rest = [word for word in term.words if word not in _KINDS]
    capitals = [
        capital
        for word, capital in zip(term.words, term.capitals, strict=True)
        if word not in _KINDS
    ]
    few = 0 < len(rest) < len(term.words)
    if few and all(capitals) and _COLOURS.isdisjoint(rest):
        yield from unit.english.find_all("".join(rest))


def _people(term: Term, unit: Unit) -> Iterator[tuple[int, int]]:
    """Yield where another word for a place's people or a union stands: French, EU."""
    others = PEOPLES.get(term.letters, "").split()
    for number, (fold, _) in enumerate(unit.english.forms):
        if fold in others:
            yield number, number


def _capital(term: Term, case: Case, unit: Unit) -> Iterator[tuple[int, int]]:
    """Yield where a capital stands for its country, or a country for its capital.

    Not one that the source names itself.
    """
    for letters in sorted(_CAPITALS.get(term.letters, ())):
        named = any(
            one.letters == letters
            for other in unit.cases
            if other is not case
            for wanted in other.wanted
            for one in wanted.accepted
        )
        if not named:
            yield from unit.english.find_all(letters)


def _demonym(term: Term, unit: Unit) -> Iterator[tuple[int, int]]:
    """Yield where the people or the adjective of a place stands: Azerbaijani.

    Of several words the last one changes: Central Asian.
    """
    *first, last = term.words
    root = last.rstrip("aeoy")
    forms = unit.english.forms
    for number, (fold, _) in enumerate(forms):
        start = number - len(first)
        grown = _grows(fold, root, _GROWN) or _grows(fold, last, _DEMONYMS)
        if grown and start >= 0 and [one for one, _ in forms[start:number]] == first:
            yield start, number
        elif first and _grows(fold, term.letters, _DEMONYMS):
            yield number, number


def _grows(fold: str, root: str, endings: tuple[str, ...]) -> bool:
    """Tell whether a word is a root with one of these endings: an n after a vowel."""
    if len(root) <= _ROOT or not fold.startswith(root):
        return False
    ending = fold[len(root) :]
    if ending in {"n", "ns"} and root[-1] not in "aeiouy":
        return False
    return ending in endings

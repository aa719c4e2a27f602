"""Whether a word is made of a term and clitics or endings, by the lexicon."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from glossary.arabic.clitics import ARTICLE
from glossary.lexicon import surplus
from glossary.matcher.forms import ACCUSATIVE, ENDING, PLURAL, POSSESSIVE, ending_of
from glossary.matcher.forms import ARTICLE as ADDED
from glossary.readings import FAMILIAR, OWN_WORD, SHORT_STEM

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_BORNE = -1.0
"""log10 of how often a noun bears an ending, at most, against its bare form."""
_BOTH = 1.5
"""How far apart, in powers of ten, a plural's use with the article and without is at
most: names (سلمان, لبنان, البحرين) have one of the two."""


class Guess(NamedTuple):
    """A form of a word and what it rests on."""

    label: str
    code: int
    proclitics: str
    own: str
    """The match key of the word."""
    base: str
    """The same without proclitics, with the article."""
    noun: str = ""
    """The match key of the term's word where the form has an ending."""


def holds(guess: Guess, zipf: Mapping[str, float], *, marked: bool) -> bool:
    """Tell whether the lexicon lets a word be read so.

    ``zipf`` has the frequencies of ``looked_up`` and ``remainders``; ``marked`` says
    whether the word bears a tanwin.
    """
    places = range(len(guess.proclitics))
    if not all(_splits(guess, place, zipf) for place in places):
        return False
    return not guess.code & ENDING or _inflects(guess, zipf, marked=marked)


def remainders(guess: Guess) -> list[str]:
    """Return what is left of a word as its proclitics come off, but for the last."""
    return [guess.own[place:] for place in range(len(guess.proclitics))]


def looked_up(guess: Guess) -> Iterator[str]:
    """Yield the match keys whose frequency a guess is weighed by."""
    base = guess.base.rstrip("ء")
    stem = base.removeprefix(ARTICLE)
    yield from (base, stem, ARTICLE + stem)
    for own in remainders(guess):
        yield ARTICLE + own
    if guess.noun:
        yield guess.noun
        yield ARTICLE + guess.noun


def _splits(guess: Guess, place: int, zipf: Mapping[str, float]) -> bool:
    """Tell whether a word without ``place`` letters is no word of its own."""
    own = guess.own[place:]
    if not zipf[own]:
        return True
    base = guess.base.rstrip("ء")
    stem = base.removeprefix(ARTICLE)
    rest = zipf[base]
    if guess.noun:
        rest = max(rest, zipf[guess.noun] + _BORNE)
    noun = zipf[ARTICLE + stem] >= FAMILIAR and rest >= FAMILIAR + 1
    definite = stem != base and len(stem) > SHORT_STEM
    lone = not zipf[ARTICLE + own]
    limit = OWN_WORD + 1 if (noun or definite) and lone else OWN_WORD
    return round(surplus(zipf[own], rest, guess.proclitics[place:]), 1) < limit


def _inflects(guess: Guess, zipf: Mapping[str, float], *, marked: bool) -> bool:
    """Tell whether a word may be an inflected form of a noun."""
    ending, noun = ending_of(guess.code), guess.noun
    base = guess.base.rstrip("ء")
    form = zipf[base]
    if zipf[ARTICLE + noun] < FAMILIAR - 1 or zipf[noun] < FAMILIAR - 1:
        return False
    if ending == ACCUSATIVE and marked:
        return True
    if ending != POSSESSIVE and not form:
        return False
    if ending == PLURAL:
        stem = base.removeprefix(ARTICLE)
        bare_, definite = zipf[stem], zipf[ARTICLE + stem]
        if bare_ and definite and abs(bare_ - definite) <= _BOTH:
            return True
    definite = guess.code & ADDED
    explained = zipf[ARTICLE + noun if definite else noun] + _BORNE
    limit = 0.5 if ending == ACCUSATIVE else OWN_WORD
    return round(form - explained, 1) < limit

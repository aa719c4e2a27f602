"""Numbers in Arabic text: digits of both kinds, number words, months, weekdays."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from glossary.arabic.keys import INVISIBLE, MARKS, bare, key
from glossary.arabic.number_words import MONTHS_OF_TWO, WEEKDAYS, number_words
from glossary.arabic.stretches import stretches
from glossary.arabic.sums import Atom, combined

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from glossary.arabic.sums import Number


_WORDS = number_words()
_BEFORE, _AFTER = 3, 4
"""Stretches without spaces around a number word that may belong to it."""
_FIGURE = re.compile(r"^[وفبلك]?(?:ال|لل)?([\d٠-٩]+(?:[.,،٫٬][\d٠-٩]+)*)$")
_WORD = re.compile(
    r"(?<!\w)[وفبلك]?(?:ال|لل)?ـ?\d+(?:[.,٫٬]\d+|،\d{3}(?!\d))*(?!\w)"
    rf"|\w(?:[\w{MARKS}{INVISIBLE}]*[\w{MARKS}])?"
)
_CLITICS = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل")
_OTHER = frozenset("جهه ناحيه مره".split())
"""Words after which a second one is another one: من جهة ثانية."""
_PERCENT = frozenset("بالمئه بالمايه بالميه المئه المايه الميه".split())
_DIGITS = re.compile("[0-9]+")
_SIGN = re.compile(r"\s?[%٪]")
_SIGN_BEFORE = "%٪"


def arabic_numbers(text: str) -> list[Number]:
    """Return the numbers that an Arabic text states, in their order.

    Times, dates in figures and figures in names are given as weak numbers. Indefinite
    ones (عشرات, آلاف), one and fractions are none.
    """
    chunks = text.split()
    marked = list(map(numeric, chunks))
    if True not in marked:
        return []
    words = [
        word
        for place in stretches(text, chunks, marked, _BEFORE, _AFTER)
        for word in _WORD.finditer(text, *place)
    ]
    return list(combined(_atoms(text, words), text))


@lru_cache(maxsize=1 << 14)
def numeric(chunk: str) -> bool:
    """Tell whether a stretch without spaces holds anything of a number."""
    if chunk.isalpha():
        return key(chunk) in _forms()
    return any(
        any(map(str.isdigit, word)) or key(word) in _forms()
        for word in _WORD.findall(chunk)
    )


@cache
def _forms() -> frozenset[str]:
    """Return the match keys of all words that say something of a number."""
    days = {clitics + day for clitics in _CLITICS for day in WEEKDAYS}
    days |= {
        clitics + day.removeprefix("ا")
        for clitics in _CLITICS
        if clitics.endswith("ل")
        for day in WEEKDAYS
    }
    words = {
        clitics + article + word
        for clitics in _CLITICS
        for article in ("", "ال")
        for word in (*_WORDS, *MONTHS_OF_TWO)
    }
    return frozenset(days | words | _PERCENT)


def figure(written: str) -> tuple[float, ...]:
    """Return what digits with separators may mean, the likeliest first."""
    plain = key(written).replace("،", ",")
    if plain.isdigit():
        return (float(plain),)
    groups = re.split("[.,]", plain)
    decimal = float(".".join(("".join(groups[:-1]), groups[-1])))
    whole = float("".join(groups))
    thousands = all(len(group) == 3 for group in groups[1:])  # noqa: PLR2004 - digits
    if len(groups) > 2:  # noqa: PLR2004 - two separators
        return (whole,) if thousands else (decimal, whole)
    if thousands and len(groups[0]) <= 3 and groups[0] != "0":  # noqa: PLR2004 - the same
        return (whole, decimal) if "," in plain else (decimal, whole)
    return (decimal,)


class _Word(NamedTuple):
    """What a word says of a number, wherever it stands."""

    role: str
    value: float = 0.0
    joined: bool = False
    ordinal: bool = False
    values: tuple[float, ...] = ()


@lru_cache(maxsize=1 << 15)
def _classified(word: str) -> _Word | None:
    """Return what a word says, ``None`` for nothing."""
    if any(char.isdigit() for char in word):
        match = _FIGURE.match(bare(word))
        if match is None:
            values = tuple(map(float, _DIGITS.findall(key(word))))
            return _Word("name", values=values)
        values = figure(match[1])
        return _Word("digits", values[0], word.startswith("و"), values=values)
    folded = key(bare(word))
    if folded in _PERCENT:
        return _Word("percent")
    options = (
        _read(clitics, folded[len(clitics) :])
        for clitics in _CLITICS
        if folded.startswith(clitics)
    )
    return next((found for found in options if found is not None), None)


def _read(clitics: str, rest: str) -> _Word | None:
    """Return what a match key says whose clitics are off."""
    for day in (rest, f"ا{rest}") if clitics.endswith("ل") else (rest,):
        if day in WEEKDAYS:
            return _Word("weekday", WEEKDAYS[day])
    for stem in (rest, rest.removeprefix("ال")):
        if stem in MONTHS_OF_TWO:
            return _Word("calendar")
        if stem in _WORDS:
            role, value, ordinal = _WORDS[stem]
            return _Word(role, value, clitics.startswith("و"), ordinal, (value,))
    return None


def _atoms(text: str, words: Sequence[re.Match[str]]) -> Iterator[Atom]:
    for place, word in enumerate(words):
        found = _classified(word[0])
        if found is None:
            continue
        before = words[place - 1][0] if place else ""
        if found.role == "calendar":
            month = _two_words(words, place)
            if month:
                end = words[place + 1].end()
                yield Atom(word.start(), end, "month", month, joined=False)
        elif found.role == "digits":
            yield from _figure_atoms(text, word, found, before)
        elif not _idle(words, place, found, before):
            yield _atom(*word.span(), found)


def _atom(start: int, end: int, word: _Word) -> Atom:
    return Atom(
        start, end, word.role, word.value, word.joined, word.ordinal, word.values
    )


def _idle(
    words: Sequence[re.Match[str]], place: int, found: _Word, before: str
) -> bool:
    """Tell whether a number word is none here: one, another, a month's second word."""
    if found.ordinal and key(before) in _OTHER:
        return True
    if found.ordinal and place and _two_words(words, place - 1):
        return True
    return found.role == "unit" and found.value == 1 and not _compound(words, place)


def _figure_atoms(
    text: str, word: re.Match[str], found: _Word, before: str
) -> Iterator[Atom]:
    """Yield a figure, and its percent sign where it has one on either side."""
    start, end = word.span()
    near = (text[max(0, start - 1) : start], text[end : end + 1])
    hyphen = near[0] in {"-", "‑"} and text[start - 2 : start - 1].isalpha()
    if hyphen or _clock(near, text, start, end):
        found = found._replace(role="name")
    joined = found.joined or before in {"و", "وـ"}
    yield _atom(start, end, found._replace(joined=joined))
    sign = _SIGN.match(text, end)
    if sign or near[0] in set(_SIGN_BEFORE):
        yield Atom(end, sign.end() if sign else end, "percent", 0.0, joined=False)


def _clock(near: tuple[str, str], text: str, start: int, end: int) -> bool:
    """Tell whether a figure is part of a time or of a date in figures."""
    before, after = near
    if before in {":", "/"} and text[start - 2 : start - 1].isdigit():
        return len(text[start:end]) <= 2  # noqa: PLR2004 - no year
    if after in {":", "/"} and text[end + 1 : end + 2].isdigit():
        return len(text[start:end]) <= 2  # noqa: PLR2004 - the same
    return False


def _two_words(words: Sequence[re.Match[str]], place: int) -> int | None:
    """Return the month of تشرين الأول and the like."""
    if place + 1 >= len(words):
        return None
    first = key(words[place][0])
    second = key(words[place + 1][0]).removeprefix("ال")
    return next(
        (
            months[second]
            for name, months in MONTHS_OF_TWO.items()
            if first.endswith(name) and second in months
        ),
        None,
    )


def _compound(words: Sequence[re.Match[str]], place: int) -> bool:
    """Tell whether one is part of a number such as eleven or twenty-one."""
    if place + 1 >= len(words):
        return False
    after = _classified(words[place + 1][0])
    if after is None:
        return False
    teen = after.role == "unit" and after.value == _TEN and not after.joined
    return teen or (after.role == "tens" and after.joined)


_TEN = 10

"""Numbers in English text: figures, number words, months, weekdays."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from glossary.arabic.numbers import figure
from glossary.arabic.stretches import stretches
from glossary.arabic.sums import Atom, combined

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from glossary.arabic.sums import Number

_UNITS = "one two three four five six seven eight nine ten".split()
_TEENS = (
    "eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
_LATER = (
    "eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth"
    " nineteenth"
).split()
_MONTHS = (
    "january february march april may june july august september october november"
    " december"
).split()
_DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_DOZEN = 12
_SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
_ABBREVIATED = {"k": 1e3, "mn": 1e6, "bn": 1e9, "tn": 1e12}
"""After a figure."""
_SHORT = {
    **{word[:3]: n for n, word in enumerate(_MONTHS, start=1) if word != "may"},
    "sept": 9,
}


def _words() -> dict[str, tuple[str, float, bool]]:
    """Return role, value and whether it is an ordinal, of each word in lower case."""
    words = {
        **{word: ("unit", n, False) for n, word in enumerate(_UNITS, start=1)},
        **{word: ("unit", n, True) for n, word in enumerate(_ORDINALS, start=1)},
        **{word: ("teen", n, False) for n, word in enumerate(_TEENS, start=11)},
        **{word: ("teen", n, True) for n, word in enumerate(_LATER, start=11)},
        **{word: ("scale", n, False) for word, n in _SCALES.items()},
        **dict.fromkeys(("percent", "pct", "percentage"), ("percent", 0, False)),
        **{day: ("weekday", n, False) for n, day in enumerate(_DAYS, start=1)},
        **{month: ("month", n, False) for n, month in enumerate(_MONTHS, start=1)},
        **{short: ("month", n, False) for short, n in _SHORT.items()},
        "hundred": ("hundred", 100, False),
        "hundredth": ("hundred", 100, True),
        "dozen": ("scale", _DOZEN, False),
        "twice": ("unit", 2, False),
        "half": ("part", 0.5, False),
        "quarter": ("part", 0.25, False),
    }
    for value, word in enumerate(_TENS, start=2):
        words[word] = ("tens", 10 * value, False)
        words[f"{word[:-1]}ieth"] = ("tens", 10 * value, True)
        words[f"{word[:-1]}ies"] = ("decade", 10 * value, False)
    return words


_WORDS = _words()
_TOKEN = re.compile(
    r"(?P<decade>(?<![\w.,])['’]?(?:\d\d)?\d0['’]?s\b)"
    r"|(?P<name>[^\W\d_]+[-‑]?\d[\w-]*|\d+(?:[.,]\d+)*[-‑]?(?!(?:st|nd|rd|th|k|m|mn|bn|tn)\b)"
    r"(?:[A-Z]\w*))"
    r"|(?P<digits>\d+(?:[.,]\d+)*)(?:(?P<suffix>st|nd|rd|th)\b"
    r"|(?P<meant>m)\b(?![./]\w)|[ -]?(?P<scale>k|mn|bn|tn)\b(?!\.\w)"
    r"|(?P<time>\s?[ap]\.?m\b))?"
    r"|(?P<sign>%|per cent\b)"
    r"|(?P<word>[^\W\d_]+)"
)
_CAPITAL = {"may", "march", "mar", "sun", "sat", "jan", "dec"}
"""Months that are words in lower case, or read as such without a date beside them."""
_BEFORE, _AFTER = 4, 6
"""Stretches without spaces around a number word that may belong to it."""
_FRACTION = frozenset("a an one two three four the".split())
_ADDED = frozenset(("unit", "teen", "tens"))
"""What is added to a hundred without *and*: three hundred five."""
_INDEFINITE = frozenset("a an".split())


def english_numbers(text: str) -> list[Number]:
    """Return the numbers that an English text states, in their order.

    As ``glossary.arabic.numbers`` does: times, dates in figures and figures in names
    are weak; dozens, one and fractions are no numbers.
    """
    chunks = text.split()
    marked = list(map(numeric, chunks))
    if True not in marked:
        return []
    tokens = [
        token
        for place in stretches(text, chunks, marked, _BEFORE, _AFTER)
        for token in _TOKEN.finditer(text, *place)
    ]
    return list(combined(_atoms(text, tokens), text))


@lru_cache(maxsize=1 << 14)
def numeric(chunk: str) -> bool:
    """Tell whether a stretch without spaces holds anything of a number."""
    if chunk.isalpha():
        return chunk.casefold() in _WORDS
    return any(
        match.lastgroup != "word" or _known(match[0]) is not None
        for match in _TOKEN.finditer(chunk)
    )


@lru_cache(maxsize=1 << 14)
def _known(word: str) -> tuple[str, float, bool] | None:
    return _WORDS.get(word.casefold())


def _atoms(text: str, tokens: Sequence[re.Match[str]]) -> Iterator[Atom]:
    joined = implied = False
    for place, token in enumerate(tokens):
        kind = token.lastgroup
        if kind == "word":
            word = token[0]
            found = _known(word)
            if found is not None and not _idle(tokens, place, found):
                role, value, ordinal = found
                linked = joined or (implied and role in _ADDED)
                yield Atom(*token.span(), *_grammar(role, value), linked, ordinal)
                joined, implied = False, role in {"hundred", "scale"}
            else:
                low = word.casefold()
                joined = low == "and" or (joined and low in _INDEFINITE)
            continue
        yield from _figures(text, token, joined=joined)
        joined, implied = False, token["scale"] is not None


def _grammar(role: str, value: float) -> tuple[str, float]:
    """Return the role of an English word in a sum: twenty is added like eleven."""
    return ({"tens": "teen", "unit": "ones"}.get(role, role), value)


def _figures(text: str, token: re.Match[str], *, joined: bool) -> Iterator[Atom]:
    start, end = token.span()
    if token["decade"]:
        digits = re.sub(r"\D", "", token[0])
        yield Atom(start, end, "decade", float(digits[-2:]), joined=False)
    elif token["name"]:
        values = tuple(map(float, re.findall(r"\d+", token[0])))
        yield Atom(start, end, "name", 0.0, joined=False, values=values)
    elif token["sign"]:
        yield Atom(start, end, "percent", 0.0, joined=False)
    elif token["digits"]:
        stop = token.end("digits")
        values = figure(token["digits"])
        role = "name" if _clock(text, start, stop) or token["time"] else "digits"
        if token["time"]:
            values += tuple(map(float, re.findall(r"\d+", token["digits"])))
        if token["meant"]:
            values = (1e6 * values[0], *values)
        ordinal = token["suffix"] is not None
        stop = end if token["meant"] else stop
        yield Atom(start, stop, role, values[0], joined, ordinal, values)
        if scale := token["scale"]:
            yield Atom(
                token.start("scale"), end, "scale", _ABBREVIATED[scale], joined=False
            )


def _clock(text: str, start: int, end: int) -> bool:
    """Tell whether a figure is part of a time or of a date in figures."""
    if end - start > 2:  # noqa: PLR2004 - a year
        return False
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    if before[1:] in {":", "/"} and before[:1].isdigit():
        return True
    return after[:1] in {":", "/"} and after[1:].isdigit()


def _idle(
    tokens: Sequence[re.Match[str]], place: int, found: tuple[str, float, bool]
) -> bool:
    """Tell whether a word is no number here: one, a second, two thirds, may."""
    role, value, ordinal = found
    word = tokens[place][0]
    before = tokens[place - 1][0].casefold() if place else ""
    after = tokens[place + 1][0].casefold() if place + 1 < len(tokens) else ""
    if value == _DOZEN and role == "scale":
        return before not in _WORDS  # two dozen, but a dozen or so
    if role == "unit" and value == 1:
        return not _counted(tokens, place, before, after)
    if ordinal and value > 2 and (before in _FRACTION - {"the"} or after == "of"):  # noqa: PLR2004
        return True
    if role == "month":
        return _no_month(word, before, after)
    return False


def _counted(
    tokens: Sequence[re.Match[str]], place: int, before: str, after: str
) -> bool:
    """Tell whether one is part of a number: one hundred, one and a half million."""
    if _WORDS.get(before, ("",))[0] == "tens":
        return True
    if _WORDS.get(after, ("",))[0] in {"hundred", "scale"}:
        return True
    rest = [token[0].casefold() for token in tokens[place + 1 : place + 5]]
    if rest[:3] == ["and", "a", "half"]:
        return _WORDS.get(rest[-1], ("",))[0] == "scale"
    earlier = [token[0].casefold() for token in tokens[max(0, place - 2) : place]]
    return earlier[-1:] == ["and"] and earlier[0] in {"hundred", *_SCALES}


def _no_month(word: str, before: str, after: str) -> bool:
    """Tell whether a word that may be a month is none here."""
    low = word.casefold()
    if word.islower():
        return True
    if low in _CAPITAL or low in _SHORT:
        dated = before[:1].isdigit() or after[:1].isdigit()
        return not (dated or (low == "may" and before in {"in", "of", "last", "since"}))
    return False

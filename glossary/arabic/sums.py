"""Numbers from the words and figures that make them, in any language."""

from __future__ import annotations

import re
from enum import IntEnum
from itertools import zip_longest
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Kind(IntEnum):
    """What a number counts; only numbers of one kind stand for one another."""

    COUNT = 0
    ORDINAL = 1
    MONTH = 2
    WEEKDAY = 3
    """From 1, Monday."""
    DECADE = 4
    """The year it begins with, without its century: 90."""


class Number(NamedTuple):
    """A number at a place; ``start`` and ``end`` are code points from 0."""

    start: int
    end: int
    values: tuple[float, ...]
    """What it may mean, the likeliest first: 1.200 is 1,200 or 1.2."""
    kind: Kind
    strong: bool
    """Whether a translation has to show it: digits, or more than one number word."""
    percent: bool = False


class Atom(NamedTuple):
    """A word or figure that numbers are made of."""

    start: int
    end: int
    role: str
    """``digits``, ``unit``, ``teen``, ``tens``, ``hundred``, ``hundreds``, ``scale``,
    ``plural`` (of a scale), ``dual``, ``part`` (a half), ``month``, ``weekday``,
    ``decade``, ``percent``, ``name`` (a figure in one), ``pair`` (a dual noun); in
    English ``ones`` for ``unit``."""
    value: float
    joined: bool
    """Whether *and* stands before it."""
    ordinal: bool = False
    values: tuple[float, ...] = ()


class _Sum:
    """A number in the making: finished scales and the part below the next scale."""

    def __init__(self, atom: Atom) -> None:
        self.start, self.end = atom.start, atom.end
        self.total, self.last = 0.0, float("inf")
        self.current = 0.0
        self.values: tuple[float, ...] = ()
        self.parts = 0
        self.ordinal = False
        self.digits = False
        self.fraction = 0.0

    def number(self) -> Number:
        """Return what was made."""
        value = round(self.total + self.current, 6)
        values = self.values if self.parts == 1 and self.values else (value,)
        strong = self.digits or self.parts > 1 or value > 10  # noqa: PLR2004 - small ones
        if self.parts == 1 and not self.digits and value in _ROUND:
            strong = False
        if self.digits and value <= 2:  # noqa: PLR2004 - said without a word in Arabic
            strong = False
        kind = Kind.ORDINAL if self.ordinal and not self.digits else Kind.COUNT
        return Number(self.start, self.end, values, kind, strong)

    def take(self, atom: Atom) -> bool:
        """Add an atom; return whether it belongs to the number."""
        taken = getattr(self, f"_{atom.role}")(atom)
        if taken:
            self.end = atom.end
            self.parts += 1
            self.ordinal = self.ordinal or atom.ordinal
        return bool(taken)

    def _digits(self, atom: Atom) -> bool:
        if self.parts and not (
            atom.joined and self.total and not self.current and atom.value < self.last
        ):
            return False
        self.current, self.values, self.digits = atom.value, atom.values, True
        return True

    def _unit(self, atom: Atom) -> bool:
        if not self.parts:
            self.current = atom.value
            return True
        if self.digits:
            return False
        if atom.value == 10 and not atom.joined and 0 < self.current % 100 < 10:  # noqa: PLR2004
            self.current += 10
            return True
        free = self.current % 100 == 0 and (self.current or self.total)
        if free and atom.joined:
            self.current += atom.value
            return True
        return False

    def _ones(self, atom: Atom) -> bool:
        """Add a number below eleven, as English does: after a hundred or twenty."""
        below = self.current % 100 > 10 and self.current % 10 == 0  # noqa: PLR2004
        above = self.current % 100 == 0 and (self.current or self.total)
        if self.parts and (
            self.digits or not ((below and not atom.joined) or (above and atom.joined))
        ):
            return False
        self.current += atom.value
        return True

    def _tens(self, atom: Atom) -> bool:
        if not self.parts:
            self.current = atom.value
            return True
        if self.digits or not atom.joined or self.current % 100 >= 10:  # noqa: PLR2004
            return False
        self.current += atom.value
        return True

    def _teen(self, atom: Atom) -> bool:
        """Add a number from eleven on, as English does: after a hundred or so only."""
        year = self.parts == 1 and self.current in _CENTURIES and not atom.joined
        if year and not self.digits:
            self.current *= 100
        elif self.parts and (
            self.digits or self.current % 100 or not (self.current or self.total)
        ):
            return False
        self.current += atom.value
        return True

    def _hundred(self, atom: Atom) -> bool:
        if not self.parts:
            self.current = 100
            return True
        # ثلاث مئة, fifteen hundred
        if not atom.joined and self.current < 100 and self.current % 10:  # noqa: PLR2004
            self.current *= 100
            return True
        return self._hundreds(atom)

    def _hundreds(self, atom: Atom) -> bool:
        if self.parts and not (atom.joined and self.total and not self.current):
            return False
        self.current = atom.value
        return True

    def _scale(self, atom: Atom) -> bool:
        if self.fraction:
            self.total, self.current = self.fraction * atom.value, 0.0
            self.fraction = 0.0
        elif self.current and not atom.joined and atom.value < self.last:
            self.total += self.current * atom.value
            self.values = ()
        elif not self.parts or (
            atom.joined and self.total and not self.current and atom.value < self.last
        ):
            self.total += atom.value
        elif self.current and atom.value < self.last:
            return False
        else:
            # ونصف المليون: the scale is said again.
            return self.total > 0 and atom.value == self.last
        self.current, self.last = 0.0, atom.value
        return True

    def _plural(self, atom: Atom) -> bool:
        return bool(self.current) and self._scale(atom)

    def _dual(self, atom: Atom) -> bool:
        if self.parts and not (
            atom.joined
            and self.total
            and not self.current
            and atom.value / 2 < self.last
        ):
            return False
        self.total += atom.value
        self.last = atom.value / 2
        return True

    def _part(self, atom: Atom) -> bool:
        if not self.parts:
            self.fraction = atom.value
            return True
        if atom.joined and self.total and not self.current:
            self.total += self.last * atom.value
            return True
        if atom.joined and self.current and not self.total:
            self.current += atom.value
            return True
        return False


_ALONE = {
    "month": Kind.MONTH,
    "weekday": Kind.WEEKDAY,
    "decade": Kind.DECADE,
    "pair": Kind.COUNT,
    "name": Kind.COUNT,
}


def combined(atoms: Iterable[Atom], text: str) -> Iterator[Number]:
    """Yield the numbers that a text's atoms make, in their order."""
    making: _Sum | None = None
    rows = list(atoms)
    for atom, after in zip_longest(rows, rows[1:]):
        if making is not None:
            if _belongs(making, atom, after, text) and making.take(atom):
                continue
            if (number := _finished(making)) is not None:
                yield _rated(number, atom)
            making = None
        if atom.role in _GRAMMAR:
            making = _Sum(atom)
            if not making.take(atom):
                making = None
        else:
            yield from _alone(atom)
    if making is not None and (number := _finished(making)) is not None:
        yield number


def _belongs(making: _Sum, atom: Atom, after: Atom | None, text: str) -> bool:
    """Tell whether an atom may go on with a number, by what stands around it."""
    if atom.role not in _GRAMMAR or not _linked(making, atom, text):
        return False
    if atom.role == "digits" or (atom.role == "part" and not making.total):
        return _scaled(atom, after, making.last)
    return True


def _rated(number: Number, atom: Atom) -> Number:
    """Return a number as a percentage where *percent* follows it."""
    if atom.role == "percent" and atom.start - number.end <= _REACH:
        return number._replace(percent=True, strong=True)
    return number


def _alone(atom: Atom) -> Iterator[Number]:
    """Yield what an atom is that goes into no sum."""
    if atom.role in _ALONE:
        kind = _ALONE[atom.role]
        values = atom.values if atom.role == "name" else (atom.value,)
        yield Number(atom.start, atom.end, values, kind, strong=False)


_REACH, _FAR = 5, 8
"""Code points that may stand between the parts of a number: a space, a hyphen, *and*;
more beside a part: a quarter of a million."""
_GAP = re.compile(r"[\s\u00ad\u200b-\u200f\-‑–]*")
_WORDS = re.compile(r"[\w\s\-‑]*")
_ROUND = frozenset((12, 100, 1e3, 1e6, 1e9, 1e12))
"""Numbers of one word that are often meant roughly, or mean something else: ألف."""
_CENTURIES = frozenset((18, 19, 20))
_GRAMMAR = frozenset(
    "digits unit ones teen tens hundred hundreds scale plural dual part".split()
)


def _linked(making: _Sum, atom: Atom, text: str) -> bool:
    """Tell whether nothing but *and* or a space stands before a part of a number."""
    between = text[making.end : atom.start]
    if atom.role == "part" or making.fraction:
        return len(between) <= _FAR and _WORDS.fullmatch(between) is not None
    pattern = _WORDS if atom.joined else _GAP
    return len(between) <= _REACH and pattern.fullmatch(between) is not None


def _scaled(atom: Atom, after: Atom | None, last: float) -> bool:
    """Tell whether a thousand or the like, below the last one, follows at once."""
    return (
        after is not None
        and after.role in {"scale", "plural"}
        and after.start - atom.end < _REACH
        and after.value < last
    )


def _finished(making: _Sum) -> Number | None:
    """Return a number; ``None`` for a half, a lone plural or nothing but one."""
    if making.fraction:
        return None
    number = making.number()
    return None if number.values[0] == 1 and not making.digits else number

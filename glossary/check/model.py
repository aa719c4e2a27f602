"""What is checked and what is found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from glossary.model import Severity


class Pair(NamedTuple):
    """A unit under review: a text with its translation."""

    file: str
    unit: str
    """The unit's own id or its number in the file, from 1."""
    source: str
    target: str
    """Empty where there is no translation."""
    line: int | None = None
    """The line in the file, from 1, where its format has lines."""
    document: str | None = None
    """What the unit is part of, in order; ``None`` for the whole file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One place that a reviewer should look at.

    ``start`` and ``end`` are code points from 0 in the text of ``side``, and equal
    where something is missing there.
    """

    rule: str
    severity: Severity
    file: str
    unit: str
    source: str
    target: str
    term: str | None
    """The Arabic term or name that it is about."""
    expected: str | None
    """What should stand there: the first of the accepted ones."""
    found: str | None
    """What does stand there."""
    message: str
    """A sentence for people: what is wrong and what to do."""
    side: str
    """``source`` or ``target``."""
    start: int
    end: int
    line: int | None = None

"""Concordance: units that hold words, and where in their texts the words stand."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from tmx.memory.keys import forms, places, words
from tmx.memory.protocol import Line, Side
from tmx.memory.store.reading import fetched

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from tmx.memory.store.finder import Finder, Words
    from tmx.memory.store.rows import Found

_LOOKED_AT = 300
"""Of more units with the words, the newest so many are looked at for the phrase."""


def concordance(
    connection: Connection, finder: Finder, text: str, *, side: Side, limit: int
) -> list[Line]:
    """Return units that hold all words of a text, the phrase as it stands first.

    Then the newest come first; with both sides, a unit comes once, for its source if
    both have the words. Of more than 300 units the newest are looked at.
    """
    wanted = [frozenset(forms(word)) for word in words(text)]
    if not wanted or limit < 1:
        return []
    sides = [Side.SOURCE, Side.TARGET] if side is Side.BOTH else [side]
    # One word is a phrase wherever it stands.
    most = max(_LOOKED_AT, limit) if len(wanted) > 1 else limit
    found: dict[int, tuple[bool, Side]] = {}
    for one in sides:
        for held in finder.containing(connection, one, wanted, most):
            found.setdefault(held.number, (held.in_a_row, one))
    best = sorted(found, key=lambda number: (not found[number][0], -number))
    return [
        _line(unit, found[unit.id][1], wanted)
        for unit in islice(fetched(connection, best, limit), limit)
    ]


def phrase_start(there: Sequence[str], wanted: Words) -> int | None:
    """Return the word at which the phrase begins for the first time, if it does."""
    for start in range(len(there) - len(wanted) + 1):
        if there[start] in wanted[0]:
            some = there[start : start + len(wanted)]
            if all(one in forms for one, forms in zip(some, wanted, strict=True)):
                return start
    return None


def _line(found: Found, side: Side, wanted: Words) -> Line:
    there = places(found.source if side is Side.SOURCE else found.target)
    row = phrase_start([one.word for one in there], wanted)
    if row is None:
        all_forms = {form for one in wanted for form in one}
        spans = tuple((one.start, one.end) for one in there if one.word in all_forms)
    else:
        spans = ((there[row].start, there[row + len(wanted) - 1].end),)
    return Line(
        id=found.id,
        source=found.source,
        target=found.target,
        origin=found.origin,
        spans=spans,
        side=side.value,
    )

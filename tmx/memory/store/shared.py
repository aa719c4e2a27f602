"""Units on PostgreSQL that share runs of words with a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tmx.memory.index import MOST, OF_WHOLE, SHORT, Codes, Sharing, best_runs
from tmx.memory.protocol import Side
from tmx.memory.store.keyed import lexeme, size
from tmx.memory.store.schema import lexemes
from tmx.memory.store.vocabulary import any_of, read_known

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection

    from tmx.memory.index import Sharers, Sought

_TOGETHER = 50
"""Runs that one statement looks for."""
_HOLDS = f"{lexemes('source_key')} @@ %s::tsquery"
# Found by their words first, and put in order then: not the other way round.
_RUN = "run{} AS MATERIALIZED (SELECT unit_id FROM memory_key WHERE {})"
_NEWEST = "(SELECT unit_id FROM run{} ORDER BY unit_id DESC LIMIT {})"
_UNITS = (
    "WITH {} SELECT source_key, array_agg(unit_id) FROM memory_key "
    "WHERE unit_id IN ({}) GROUP BY source_key"
)


def sharing(connection: Connection, sought: Sought) -> Sharers:
    """Return what finds the units that share a run of words with a text."""
    codes = Codes.of(sought)
    known = read_known(connection, Side.SOURCE, list(map(lexeme, codes.forms)))
    numbers = {lexeme(form): number for number, form in enumerate(codes.forms)}
    forms = [known.of(map(lexeme, some)) for some in sought.words]

    def found(least: int) -> list[Sharing]:
        units: dict[str, set[int]] = {}
        for statement, values in _statements(sought.windows(least), forms, least):
            for key, some in connection.exec_driver_sql(statement, values):
                units.setdefault(key, set()).update(some)
        keys = [key.split(" ")[1:] for key in units]
        tokens = np.array(
            [numbers.get(word, -1) for key in keys for word in key], np.int64
        )
        lengths = np.fromiter(map(len, keys), np.int64, len(keys))
        rows = list(units.values())
        return [
            Sharing(unit, run)
            for row, run in best_runs(sought, codes, tokens, lengths)
            for unit in rows[row]
        ]

    return found


def _statements(
    windows: Sequence[Sequence[int]], forms: Sequence[Sequence[str]], least: int
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield what asks for the units with the words of runs, and its values.

    Runs with a word that no unit has are left out.
    """
    short = [any_of(map(size, range(1, SHORT + 1)))] if least == OF_WHOLE else []
    runs = [
        (*(any_of(forms[place]) for place in window), *short)
        for window in windows
        if all(forms[place] for place in window)
    ]
    distinct = list(dict.fromkeys(runs))
    for start in range(0, len(distinct), _TOGETHER):
        some = list(enumerate(distinct[start : start + _TOGETHER]))
        # Each word is a condition of its own: one of all words together, the server
        # would evaluate for every unit that has any of them.
        held = (_RUN.format(n, " AND ".join([_HOLDS] * len(run))) for n, run in some)
        newest = (_NEWEST.format(number, MOST) for number, _ in some)
        statement = _UNITS.format(", ".join(held), " UNION ".join(newest))
        yield statement, tuple(value for _, run in some for value in run)

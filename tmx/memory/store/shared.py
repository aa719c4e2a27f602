"""Units on PostgreSQL that share runs of words with a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tmx.memory.index import LEAST, MOST, OF_WHOLE, SHORT, Codes, Sharing, best_runs
from tmx.memory.store.bulk import lexeme, size
from tmx.memory.store.schema import lexemes
from tmx.memory.store.vocabulary import quoted

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import Connection

    from tmx.memory.index import Sought

# Found by their words first, and put in order then: not the other way round.
_SHARING = (
    "WITH found AS MATERIALIZED ("
    "SELECT unit_id FROM memory_key WHERE {} @@ %s::tsquery) "
    "SELECT unit_id, source_key FROM memory_key WHERE unit_id IN "
    "(SELECT unit_id FROM found ORDER BY unit_id DESC LIMIT %s)"
)


def sharing(connection: Connection, sought: Sought) -> list[Sharing]:
    """Return the units with a run worth showing."""
    statement = _SHARING.format(lexemes("source_key"))
    keyed: dict[int, str] = {}
    for query in _queries(sought):
        rows = connection.exec_driver_sql(statement, (query, MOST))
        keyed.update((row[0], row[1]) for row in rows)
    units: dict[str, list[int]] = {}
    for unit, key in keyed.items():
        units.setdefault(key, []).append(unit)
    codes = Codes.of(sought)
    numbers = {lexeme(form): number for number, form in enumerate(codes.forms)}
    keys = [key.split(" ")[1:] for key in units]
    tokens = np.array([numbers.get(word, -1) for key in keys for word in key], np.int64)
    lengths = np.fromiter(map(len, keys), np.int64, len(keys))
    found = list(units.values())
    return [
        Sharing(unit, run)
        for row, run in best_runs(sought, codes, tokens, lengths)
        for unit in found[row]
    ]


def _queries(sought: Sought) -> list[str]:
    """Return what units with a shortest run hold, and short ones that are one."""
    some = [_any(forms) for forms in sought.words]
    sizes = _any(list(map(size, range(1, SHORT + 1))))
    return [
        "&".join([*(some[place] for place in window), *more])
        for content, more in ((LEAST, []), (OF_WHOLE, [sizes]))
        for window in sought.windows(content)
    ]


def _any(forms: Collection[str]) -> str:
    return f"({'|'.join(quoted(lexeme(form)) for form in forms)})"

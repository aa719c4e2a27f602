"""Counts as a web page: figures, and a bar chart for what has parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cli.render.page import Assets, page

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cli.measures import Measure

_MOST = 30
"""Bars in a chart; of more parts the last bar is the rest."""
_WIDTH = 1000


class Bar(NamedTuple):
    """A part with its share of the longest bar, in per mille."""

    name: str
    value: int
    width: int


class Chart(NamedTuple):
    """What a count consists of."""

    title: str
    bars: Sequence[Bar]


def html(title: str, measures: Sequence[Measure]) -> Iterator[str]:
    """Yield the page in pieces; it needs nothing else and has no script."""
    totals = [one for one in measures if ":" not in one.name]
    return page(
        "cli.render.statistics",
        "statistics.html.j2",
        Assets(styles=["statistics.css"]),
        title=title,
        totals=[(_words(one.name), one.value) for one in totals],
        charts=list(_charts(measures)),
    )


def _charts(measures: Sequence[Measure]) -> Iterator[Chart]:
    groups: dict[tuple[str, str], list[tuple[str, int]]] = {}
    for one in measures:
        if one.name.count(":"):
            whole, part, name = one.name.split(":", 2)
            groups.setdefault((whole, part), []).append((name, one.value))
    for (whole, part), rows in groups.items():
        shown = rows
        if len(rows) > _MOST:
            shown = rows[: _MOST - 1]
            rest = rows[_MOST - 1 :]
            shown.append((f"{len(rest)} more", sum(value for _, value in rest)))
        longest = max(1, *(value for _, value in shown))
        bars = [Bar(name, n, max(1, n * _WIDTH // longest)) for name, n in shown]
        yield Chart(f"{_words(whole)} by {part}", bars)


def _words(name: str) -> str:
    return name.replace("_", " ").capitalize()

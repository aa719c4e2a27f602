"""A timeline as one web page that needs nothing else: a chart for every term."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cli.render.page import Assets, page

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cli.config import Config
    from glossary.timeline import TermTimeline

_MOST_OUTLETS = 6
"""Lines of one chart; the other outlets are drawn as one."""
_HEIGHT = 100
_OTHERS = "others"


class Line(NamedTuple):
    """An outlet's rates over the periods, as a path of SVG 1000 by 100."""

    outlet: str
    number: int
    path: str


class Chart(NamedTuple):
    """A term with its lines."""

    term: TermTimeline
    most: float
    """The highest rate."""
    lines: tuple[Line, ...]
    renderings: tuple[tuple[str, int], ...]
    """What it was called, most frequent first."""


def page_of(
    found: Sequence[TermTimeline], periods: Sequence[str], settings: Config
) -> Iterator[str]:
    """Yield the page."""
    outlets = _outlets(found)
    return page(
        "cli.render.timeline",
        "timeline.html.j2",
        Assets(styles=["timeline.css"]),
        charts=(chart(one, periods, outlets) for one in found),
        number=len(found),
        periods=periods,
        outlets=outlets,
        source=settings.source,
        target=settings.target,
    )


def chart(term: TermTimeline, periods: Sequence[str], outlets: Sequence[str]) -> Chart:
    """Return a term's chart; periods without a mention are at the bottom."""
    places = {period: place for place, period in enumerate(periods)}
    rates: dict[str, list[float]] = {}
    for one in term.periods:
        outlet = one.outlet if one.outlet in outlets else _OTHERS
        row = rates.setdefault(outlet, [0.0] * len(periods))
        row[places[one.period]] = max(row[places[one.period]], one.rate)
    most = max((max(row) for row in rates.values()), default=0.0)
    called: dict[str, int] = {}
    for rendering in term.renderings:
        called[rendering.text] = called.get(rendering.text, 0) + rendering.mentions
    return Chart(
        term=term,
        most=most,
        lines=tuple(
            Line(outlet, outlets.index(outlet), _path(rates[outlet], most or 1))
            for outlet in outlets
            if outlet in rates
        ),
        renderings=tuple(sorted(called.items(), key=lambda one: (-one[1], one[0]))),
    )


def _outlets(found: Sequence[TermTimeline]) -> list[str]:
    """Return the outlets with most mentions, and one for the rest where some are."""
    counts: dict[str, int] = {}
    for term in found:
        for one in term.periods:
            counts[one.outlet] = counts.get(one.outlet, 0) + one.mentions
    most = sorted(counts, key=lambda one: (-counts[one], one))
    if len(most) <= _MOST_OUTLETS:
        return most
    return [*most[: _MOST_OUTLETS - 1], _OTHERS]


def _path(rates: Sequence[float], most: float) -> str:
    step = 1000 / max(1, len(rates) - 1)
    points = [
        f"{round(place * step, 1):g} {round(_HEIGHT * (1 - rate / most), 1):g}"
        for place, rate in enumerate(rates)
    ]
    if len(points) == 1:  # a single period: a level line
        height = points[0].split()[1]
        return f"M0 {height}L1000 {height}"
    return "M" + "L".join(points)

"""Overview: how far the glossary is, in figures and bars."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Literal, NamedTuple

from fastapi import APIRouter, Request, Response

from cli.web.coverage import KINDS
from cli.web.site import OurSite, Reader  # noqa: TC001 - FastAPI reads them
from glossary.model import ConceptType, Origin
from glossary.store import CandidateCount, LoggedChange, State

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable

    from cli.web.coverage import Covered

router = APIRouter()
_CHANGES = 1000
"""Changes, the latest, that the days are counted from."""
_DAYS = 14
_ARTICLES = 12


class Bar(NamedTuple):
    """A bar of a chart: segments in the order of the states."""

    name: str
    total: int
    segments: tuple[tuple[str, int], ...]


@router.get("/overview")
def overview(
    request: Request,
    site: OurSite,
    _who: Reader,
    drift: Literal["", "count"] = "",
) -> Response:
    """Show the charts; that of drift, which takes a while, where it is asked for."""
    articles, left = site.coverage.now()
    counts = site.store.candidate_counts()
    statistics = site.store.statistics()
    types = [one.value for one in ConceptType]
    origins = [*(one.value for one in Origin), ""]
    states = Counter[str]()
    for one in counts:
        states[one.state.value] += one.number
    return site.renderer.page(
        request,
        "overview.html.j2",
        statistics=statistics,
        states=[(state.value, states[state.value]) for state in State],
        types=_bars(counts, types, lambda one: one.type.value),
        origins=_bars(
            counts, origins, lambda one: one.origin.value if one.origin else ""
        ),
        covered=sum(one.number for one in counts if one.origin),
        established=sum(
            one.number
            for one in counts
            if one.origin and one.origin is not Origin.ROMANISED
        ),
        whole=sum(one.number for one in counts),
        coverage=_covered(articles),
        left=left,
        drift=list(site.reviews.drift(statistics.changes)) if drift else None,
        days=_days(site.store.changes(limit=_CHANGES)),
    )


def _covered(articles: list[Covered]) -> list[Bar]:
    """Return a bar for all articles together, then one for each of the first."""
    total = Counter[str]()
    for one in articles:
        total.update(dict(one.kinds))
    whole = tuple((kind, total[kind]) for kind in KINDS)
    bars = [Bar(one.name, one.words, one.kinds) for one in articles[:_ARTICLES]]
    return [Bar("", total.total(), whole), *bars] if total.total() else []


def _bars(
    counts: Iterable[CandidateCount],
    names: Iterable[str],
    group: Callable[[CandidateCount], Hashable],
) -> list[Bar]:
    """Return a bar for each name that has candidates."""
    known = list(counts)
    bars = []
    for name in names:
        inside = Counter[str]()
        for one in known:
            if group(one) == name:
                inside[one.state.value] += one.number
        segments = tuple((state.value, inside[state.value]) for state in State)
        if inside.total():
            bars.append(Bar(name, inside.total(), segments))
    return bars


def _days(changes: Iterable[LoggedChange]) -> list[tuple[str, int]]:
    """Return how many concepts and candidates were worked on, by day, oldest first."""
    days = Counter[str]()
    for one in changes:
        if one.undoes is None and one.undone_by is None:
            days[one.change.at[:10]] += max(one.concepts, one.candidates)
    return sorted(days.items())[-_DAYS:]

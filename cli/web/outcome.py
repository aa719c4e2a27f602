"""What is answered when something was changed: to a form a page, to a script data."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fastapi.responses import JSONResponse, RedirectResponse

from cli.web.render import back, words
from cli.web.words import ACTIONS
from glossary.store import CandidateFilter, State

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fastapi import Request, Response

    from cli.web.identity import Identity
    from cli.web.site import Site
    from glossary.store import Decision, Edit


class Wanted(NamedTuple):
    """What a person wanted, for the history and for the way on."""

    action: str
    why: str = ""
    next: str = "/"
    """The path to go on to."""
    concept: str | None = None


def done(
    request: Request,
    site: Site,
    who: Identity,
    steps: Sequence[Edit | Decision],
    wanted: Wanted,
) -> Response:
    """Take the steps as one change and say so."""
    change = site.change(who, wanted.action, wanted.why)
    with site.writing:
        site.store.apply(steps, change=change)
        latest = site.store.changes(who=who.name, limit=1)
    number = latest[0].number if latest else 0
    return said(request, site, number, wanted)


def said(request: Request, site: Site, number: int, wanted: Wanted) -> Response:
    """Answer that a change was made."""
    if wants_data(request):
        return JSONResponse(
            {
                "change": number,
                "concept": wanted.concept,
                "message": words(request, ACTIONS.get(wanted.action, wanted.action)),
                "counts": state_counts(site),
            }
        )
    place = back(request, wanted.next, "/")
    path, _, query = place.partition("?")
    rest = [one for one in query.split("&") if one and not one.startswith("done=")]
    asked = "&".join([*rest, f"done={number}"])
    return RedirectResponse(f"{path}?{asked}", status_code=303)


def wants_data(request: Request) -> bool:
    """Tell whether a script asks, not a form."""
    return "application/json" in request.headers.get("accept", "")


def state_counts(site: Site) -> dict[str, int]:
    """Return how many candidates are in each state."""
    return {
        state.value: site.store.candidate_page(
            CandidateFilter(state=state), limit=0
        ).total
        for state in State
    }

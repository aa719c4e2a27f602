"""What belongs to no part: the language of the interface, and undo."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from cli.web.outcome import Wanted, said
from cli.web.render import LANGUAGE_COOKIE, back
from cli.web.site import FORM, LARGEST, OurSite, Reader, Terminologist

router = APIRouter()
_YEAR = 365 * 86400
Next = Annotated[str, Form(max_length=2000)]


@router.post("/language", dependencies=FORM)
def choose_language(
    request: Request,
    _who: Reader,
    to: Annotated[Literal["en", "ar"], Form()],
    next: Next = "/",  # noqa: A002 - the name in the form
) -> Response:
    """Remember the language of the interface."""
    answer = RedirectResponse(back(request, next, "/"), status_code=303)
    answer.set_cookie(
        LANGUAGE_COOKIE, to, max_age=_YEAR, httponly=True, samesite="strict"
    )
    return answer


@router.post("/undo", dependencies=FORM)
def undo(
    request: Request,
    site: OurSite,
    who: Terminologist,
    number: Annotated[int, Form(ge=1, le=LARGEST)],
    next: Next = "/",  # noqa: A002 - the same
) -> Response:
    """Take back one change, whole; also an undoing one, which redoes."""
    with site.writing:
        site.store.undo(site.change(who, "undo"), number=number)
        latest = site.store.changes(who=who.name, limit=1)
    made = latest[0].number if latest else number
    return said(request, site, made, Wanted("undo", next=next))

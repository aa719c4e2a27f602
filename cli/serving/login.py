"""The page on which a person shows the key, and the way out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from cli.serving.access import Ours  # noqa: TC001 - FastAPI reads it
from cli.serving.gate import COOKIE, LIFE

if TYPE_CHECKING:
    from cli.serving.gate import TeamGate

router = APIRouter(include_in_schema=False)
_PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><title>gloss</title></head>
<body><main><h1>gloss</h1>{said}
<form method="post" action="/login">
<p><label>Your key <input type="password" name="key" required autocomplete="off"
 autofocus></label> <button>Enter</button></p>
</form></main></body></html>"""
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}
_FOREIGN = frozenset(("cross-site", "same-site"))


@router.get("/", response_model=None)
def home() -> Response:
    """Send a person to the review page."""
    return RedirectResponse("/review/", status_code=303)


@router.get("/login", response_model=None)
def ask() -> Response:
    """Ask for the key."""
    return HTMLResponse(_PAGE.format(said=""), headers=_HEADERS)


@router.post("/login", response_model=None)
def enter(
    request: Request, ours: Ours, key: Annotated[str, Form(max_length=500)]
) -> Response:
    """Give a cookie for a key, or ask again."""
    if request.headers.get("sec-fetch-site") in _FOREIGN:
        said = "<p>The request comes from another site.</p>"
        return HTMLResponse(_PAGE.format(said=said), 403, headers=_HEADERS)
    wait = ours.buckets.take("login", ours.clock())
    found = None if wait else ours.ring().find(key.strip(), ours.now()[:10])
    if found is None:
        said = "<p role='alert'>That key is not known here, or has expired.</p>"
        return HTMLResponse(_PAGE.format(said=said), 403, headers=_HEADERS)
    gate: TeamGate = request.app.state.gate
    answer = RedirectResponse("/review/", status_code=303)
    answer.set_cookie(
        COOKIE,
        gate.cookie(found),
        max_age=LIFE,
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
    )
    return answer


@router.post("/logout", response_model=None)
def leave() -> Response:
    """Forget the cookie."""
    answer = RedirectResponse("/login", status_code=303)
    answer.delete_cookie(COOKIE)
    return answer

"""The page on which a person shows the key, and the way in and out."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from cli.serving.access import Ours  # noqa: TC001 - FastAPI reads it
from cli.serving.gate import COOKIE, LIFE
from cli.web.identity import Identity

if TYPE_CHECKING:
    from cli.serving.gate import TeamGate

router = APIRouter(include_in_schema=False)
_PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><title>gloss</title></head>
<body><main><h1>gloss</h1>{said}</main></body></html>"""
_ASKING = """{said}<form method="post" action="/login">
<p><label>Your key <input type="password" name="key" required autocomplete="off"
 autofocus></label> <button>Enter</button></p>
</form>"""
_WITHIN = """<p>You are <b><bdi>{name}</bdi></b>, {role}.
<a href="/review/">To the review page</a></p>
<form method="post" action="/logout"><button>Log out</button></form>"""
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
def ask(request: Request) -> Response:
    """Ask for the key, or say who is logged in and offer the way out."""
    gate: TeamGate = request.app.state.gate
    found = gate.admit(request)
    if isinstance(found, Identity):
        within = _WITHIN.format(name=escape(found.name), role=found.role)
        return HTMLResponse(_PAGE.format(said=within), headers=_HEADERS)
    return _asking()


@router.post("/login", response_model=None)
def enter(
    request: Request, ours: Ours, key: Annotated[str, Form(max_length=500)]
) -> Response:
    """Give a cookie for a key, or ask again."""
    if _is_foreign(request):
        return _asking("The request comes from another site.", 403)
    wait = ours.buckets.take("login", ours.clock())
    found = None if wait else ours.ring().find(key.strip(), ours.now()[:10])
    if found is None:
        return _asking("That key is not known here, or has expired.", 403)
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
def leave(request: Request) -> Response:
    """Forget the cookie."""
    if _is_foreign(request):
        return _asking("The request comes from another site.", 403)
    answer = RedirectResponse("/login", status_code=303)
    answer.delete_cookie(COOKIE, httponly=True, samesite="strict")
    return answer


def _asking(said: str = "", status: int = 200) -> Response:
    alert = f"<p role='alert'>{said}</p>" if said else ""
    page = _PAGE.format(said=_ASKING.format(said=alert))
    return HTMLResponse(page, status, headers=_HEADERS)


def _is_foreign(request: Request) -> bool:
    return request.headers.get("sec-fetch-site") in _FOREIGN

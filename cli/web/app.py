"""The app of the review page: routes, the guard before them, errors as pages."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.staticfiles import StaticFiles

from cli.session import now as utc_now
from cli.web.coverage import Coverage
from cli.web.guard import Guard
from cli.web.identity import Doored
from cli.web.known import Knowledge
from cli.web.outcome import wants_data
from cli.web.render import Renderer, language, words
from cli.web.review import Reviews
from cli.web.routes import (
    articles,
    candidates,
    concepts,
    files,
    findings,
    history,
    overview,
    session,
)
from cli.web.sentences import translated
from cli.web.site import Site
from cli.web.words import PROBLEMS
from glossary.errors import ConflictError, FileError, GlossError

if TYPE_CHECKING:
    from collections.abc import Callable

    from cli.config import Workspace
    from cli.web.identity import Gate
    from glossary.store import TermStore

_CONFLICT, _NOT_FOUND, _BAD = 409, 404, 400


def create_app(
    store: TermStore,
    workspace: Workspace,
    gate: Gate,
    *,
    now: Callable[[], str] = utc_now,
    secret: bytes | None = None,
) -> FastAPI:
    """Return the review page of a workspace, for people whom the gate lets in.

    It may be mounted anywhere in another app. The store stays the caller's to close.
    ``secret`` binds forms to sessions; processes that serve together share one.
    """
    secret = secret or secrets.token_bytes(32)
    way_out = gate.exit if isinstance(gate, Doored) else None
    renderer = Renderer(
        config=workspace.config, secret=secret, store=store, way_out=way_out
    )
    app = FastAPI(title="gloss review", docs_url=None, redoc_url=None)
    knowledge = Knowledge(store, workspace.config.source)
    app.state.site = Site(
        store=store,
        workspace=workspace,
        renderer=renderer,
        knowledge=knowledge,
        reviews=Reviews(workspace),
        coverage=Coverage(workspace, knowledge),
        now=now,
        secret=secret,
    )
    parts = (candidates, concepts, history, articles, overview, findings, files)
    for part in (*parts, session):
        app.include_router(part.router)
    app.mount("/static", StaticFiles(packages=[("cli.web", "static")]))

    def refuse(request: Request, status: int, reason: str) -> Response:
        return _problem(renderer, request, status, words(request, reason))

    def failed(request: Request, error: Exception) -> Response:
        return _failed(renderer, request, error)

    for kind in (GlossError, RequestValidationError, HTTPException):
        app.add_exception_handler(kind, failed)
    app.add_middleware(Guard, gate=gate, refuse=refuse)
    return app


def _failed(renderer: Renderer, request: Request, error: Exception) -> Response:
    """Answer what went wrong: it is the request's fault or another person was first."""
    if isinstance(error, HTTPException):
        said = error.detail
        return _problem(renderer, request, error.status_code, words(request, said))
    if isinstance(error, RequestValidationError):
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        return _problem(renderer, request, 422, f"{place}: {first['msg']}")
    status = _BAD
    if isinstance(error, ConflictError):
        status = _CONFLICT
    elif isinstance(error, FileError):
        status = _NOT_FOUND
    said = translated(language(request), str(error))
    return _problem(renderer, request, status, said)


def _problem(
    renderer: Renderer, request: Request, status: int, reason: str
) -> Response:
    if wants_data(request):
        return JSONResponse({"problem": reason}, status_code=status)
    title = words(request, PROBLEMS.get(status, PROBLEMS[_BAD]))
    return renderer.page(request, "message.html.j2", status, title=title, reason=reason)

"""The server's app: the API, the tmserver dialect, health, and the review page."""

from __future__ import annotations

import hashlib
import os
import time
from importlib.metadata import version
from typing import TYPE_CHECKING

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import PlainTextResponse
from starlette.exceptions import HTTPException
from starlette.middleware.trustedhost import TrustedHostMiddleware

from cli.serving import api, login, metrics, tmserver
from cli.serving.gate import TeamGate
from cli.serving.problems import described, problem
from cli.serving.watch import Watch
from cli.web.app import create_app as create_page
from glossary.errors import ConflictError, GlossError, StoreError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cli.serving.services import Services

_ABOUT = (
    "A translation memory and a glossary. Every request but those for health needs a "
    "key: `Authorization: Bearer KEY` or `X-API-Key: KEY`."
)


def create_app(
    services: Services, *, hosts: Sequence[str] = (), is_quiet: bool = False
) -> FastAPI:
    """Return the app of a workspace's stores, which stay the caller's to close.

    ``hosts`` are the names that it answers to, all where there is none. It keeps no
    state but counts: any number of processes may serve one database.
    """
    app = FastAPI(
        title="gloss",
        version=version("glosskit"),
        description=_ABOUT,
        docs_url=None,
        redoc_url=None,
        generate_unique_id_function=lambda route: route.name,
    )
    gate = TeamGate(
        ring=services.ring,
        names=None,  # the host was looked at before
        seconds=time.time,
        today=lambda: services.now()[:10],
    )
    app.state.services, app.state.gate = services, gate
    for part in (api, tmserver, login):
        app.include_router(part.router)
    _add_health(app, services)
    page = create_page(
        services.store,
        services.workspace,
        gate,
        now=services.now,
        secret=hashlib.sha256(services.ring().secret.encode()).digest(),
    )
    app.state.page = page
    app.mount("/review", page)
    for kind in (GlossError, RequestValidationError, HTTPException):
        app.add_exception_handler(kind, _failed)
    if hosts:
        app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(hosts))
    app.add_middleware(Watch, metrics=services.metrics, is_quiet=is_quiet)
    return app


def _add_health(app: FastAPI, services: Services) -> None:
    """Add what a supervisor asks for, without a key."""

    @app.get("/health", tags=["health"])
    def health() -> dict[str, str]:
        """Say that the process answers."""
        return {"status": "ok"}

    @app.get("/ready", tags=["health"], response_model=None, responses=described(503))
    def ready() -> Response | dict[str, str]:
        """Say whether the database answers too."""
        try:
            services.store.statistics()
        except StoreError:
            return problem(503, "the database does not answer")
        return {"status": "ok"}

    @app.get("/metrics", tags=["health"], response_class=PlainTextResponse)
    def counts() -> PlainTextResponse:
        """Give this process's counts for Prometheus."""
        text = "".join(services.metrics.lines(version("glosskit"), os.getpid()))
        return PlainTextResponse(text, media_type=metrics.CONTENT_TYPE)


def _failed(_request: Request, error: Exception) -> Response:
    """Answer what went wrong, in the terms of the request."""
    if isinstance(error, HTTPException):
        headers = dict(error.headers or {})
        return problem(error.status_code, str(error.detail), headers=headers)
    if isinstance(error, RequestValidationError):
        first = error.errors()[0]
        place = ".".join(str(one) for one in first["loc"])
        return problem(422, f"{place}: {first['msg']}")
    if isinstance(error, ConflictError):
        return problem(409, str(error))
    return problem(503 if isinstance(error, StoreError) else 400, str(error))

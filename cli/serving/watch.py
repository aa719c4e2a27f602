"""What stands around every request: its size bounded, its time logged and counted."""

from __future__ import annotations

import json
import sys
import time
from typing import TYPE_CHECKING

from cli.serving.problems import problem

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from cli.serving.metrics import Metrics

LIMIT = 2 << 20
"""Bytes of a request's body; the review page has bounds of its own."""
_BODY = "http.request"


class _TooLarge(Exception):  # noqa: N818 - it ends a request, it is no fault
    """A body without an honest length went on for too long."""


class Watch:
    """Bounds bodies, logs a line a request and counts it; sees no text and no key."""

    def __init__(self, app: ASGIApp, *, metrics: Metrics, is_quiet: bool) -> None:
        self._app, self._metrics, self._quiet = app, metrics, is_quiet

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and note what became of it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status = 500
        begun = False
        start = time.perf_counter()
        self._metrics.begin()

        async def sent(message: Message) -> None:
            nonlocal status, begun
            if message["type"] == "http.response.start":
                status, begun = message["status"], True
            await send(message)

        try:
            is_page = scope["path"].startswith("/review")
            if not is_page and _declared(scope) > LIMIT:
                await problem(413, _LARGE)(scope, receive, sent)
            else:
                bounded = receive if is_page else _bounded(receive)
                await self._app(scope, bounded, sent)
        except _TooLarge:
            if not begun:
                await problem(413, _LARGE)(scope, receive, sent)
        finally:
            seconds = time.perf_counter() - start
            route = _route(scope, status)
            self._metrics.end(scope["method"], route, status, seconds)
            if not self._quiet:
                self._log(scope, route, status, seconds)

    @staticmethod
    def _log(scope: Scope, route: str, status: int, seconds: float) -> None:
        identity = scope.get("state", {}).get("identity")
        line = {
            "time": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
            "who": identity.name if identity else None,
            "from": scope["client"][0] if scope.get("client") else None,
            "method": scope["method"],
            "route": route,
            "status": status,
            "ms": round(1000 * seconds, 1),
        }
        sys.stderr.write(json.dumps(line, ensure_ascii=False) + "\n")


_LARGE = f"the request is larger than {LIMIT >> 20} MB; send less at once"


def _declared(scope: Scope) -> int:
    length = dict(scope["headers"]).get(b"content-length", b"0")
    return int(length) if length.isdigit() else LIMIT + 1


def _bounded(receive: Receive) -> Receive:
    left = LIMIT

    async def received() -> Message:
        nonlocal left
        message = await receive()
        if message["type"] == _BODY:
            left -= len(message.get("body", b""))
            if left < 0:
                raise _TooLarge
        return message

    return received


def _route(scope: Scope, status: int) -> str:
    """Return the template of the path, so that logs and counts hold no text."""
    route = scope.get("route")
    template = getattr(route, "path", None)
    if scope["path"].startswith("/review"):
        return "/review"
    return template if template and status != 404 else "other"  # noqa: PLR2004 - not found

"""What stands around every request: its size bounded, its time logged and counted."""

from __future__ import annotations

import json
import os
import sys
import time
from typing import TYPE_CHECKING

from starlette.datastructures import MutableHeaders

from cli.serving.problems import problem

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from cli.serving.metrics import Metrics

LIMIT = 2 << 20
"""Bytes of a request's body; the review page has bounds of its own."""
_BODY = "http.request"


class Watch:
    """Bounds bodies, logs a line a request and counts it; sees no text and no key."""

    def __init__(self, app: ASGIApp, *, metrics: Metrics, is_quiet: bool) -> None:
        self._app, self._metrics, self._quiet = app, metrics, is_quiet

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and note what became of it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        start = time.perf_counter()
        self._metrics.begin()
        answer = _Answer(scope, receive, send, start)
        try:
            if answer.is_bounded and _declared(scope) > LIMIT:
                await problem(413, _LARGE)(scope, receive, answer.send)
            else:
                await self._app(scope, answer.receive, answer.send)
        finally:
            milliseconds = answer.milliseconds()
            route = _route(scope, answer.status)
            method, seconds = scope["method"], milliseconds / 1000
            self._metrics.end(method, route, answer.status, seconds)
            if not self._quiet:
                self._log(scope, route, answer.status, milliseconds)

    @staticmethod
    def _log(scope: Scope, route: str, status: int, milliseconds: float) -> None:
        identity = scope.get("state", {}).get("identity")
        line = {
            "time": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()),
            "who": identity.name if identity else None,
            "from": scope["client"][0] if scope.get("client") else None,
            "method": scope["method"],
            "route": route,
            "status": status,
            "pid": os.getpid(),
            "ms": milliseconds,
        }
        sys.stderr.write(json.dumps(line, ensure_ascii=False) + "\n")


_LARGE = f"the request is larger than {LIMIT >> 20} MB; send less at once"


def _declared(scope: Scope) -> int:
    length = dict(scope["headers"]).get(b"content-length", b"0")
    return int(length) if length.isdigit() else LIMIT + 1


class _Answer:
    """One request's way in and out; a body that is too long ends it with a 413."""

    def __init__(
        self, scope: Scope, receive: Receive, send: Send, start: float
    ) -> None:
        self._scope, self._receive, self._send = scope, receive, send
        self._start = start
        self.is_bounded = not scope["path"].startswith("/review")
        self.status = 500
        self._left = LIMIT

    def milliseconds(self) -> float:
        """Return how long the request has taken until now."""
        return round(1000 * (time.perf_counter() - self._start), 1)

    async def receive(self) -> Message:
        """Give the app the body until it is too long, then as if the client left."""
        message = await self._receive()
        if message["type"] == _BODY and self.is_bounded:
            self._left -= len(message.get("body", b""))
            if self._left < 0:
                return {"type": "http.disconnect"}
        return message

    async def send(self, message: Message) -> None:
        """Send what the app answers, or why its request was cut off."""
        begins = message["type"] == "http.response.start"
        if self._left >= 0:
            if begins:
                self.status = message["status"]
                timing = f"app;dur={self.milliseconds()}"
                MutableHeaders(scope=message)["Server-Timing"] = timing
            await self._send(message)
        elif begins:
            self.status = 413
            await problem(413, _LARGE)(self._scope, self._receive, self._send)


def _route(scope: Scope, status: int) -> str:
    """Return the template of the path, so that logs and counts hold no text."""
    route = scope.get("route")
    template = getattr(route, "path", None)
    if scope["path"].startswith("/review"):
        return "/review"
    return template if template and status != 404 else "other"  # noqa: PLR2004 - not found

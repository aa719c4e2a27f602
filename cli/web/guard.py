"""What every request must pass, and what every answer says to the browser."""

from __future__ import annotations

import hashlib
import hmac
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import RedirectResponse

from cli.web.identity import Doored, Entry

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.responses import Response
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from cli.web.identity import Gate

    Refusal = Callable[[Request, int, str], Response]

FORM_LIMIT = 1 << 20
"""Bytes of a form."""
UPLOAD_LIMIT = 64 << 20
"""Bytes of a form with a file."""

_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
_SAFE = frozenset(("GET", "HEAD", "OPTIONS"))
_OURS = frozenset(("same-origin", "none"))
"""``Sec-Fetch-Site`` of a request from one of our pages or from the address bar."""


class Guard:
    """Stands before the app: hosts, origins, sizes, identities, headers."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        gate: Gate,
        refuse: Refusal,
    ) -> None:
        self._app = app
        self._gate = gate
        self._refuse = refuse
        """Makes the answer, of a status and a reason, to who is turned away."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request through with ``identity`` in its state, or turn it away."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        answer = self._turn_away(request) or self._admit(request)
        # Our own files may be kept, if the browser asks whether they are still so.
        keep = "no-cache" if _is_static(request) else "no-store"

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers[name] = value
                headers["Cache-Control"] = keep
            await send(message)

        await (answer or self._app)(scope, _limited(receive, _limit(request)), sent)

    def _turn_away(self, request: Request) -> Response | None:
        """Refuse what does not come from our own pages."""
        hosts = self._gate.hosts()
        if hosts is not None and request.headers.get("host", "").lower() not in hosts:
            return self._refuse(request, 421, "This page answers to its own name only.")
        if request.method not in _SAFE and not _from_us(request):
            return self._refuse(request, 403, "The request comes from another site.")
        length = request.headers.get("content-length", "0")
        if not length.isdecimal() or int(length) > _limit(request):
            return self._refuse(request, 413, "That is too large.")
        return None

    def _admit(self, request: Request) -> Response | None:
        """Note who asks; a token in the address is changed for a cookie."""
        if _is_static(request):
            return None
        found = self._gate.admit(request)
        if found is None and isinstance(self._gate, Doored) and _is_person(request):
            return RedirectResponse(self._gate.door, status_code=303)
        if found is None:
            reason = "Open the address that gloss review printed: it has the key."
            return self._refuse(request, 403, reason)
        if isinstance(found, Entry):
            if request.method not in _SAFE:
                return self._refuse(request, 403, "A token opens pages only.")
            return _enter(request, found)
        request.state.identity = found
        return None


def form_token(secret: bytes, session: str) -> str:
    """Return what a form must hold that was made for this session."""
    return hmac.new(secret, session.encode(), hashlib.sha256).hexdigest()


def _is_static(request: Request) -> bool:
    path = str(request.scope["path"])
    return path.removeprefix(request.scope.get("root_path", "")).startswith("/static/")


def _is_person(request: Request) -> bool:
    """Tell whether a browser asks for a page, which no program reads."""
    wanted = request.headers.get("accept", "")
    return request.method in ("GET", "HEAD") and "text/html" in wanted


def _enter(request: Request, entry: Entry) -> Response:
    rest = [
        (name, value)
        for name, value in request.query_params.multi_items()
        if name != "token"
    ]
    query = f"?{urlencode(rest)}" if rest else ""
    # One slash: two would make the path the name of another host.
    path = "/" + request.scope["path"].lstrip("/\\")
    answer = RedirectResponse(f"{path}{query}", status_code=303)
    secure = request.url.scheme == "https"
    answer.set_cookie(
        entry.cookie, entry.value, httponly=True, samesite="strict", secure=secure
    )
    return answer


def _from_us(request: Request) -> bool:
    """Tell whether a request that changes something may come from one of our pages.

    A browser sends ``Origin: null`` for a form of a page that asks for no referrer;
    ``Sec-Fetch-Site`` then says more. What sends neither is no browser.
    """
    site = request.headers.get("sec-fetch-site")
    origin = request.headers.get("origin")
    if site is not None and site not in _OURS:
        return False
    if origin is None or (origin == "null" and site == "same-origin"):
        return True
    try:
        host = urlsplit(origin).netloc
    except ValueError:
        return False
    return bool(host) and host.lower() == request.headers.get("host", "").lower()


def _limit(request: Request) -> int:
    kind = request.headers.get("content-type", "")
    return UPLOAD_LIMIT if kind.startswith("multipart/form-data") else FORM_LIMIT


def _limited(receive: Receive, limit: int) -> Receive:
    """Break off a body without an honest length."""
    left = limit

    async def received() -> Message:
        nonlocal left
        message = await receive()
        left -= len(message.get("body", b""))
        if left < 0:
            return {"type": "http.disconnect"}
        return message

    return received

"""The team's way into the review page: a key, shown once, becomes a signed cookie."""

from __future__ import annotations

import base64
import hashlib
import hmac
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from cli.serving.access import shown_key
from cli.web.identity import Identity

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import HTTPConnection

    from cli.serving.keys import Key, Ring
    from cli.web.identity import Entry

COOKIE = "gloss_team"
LIFE = 12 * 3600
"""Seconds until a person must show the key again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamGate:
    """Lets in who has a key, or the cookie that was given for one.

    The cookie says who and until when, and is signed: no process needs to remember it.
    A key that is taken back takes its cookies with it.
    """

    door: ClassVar[str] = "/login"
    exit: ClassVar[str] = "/logout"
    ring: Callable[[], Ring]
    names: frozenset[str] | None
    """The ``Host`` headers to answer; ``None`` for all."""
    seconds: Callable[[], float]
    """The time since 1970."""
    today: Callable[[], str]

    def admit(self, request: HTTPConnection) -> Identity | Entry | None:
        """Return who asks by a header's key or by the cookie."""
        shown = shown_key(request)  # type: ignore[arg-type]
        if shown:
            key = self.ring().find(shown, self.today())
            return Identity(name=key.name, role=key.role) if key else None
        return self._of_cookie(request.cookies.get(COOKIE, ""))

    def hosts(self) -> frozenset[str] | None:
        """Return the names that this server answers to."""
        return self.names

    def cookie(self, key: Key) -> str:
        """Return the cookie for who has shown a key."""
        said = f"{int(self.seconds()) + LIFE}|{key.name}"
        packed = base64.urlsafe_b64encode(said.encode()).decode()
        return f"{packed}.{self._signature(key, said)}"

    def _of_cookie(self, cookie: str) -> Identity | None:
        packed, _, signature = cookie.partition(".")
        try:
            said = base64.urlsafe_b64decode(packed.encode()).decode()
            until, _, name = said.partition("|")
            key = self.ring().named(name, self.today())
            if key is None or int(until) < self.seconds():
                return None
        except ValueError:
            return None
        if not hmac.compare_digest(signature, self._signature(key, said)):
            return None
        return Identity(name=key.name, role=key.role, session=cookie)

    def _signature(self, key: Key, said: str) -> str:
        # With the key's digest: a new key of the same name is another key.
        secret = f"{self.ring().secret}{key.digest}".encode()
        return hmac.new(secret, said.encode(), hashlib.sha256).hexdigest()

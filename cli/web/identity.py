"""Who asks: the one seam between the page and whatever lets people in."""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, Protocol, runtime_checkable

if TYPE_CHECKING:
    from starlette.requests import HTTPConnection


class Role(StrEnum):
    """What a person may do, each what the one before may and more."""

    READER = "reader"
    TRANSLATOR = "translator"
    """May also waive findings."""
    TERMINOLOGIST = "terminologist"
    """May also decide on candidates, change concepts and import."""
    ADMIN = "admin"

    def may(self, needed: Role) -> bool:
        """Tell whether this role includes another."""
        order = list(Role)
        return order.index(self) >= order.index(needed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """A person who was let in."""

    name: str
    """As the history of the store will call them."""
    role: Role
    session: str | None = None
    """The secret of a cookie, to which forms are bound; ``None`` for a header's key,
    which no other site can make a browser send."""


class Entry(NamedTuple):
    """A request that shows a secret in its address: a cookie is to replace it."""

    cookie: str
    value: str


class Gate(Protocol):
    """Lets people in."""

    def admit(self, request: HTTPConnection) -> Identity | Entry | None:
        """Return who asks, an entry still to be made, or ``None`` for a stranger."""

    def hosts(self) -> frozenset[str] | None:
        """Return the ``Host`` headers to answer; ``None`` where a proxy saw to it."""


@runtime_checkable
class Doored(Gate, Protocol):
    """A gate with pages of its own, on the server that the review page is part of."""

    @property
    def door(self) -> str:
        """The address where a stranger can log in."""

    @property
    def exit(self) -> str:
        """The address to which a form is posted to log out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalGate:
    """Lets in who has the token of this run: the person who started it."""

    token: str
    port: int
    name: str
    session: str = field(default_factory=lambda: secrets.token_urlsafe(32))

    def admit(self, request: HTTPConnection) -> Identity | Entry | None:
        """Take the token from the address or a bearer header, else the cookie."""
        shown = request.query_params.get("token")
        if shown is not None:
            same = _same(shown, self.token)
            return Entry(self._cookie, self.session) if same else None
        scheme, _, bearer = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer" and _same(bearer.strip(), self.token):
            return Identity(name=self.name, role=Role.ADMIN)
        if _same(request.cookies.get(self._cookie, ""), self.session):
            return Identity(name=self.name, role=Role.ADMIN, session=self.session)
        return None

    def hosts(self) -> frozenset[str]:
        """Return the names of this machine to itself, with the port."""
        names = ("127.0.0.1", "localhost", "[::1]")
        return frozenset(f"{name}:{self.port}" for name in names)

    @property
    def _cookie(self) -> str:
        # Cookies do not know ports: two pages on one machine must not share one.
        return f"gloss_review_{self.port}"


def _same(shown: str, secret: str) -> bool:
    return hmac.compare_digest(shown.encode(), secret.encode())

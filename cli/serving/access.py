"""Who asks, as routes want to know it: a key of enough rank that has not run dry."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Annotated

from fastapi import Depends, HTTPException, Request, Security
from fastapi.security import APIKeyHeader, HTTPBearer

from cli.serving.problems import described
from cli.web.identity import Identity, Role

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from cli.serving.services import Services

_UNKNOWN, _FORBIDDEN, _TOO_MANY = 401, 403, 429


async def services(request: Request) -> Services:
    """Return what the app was made with."""
    found: Services = request.app.state.services
    return found


def shown_key(request: Request) -> str | None:
    """Return the key of a request: a bearer's, ``X-API-Key``, or that of the path."""
    scheme, _, bearer = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return bearer.strip()
    return request.headers.get("x-api-key") or request.path_params.get("key")


Ours = Annotated["Services", Depends(services)]


def needs(role: Role) -> Callable[..., Awaitable[Identity]]:
    """Return a dependency that gives who asks, or refuses."""

    async def admitted(request: Request, ours: Ours) -> Identity:
        shown = shown_key(request)
        key = ours.ring().find(shown, ours.now()[:10]) if shown else None
        if key is None:
            raise HTTPException(
                _UNKNOWN,
                "a valid key is needed: Authorization: Bearer KEY, or X-API-Key",
                headers={"WWW-Authenticate": 'Bearer realm="gloss"'},
            )
        request.state.identity = Identity(name=key.name, role=key.role)
        wait = ours.buckets.take(key.name, ours.clock())
        if wait:
            seconds = math.ceil(wait)
            raise HTTPException(
                _TOO_MANY,
                f"too many requests with this key; try again in {seconds} s",
                headers={"Retry-After": str(seconds)},
            )
        if not key.role.may(role):
            raise HTTPException(
                _FORBIDDEN, f"this needs a key of a {role}; yours is of a {key.role}"
            )
        return Identity(name=key.name, role=key.role)

    return admitted


WAYS = [
    Security(HTTPBearer(scheme_name="bearer", auto_error=False)),
    Security(APIKeyHeader(scheme_name="key", name="X-API-Key", auto_error=False)),
]
"""How a key is shown, for the API's description; ``needs`` looks at it."""
REFUSALS = described(_UNKNOWN, 422, _TOO_MANY, 503)
"""What every route that needs a key may answer."""
Reader = Annotated[Identity, Depends(needs(Role.READER))]
Translator = Annotated[Identity, Depends(needs(Role.TRANSLATOR))]

"""What the pages share: the store, the workspace, the clock, who asks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, Annotated

from fastapi import Depends, Form, HTTPException, Request

from cli.web.guard import form_token
from cli.web.identity import Identity, Role
from glossary.store import Change, TermStore

if TYPE_CHECKING:
    from collections.abc import Callable

    from cli.config import Config, Workspace
    from cli.web.coverage import Coverage
    from cli.web.known import Knowledge
    from cli.web.render import Renderer
    from cli.web.review import Reviews

_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
LARGEST = 2**31 - 1
"""The largest number a database column of ours holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Everything that outlives a request."""

    store: TermStore
    workspace: Workspace
    renderer: Renderer
    knowledge: Knowledge
    reviews: Reviews
    coverage: Coverage
    now: Callable[[], str]
    """The time as ISO 8601 in UTC."""
    secret: bytes = field(repr=False)
    """Binds forms to sessions."""
    writing: Lock = field(default_factory=Lock, repr=False)
    """Held from a change to the reading of its number."""

    @property
    def config(self) -> Config:
        """The workspace's settings."""
        return self.workspace.config

    def change(self, who: Identity, action: str, why: str | None = None) -> Change:
        """Return the header of a change that somebody makes now."""
        return Change(who=who.name, at=self.now(), action=action, why=why or None)


def _site(request: Request) -> Site:
    found: Site = request.app.state.site
    return found


def _identity(request: Request) -> Identity:
    found: Identity = request.state.identity
    return found


def _posted(
    request: Request,
    token: Annotated[str, Form(alias="csrf", max_length=200)] = "",
) -> None:
    """Refuse a form that was not made for this session."""
    who, site = _identity(request), _site(request)
    if who.session is not None:
        import hmac

        wanted = form_token(site.secret, who.session)
        if not hmac.compare_digest(token.encode(), wanted.encode()):
            raise HTTPException(403, "The form is out of date: load the page again.")


def _may(needed: Role) -> Callable[[Request], Identity]:
    def checked(request: Request) -> Identity:
        who = _identity(request)
        if not who.role.may(needed):
            raise HTTPException(403, "Your role does not allow this.")
        return who

    return checked


OurSite = Annotated[Site, Depends(_site)]
Reader = Annotated[Identity, Depends(_may(Role.READER))]
Translator = Annotated[Identity, Depends(_may(Role.TRANSLATOR))]
Terminologist = Annotated[Identity, Depends(_may(Role.TERMINOLOGIST))]
FORM = [Depends(_posted)]
"""What every route that changes something depends on."""


def clean(text: str) -> str:
    """Return what a person typed without characters that no format can carry."""
    return _CONTROLS.sub("", text).strip()

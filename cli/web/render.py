"""Templates to pages: words, links, directions and the classes of things."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote, urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import HTMLResponse

from cli.web.guard import form_token
from cli.web.identity import Role
from cli.web.words import ACTIONS, LANGUAGES, catalogue, names, preferred
from glossary.lang import direction

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request

    from cli.config import Config
    from glossary.store import TermStore

LANGUAGE_COOKIE = "gloss_language"
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Renderer:
    """Makes pages of one workspace."""

    config: Config
    secret: bytes
    store: TermStore
    way_out: str | None = None
    """Where the form that logs out is posted, if one can."""

    def warm(self) -> None:
        """Compile the templates, so that the first page is no slower than the next."""
        for tag in LANGUAGES:
            environment = _environment(tag)
            for name in environment.list_templates():
                environment.get_template(name)

    def page(
        self,
        request: Request,
        template: str,
        status: int = 200,
        **values: Any,  # noqa: ANN401 - what the template asks for
    ) -> HTMLResponse:
        """Return a page in the language that the person asked for."""
        tag = language(request)
        who = getattr(request.state, "identity", None)
        common = {
            "config": self.config,
            "language": tag,
            "languages": LANGUAGES,
            "url": linker(request),
            "here": here(request),
            "path": inner_path(request),
            "who": who,
            "way_out": self.way_out,
            "may_edit": bool(who and who.role.may(Role.TERMINOLOGIST)),
            "csrf": form_token(self.secret, who.session) if who and who.session else "",
            "done": self._done(request) if who else None,
        }
        made = _environment(tag).get_template(template)
        return HTMLResponse(made.render(common | values), status_code=status)

    def _done(self, request: Request) -> Done | None:
        """Return the change that the address says was just made."""
        asked = request.query_params.get("done", "")
        if not re.fullmatch(r"[0-9]{1,9}", asked):
            return None
        number = int(asked)
        found = self.store.changes(before=number + 1, limit=1)
        if not found or found[0].number != number:
            return None
        one = found[0]
        return Done(
            title=words(request, ACTIONS.get(one.change.action, one.change.action)),
            names=one.names,
            more=max(0, one.concepts + one.candidates - len(one.names)),
            number=None if one.undone_by else number,
            back=re.sub(r"[?&]done=[0-9]+", "", here(request)),
        )


class Done(NamedTuple):
    """What a page says about the change that led to it."""

    title: str
    names: tuple[str, ...]
    more: int
    number: int | None
    """To undo it by."""
    back: str


def language(request: Request) -> str:
    """Return the language of the interface: as chosen, else as the browser asks."""
    chosen = request.cookies.get(LANGUAGE_COOKIE, "")
    if chosen in LANGUAGES:
        return chosen
    return preferred(request.headers.get("accept-language", ""))


def words(request: Request, text: str, **values: object) -> str:
    """Return a sentence of the interface in the person's language."""
    found = catalogue(language(request)).gettext(text)
    return found % values if values else found


def linker(request: Request) -> Callable[..., str]:
    """Return a function that links to our own paths, wherever we are mounted."""
    root = request.scope.get("root_path", "")

    def url(path: str, **query: object) -> str:
        given = {
            name: value for name, value in query.items() if value not in (None, "")
        }
        asked = f"?{urlencode(given)}" if given else ""
        return f"{root}{quote(path, safe='/#')}{asked}"

    return url


def inner_path(request: Request) -> str:
    """Return the path within the app."""
    return str(request.scope["path"]).removeprefix(request.scope.get("root_path", ""))


def here(request: Request) -> str:
    """Return the path and the question of a page, to come back to."""
    query = request.url.query
    return inner_path(request) + (f"?{query}" if query else "")


def back(request: Request, wanted: str, otherwise: str) -> str:
    """Return where to go after a form: a path of ours, never another site."""
    fine = re.fullmatch(r"/(?![/\\])[^\x00-\x20\\]*", wanted)
    root = str(request.scope.get("root_path", ""))
    return root + (wanted if fine else otherwise)


@cache
def _environment(tag: str) -> Environment:
    environment = Environment(
        loader=PackageLoader("cli.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
        # A character that HTML forbids is shown as U+FFFD, not obeyed, not dropped.
        finalize=_legal,
    )
    environment.install_gettext_translations(catalogue(tag), newstyle=True)  # type: ignore[attr-defined]
    environment.globals["direction"] = direction
    environment.globals["names"] = names(tag)
    environment.globals["actions"] = names(tag)["action"]
    environment.filters["number"] = "{:,}".format
    return environment


def _legal(value: Any) -> Any:  # noqa: ANN401 - whatever a template prints
    return _CONTROLS.sub("\ufffd", value) if type(value) is str else value

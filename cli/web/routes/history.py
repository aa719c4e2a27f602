"""What was done: the journal of all changes, and the revisions of one concept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, NamedTuple
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Query, Request, Response

from cli.web.outcome import Wanted, done
from cli.web.routes.concepts import at_revision
from cli.web.site import FORM, LARGEST, OurSite, Reader, Terminologist
from glossary.compare import Difference, Field, compare
from glossary.errors import FileError
from glossary.store import Edit, Revision

if TYPE_CHECKING:
    from glossary.model import Concept

router = APIRouter()
PAGE = 50
_FIELDS = tuple(field for field in Field if field is not Field.ID)


class Step(NamedTuple):
    """A revision with what it changed."""

    revision: Revision
    differences: list[Difference]


@router.get("/history")
def journal(
    request: Request,
    site: OurSite,
    _who: Reader,
    before: Annotated[int | None, Query(ge=1, le=LARGEST)] = None,
) -> Response:
    """Show the latest changes of all."""
    found = site.store.changes(before=before, limit=PAGE + 1)
    return site.renderer.page(
        request, "history.html.j2", changes=found[:PAGE], more=len(found) > PAGE
    )


@router.get("/concepts/history")
def revisions(
    request: Request,
    site: OurSite,
    _who: Reader,
    id: Annotated[str, Query(max_length=300)],  # noqa: A002 - the name in the address
) -> Response:
    """Show what became of one concept, newest first, also of one that is gone."""
    found = site.store.history(id)
    if not found:
        raise FileError(f"no concept {id!r}")
    languages = (site.config.source, site.config.target)
    steps = [Step(one, _differences(one, languages)) for one in reversed(found)]
    stored = site.store.get(id)
    return site.renderer.page(
        request,
        "revisions.html.j2",
        id=id,
        steps=steps,
        revision=stored.revision if stored else 0,
    )


@router.post("/concepts/restore", dependencies=FORM)
def restore(
    request: Request,
    site: OurSite,
    who: Terminologist,
    id: Annotated[str, Form(max_length=300)],  # noqa: A002 - the name in the form
    number: Annotated[int, Form(ge=1, le=LARGEST)],
    revision: Annotated[int, Form(ge=0, le=LARGEST)],
) -> Response:
    """Make a concept what it was at a revision."""
    after = at_revision(site, id, number)
    steps = [Edit(id=id, expected=revision or None, after=after)]
    wanted = Wanted("restore", next=f"/concepts/history?{urlencode({'id': id})}")
    return done(request, site, who, steps, wanted)


def _differences(one: Revision, languages: tuple[str, str]) -> list[Difference]:
    def side(concept: Concept | None) -> list[Concept]:
        return [concept] if concept else []

    found = compare(
        side(one.before), side(one.after), languages=languages, fields=_FIELDS
    )
    return list(found)

"""Concepts: search, every field, merge and split, and two people at once."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Literal, NamedTuple
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Query, Request, Response

from cli.concepts import free_id, resolve
from cli.web.entry import EntryForm, edited
from cli.web.listing import Scope, found, in_order
from cli.web.outcome import Wanted, done
from cli.web.render import language
from cli.web.sentences import translated
from cli.web.site import FORM, LARGEST, OurSite, Reader, Site, Terminologist, clean
from glossary import base, curate, lang
from glossary.arabic import is_arabic
from glossary.errors import ConflictError, FileError, LanguageError
from glossary.merge import merge as merged
from glossary.model import Concept, ConceptType, Status, TermKind
from glossary.store import Edit, Stored

router = APIRouter()
PAGE = 50
Id = Annotated[str, Query(max_length=300)]
PostedId = Annotated[str, Form(max_length=300)]
Revision = Annotated[int, Form(ge=0, le=LARGEST)]
_SEPARATOR = "\t"
"""Between the language and the text of a term in a checkbox's value."""


class Conflict(NamedTuple):
    """A lost update: what was saved meanwhile, what was not, and both in one."""

    theirs: Stored
    mine: Concept
    both: Concept | None
    """``None`` where the two changed the same thing."""
    problem: str


@router.get("/concepts")
def concepts(
    request: Request,
    site: OurSite,
    _who: Reader,
    q: Annotated[str, Query(max_length=200)] = "",
    type: ConceptType | Literal[""] = "",  # noqa: A002 - the name in the address
    status: Annotated[str, Query(max_length=20)] = "",
    domain: Annotated[str, Query(max_length=200)] = "",
    scope: Scope = "own",
    first: Annotated[int, Query(ge=0, le=LARGEST)] = 0,
) -> Response:
    """Show a page of concepts."""
    wanted = tuple(one for one in Status if one.label == status)
    page = found(
        site,
        clean(q),
        scope=scope,
        type_=ConceptType(type) if type else None,
        statuses=wanted,
        subject=clean(domain) or None,
        first=first,
        limit=PAGE,
    )
    return site.renderer.page(
        request,
        "concepts.html.j2",
        page=page,
        asked={"q": q, "type": type, "status": status, "domain": domain},
        scope=scope,
        first=first,
        size=PAGE,
        types=list(ConceptType),
        statuses=list(Status),
    )


@router.get("/concepts/new")
def new(
    request: Request,
    site: OurSite,
    _who: Terminologist,
    q: Annotated[str, Query(max_length=200)] = "",
) -> Response:
    """Show an empty form."""
    return _form(request, site, None, q=clean(q))


@router.get("/concepts/one")
def one(request: Request, site: OurSite, _who: Reader, id: Id) -> Response:  # noqa: A002 - the name in the address
    """Show a concept, to read or to edit."""
    return _form(request, site, _need(site, id))


@router.post("/concepts/one", dependencies=FORM)
def save(
    request: Request, site: OurSite, who: Terminologist, form: EntryForm
) -> Response:
    """Save a concept; show both versions where somebody else saved first."""
    if not form.revision:
        after = edited(Concept(id="new", type=form.type), form)
        english = after.preferred(site.config.target)
        name = clean(form.id) or free_id(
            site.store, curate.slug(english.text if english else "concept")
        )
        edit = Edit(id=name, expected=None, after=replace(after, id=name))
        return done(request, site, who, [edit], _to("add", name))
    start = at_revision(site, form.id, form.revision)
    after = edited(start, form)
    edit = Edit(id=form.id, expected=form.revision, after=after)
    wanted = _to("edit", form.id)._replace(why=clean(form.why))
    try:
        return done(request, site, who, [edit], wanted)
    except ConflictError as error:
        theirs = site.store.get(form.id)
        if theirs is None:
            raise
        both = merged([start], [after], [theirs.concept])
        conflict = Conflict(
            theirs,
            after,
            None if both.conflicts or not both.concepts else both.concepts[0],
            translated(language(request), str(error)),
        )
        return site.renderer.page(
            request,
            "conflict.html.j2",
            409,
            conflict=conflict,
            start=start,
            why=form.why,
            statuses=list(Status),
            kinds=list(TermKind),
        )


@router.post("/concepts/delete", dependencies=FORM)
def delete(
    request: Request,
    site: OurSite,
    who: Terminologist,
    id: PostedId,  # noqa: A002 - the name in the form
    revision: Revision,
) -> Response:
    """Remove a concept; its history stays, and undo brings it back."""
    steps = [Edit(id=id, expected=revision, after=None)]
    return done(request, site, who, steps, Wanted("delete", next="/concepts"))


@router.post("/concepts/merge", dependencies=FORM)
def merge(
    request: Request,
    site: OurSite,
    who: Terminologist,
    id: PostedId,  # noqa: A002 - the name in the form
    revision: Revision,
    other: PostedId,
) -> Response:
    """Take another concept into this one."""
    mine, theirs = _need(site, id), _other(site, other)
    if theirs.concept.id == id:
        raise LanguageError("a concept cannot be merged with itself")
    after = curate.merge([mine.concept, theirs.concept])
    steps = [
        Edit(id=id, expected=revision, after=after),
        Edit(id=theirs.concept.id, expected=theirs.revision, after=None),
    ]
    return done(request, site, who, steps, _to("merge", id))


@router.post("/concepts/split", dependencies=FORM)
def split(
    request: Request,
    site: OurSite,
    who: Terminologist,
    id: PostedId,  # noqa: A002 - the name in the form
    revision: Revision,
    term: Annotated[list[str], Form(max_length=200)],
) -> Response:
    """Move the chosen terms to a new concept."""
    stored = _need(site, id)
    pairs = [tuple(text.split(_SEPARATOR, 1)) for text in term]
    chosen = [(pair[0], pair[1]) for pair in pairs if len(pair) == 2]  # noqa: PLR2004 - a pair
    english = [text for tag, text in chosen if tag == site.config.target]
    name = free_id(site.store, curate.slug((english or [id])[0]))
    rest, moved = curate.split(stored.concept, chosen, name)
    steps = [
        Edit(id=id, expected=revision, after=rest),
        Edit(id=name, expected=None, after=moved),
    ]
    return done(request, site, who, steps, _to("split", name))


@router.post("/concepts/adopt", dependencies=FORM)
def adopt(
    request: Request,
    site: OurSite,
    who: Terminologist,
    id: PostedId,  # noqa: A002 - the name in the form
) -> Response:
    """Make an entry of the built-in glossary one of the workspace."""
    entry = next((e.concept for e in base.entries() if e.concept.id == id), None)
    if entry is None:
        raise FileError(f"the built-in glossary has no {id!r}")
    steps = [Edit(id=id, expected=None, after=entry)]
    return done(request, site, who, steps, _to("add", id))


def at_revision(site: Site, name: str, number: int) -> Concept:
    """Return a concept as it was at a revision."""
    for revision in site.store.history(name):
        if revision.number == number and revision.after is not None:
            return revision.after
    raise FileError(f"{name!r} has no revision {number}")


def _to(action: str, name: str) -> Wanted:
    """Return the wish to see a concept when an action on it is done."""
    return Wanted(action, next=f"/concepts/one?{urlencode({'id': name})}", concept=name)


def _need(site: Site, name: str) -> Stored:
    stored = site.store.get(clean(name))
    if stored is None:
        raise FileError(f"no concept {name!r}")
    return stored


def _other(site: Site, name: str) -> Stored:
    """Return the one concept with an id or, failing that, a term."""
    return resolve(site.store, clean(name), site.config)


def _form(
    request: Request, site: Site, stored: Stored | None, *, q: str = ""
) -> Response:
    concept = stored.concept if stored else None
    languages = (site.config.source, site.config.target)
    return site.renderer.page(
        request,
        "concept.html.j2",
        stored=stored,
        concept=concept,
        order=list(in_order(concept, languages)) if concept else list(languages),
        best=lang.best,
        arabic=q if is_arabic(q) else "",
        given="" if is_arabic(q) else q,
        decisions=site.store.decisions(concept.id) if concept else [],
        types=list(ConceptType),
        statuses=list(Status),
        kinds=list(TermKind),
        separator=_SEPARATOR,
    )

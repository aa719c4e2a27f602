"""Candidates: the list, and what a person decides on one or on many."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Literal, NamedTuple

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import JSONResponse

from cli.acceptance import Draft, accept
from cli.web import decisions
from cli.web.articles import numbered
from cli.web.listing import found as concepts_found
from cli.web.outcome import Wanted, done, state_counts, wants_data
from cli.web.queries import readings
from cli.web.remembered import Remembered, remembered
from cli.web.render import language
from cli.web.sentences import translated
from cli.web.shown import card
from cli.web.site import FORM, LARGEST, OurSite, Reader, Site, Terminologist, clean
from glossary.errors import ConflictError, FileError, LanguageError
from glossary.model import ConceptType, Origin, Status
from glossary.store import (
    CandidateFilter,
    CandidatePage,
    Ranked,
    State,
    StoredCandidate,
)

router = APIRouter()
PAGE = 50
_MOST_AT_ONCE = 200
"""Candidates of one bulk change: a person is to have seen them all."""

StateName = Literal["open", "later", "accepted", "rejected", "all"]
Text = Annotated[str, Form(max_length=500)]
Place = Annotated[int, Query(ge=0, le=LARGEST)]


class Asked(NamedTuple):
    """What the list was asked for, as the filters show it."""

    state: StateName
    type: str
    origin: str
    q: str


@router.get("/")
@router.get("/candidates")
def candidates(
    request: Request,
    site: OurSite,
    _who: Reader,
    state: StateName = "open",
    type: ConceptType | Literal[""] = "",  # noqa: A002 - the name in the address
    origin: Origin | Literal[""] = "",
    q: Annotated[str, Query(max_length=200)] = "",
    after: Place = 0,
    before: Place | None = None,
) -> Response:
    """Show a page of candidates."""
    wanted = CandidateFilter(
        state=None if state == "all" else State(state),
        type=ConceptType(type) if type else None,
        origin=Origin(origin) if origin else None,
    )
    page = _search(site, wanted, clean(q), after=after, before=before)
    articles = numbered(site.workspace)
    return site.renderer.page(
        request,
        "candidates.html.j2",
        cards=[card(one, articles) for one in page.items],
        page=page,
        asked=Asked(state, type, origin, q),
        counts=state_counts(site),
        types=list(ConceptType),
        origins=list(Origin),
    )


@router.post("/candidates/decide", dependencies=FORM)
def decide(
    request: Request,
    site: OurSite,
    who: Terminologist,
    term: Text,
    action: Annotated[Literal["accept", "reject", "later", "reopen", "forbid"], Form()],
    was: Annotated[State, Form()] = State.OPEN,
    english: Text = "",
    instead: Text = "",
    type: Annotated[ConceptType, Form()] = ConceptType.TERM,  # noqa: A002 - as above
    why: Text = "",
    next: Annotated[str, Form(max_length=2000)] = "/",  # noqa: A002 - as above
) -> Response:
    """Take one decision; it is in the store when this answers."""
    stored = _seen(site, term, was)
    draft = Draft(store=site.store, config=site.config)
    english, instead = clean(english), clean(instead)
    name = None
    if action in ("accept", "forbid") and not english:
        raise LanguageError(f"{stored.candidate.term}: write its translation first")
    if action == "accept":
        name = accept(draft, stored, english, type)
    elif action == "forbid":
        name = decisions.forbid(draft, stored, english, instead, type)
    else:
        wanted = {"reject": State.REJECTED, "later": State.LATER}
        draft.decide(stored, wanted.get(action, State.OPEN))
    outcome = Wanted(action, why=clean(why), next=next, concept=name)
    try:
        return done(request, site, who, draft.steps, outcome)
    except ConflictError as error:
        mine = {"term": term, "action": action, "english": english}
        mine |= {"instead": instead, "type": type.value, "why": why, "next": next}
        problem = translated(language(request), str(error))
        return _overtaken(request, site, problem, mine)


@router.get("/candidates/bulk")
def preview(
    request: Request,
    site: OurSite,
    _who: Terminologist,
    above: Annotated[float, Query(ge=0, le=1)] = 0.95,
) -> Response:
    """Show what a bulk accept would take."""
    wanted = CandidateFilter(state=State.OPEN, confidence=above)
    page = site.store.candidate_page(wanted, limit=_MOST_AT_ONCE)
    articles = numbered(site.workspace)
    return site.renderer.page(
        request,
        "bulk.html.j2",
        cards=[card(one, articles) for one in page.items],
        total=page.total,
        above=above,
    )


@router.post("/candidates/bulk", dependencies=FORM)
def accept_many(
    request: Request,
    site: OurSite,
    who: Terminologist,
    term: Annotated[list[str], Form(max_length=_MOST_AT_ONCE)],
) -> Response:
    """Accept the candidates chosen, each with its first proposal, in one change."""
    draft = Draft(store=site.store, config=site.config)
    for one in dict.fromkeys(term):
        stored = _seen(site, one[:500], State.OPEN)
        english = decisions.best_english(stored)
        if english is None:
            raise LanguageError(f"{one}: write its translation first")
        accept(draft, stored, english, stored.candidate.type)
    return done(request, site, who, draft.steps, Wanted("accept"))


@router.get("/candidates/one")
def one_candidate(
    request: Request,
    site: OurSite,
    _who: Reader,
    term: Annotated[str, Query(max_length=500)],
    q: Annotated[str, Query(max_length=200)] = "",
) -> Response:
    """Show one candidate, with ways to merge and to split it."""
    stored = _seen(site, term, None)
    english = clean(q) or decisions.best_english(stored) or stored.candidate.term
    same = CandidateFilter(state=State.OPEN, text=english)
    neighbours = site.store.candidate_page(same, limit=20).items
    term = stored.candidate.term
    mine = site.store.candidate_page(CandidateFilter(text=term), limit=PAGE).items
    ranks = [one.rank for one in mine if one.stored.candidate.term == term]
    found = Ranked(ranks[0] if ranks else 1, stored)
    return site.renderer.page(
        request,
        "candidate.html.j2",
        card=card(found, numbered(site.workspace)),
        neighbours=[one for one in neighbours if one.stored.candidate.term != term],
        concepts=concepts_found(site, english, limit=20).items,
        q=english,
        memory=remembered(site.workspace, term, decisions.best_english(stored)),
    )


@router.get("/candidates/memory")
def memory(
    site: OurSite,
    _who: Reader,
    term: Annotated[str, Query(max_length=500)],
    english: Annotated[str, Query(max_length=500)] = "",
) -> list[Remembered]:
    """Return where the memory has a term or its English, for a card that opens."""
    return remembered(site.workspace, clean(term), clean(english) or None)


@router.post("/candidates/merge", dependencies=FORM)
def merge(
    request: Request,
    site: OurSite,
    who: Terminologist,
    term: Text,
    was: Annotated[State, Form()] = State.OPEN,
    concept: Text = "",
    status: Annotated[Literal["preferred", "admitted", "deprecated"], Form()] = (
        "admitted"
    ),
    other: Annotated[list[str], Form(max_length=PAGE)] = [],  # noqa: B006 - not changed
    english: Text = "",
    type: Annotated[ConceptType, Form()] = ConceptType.TERM,  # noqa: A002 - as above
) -> Response:
    """Make a candidate part of a concept, or one concept of several candidates."""
    stored = _seen(site, term, was)
    draft = Draft(store=site.store, config=site.config)
    others = [_seen(site, one[:500], State.OPEN) for one in dict.fromkeys(other)]
    if concept:
        into = site.store.get(concept)
        if into is None:
            raise FileError(f"no concept {concept!r}")
        chosen = next(one for one in Status if one.label == status)
        name = decisions.merge(draft, [stored, *others], into, chosen)
    elif others and clean(english):
        name = decisions.join(draft, stored, others, clean(english), type)
    else:
        raise LanguageError("choose a concept, or other candidates and their English")
    return done(request, site, who, draft.steps, Wanted("merge", concept=name))


@router.post("/candidates/split", dependencies=FORM)
def split(
    request: Request,
    site: OurSite,
    who: Terminologist,
    term: Text,
    english: Text,
    second: Text,
    form: Annotated[list[str], Form(max_length=500)],
    was: Annotated[State, Form()] = State.OPEN,
    type: Annotated[ConceptType, Form()] = ConceptType.TERM,  # noqa: A002 - as above
) -> Response:
    """Make two concepts of one candidate."""
    stored = _seen(site, term, was)
    both = clean(english), clean(second)
    if not all(both):
        raise LanguageError("both parts need a translation")
    draft = Draft(store=site.store, config=site.config)
    name, _ = decisions.split(draft, stored, form, both, type)
    return done(request, site, who, draft.steps, Wanted("split", concept=name))


def _overtaken(
    request: Request, site: Site, problem: str, mine: dict[str, str]
) -> Response:
    """Say what somebody else decided meanwhile, and offer to overrule it knowingly."""
    now = site.store.candidate(clean(mine["term"]), lang=site.config.source)
    assert now is not None
    if wants_data(request):
        return JSONResponse({"problem": problem, "state": now.state.value}, 409)
    return site.renderer.page(
        request, "overtaken.html.j2", 409, problem=problem, now=now, mine=mine
    )


def _search(
    site: Site, wanted: CandidateFilter, text: str, *, after: int, before: int | None
) -> CandidatePage:
    """Return a page; a text is tried as typed, then without its clitics."""
    page = None
    for reading in readings(text) if text else [None]:
        page = site.store.candidate_page(
            replace(wanted, text=reading), after=after, before=before, limit=PAGE
        )
        if page.total:
            break
    assert page is not None
    return page


def _seen(site: Site, term: str, was: State | None) -> StoredCandidate:
    """Return a candidate in the state in which the person saw it.

    If it is another now, the store will refuse the change.
    """
    stored = site.store.candidate(clean(term), lang=site.config.source)
    if stored is None:
        raise FileError(f"no candidate {term!r}")
    return stored if was is None else replace(stored, state=was)

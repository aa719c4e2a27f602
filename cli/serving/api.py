"""The routes of the API, version 1."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Query

from cli.memory import stopwords
from cli.serving.access import REFUSALS, WAYS, Ours, Reader, Translator
from cli.serving.models import (
    FoundAnswer,
    LineAnswer,
    MatchAnswer,
    RecogniseRequest,
    SearchAnswer,
    SearchRequest,
    StatsAnswer,
    SubsegmentAnswer,
    TermAnswer,
    UnitsAnswer,
    UnitsRequest,
)
from cli.serving.problems import described
from tmx.memory.protocol import Arrival, OnDuplicate, Search, Side
from tmx.memory.protocol import Query as Asked
from tmx.model import text_unit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cli.serving.services import Services
    from tmx.memory.protocol import Line, Match, Subsegment

router = APIRouter(prefix="/api/v1", dependencies=WAYS, responses=REFUSALS)
_Text = Annotated[
    str, Query(min_length=1, max_length=10_000, examples=["العاصمة باكو"])
]
_POSTED = described(400, 413)


@router.get("/search", tags=["memory"])
def search(
    ours: Ours,
    _who: Reader,
    text: _Text,
    minimum: Annotated[float, Query(ge=1, le=100)] = 70,
    limit: Annotated[int, Query(ge=1, le=50)] = 5,
) -> SearchAnswer:
    """Find what the memory has that is like a text, best first."""
    how = _settings(ours, minimum, limit, ())
    return _answers(ours, [text], how)[0]


@router.post("/search", tags=["memory"], responses=_POSTED)
def search_many(ours: Ours, _who: Reader, asked: SearchRequest) -> list[SearchAnswer]:
    """Find matches for several texts, in their order.

    Texts that follow each other in a document are each other's context.
    """
    how = _settings(ours, asked.minimum, asked.limit, asked.domains)
    return _answers(ours, asked.texts, how)


@router.get("/concordance", tags=["memory"])
def concordance(
    ours: Ours,
    _who: Reader,
    text: _Text,
    side: Side = Side.BOTH,
    limit: Annotated[int, Query(ge=1, le=200)] = 20,
) -> list[LineAnswer]:
    """Find units that hold all the words, with or without clitics."""
    found = ours.memory.concordance(text, side=side, limit=limit)
    return [_line(one) for one in found]


@router.get("/subsegments", tags=["memory"])
def subsegments(
    ours: Ours,
    _who: Reader,
    text: _Text,
    limit: Annotated[int, Query(ge=1, le=50)] = 5,
) -> list[SubsegmentAnswer]:
    """Find units that share a run of words with a text, the longest run first."""
    found = ours.memory.subsegments(
        text, limit=limit, stopwords=stopwords(ours.workspace.config)
    )
    return [_subsegment(one) for one in found]


@router.get("/terms", tags=["glossary"])
def terms(
    ours: Ours,
    _who: Reader,
    text: Annotated[str, Query(min_length=1, max_length=500, examples=["الكنيست"])],
    limit: Annotated[int, Query(ge=1, le=200)] = 20,
) -> list[TermAnswer]:
    """Look a term up in either language; spelling habits do not count."""
    return [_term(one) for one in ours.terms.find(text, limit)]


@router.post("/recognise", tags=["glossary"], responses=_POSTED)
def recognise(ours: Ours, _who: Reader, asked: RecogniseRequest) -> list[FoundAnswer]:
    """Find the glossary's terms in a text, clitics included, the longest ones."""
    config = ours.workspace.config
    lang = config.source if asked.lang == "source" else config.target
    return [
        FoundAnswer(
            start=one.start,
            end=one.end,
            text=one.text,
            concepts=[_term(concept) for concept in one.concepts],
        )
        for one in ours.terms.recognise(asked.text, lang)
    ]


@router.post(
    "/units",
    tags=["memory"],
    status_code=201,
    responses=described(400, 403, 413),
)
def add_units(ours: Ours, who: Translator, asked: UnitsRequest) -> UnitsAnswer:
    """Keep translations; the key must be a translator's."""
    config = ours.workspace.config
    counts = ours.memory.add_many(
        (
            text_unit((config.source, one.source), (config.target, one.target))
            for one in asked.units
        ),
        arrival=Arrival(
            origin=asked.origin, who=who.name, at=ours.now(), domain=asked.domain
        ),
        on_duplicate=OnDuplicate(asked.on_duplicate),
    )
    return UnitsAnswer(
        added=counts.added, replaced=counts.replaced, skipped=counts.skipped
    )


@router.get("/stats", tags=["memory"])
def stats(ours: Ours, _who: Reader) -> StatsAnswer:
    """Say how much there is."""
    memory, store = ours.memory.statistics(), ours.store.statistics()
    return StatsAnswer(
        memory_units=memory.units,
        memory_source_words=memory.source_words,
        memory_target_words=memory.target_words,
        concepts=store.concepts,
        candidates=store.candidates,
    )


def _settings(
    ours: Services, minimum: float, limit: int, domains: Sequence[str]
) -> Search:
    config = ours.workspace.config
    return Search(
        source=config.source,
        target=config.target,
        minimum=minimum,
        limit=limit,
        domains=tuple(domains),
    )


def _answers(ours: Services, texts: Sequence[str], how: Search) -> list[SearchAnswer]:
    around = [None, *texts, None]
    queries = [
        Asked(text=text, before=around[place], after=around[place + 2])
        for place, text in enumerate(texts)
    ]
    found = ours.memory.search(queries, how)
    return [
        SearchAnswer(query=text, matches=[_match(one) for one in matches])
        for text, matches in zip(texts, found, strict=True)
    ]


def _match(found: Match) -> MatchAnswer:
    return MatchAnswer(
        source=found.source,
        target=found.target,
        score=round(found.score, 1),
        kind=found.kind.value,
        origin=found.origin,
        id=found.id,
    )


def _line(found: Line) -> LineAnswer:
    return LineAnswer(
        source=found.source,
        target=found.target,
        origin=found.origin,
        id=found.id,
        side="source" if found.side == "source" else "target",
        spans=list(found.spans),
    )


def _subsegment(found: Subsegment) -> SubsegmentAnswer:
    return SubsegmentAnswer(
        source=found.source,
        target=found.target,
        score=round(found.score, 1),
        origin=found.origin,
        id=found.id,
        spans=[found.span],
        query_spans=[found.query_span],
    )


def _term(concept: dict[str, Any]) -> TermAnswer:
    return TermAnswer(**{name: concept[name] for name in TermAnswer.model_fields})

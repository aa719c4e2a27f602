"""What requests hold and answers give, with their bounds."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue

MOST_TEXTS = 100
Text = Annotated[str, Field(min_length=1, max_length=10_000)]
"""A sentence or some words."""
Name = Annotated[str, Field(min_length=1, max_length=200)]


def _request(**example: JsonValue) -> ConfigDict:
    """Refuse what no field is for, and show a request in the API's description."""
    return ConfigDict(extra="forbid", json_schema_extra={"examples": [example]})


class SearchRequest(BaseModel):
    """Texts to find matches for."""

    model_config = _request(texts=["وصل الوزير إلى باكو", "زار السفارة"], minimum=75)

    texts: Annotated[list[Text], Field(min_length=1, max_length=MOST_TEXTS)]
    minimum: Annotated[float, Field(ge=1, le=100)] = 70
    limit: Annotated[int, Field(ge=1, le=50)] = 5
    domains: Annotated[list[Name], Field(max_length=50)] = []


class MatchAnswer(BaseModel):
    """A unit that answers; scores are 0–100."""

    source: str
    target: str
    score: float
    kind: Literal["context", "exact", "numbers", "fuzzy"]
    origin: str
    id: int


class SearchAnswer(BaseModel):
    """A text with its matches, best first."""

    query: str
    matches: list[MatchAnswer]


class LineAnswer(BaseModel):
    """A unit that holds the words; spans are code points in the text of the side."""

    source: str
    target: str
    origin: str
    id: int
    side: Literal["source", "target"]
    spans: list[tuple[int, int]]


class SubsegmentAnswer(BaseModel):
    """A unit that shares a run of words; spans are code points."""

    source: str
    target: str
    score: float
    """100 × the words shared ÷ the words of the text."""
    kind: Literal["subsegment"] = "subsegment"
    origin: str
    id: int
    spans: list[tuple[int, int]]
    """In the source."""
    query_spans: list[tuple[int, int]]
    """In the text."""


class TermAnswer(BaseModel):
    """A concept of the glossary."""

    id: str
    type: str
    source: str | None
    target: str | None
    status: str | None
    definition: str | None
    note: str | None
    origin: Literal["workspace", "built-in"]


class RecogniseRequest(BaseModel):
    """A text in which to find the glossary's terms."""

    model_config = _request(text="اجتمع أعضاء من الكنيست في باكو")

    text: Annotated[str, Field(min_length=1, max_length=200_000)]
    lang: Literal["source", "target"] = "source"


class FoundAnswer(BaseModel):
    """A term in the text: code points from 0, proclitics left out where they can be."""

    start: int
    end: int
    text: str
    concepts: list[TermAnswer]
    """Several where the form is ambiguous."""


class NewUnit(BaseModel):
    """A translation to keep."""

    model_config = ConfigDict(extra="forbid")

    source: Text
    target: Text


class UnitsRequest(BaseModel):
    """Translations to keep, in the order of their document."""

    model_config = _request(
        units=[
            {"source": "وصل الوزير إلى باكو", "target": "The minister came to Baku"},
            {"source": "زار السفارة", "target": "He visited the embassy"},
        ],
        origin="desk",
        domain="politics",
    )

    units: Annotated[list[NewUnit], Field(min_length=1, max_length=1000)]
    origin: Name = "api"
    domain: Name | None = None
    on_duplicate: Literal["skip", "replace", "add"] = "skip"


class UnitsAnswer(BaseModel):
    """What became of the units."""

    added: int
    replaced: int
    skipped: int


class StatsAnswer(BaseModel):
    """How much there is."""

    memory_units: int
    memory_source_words: int
    memory_target_words: int
    concepts: int
    candidates: int

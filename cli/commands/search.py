"""``gloss search``: the memory asked for matches, or for words in their context."""

from __future__ import annotations

from enum import StrEnum
from itertools import islice
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli import files
from cli.options import FormatOption, OutputOption
from cli.render.records import Format, chosen, lines, table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tmx.memory.protocol import Line, Match, MemoryReader, Search, Side, Subsegment

KEYS = ("query", "source", "target", "score", "kind", "origin", "id")
_ROUND = 256
"""Queries answered together."""


class Where(StrEnum):
    """Where a concordance looks."""

    SOURCE = "source"
    TARGET = "target"
    BOTH = "both"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("search")(search)


def search(
    ctx: typer.Context,
    text: Annotated[
        str | None, typer.Argument(help="A sentence; with --concordance, words.")
    ] = None,
    *,
    concordance: Annotated[
        bool,
        typer.Option("--concordance", help="Find words in context, clitics aside."),
    ] = False,
    subsegments: Annotated[
        bool,
        typer.Option("--subsegments", help="Find units that share a run of words."),
    ] = False,
    side: Annotated[
        Where, typer.Option(help="Where a concordance looks.")
    ] = Where.BOTH,
    batch: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Answer each line of a file; - is stdin."),
    ] = None,
    memory: Annotated[
        list[str] | None,
        typer.Option(
            "-m",
            "--memory",
            metavar="FILE",
            help="Search this file (TMX, TSV …) too; repeatable.",
        ),
    ] = None,
    minimum: Annotated[
        float, typer.Option(min=1, max=100, help="The lowest score shown.")
    ] = 70.0,
    limit: Annotated[
        int | None,
        typer.Option(min=1, help="Answers to a query; default: 5, in context 50."),
    ] = None,
    domain: Annotated[
        list[str] | None, typer.Option(help="Only units of this domain; repeatable.")
    ] = None,
    format_: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Find what the translation memory knows of a text, best first.

    The score is 100 x (1 - words to change / words of the longer text), over match
    keys: case, vowel signs and spelling habits do not count. kind is context (the
    neighbouring sentence is the same too), exact, numbers (the same but for numbers,
    which are replaced in the target) or fuzzy.

    With --concordance both languages are searched for all the words, with or without
    clitics and article; spans are the code points of the words in the text of side.

    With --subsegments, units are found that share words in a row with the text: three
    that bear meaning, or two in a whole unit of at most five words. The score is 100 x
    words shared / words of the text; spans and query_spans say where they stand in the
    source and in the text.

    Example: gloss search 'وقع الوزيران اتفاقية التعاون'

    Example: gloss search --concordance الكنيست
    """
    from cli.memory import opened, stopwords
    from tmx.memory.protocol import Search, Side

    if (text is None) == (batch is None):
        raise typer.BadParameter("give a text or --batch FILE, one of the two")
    if concordance and subsegments:
        raise typer.BadParameter("give --concordance or --subsegments, one of the two")
    if domain and (concordance or subsegments):
        raise typer.BadParameter("--domain is for matches of whole texts alone")
    settings = ctx.obj.settings()
    queries = iter((text,)) if text is not None else _queries(str(batch))
    format_ = chosen(format_, output)
    with opened(ctx.obj, memory or ()) as store:
        if concordance:
            rows = _concordance(store, queries, Side(side.value), limit or 50)
        elif subsegments:
            rows = _subsegments(store, queries, stopwords(settings), limit or 5)
        else:
            how = Search(
                source=settings.source,
                target=settings.target,
                minimum=minimum,
                limit=limit or 5,
                domains=tuple(domain or ()),
            )
            rows = _matches(store, queries, how)
        if format_ is Format.TABLE:
            _table(rows, scored=not concordance, marks_query=subsegments)
        else:
            files.write_text(output or "-", lines(rows, format_, KEYS))


def _queries(name: str) -> Iterator[str]:
    """Yield the lines of a file that hold anything, without their ends."""
    for line in files.read_text(name).split("\n"):
        query = line.removesuffix("\r")
        if query.strip():
            yield query


def _matches(
    store: MemoryReader, queries: Iterator[str], how: Search
) -> Iterator[dict[str, Any]]:
    from tmx.memory.protocol import Query

    while some := list(islice(queries, _ROUND)):
        answers = store.search([Query(text=one) for one in some], how)
        for query, found in zip(some, answers, strict=True):
            for match in found:
                yield _record(query, match, match.kind.value, match.score)


def _concordance(
    store: MemoryReader, queries: Iterator[str], side: Side, limit: int
) -> Iterator[dict[str, Any]]:
    for query in queries:
        for line in store.concordance(query, side=side, limit=limit):
            yield _record(query, line, "concordance", None) | {
                "side": line.side,
                "spans": [list(span) for span in line.spans],
            }


def _subsegments(
    store: MemoryReader, queries: Iterator[str], little: frozenset[str], limit: int
) -> Iterator[dict[str, Any]]:
    for query in queries:
        for found in store.subsegments(query, limit=limit, stopwords=little):
            yield _record(query, found, "subsegment", found.score) | {
                "side": "source",
                "spans": [list(found.span)],
                "query_spans": [list(found.query_span)],
            }


def _record(
    query: str, found: Match | Line | Subsegment, kind: str, score: float | None
) -> dict[str, Any]:
    """Return what every answer says."""
    return {
        "query": query,
        "source": found.source,
        "target": found.target,
        "score": None if score is None else round(score, 1),
        "kind": kind,
        "origin": found.origin,
        "id": found.id,
    }


def _table(rows: Iterable[dict[str, Any]], *, scored: bool, marks_query: bool) -> None:
    """Print the answers, the Arabic last; words that were found stand in brackets."""
    columns = [("score", "score"), ("kind", "kind")] if scored else []
    columns += [("target", "target"), ("source", "source")]
    queries = [("query", "text")] if marks_query else []
    table(map(_marked, rows), columns, wide=[*queries, ("origin", "from")])


def _marked(row: dict[str, Any]) -> dict[str, Any]:
    for side, spans in ((row.get("side"), "spans"), ("query", "query_spans")):
        if side and spans in row:
            row = {**row, side: _bracketed(row[side], row[spans])}
    return row


def _bracketed(text: str, spans: list[list[int]]) -> str:
    for start, end in reversed(spans):
        text = f"{text[:start]}[{text[start:end]}]{text[end:]}"
    return text

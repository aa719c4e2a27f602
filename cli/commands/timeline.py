"""``gloss timeline``: dated articles in, when each term rose and fell out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli import files, session
from cli.options import FormatOption, OutputOption, TextFieldOption
from cli.render.records import Format, chosen, lines, table
from glossary.timeline import Period

if TYPE_CHECKING:
    from collections.abc import Sequence

    from glossary.errors import FormatError, GlossError
    from glossary.timeline import TermTimeline

KEYS = (
    "term mentions documents first last peak trend ratio periods renderings changes"
).split()
_MOST_ROWS = 40
_BLOCKS = " ▁▂▃▄▅▆▇█"
_WIDEST = 24
"""Periods that a table draws."""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("timeline")(timeline)


def timeline(
    ctx: typer.Context,
    paths: Annotated[list[str], typer.Argument(help="Dated articles: files, folders.")],
    *,
    by: Annotated[Period, typer.Option(help="The stretch of time.")] = Period.MONTH,
    term: Annotated[
        list[str] | None,
        typer.Option(help="Follow this term; repeatable. Default: the glossary's."),
    ] = None,
    dates: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="A table of document, date and outlet."),
    ] = None,
    parallel: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FILE", help="Dated translations (TMX …): what terms were called."
        ),
    ] = None,
    text_field: TextFieldOption = "text",
    date_field: Annotated[
        str, typer.Option(metavar="NAME", help="Its date: 2024-05-03, or 2024-05.")
    ] = "date",
    outlet_field: Annotated[
        str, typer.Option(metavar="NAME", help="Who published it.")
    ] = "outlet",
    html: Annotated[
        str | None, typer.Option(metavar="FILE", help="Write a page with charts.")
    ] = None,
    limit: Annotated[
        int | None, typer.Option(min=1, help="The most frequent terms only.")
    ] = None,
    format_: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Show when terms appeared, rose, fell and changed their English.

    An article's date is that of --dates, else its row's or its page's own, else the one
    in its path (2024/05/03, 2024-05); its outlet is its row's or the directory that it
    is in. Rates are mentions among 10,000 words. The trend compares the first half of
    the time with the second; new, rising, falling and gone are told where chance is
    unlikely (p < .001).

    Example: gloss timeline archive/ --by month --html timeline.html

    Example: gloss timeline news.jsonl --date-field published
    """
    from cli import chronicle
    from cli.dates import listed
    from cli.documents.rows import Fields
    from glossary.timeline import Timeline

    settings = ctx.obj.settings()
    concepts = chronicle.chosen(term or (), ctx.obj, settings)
    counts = Timeline(by)
    problems: list[GlossError] = []
    unread: list[FormatError] = []
    known = listed(dates) if dates else {}
    fields = Fields(text=text_field, date=date_field, outlet=outlet_field)
    left = chronicle.count(counts, paths, concepts, settings, known, fields, problems)
    undated = chronicle.count_renderings(
        counts, parallel or (), concepts, settings, unread
    )
    problems.extend(unread)
    session.complain(problems)
    _say(left, "documents", by)
    _say(undated, "translations", by)
    found = list(counts.terms())[:limit]
    if html:
        from cli.render.timeline import page_of

        files.write_text(html, page_of(found, counts.periods(), settings))
    format_ = chosen(format_, output)
    if format_ is Format.TABLE:
        _table(found, counts.periods())
    else:
        rows = (_record(one) for one in found)
        files.write_text(output or "-", lines(rows, format_, KEYS))
    if problems:
        raise typer.Exit(2)


def _say(names: Sequence[str], what: str, by: Period) -> None:
    if names:
        session.say(
            f"left out, for want of a date by {by}: {len(names)} {what}, "
            f"{names[0]} first; --dates FILE can name them"
        )


def _record(found: TermTimeline) -> dict[str, Any]:
    record = found._asdict()
    record["trend"] = found.trend.value
    for name in ("periods", "renderings", "changes"):
        record[name] = [one._asdict() for one in record[name]]
    return record


def _table(found: Sequence[TermTimeline], periods: Sequence[str]) -> None:
    rows = [
        {
            **_record(one),
            "time": spark(one, periods),
            "changes": "; ".join(
                f"{c.period} {c.before} > {c.after}" for c in one.changes
            ),
        }
        for one in found[:_MOST_ROWS]
    ]
    columns = [
        ("mentions", "mentions"),
        ("first", "first"),
        ("peak", "peak"),
        ("trend", "trend"),
        ("time", "over time"),
    ]
    if any(row["changes"] for row in rows):
        columns.append(("changes", "English changed"))
    table(rows, [*columns, ("term", "term")])
    if len(found) > _MOST_ROWS:
        session.say(f"{len(found) - _MOST_ROWS} more terms; --format jsonl has all")


def spark(found: TermTimeline, periods: Sequence[str]) -> str:
    """Return the rates over time as a row of blocks, the last periods of a long time.

    Of several outlets the highest rate counts.
    """
    rates = dict.fromkeys(periods, 0.0)
    for one in found.periods:
        rates[one.period] = max(rates[one.period], one.rate)
    most = max(rates.values(), default=0) or 1
    return "".join(
        _BLOCKS[max(1, round(8 * rate / most))] if rate else "·"
        for rate in list(rates.values())[-_WIDEST:]
    )

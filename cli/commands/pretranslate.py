"""``gloss pretranslate``: a job filled from the memory, and what it leaves to do."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from cli import files, losses, session
from cli.render.progress import counted
from cli.render.records import Format, chosen, lines, table

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from cli.pretranslation import Job
    from cli.render.leverage import Segment
    from tmx.formats.translation import Translation
    from tmx.memory.leverage import Leverage
    from tmx.memory.protocol import MemoryReader, Search
    from tmx.model import TranslationUnit

KEYS = ("band", "segments", "words")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("pretranslate")(pretranslate)


def pretranslate(
    ctx: typer.Context,
    name: Annotated[
        str, typer.Argument(metavar="FILE", help="XLIFF, PO, text, HTML or DOCX.")
    ],
    *,
    output: Annotated[
        str | None,
        typer.Option(
            "-o",
            "--output",
            help="The file with targets; without it only the report is made. "
            "A text becomes .xlf, .tsv or, by another name, text again.",
        ),
    ] = None,
    minimum: Annotated[
        float, typer.Option(min=50, max=100, help="The lowest score that is filled in.")
    ] = 75.0,
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Also where there is a translation.")
    ] = False,
    memory: Annotated[
        list[str] | None,
        typer.Option(
            "-m", "--memory", metavar="FILE", help="Use this file too; repeatable."
        ),
    ] = None,
    domain: Annotated[
        list[str] | None, typer.Option(help="Only units of this domain; repeatable.")
    ] = None,
    subsegments: Annotated[
        bool,
        typer.Option(
            "--subsegments", help="Tell what shares a run of words from what is new."
        ),
    ] = False,
    report: Annotated[
        list[str] | None,
        typer.Option(help="Write the report to an .html or .xlsx file; repeatable."),
    ] = None,
    format_: Annotated[
        Format | None,
        typer.Option("--format", help="Of the report; default: table or jsonl."),
    ] = None,
) -> None:
    """Fill a job from the translation memory and report its leverage by band.

    A match of 100 is written as translated, a lower one as needing review (XLIFF's
    state, PO's fuzzy). What is translated already stays, unless you say --overwrite,
    and is counted like the rest. A text that the job repeats and the memory does not
    know exactly counts as a repetition. With --subsegments a segment without a match
    counts apart from new ones where a unit shares three words of meaning in a row.

    Example: gloss pretranslate job.xlf -o job.en.xlf --minimum 85
    """
    from cli.memory import opened, stopwords
    from cli.pretranslation import filled, in_turn, new_job
    from cli.render.leverage import LeverageReport, write_report
    from tmx.memory.leverage import Leverage
    from tmx.memory.pretranslation import translation

    settings = ctx.obj.settings()
    job = new_job(name, (settings.source, settings.target))
    how = _search(job, tuple(domain or ()))
    leverage = Leverage(subsegments=subsegments)
    little = stopwords(settings) if subsegments else None
    with opened(ctx.obj, memory or ()) as store:
        found = list(_answers(job, store, how, leverage, little))
    if output is not None:

        def written() -> Iterator[tuple[TranslationUnit, Translation | None]]:
            for _, answer in found:
                stays = bool(answer.target.strip()) and not overwrite
                one = None if stays else translation(answer, how, minimum=minimum)
                yield answer.unit, one

        with files.writing(output) as stream:
            for piece in filled(job, in_turn(written()), output):
                stream.write(piece)
    for one in report or ():
        write_report(one, LeverageReport(name, job.languages, leverage.rows(), found))
    _show(leverage, format_, to_stdout=output != "-")
    session.complain(job.problems)
    if job.format is not None:
        for line in losses.lines(job.losses, job.format):
            session.say(f"{output}: not written: {line}")
    if job.problems:
        raise typer.Exit(2)


def _search(job: Job, domains: tuple[str, ...]) -> Search:
    from tmx.memory.leverage import LOWEST
    from tmx.memory.protocol import Search

    source, target = job.languages
    return Search(
        source=source, target=target, minimum=LOWEST, limit=1, domains=domains
    )


def _answers(
    job: Job,
    store: MemoryReader,
    how: Search,
    leverage: Leverage,
    little: Collection[str] | None,
) -> Iterator[Segment]:
    from cli.pretranslation import units
    from cli.render.leverage import Segment
    from tmx.memory.pretranslation import answers

    segments = counted(units(job), f"segments of {job.name}")
    for answer in answers(store, segments, how, little):
        band = leverage.count(answer.source, answer.match, answer.shared)
        yield Segment(band, answer)


def _show(leverage: Leverage, format_: Format | None, *, to_stdout: bool) -> None:
    """Print the report: where the filled file goes to standard output, to error."""
    from tmx.memory.leverage import total

    rows = leverage.rows()
    if not to_stdout:
        for row in rows:
            session.say(f"{row.band}: {row.segments} segments, {row.words} words")
        return
    format_ = chosen(format_, None)
    if format_ is Format.TABLE:
        shown = [row._asdict() for row in (*rows, total(rows))]
        table(shown, [(key, key) for key in KEYS])
    else:
        sys.stdout.writelines(lines((row._asdict() for row in rows), format_, KEYS))

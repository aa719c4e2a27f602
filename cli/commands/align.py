"""``gloss align``: two texts in, translation units out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from cli import exchange, files, session
from cli.exchange import Exchange
from cli.render.progress import counted
from cli.render.records import Format, chosen, lines, table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cli.alignment import Pair
    from cli.bitext import Aligned, Options
    from cli.config import Config
    from glossary.errors import GlossError
    from glossary.model import Concept


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("align")(align)


def align(
    ctx: typer.Context,
    source_path: Annotated[str, typer.Argument(metavar="SOURCE")],
    target_path: Annotated[str, typer.Argument(metavar="TARGET")],
    *,
    output: Annotated[
        str | None,
        typer.Option("-o", "--output", help=".tmx, .tsv, .csv or .jsonl; - is stdout."),
    ] = None,
    by_line: Annotated[
        bool, typer.Option("--lines", help="Each line is a segment, never split.")
    ] = False,
    min_score: Annotated[
        float, typer.Option(min=0, max=1, help="Leave out pairs below it.")
    ] = 0.0,
    unmatched: Annotated[
        bool, typer.Option("--unmatched", help="Print what has no partner, too.")
    ] = False,
    format_: Annotated[
        Format | None,
        typer.Option("--format", help="Default: table on a terminal, else jsonl."),
    ] = None,
    source: Annotated[str | None, typer.Option(help="Default: ar.")] = None,
    target: Annotated[str | None, typer.Option(help="Default: en.")] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Stop at the first bad pair of files.")
    ] = False,
) -> None:
    """Align the sentences of two texts, or of two directories of them.

    Files of directories belong together by name: x.ar.txt and x.en.txt, or ar/x.txt and
    en/x.txt. The ids count sentences (with --lines, lines) from 0. The score (0-1) is
    how likely a pair is right; below 0.5 it is doubtful and a TMX says so in a note.

    Example: gloss align article.ar.txt article.en.txt -o memory.tmx

    Example: gloss align ar/ en/ --format jsonl
    """
    from cli.alignment import knowledge, pairs
    from cli.bitext import Options

    state: session.Session = ctx.obj
    settings = state.settings(source, target)
    languages = (settings.source, settings.target)
    found, alone = pairs(source_path, target_path, languages)
    for name in alone:
        session.say(f"{name}: has no partner in the other language; not aligned")
    how = Options(
        languages=languages,
        by_line=by_line,
        least=min_score,
        unmatched=unmatched,
        knowledge=knowledge(_concepts(state), languages),
    )
    problems: list[GlossError] = []
    rows = counted(_rows(found, how, problems, strict=strict), "pairs")
    _write(rows, output, format_, settings)
    if problems:
        raise typer.Exit(2)


def _rows(
    found: list[Pair], how: Options, problems: list[GlossError], *, strict: bool
) -> Iterator[Aligned]:
    """Yield the pairs of all texts; of several, one that cannot be read is passed."""
    from cli.bitext import aligned
    from glossary.errors import GlossError
    from tmx.align import Associations

    learned = Associations()
    for pair in found:
        try:
            yield from aligned(pair, how, learned)
        except GlossError as error:
            if strict or len(found) == 1:
                raise
            session.complain([error])
            problems.append(error)


def _write(
    rows: Iterator[Aligned],
    output: str | None,
    format_: Format | None,
    settings: Config,
) -> None:
    """Write the pairs in the format asked for, as they come."""
    from cli.bitext import KEYS, unit

    name = output or "-"
    if format_ is None and name.lower().endswith((".tmx", ".tmx.gz")):
        how = Exchange(name=name, source=settings.source, target=settings.target)
        languages = how.languages()
        units = (unit(one, languages) for one in rows if one.source and one.target)
        pieces = exchange.write_units(exchange.Format.TMX, units, how)
        with files.writing(name) as stream:
            for piece in pieces:
                stream.write(piece)
        if lost := [f"{what}: {number}" for what, number in how.losses.rows()]:
            session.say(f"{name}: not carried: {'; '.join(lost)}")
        return
    format_ = chosen(format_, output)
    records = (one.record() for one in rows)
    if format_ is Format.TABLE:
        table(
            ({**one, "score": f"{one['score']:.2f}"} for one in records),
            [("score", "score"), ("target", "English"), ("source", "Arabic")],
        )
    else:
        files.write_text(name, lines(records, format_, KEYS))


def _concepts(state: session.Session) -> list[Concept]:
    """Return the concepts of the workspace and the packaged ones."""
    from glossary.base import entries

    own: list[Concept] = []
    if workspace := state.workspace():
        with session.open_store(workspace) as store:
            own = [stored.concept for stored in store.concepts()]
    return [*own, *(entry.concept for entry in entries())]

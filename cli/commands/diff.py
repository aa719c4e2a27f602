"""``gloss diff``: what changed between two glossaries, and a merge of the two."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli import exchange, files, session
from cli.exchange import Exchange, Format, detect, need_pair, read_concepts
from cli.options import FormatOption
from cli.render import records

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cli.config import Config
    from glossary.compare import Difference, Field
    from glossary.model import Concept

KEYS = ("concept", "change", "field", "before", "after")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("diff")(diff)


def diff(
    ctx: typer.Context,
    before: Annotated[str, typer.Argument(metavar="A")],
    after: Annotated[str, typer.Argument(metavar="B")],
    *,
    base: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="What both came from, for --merged."),
    ] = None,
    merged: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Merge what A and B changed into this file."),
    ] = None,
    from_: Annotated[
        Format | None, typer.Option("--from", help="Default: by each file.")
    ] = None,
    format_: FormatOption = None,
    output: Annotated[
        str | None, typer.Option("-o", "--output", metavar="FILE")
    ] = None,
    source: Annotated[str | None, typer.Option(help="Default: ar.")] = None,
    target: Annotated[str | None, typer.Option(help="Default: en.")] = None,
) -> None:
    """Say what changed from glossary A to glossary B, concept by concept.

    The files may be of any two formats; only what both can hold is compared, and the
    order of entries does not count. Status 0: no difference. 1: differences, or with
    --merged fields that both sides changed (A's are kept). 2: a file cannot be read.

    Example: gloss diff old.tbx new.tbx

    Example: gloss diff mine.csv theirs.csv --base common.csv --merged both.csv
    """
    from glossary.errors import FileError

    settings = ctx.obj.settings(source, target)
    kind, ours = _read(before, settings, from_)
    other, theirs = _read(after, settings, from_)
    if (base is None) != (merged is None):
        raise FileError("--base and --merged go together: name both files")
    if base is not None and merged is not None:
        _, common = _read(base, settings, from_)
        rows = _merge((common, ours, theirs), merged, kind, settings)
    else:
        rows = [
            {**asdict(one), "change": one.change.value}
            for one in _differences((kind, ours), (other, theirs), settings)
        ]
    format_ = records.chosen(format_, output)
    if format_ is records.Format.TABLE:
        records.table(rows, [(key, key) for key in KEYS])
    else:
        files.write_text(output or "-", records.lines(rows, format_, KEYS))
    if rows:
        raise typer.Exit(1)


def _read(
    name: str, settings: Config, from_: Format | None
) -> tuple[Format, list[Concept]]:
    """Return a file's format and concepts; raise at the first bad entry."""
    how = Exchange(
        name=name, source=settings.source, target=settings.target, strict=True
    )
    with files.open_binary(name) as stream:
        kind = from_ or detect(name, stream)
        found = list(read_concepts(kind, stream, how))
    how.written = len(found)
    need_pair(how)
    for what, number in how.losses.rows():
        session.say(f"{name}: not compared: {what}: {number}")
    return kind, found


def _differences(
    before: tuple[Format, list[Concept]],
    after: tuple[Format, list[Concept]],
    settings: Config,
) -> Iterator[Difference]:
    from glossary.compare import compare, compare_pairs

    languages = (settings.source, settings.target)
    (kind, ours), (other, theirs) = before, after
    of_pairs = [one.of_units or one is Format.OMEGAT for one in (kind, other)]
    if any(of_pairs) and (kind is not other or kind is not Format.TMX):
        return compare_pairs(ours, theirs, languages=languages)
    fields = _carried(kind) & _carried(other)
    return compare(ours, theirs, languages=languages, fields=fields)


def _carried(kind: Format) -> frozenset[Field]:
    """Return what a format holds of a concept."""
    from glossary.compare import Field

    missing = {Field.SECTION, Field.TERM_NOTE, Field.SOURCE, Field.EXTRA}
    is_table = kind in (Format.CSV, Format.TSV, Format.XLSX)
    return frozenset(Field) - (missing if is_table else frozenset())


def _merge(
    sides: tuple[list[Concept], list[Concept], list[Concept]],
    merged: str,
    kind: Format,
    settings: Config,
) -> list[dict[str, Any]]:
    """Write the merged file in A's format; return the conflicts as records."""
    from glossary.merge import merge

    done = merge(*sides)
    how = Exchange(
        name=merged,
        source=settings.source,
        target=settings.target,
        title=settings.name,
    )
    with files.writing(merged) as stream:
        for piece in exchange.write_concepts(kind, done.concepts, how):
            stream.write(piece)
    return [
        {
            "concept": one.concept,
            "change": "conflict",
            "field": one.field,
            "before": one.ours,
            "after": one.theirs,
        }
        for one in done.conflicts
    ]

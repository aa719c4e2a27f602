"""``gloss segment``: texts in, sentences with their places out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli import documents, files, session
from cli.options import FormatOption, OutputOption
from cli.render.records import Format, chosen, lines, table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.errors import GlossError

KEYS = ("document", "start", "end", "text")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("segment")(segment)


def segment(
    paths: Annotated[list[str], typer.Argument(help="Files, directories, -.")],
    *,
    format_: FormatOption = None,
    output: OutputOption = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Stop at the first file that is no text.")
    ] = False,
) -> None:
    """Split texts into sentences, Arabic or English, with their offsets.

    start and end count code points from 0 in the decoded file; the text is what stands
    between them. Headings are sentences; a line broken inside a sentence is not its
    end.

    Example: gloss segment articles/ --format jsonl
    """
    problems: list[GlossError] = []
    rows = _rows(paths, problems, strict=strict)
    format_ = chosen(format_, output)
    if format_ is Format.TABLE:
        table(rows, [("start", "start"), ("end", "end"), ("text", "sentence")])
    else:
        files.write_text(output or "-", lines(rows, format_, KEYS))
    if problems:
        raise typer.Exit(2)


def _rows(
    paths: list[str], problems: list[GlossError], *, strict: bool
) -> Iterator[dict[str, Any]]:
    """Yield a record for each sentence; say which files are no text."""
    from glossary.errors import GlossError
    from tmx import sentences

    for name in documents.walk(paths):
        try:
            text = documents.read(name)
        except GlossError as error:
            if strict or len(paths) == 1:
                raise
            session.complain([error])
            problems.append(error)
            continue
        for one in sentences.segment(text):
            yield {
                "document": name,
                "start": one.start,
                "end": one.end,
                "text": text[one.start : one.end],
            }

"""Options that several commands take."""

from __future__ import annotations

from typing import Annotated

import typer

from cli.render.records import Format

FormatOption = Annotated[
    Format | None,
    typer.Option("--format", help="Default: table on a terminal, else jsonl."),
]
OutputOption = Annotated[
    str | None, typer.Option("-o", "--output", help="Write to a file; - is stdout.")
]
TextFieldOption = Annotated[
    str, typer.Option(metavar="NAME", help="The text in rows of JSONL, Parquet.")
]

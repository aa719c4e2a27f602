"""Findings into the file or the stream that they go to."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from cli import files, session
from cli.render.findings.content import Format, by_name
from glossary.errors import FileError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cli.render.findings.content import Review


def chosen(asked: Format | None, output: str | None) -> Format:
    """Return the format asked for, else the file's, else what standard output suits."""
    if asked is not None:
        return asked
    if output not in (None, files.STDIN):
        found = by_name(str(output))
        if found is None:
            raise FileError(
                f"-o {output}: the name does not tell the format; add --format, one "
                f"of {', '.join(Format)}"
            )
        return found
    return Format.TEXT if sys.stdout.isatty() else Format.JSONL


def write(review: Review, format_: Format, output: str | None) -> None:
    """Write the findings, all of them or no file."""
    name = output or files.STDIN
    if format_ is Format.XLSX:
        from cli.render.findings.xlsx import xlsx
        from glossary.losses import Losses

        losses = Losses()
        data = xlsx(review, losses)
        if name == files.STDIN and sys.stdout.isatty():
            raise FileError("a workbook is no text for a terminal: name a file with -o")
        with files.writing(name) as stream:
            stream.write(data)
        for what, number in losses.rows():
            session.say(f"{name}: {what}: {number}")
        return
    files.write_text(name, _pieces(review, format_, name))


def _pieces(review: Review, format_: Format, name: str) -> Iterator[str]:
    if format_ is Format.TEXT:
        from cli.render.findings.text import text

        is_terminal = name == files.STDIN and sys.stdout.isatty()
        return text(review, colour=is_terminal and not os.environ.get("NO_COLOR"))
    if format_ is Format.HTML:
        from cli.render.findings.html import html

        return html(review)
    if format_ is Format.SARIF:
        from cli.render.findings.sarif import sarif

        return sarif(_located(review))
    if format_ is Format.JUNIT:
        from cli.render.findings.junit import junit

        return junit(review)
    if format_ is Format.GITHUB:
        from cli.render.findings.github import github

        return github(_located(review))
    from cli.render.findings.records import document, jsonl

    return document(review) if format_ is Format.JSON else jsonl(review.findings)


def _located(review: Review) -> Review:
    from cli.checking.locate import regions

    return replace(review, regions=regions(review.findings))

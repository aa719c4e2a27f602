"""``gloss check``: translations under the rules of the glossary and of good care."""

from __future__ import annotations

from typing import Annotated

import typer

from cli import files
from cli.checking.kinds import Kind  # noqa: TC001 - Typer reads the annotations
from cli.options import OutputOption
from cli.render import records
from cli.render.findings.content import Format
from glossary.model import Severity  # noqa: TC001 - the same


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("check")(check)


def check(
    ctx: typer.Context,
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FILE...]",
            help="TMX, XLIFF, PO, TSV, CSV, XLSX, Arabic texts; directories; -.",
        ),
    ] = None,
    *,
    texts: Annotated[
        tuple[str, str] | None,
        typer.Option(
            metavar="SOURCE TARGET",
            help="Align a text with its translation, or two directories, and check.",
        ),
    ] = None,
    glossary: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FILE", help="Instead of the workspace's and the built-in one."
        ),
    ] = None,
    no_glossary: Annotated[
        bool, typer.Option("--no-glossary", help="Check without any glossary.")
    ] = False,
    format_: Annotated[
        Format | None,
        typer.Option(
            "--format", help="Default: by -o, else text on a terminal, else jsonl."
        ),
    ] = None,
    output: OutputOption = None,
    rules: Annotated[
        str | None, typer.Option(metavar="A,B", help="Run these rules only.")
    ] = None,
    skip: Annotated[
        str | None, typer.Option(metavar="A,B", help="Run all but these rules.")
    ] = None,
    severity: Annotated[
        Severity | None, typer.Option(help="The least that is shown. Default: info.")
    ] = None,
    fail_on: Annotated[
        Severity | None,
        typer.Option("--fail-on", help="The least that gives status 1. Default: info."),
    ] = None,
    baseline: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Leave out the findings that are in it."),
    ] = None,
    write_baseline: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Remember today's findings; status 0."),
    ] = None,
    waivers: Annotated[
        str | None,
        typer.Option(
            metavar="FILE", help="Default: gloss.waivers.toml in the workspace."
        ),
    ] = None,
    show_waived: Annotated[
        bool, typer.Option("--show-waived", help="Print waived findings, too.")
    ] = False,
    fix: Annotated[
        bool,
        typer.Option(
            "--fix", help="Mend what is sure: a diff, or with -o FILE a new file."
        ),
    ] = False,
    in_place: Annotated[
        bool, typer.Option("--in-place", help="With --fix: change the files.")
    ] = False,
    watch: Annotated[
        bool, typer.Option("--watch", help="Check again whenever a file changes.")
    ] = False,
    list_rules: Annotated[
        bool, typer.Option("--list-rules", help="Print the rules and stop.")
    ] = False,
    explain: Annotated[
        str | None, typer.Option(metavar="RULE", help="Explain a rule and stop.")
    ] = None,
    from_: Annotated[
        Kind | None, typer.Option("--from", help="Default: by the file.")
    ] = None,
    source: Annotated[str | None, typer.Option(help="Default: ar.")] = None,
    target: Annotated[str | None, typer.Option(help="Default: en.")] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Stop at the first bad entry.")
    ] = False,
) -> None:
    """Check translations for terms, names, numbers and what was left untranslated.

    A unit is a TMX or XLIFF unit, a PO entry, a row (counted from 1 below the header)
    or a pair of aligned sentences; a text without a translation is checked for the
    spelling of its names. Each finding says what is expected and where. Status 1 is
    findings, 2 what could not be read; nothing is ever changed without --in-place.

    Example: gloss check memory.tmx --glossary terms.tbx

    Example: gloss check --texts article.ar.txt article.en.txt --format text

    Example: gloss check job.xliff --fix > fixes.diff
    """
    if list_rules or explain:
        _tell_rules(explain, format_, output)
        return
    from cli.checking.call import Call
    from cli.checking.settings import Asked, words

    call = Call(
        session=ctx.obj,
        asked=Asked(
            rules=words(rules),
            skip=words(skip),
            glossary=tuple(glossary or ()),
            severity=severity,
            fail_on=fail_on,
            baseline=baseline,
            waivers=waivers,
        ),
        paths=tuple(paths or ()),
        texts=texts,
        source=source,
        target=target,
        kind=from_,
        strict=strict,
        no_glossary=no_glossary,
        format=format_,
        output=output,
        show_waived=show_waived,
        write_baseline=write_baseline,
        fix=fix,
        in_place=in_place,
        watched=watch,
    )
    if watch:
        call.watch()
    raise typer.Exit(call.run())


def _tell_rules(name: str | None, format_: Format | None, output: str | None) -> None:
    """Print the rules, or what one of them does."""
    from cli.checking.rules import KEYS, explanation
    from cli.checking.rules import records as rules

    if name is not None:
        files.write_text(output or "-", explanation(name))
        return
    asked = records.Format.JSONL if format_ in (Format.JSON, Format.JSONL) else None
    asked = records.Format.TABLE if format_ is Format.TEXT else asked
    shape = records.chosen(asked, output)
    if shape is records.Format.TABLE:
        columns = [(key, key) for key in ("rule", "severity", "summary")]
        records.table(rules(), columns)
    else:
        files.write_text(output or "-", records.lines(rules(), shape, KEYS))

"""``gloss extract``: articles in, ranked candidates out."""

from __future__ import annotations

import os
import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from cli import extraction, files, session
from cli.documents.rows import Fields
from cli.engines import Engine, Work
from cli.options import OutputOption, TextFieldOption
from cli.render.candidates import KEYS, json_line, print_table, record
from cli.render.progress import working
from cli.render.records import Format, chosen, heading, liner, lines
from glossary.collecting import uncollected

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cli.config import Config, Workspace
    from glossary.errors import GlossError
    from glossary.extract.candidates import Extraction
    from glossary.extract.corpus import Document
    from glossary.extract.understood import Bench
    from glossary.model import Candidate


class Output(StrEnum):
    """How candidates are written: as records, or as a report for people."""

    TABLE = "table"
    JSONL = "jsonl"
    CSV = "csv"
    TSV = "tsv"
    XLSX = "xlsx"
    HTML = "html"


_LINES = (Output.JSONL, Output.CSV, Output.TSV)
_REPORTS = {".xlsx": Output.XLSX, ".html": Output.HTML, ".htm": Output.HTML}


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("extract")(extract)


def extract(
    ctx: typer.Context,
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            help="Files (text, HTML, DOCX, JSONL, Parquet), directories, 'wild/**/*',"
            " URLs, -; default: the workspace's."
        ),
    ] = None,
    *,
    limit: Annotated[
        int | None, typer.Option(min=1, help="Print only the best so many.")
    ] = None,
    min_count: Annotated[
        int | None,
        typer.Option(min=1, help="How often an unknown term must occur (default 2)."),
    ] = None,
    format_: Annotated[
        Output | None,
        typer.Option(
            "--format",
            help="Default: the -o file's; table on a terminal, else jsonl.",
        ),
    ] = None,
    output: OutputOption = None,
    source: Annotated[
        str | None, typer.Option(help="The articles' language; default: ar.")
    ] = None,
    target: Annotated[
        str | None, typer.Option(help="The glossary's language; default: en.")
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Stop at the first file that is no text.")
    ] = False,
    parallel: Annotated[
        list[str] | None,
        typer.Option(
            "--parallel",
            metavar="FILE",
            help="Aligned texts that prove the English: TMX, TSV …; repeatable.",
        ),
    ] = None,
    jobs: Annotated[
        int | None,
        typer.Option(
            min=1, help="Processes; default: one a core for over 5 MB, else one."
        ),
    ] = None,
    memory: Annotated[
        int | None,
        typer.Option(min=1, metavar="MB", help="Memory for the shards; default: 800."),
    ] = None,
    text_field: TextFieldOption = "text",
    id_field: Annotated[
        str, typer.Option(metavar="NAME", help="What calls the row; else FILE#LINE.")
    ] = "id",
    engine: Annotated[
        Engine, typer.Option(help="Who works: this machine, or a Spark cluster.")
    ] = Engine.LOCAL,
    master: Annotated[
        str | None,
        typer.Option(metavar="URL", help="The cluster; default: Spark's own setting."),
    ] = None,
    scratch: Annotated[
        str | None,
        typer.Option(metavar="DIR", help="A directory that the cluster shares."),
    ] = None,
    save: Annotated[
        bool, typer.Option(help="Store the candidates in the workspace.")
    ] = True,
    explain: Annotated[
        str | None,
        typer.Option(
            metavar="TERM", help="Print why this is a candidate, and no more."
        ),
    ] = None,
) -> None:
    """Find the names and terms that recur, with their English.

    Clitics (والكنيست, للكنيست), articles and spellings of a term count together.
    The English comes from the glossary, a gazetteer or, marked as a guess, from the
    letters; the score (0–1) only ranks.

    --parallel names texts with translations, as 'gloss align' writes them: what they
    show goes before any gazetteer, and --explain says in which sentence pairs.

    --explain TERM prints why a term is a candidate: its counts, what the recogniser
    and the weights make of it, how each word is read, where its English comes from.

    A .jsonl or .parquet file holds a document a row. --engine spark extracts on a
    cluster (docs/scale.md); the candidates are the same.

    Texts over 5 MB are worked on in shards, by one process a core (--jobs; where no
    process can be copied, over 20 MB) and in bounded memory (--memory); the candidates
    are the same. In more than five million words an unknown term must stand more than
    twice: once in 2.5 million words, unless --min-count says otherwise.

    An .xlsx file is a workbook and an .html file a page that opens in any browser,
    both with the contexts.

    Example: gloss extract articles/ --limit 50 -o candidates.xlsx
    """
    state: session.Session = ctx.obj
    workspace = state.workspace()
    settings = state.settings(source, target)
    wanted = _output(format_, output)
    names = extraction.named(paths or extraction.default_paths(workspace, settings))
    problems: list[GlossError] = []
    work = Work(
        fields=Fields(text=text_field, id=id_field),
        engine=engine,
        jobs=jobs,
        memory=memory,
        master=master,
        scratch=scratch,
    )
    at_work = extraction.at_work(names, work, settings, problems, strict=strict)
    with uncollected(), at_work as (read, bench):
        report = wanted in _REPORTS.values()
        texts = _shown(names, work, bench, read) if report else read
        with working(f"extracting from {len(names)} files"):
            extracted = extraction.extracted(
                texts, workspace, settings, min_count, bench
            )
            session.complain(problems)
            extraction.say_least(extracted)
            proofs = extraction.proofs(parallel, workspace, settings)
            problems += extraction.prove(extracted, proofs, settings, strict=strict)
            lined = explain is None and wanted in _LINES
            save = save and explain is None
            # Whoever makes a candidate writes its line too, unless we need them all.
            found = [] if lined and not (workspace and save) else extracted.candidates
            text = _lines(extracted, Format(wanted)) if lined else []
        if explain is not None:
            _explain(extracted, explain, wanted, output)
            raise typer.Exit(2 if problems else 0)
        if workspace and save:
            _save(found, workspace, keep=bool(paths))
        if report:
            _report(extracted, limit, texts, settings, wanted, output or "-")
        elif wanted is Output.TABLE:
            print_table(found[:limit])
        else:
            with files.writing(output or "-") as stream:
                stream.write(heading(Format(wanted), KEYS).encode())
                stream.writelines(text[:limit])
    if problems:
        raise typer.Exit(2)


def _shown(
    names: Sequence[str], work: Work, bench: Bench, texts: Iterable[Document]
) -> list[Document]:
    """Return the texts that a report shows; what others read is read here too."""
    if bench.shards is None:
        return list(texts)
    said: list[GlossError] = []
    return list(extraction.streamed(names, said, strict=False, fields=work.fields))


def _lines(extracted: Extraction, format_: Format) -> list[bytes]:
    """Return the candidates as lines of a file."""
    if format_ is Format.JSONL:
        return extracted.each(lambda candidate: json_line(candidate).encode())
    line = liner(format_, KEYS)
    return extracted.each(lambda candidate: line(record(candidate)).encode())


def _output(asked: Output | None, output: str | None) -> Output:
    """Return the format asked for or the file's; refuse bytes on a terminal."""
    from glossary.errors import FileError

    suffix = os.path.splitext(output or "")[1].lower()  # noqa: PTH122 - may be "-"
    if asked is None:
        asked = _REPORTS.get(suffix) or Output(chosen(None, output))
    if asked is Output.XLSX and output in (None, "-") and sys.stdout.isatty():
        raise FileError("a workbook is no text for a terminal: name a file with -o")
    return asked


def _explain(
    extracted: Extraction, term: str, format_: Output, output: str | None
) -> None:
    """Print why a term is a candidate; say where it is none."""
    from cli.render import explanation
    from glossary.errors import GlossError
    from glossary.extract.explain import explain

    found = explain(extracted, term)
    if not found:
        raise GlossError(
            f"{term!r} is no candidate in these texts: it may be a general word, part "
            "of a longer candidate, or rarer than --min-count"
        )
    if format_ in (Output.JSONL, Output.CSV, Output.TSV):
        records = map(explanation.record, found)
        text = lines(records, Format(format_), explanation.KEYS)
    else:
        text = (line for one in found for line in explanation.text(one))
    files.write_text(output or "-", text)


def _report(
    extracted: Extraction,
    limit: int | None,
    texts: Iterable[Document],
    settings: Config,
    format_: Output,
    output: str,
) -> None:
    """Write a workbook or a page, and say what it could not hold."""
    from cli.render.report.content import Report

    ranked = extracted.ranked[:limit]
    mentions: dict[str, list[tuple[str, int]]] = {}
    for candidate, group in ranked:
        mentions.setdefault(candidate.term, []).extend(extracted.places(group))
    report = Report(
        candidates=[candidate for candidate, _ in ranked],
        texts={name: text for name, text, _ in texts},
        mentions=mentions,
        source=settings.source,
        target=settings.target,
    )
    if format_ is Output.HTML:
        from cli.render.report.html import html

        files.write_text(output, html(report))
        return
    from cli.render.report.xlsx import xlsx
    from glossary.losses import Losses

    losses = Losses()
    with files.writing(output) as stream:
        stream.write(xlsx(report, losses))
    for what, number in losses.rows():
        session.say(f"{output}: {number} × {what}")


def _save(found: list[Candidate], workspace: Workspace, *, keep: bool) -> None:
    """Store the candidates; ``keep`` those of other texts, which were not read now."""
    from glossary.arabic import key

    with session.open_store(workspace) as store:
        ranked = found
        if keep:
            new = frozenset(key(one.term) for one in found)
            old = (stored.candidate for stored in store.candidates(without=new))
            ranked = sorted([*found, *old], key=lambda one: (-one.score, one.term))
        store.save_candidates(ranked, change=session.change("extract"))
    kept = len(ranked) - len(found)
    more = f" beside {kept} of earlier texts" if kept else ""
    session.say(f"{len(found)} candidates stored in {workspace.root}{more}")

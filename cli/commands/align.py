"""``gloss align``: two texts in, translation units out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from cli import files, session
from cli.options import FormatOption
from cli.render.progress import counted, working
from cli.render.records import Format, chosen, lines, table
from glossary.errors import FileError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cli.aligned import Aligned
    from cli.alignment import Pair
    from cli.bitext import Options
    from cli.config import Config, Workspace
    from cli.links import Links
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
        typer.Option(
            "-o", "--output", help=".tmx, .tsv, .csv, .jsonl or .html; - is stdout."
        ),
    ] = None,
    into_memory: Annotated[
        bool,
        typer.Option("--into-memory", help="Put the pairs into the workspace."),
    ] = False,
    terms: Annotated[
        str | None,
        typer.Option(
            "--terms",
            metavar="FILE",
            help="Also write the term pairs found: .tsv, .csv or .jsonl; - is stdout.",
        ),
    ] = None,
    parallel: Annotated[
        bool,
        typer.Option(
            "--parallel", help="Line n translates line n: only seek the terms."
        ),
    ] = False,
    wanted: Annotated[
        str | None,
        typer.Option(
            "--for", metavar="FILE", help="Seek these terms only, one Arabic a line."
        ),
    ] = None,
    links: Annotated[
        str | None,
        typer.Option(
            "--links", metavar="FILE", help="Take the links of a table, do not align."
        ),
    ] = None,
    by_line: Annotated[
        bool, typer.Option("--lines", help="Each line is a segment, never split.")
    ] = False,
    min_score: Annotated[
        float | None,
        typer.Option(
            min=0,
            max=1,
            help="Leave out pairs below it; default 0, with --into-memory 0.5.",
        ),
    ] = None,
    unmatched: Annotated[
        bool, typer.Option("--unmatched", help="Print what has no partner, too.")
    ] = False,
    format_: FormatOption = None,
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

    --terms seeks the English of every Arabic phrase of up to four words that recurs, by
    which words keep being translated by which; its score is how likely it is right, its
    count the mentions that show it. What occurs once is only sought with --for.

    --into-memory puts the pairs that the workspace's memory lacks into it, all or none;
    each keeps its text's name and its score.

    An .html file shows the texts side by side; in it a person corrects the links and
    downloads them as a table, which --links applies.

    Example: gloss align article.ar.txt article.en.txt -o memory.tmx --terms terms.tsv

    Example: gloss align article.ar.txt article.en.txt --links links.tsv -o memory.tmx

    Example: gloss align article.ar.txt article.en.txt --into-memory

    Example: gloss align lines.ar.txt lines.en.txt --parallel --terms terms.tsv

    Example: gloss align ar/ en/ --format jsonl
    """
    from cli.aligned import gathered, is_page, remember, write
    from cli.alignment import knowledge, pairs
    from cli.bitext import Options
    from cli.links import Links

    state: session.Session = ctx.obj
    settings = state.settings(source, target)
    languages = (settings.source, settings.target)
    _agree(settings, terms, wanted, output, links, parallel=parallel)
    workspace = _memory(state, output, parallel=parallel) if into_memory else None
    page = is_page(output)
    found, alone = pairs(source_path, target_path, languages)
    for name in alone:
        session.say(f"{name}: has no partner in the other language; not aligned")
    how = Options(
        languages=languages,
        by_line=by_line,
        least=0.0 if page else _least(min_score, into_memory=into_memory),
        unmatched=unmatched or page,
        knowledge=knowledge(_concepts(state), languages),
    )
    problems: list[GlossError] = []
    learned_from: list[tuple[str, str]] = []
    if parallel:
        learned_from = _parallel(found, how, problems, strict=strict)
    else:
        table_ = Links(links) if links else None
        rows = counted(_rows(found, how, table_, problems, strict=strict), "pairs")
        if terms:
            rows = gathered(rows, learned_from)
        if workspace is not None:
            remember(rows, workspace, (source_path, target_path), languages)
        else:
            write(rows, output, format_, settings)
    if terms or parallel:
        _write_terms(learned_from, how, wanted, terms or "-", format_)
    if problems:
        raise typer.Exit(2)


def _agree(
    settings: Config,
    terms: str | None,
    wanted: str | None,
    output: str | None,
    links: str | None,
    *,
    parallel: bool,
) -> None:
    """Raise ``FileError`` for options that cannot go together."""
    if parallel and links:
        raise FileError("--parallel takes line n with line n, and --links a table")
    if wanted and not (terms or parallel):
        raise FileError("--for names the terms that --terms seeks: add --terms FILE")
    if parallel and output:
        raise FileError("--parallel only seeks terms: name their file with --terms")
    if (terms or parallel) and settings.source.split("-")[0] != "ar":
        raise FileError(
            f"--terms seeks the English of Arabic terms, and the source is "
            f"{settings.source}: name the Arabic text first"
        )


def _memory(state: session.Session, output: str | None, *, parallel: bool) -> Workspace:
    """Return the workspace to put pairs into, if that can be."""
    if output or parallel:
        other = "-o" if output else "--parallel"
        raise FileError(f"--into-memory and {other}: name one of them")
    return state.need_workspace()


def _least(asked: float | None, *, into_memory: bool) -> float:
    """Return the score that a pair needs; a memory gets no doubtful one unasked."""
    from tmx.align import DOUBTFUL

    if asked is not None:
        return asked
    return DOUBTFUL if into_memory else 0.0


def _parallel(
    found: list[Pair], how: Options, problems: list[GlossError], *, strict: bool
) -> list[tuple[str, str]]:
    """Return the pairs of lines of all texts that can be read."""
    from cli.bitext import parallel
    from glossary.errors import GlossError

    pairs: list[tuple[str, str]] = []
    for pair in found:
        try:
            pairs += zip(*parallel(pair, how), strict=True)
        except GlossError as error:
            if strict or len(found) == 1:
                raise
            session.complain([error])
            problems.append(error)
    return pairs


def _write_terms(
    pairs: list[tuple[str, str]],
    how: Options,
    wanted: str | None,
    name: str,
    format_: Format | None,
) -> None:
    """Seek the terms and write them; say which of those asked for are not there."""
    from cli.aligned import TERM_KEYS, term_record
    from cli.alignment import terms

    asked = None
    if wanted:
        texts = (line.strip() for line in files.read_text(wanted).splitlines())
        asked = list(dict.fromkeys(text for text in texts if text))
    with working(f"seeking terms in {len(pairs)} pairs"):
        sides = [one for one, _ in pairs], [other for _, other in pairs]
        found = terms(*sides, how.knowledge, asked)
    session.say(f"{len(found)} terms found in {len(pairs)} pairs")
    if asked is not None and len(found) < len(asked):
        known = {one.source for one in found}
        rest = [text for text in asked if text not in known]
        session.say(f"{len(rest)} not found: {'، '.join(rest[:20])}")
    records = map(term_record, found)
    format_ = chosen(format_ if name == "-" else None, name)
    if format_ is Format.TABLE:
        table(
            ({**one, "score": f"{one['score']:.2f}"} for one in records),
            [
                ("score", "score"),
                ("count", "count"),
                ("target", "English"),
                ("source", "Arabic"),
            ],
        )
    else:
        files.write_text(name, lines(records, format_, TERM_KEYS))


def _rows(
    found: list[Pair],
    how: Options,
    links: Links | None,
    problems: list[GlossError],
    *,
    strict: bool,
) -> Iterator[Aligned]:
    """Yield the pairs of all texts; of several, one that cannot be read is passed."""
    from cli.bitext import aligned
    from cli.links import linked
    from glossary.errors import GlossError
    from tmx.align import Associations

    learned = Associations()
    for pair in found:
        try:
            if links is not None:
                yield from linked(pair, how, links)
            else:
                yield from aligned(pair, how, learned)
        except GlossError as error:
            if strict or len(found) == 1:
                raise
            session.complain([error])
            problems.append(error)


def _concepts(state: session.Session) -> list[Concept]:
    """Return the concepts of the workspace and the packaged ones."""
    from glossary.base import entries

    own = session.own_concepts(state.workspace())
    return [*own, *(entry.concept for entry in entries())]

"""``gloss extract``: articles in, ranked candidates out."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli import files, session
from cli.render.progress import counted, working
from cli.render.records import Format, chosen, lines, table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cli.config import Config, Workspace
    from glossary.errors import GlossError
    from glossary.extract.corpus import Document
    from glossary.model import Candidate

KEYS = (
    "term type score count documents variants translation origin confidence"
    " alternatives contexts"
).split()


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("extract")(extract)


def extract(
    ctx: typer.Context,
    paths: Annotated[
        list[str] | None,
        typer.Argument(help="Files, directories, -; default: the workspace's."),
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
        Format | None,
        typer.Option("--format", help="Default: table on a terminal, else jsonl."),
    ] = None,
    output: Annotated[
        str | None, typer.Option("-o", "--output", help="Write to a file; - is stdout.")
    ] = None,
    source: Annotated[
        str | None, typer.Option(help="The articles' language; default: ar.")
    ] = None,
    target: Annotated[
        str | None, typer.Option(help="The glossary's language; default: en.")
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Stop at the first file that is no text.")
    ] = False,
    save: Annotated[
        bool, typer.Option(help="Store the candidates in the workspace.")
    ] = True,
) -> None:
    """Find the names and terms that recur, with their English.

    Clitics (والكنيست, للكنيست), articles and spellings of a term count together.
    The English comes from the glossary, a gazetteer or, marked as a guess, from the
    letters; the score (0–1) only ranks.

    Example: gloss extract articles/ --limit 50 --format csv -o candidates.csv
    """
    state: session.Session = ctx.obj
    workspace = state.workspace()
    settings = state.settings(source, target)
    documents, problems = _read(paths or _default(workspace, settings), strict=strict)
    session.complain(problems)
    with working(f"extracting from {len(documents)} texts"):
        found = _candidates(documents, workspace, settings, min_count)
    if workspace and save:
        _save(found, workspace, keep=bool(paths))
    format_ = chosen(format_, output)
    if format_ is Format.TABLE:
        print_table(found[:limit])
    else:
        records = (record(one) for one in found[:limit])
        files.write_text(output or "-", lines(records, format_, KEYS))
    if problems:
        raise typer.Exit(2)


def record(candidate: Candidate) -> dict[str, Any]:
    """Return a candidate as the contract's record."""
    best = candidate.renderings[0] if candidate.renderings else None
    return {
        "term": candidate.term,
        "type": candidate.type.value,
        "score": candidate.score,
        "count": candidate.count,
        "documents": candidate.documents,
        "variants": [{"form": form, "count": n} for form, n in candidate.variants],
        "translation": best.text if best else None,
        "origin": best.origin.value if best else None,
        "confidence": best.confidence if best else None,
        "alternatives": [other.text for other in candidate.renderings[1:]],
        "contexts": [
            {
                "document": context.document,
                "start": context.start,
                "end": context.end,
                "text": context.text,
            }
            for context in candidate.contexts
        ],
    }


def _default(workspace: Workspace | None, settings: Config) -> list[str]:
    """Return the paths that the workspace names."""
    from glossary.errors import FileError

    if workspace is None:
        raise FileError(
            "nothing to read: name files or directories, or make a workspace with "
            "'gloss init'"
        )
    return [os.path.relpath(workspace.root / path) for path in settings.articles]


def _read(
    paths: Iterable[str], *, strict: bool
) -> tuple[list[Document], list[GlossError]]:
    """Read every text that can be read, and say why the others cannot."""
    from glossary.arabic import is_arabic
    from glossary.errors import FileError, GlossError
    from glossary.extract.corpus import Document

    documents: list[Document] = []
    problems: list[GlossError] = []
    for name in counted(files.walk(paths), "texts read"):
        try:
            text = files.read_text(name)
            if not text.strip():
                raise FileError(f"{name}: is empty")
            if not is_arabic(text):
                raise FileError(f"{name}: holds no Arabic text")
            documents.append(Document(name, text))
        except GlossError as error:
            if strict:
                raise
            problems.append(error)
    if not documents:
        session.complain(problems[:-1])
        raise problems[-1]
    return documents, problems


def _candidates(
    documents: list[Document],
    workspace: Workspace | None,
    settings: Config,
    min_count: int | None,
) -> list[Candidate]:
    """Extract with everything the workspace and the packages know."""
    from glossary import lexicon
    from glossary.base import Entry, entries
    from glossary.extract import candidates
    from glossary.gazetteer import places
    from glossary.knowledge import concept_senses, place_senses

    own: list[Entry] = []
    if workspace:
        with session.open_store(workspace) as store:
            own = [Entry(stored.concept) for stored in store.concepts()]
    mine = {entry.concept.id for entry in own}
    known = [*own, *(entry for entry in entries() if entry.concept.id not in mine)]
    return candidates.extract(
        documents,
        lexicon=lexicon.arabic(),
        senses=[
            *concept_senses(known, settings.source, settings.target),
            *place_senses(places()),
        ],
        settings=candidates.Settings(
            least=min_count or settings.min_count, contexts=settings.contexts
        ),
    )


def _save(found: list[Candidate], workspace: Workspace, *, keep: bool) -> None:
    """Store the candidates; ``keep`` those of other texts, which were not read now."""
    from glossary.arabic import key

    with session.open_store(workspace) as store:
        ranked = found
        if keep:
            new = {key(one.term) for one in found}
            before = (stored.candidate for stored in store.candidates())
            old = [one for one in before if key(one.term) not in new]
            ranked = sorted([*found, *old], key=lambda one: (-one.score, one.term))
        store.save_candidates(ranked, change=session.change("extract"))
    kept = len(ranked) - len(found)
    more = f" beside {kept} of earlier texts" if kept else ""
    session.say(f"{len(found)} candidates stored in {workspace.root}{more}")


def print_table(found: list[Candidate]) -> None:
    """Print candidates for people."""
    rows = (
        {
            **record(one),
            "score": f"{one.score:.2f}",
            "english": _english(one),
            "variants": _forms(one),
        }
        for one in found
    )
    table(
        rows,
        [
            ("score", "score"),
            ("count", "count"),
            ("type", "type"),
            ("english", "English"),
            ("term", "Arabic"),
        ],
        wide=[("variants", "forms")],
    )


def _english(candidate: Candidate) -> str | None:
    """Return the English for people: a guess from the letters is marked."""
    from glossary.model import Origin

    if not candidate.renderings:
        return None
    best = candidate.renderings[0]
    return f"{best.text} (guess)" if best.origin is Origin.ROMANISED else best.text


def _forms(candidate: Candidate) -> str:
    """Return the surface forms but the term itself, most frequent first."""
    return " ".join(_others(candidate)) or "–"


def _others(candidate: Candidate) -> Iterator[str]:
    for form, count in candidate.variants[:4]:
        if form != candidate.term:
            yield f"{form}×{count}"

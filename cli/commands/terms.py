"""``gloss terms``: look at and curate the workspace's concepts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from cli import files, session
from cli.concepts import BUILT_IN, KEYS, WORKSPACE, matched, record, resolve
from cli.options import FormatOption, OutputOption
from cli.render.records import Format, chosen, lines, table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from cli.config import Config
    from glossary.store import TermStore

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    add_completion=False,
    help="Look at and curate the workspace's concepts.\n\n"
    "Example: gloss terms accept محمدوف && gloss terms list",
)

WhyOption = Annotated[str | None, typer.Option(help="The reason, for the history.")]
COLUMNS = [
    ("id", "id"),
    ("type", "type"),
    ("status", "status"),
    ("domain", "domain"),
    ("target", "English"),
    ("source", "Arabic"),
]


@app.command("list")
def list_(
    ctx: typer.Context,
    query: Annotated[
        str | None, typer.Argument(help="Part of a term in either language.")
    ] = None,
    *,
    type_: Annotated[
        str | None, typer.Option("--type", help="person, place, organisation …")
    ] = None,
    domain: Annotated[str | None, typer.Option(help="The domain, as written.")] = None,
    candidates: Annotated[
        bool, typer.Option("--candidates", help="List the open candidates instead.")
    ] = False,
    format_: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """List the workspace's concepts, and the built-in ones its candidates matched.

    This is what 'gloss export' writes. Search folds spelling: اذربيجان finds أذربيجان.

    Example: gloss terms list علييف --type person
    """
    state: session.Session = ctx.obj
    workspace = state.need_workspace()
    format_ = chosen(format_, output)
    with session.open_store(workspace) as store:
        if candidates:
            _list_candidates(store, format_, output)
            return
        rows = list(_rows(store, workspace.config, query, type_, domain))
        waiting = sum(1 for _ in _open(store))
    if format_ is Format.TABLE:
        table(rows, COLUMNS)
        session.say(
            f"{len(rows)} concepts; {waiting} candidates wait for a decision: "
            "gloss terms list --candidates"
        )
    else:
        files.write_text(output or "-", lines(rows, format_, KEYS))


def _rows(
    store: TermStore,
    settings: Config,
    query: str | None,
    type_: str | None,
    domain: str | None,
) -> Iterator[dict[str, Any]]:
    from glossary.arabic import key
    from glossary.errors import FileError
    from glossary.model import ConceptType
    from glossary.store import ConceptFilter

    if type_ is not None and type_ not in set(ConceptType):
        raise FileError(f"--type {type_}: choose from {', '.join(ConceptType)}")
    wanted = ConceptFilter(
        type=ConceptType(type_) if type_ else None, subject=domain, text=query
    )
    for stored in store.concepts(wanted):
        yield record(
            stored.concept, settings, revision=stored.revision, origin=WORKSPACE
        )
    for concept in matched(store):
        texts = (term.text for part in concept.sections for term in part.terms)
        if (
            (type_ is None or concept.type == type_)
            and (domain is None or concept.subject == domain)
            and (query is None or any(key(query) in key(text) for text in texts))
        ):
            yield record(concept, settings, revision=None, origin=BUILT_IN)


def _open(store: TermStore) -> Iterator[Any]:
    """Yield the candidates that wait for a decision and that the glossary lacks."""
    from glossary.store import State

    for stored in store.candidates(State.OPEN):
        yield stored.candidate


def _list_candidates(store: TermStore, format_: Format, output: str | None) -> None:
    from cli.render.candidates import KEYS as CANDIDATE_KEYS
    from cli.render.candidates import print_table
    from cli.render.candidates import record as candidate_record

    found = list(_open(store))
    if format_ is Format.TABLE:
        print_table(found)
    else:
        rows = (candidate_record(one) for one in found)
        files.write_text(output or "-", lines(rows, format_, CANDIDATE_KEYS))


@app.command()
def show(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(help="An id, or a term in either language.")],
    *,
    format_: FormatOption = None,
) -> None:
    """Show one concept with all its terms.

    Example: gloss terms show ilham-aliyev
    """
    state: session.Session = ctx.obj
    workspace = state.need_workspace()
    with session.open_store(workspace) as store:
        row = _one(store, name, workspace.config)
    if chosen(format_, None) is not Format.TABLE:
        files.write_text("-", lines([row], chosen(format_, None), KEYS))
        return
    for key_ in ("id", "type", "domain", "definition", "note", "revision", "origin"):
        typer.echo(f"{key_ + ':':12} {row[key_] if row[key_] is not None else '–'}")
    table(
        [
            {**term, "lang": section["lang"]}
            for section in row["languages"]
            for term in section["terms"]
        ],
        [
            ("lang", "lang"),
            ("status", "status"),
            ("kind", "kind"),
            ("note", "note"),
            ("text", "term"),
        ],
    )


def _one(store: TermStore, name: str, settings: Config) -> dict[str, Any]:
    """Return the record of a concept of the workspace or of the built-in glossary."""
    from glossary.errors import FileError

    try:
        stored = resolve(store, name, settings)
    except FileError:
        for concept in matched(store):
            texts = {term.text for part in concept.sections for term in part.terms}
            if name == concept.id or name in texts:
                return record(concept, settings, revision=None, origin=BUILT_IN)
        raise
    return record(stored.concept, settings, revision=stored.revision, origin=WORKSPACE)

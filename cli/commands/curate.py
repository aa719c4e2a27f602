"""The verbs of ``gloss terms`` that change something; each is one undoable change."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from cli import session
from cli.commands.terms import WhyOption, app
from cli.concepts import concept_type, free_id, resolve
from cli.options import FormatOption
from cli.render.records import Format, chosen, lines, table

if TYPE_CHECKING:
    from glossary.model import Concept

__all__ = ["app"]

NameArgument = Annotated[
    str, typer.Argument(help="An id, or a term in either language.")
]
TermOption = Annotated[list[str] | None, typer.Option(metavar="LANG=TEXT")]


@app.command()
def add(
    ctx: typer.Context,
    arabic: Annotated[str, typer.Argument(help="The source term.")],
    english: Annotated[str, typer.Argument(help="The target term.")],
    *,
    type_: Annotated[str, typer.Option("--type")] = "term",
    domain: Annotated[str | None, typer.Option()] = None,
    definition: Annotated[str | None, typer.Option()] = None,
    note: Annotated[str | None, typer.Option()] = None,
    id_: Annotated[
        str | None, typer.Option("--id", help="Default: made from the English.")
    ] = None,
    why: WhyOption = None,
) -> None:
    """Add a concept.

    Example: gloss terms add 'اتفاقيات إبراهيم' 'Abraham Accords' --type agreement
    """
    from glossary.curate import slug
    from glossary.errors import FileError
    from glossary.model import Concept, LangSection, Term

    workspace = ctx.obj.need_workspace()
    if not arabic.strip() or not english.strip():
        raise FileError("a term needs a text in both languages")
    with session.open_store(workspace) as store:
        concept = Concept(
            id=id_ or free_id(store, slug(english)),
            type=concept_type(type_),
            subject=domain,
            definition=definition,
            note=note,
            sections=(
                LangSection(lang=workspace.config.source, terms=(Term(text=arabic),)),
                LangSection(lang=workspace.config.target, terms=(Term(text=english),)),
            ),
        )
        store.put(concept, expected=None, change=session.change("add", why))
    session.say(f"added {concept.id}")


@app.command()
def edit(
    ctx: typer.Context,
    name: NameArgument,
    *,
    type_: Annotated[str | None, typer.Option("--type")] = None,
    domain: Annotated[str | None, typer.Option()] = None,
    definition: Annotated[str | None, typer.Option()] = None,
    note: Annotated[str | None, typer.Option()] = None,
    prefer: TermOption = None,
    admit: TermOption = None,
    forbid: TermOption = None,
    remove: TermOption = None,
    revision: Annotated[
        int | None, typer.Option(help="Refuse if the concept was changed since.")
    ] = None,
    why: WhyOption = None,
) -> None:
    """Change a concept's fields or terms; an empty value clears a field.

    --prefer, --admit and --forbid add a term or change its status.

    Example: gloss terms edit quba --prefer en=Quba --forbid en=Cuba --note 'a town'
    """
    workspace = ctx.obj.need_workspace()
    with session.open_store(workspace) as store:
        stored = resolve(store, name, workspace.config)
        concept = _with_terms(stored.concept, prefer, admit, forbid, remove)
        after = replace(
            concept,
            type=concept.type if type_ is None else concept_type(type_),
            subject=concept.subject if domain is None else domain or None,
            definition=concept.definition if definition is None else definition or None,
            note=concept.note if note is None else note or None,
        )
        expected = stored.revision if revision is None else revision
        number = store.put(
            after,
            expected=expected,
            change=session.change("edit", why),
        )
    session.say(f"{concept.id} is at revision {number}")


@app.command()
def merge(
    ctx: typer.Context,
    first: NameArgument,
    others: Annotated[list[str], typer.Argument(help="Concepts to take in.")],
    *,
    why: WhyOption = None,
) -> None:
    """Take other concepts into the first; their terms become admitted synonyms.

    Example: gloss terms merge israel-hayom yisrael-hayom
    """
    from glossary.curate import merge as merged
    from glossary.errors import FileError
    from glossary.store import Edit

    workspace = ctx.obj.need_workspace()
    with session.open_store(workspace) as store:
        found = [resolve(store, name, workspace.config) for name in (first, *others)]
        if len({stored.concept.id for stored in found}) < len(found):
            raise FileError("a concept cannot be merged with itself")
        head, *rest = found
        after = merged(stored.concept for stored in found)
        steps = [Edit(id=after.id, expected=head.revision, after=after)]
        steps += [
            Edit(id=stored.concept.id, expected=stored.revision, after=None)
            for stored in rest
        ]
        store.apply(steps, change=session.change("merge", why))
    session.say(f"merged into {after.id}")


@app.command()
def split(
    ctx: typer.Context,
    name: NameArgument,
    *,
    term: Annotated[
        list[str], typer.Option(metavar="LANG=TEXT", help="Terms to move.")
    ],
    new_id: Annotated[
        str | None, typer.Option("--id", help="The new concept's id.")
    ] = None,
    why: WhyOption = None,
) -> None:
    """Move terms of a concept to a new one.

    Example: gloss terms split aliyev --term 'ar=إلنور علييف' --term 'en=Elnur Aliyev'
    """
    from glossary.curate import slug
    from glossary.curate import split as parted
    from glossary.store import Edit

    workspace = ctx.obj.need_workspace()
    with session.open_store(workspace) as store:
        stored = resolve(store, name, workspace.config)
        pairs = [_pair(text) for text in term]
        english = [text for tag, text in pairs if tag == workspace.config.target]
        id_ = new_id or free_id(store, slug((english or [stored.concept.id])[0]))
        rest, moved = parted(stored.concept, pairs, id_)
        steps = [
            Edit(id=rest.id, expected=stored.revision, after=rest),
            Edit(id=moved.id, expected=None, after=moved),
        ]
        store.apply(steps, change=session.change("split", why))
    session.say(f"{moved.id} made of terms of {rest.id}")


@app.command()
def history(
    ctx: typer.Context,
    name: NameArgument,
    *,
    format_: FormatOption = None,
) -> None:
    """Show who changed a concept when, how and why, oldest first.

    Example: gloss terms history quba
    """
    from glossary.errors import FileError
    from glossary.record import to_record

    workspace = ctx.obj.need_workspace()
    with session.open_store(workspace) as store:
        revisions = store.history(name)
        if not revisions:
            revisions = store.history(resolve(store, name, workspace.config).concept.id)
    if not revisions:
        raise FileError(f"{name} has no history")
    rows = [
        {
            "revision": one.number,
            "at": one.change.at,
            "who": one.change.who,
            "action": one.change.action,
            "why": one.change.why,
            "change": one.change_number,
            "undoes": one.undoes,
            "after": to_record(one.after) if one.after else None,
        }
        for one in revisions
    ]
    format_ = chosen(format_, None)
    if format_ is Format.TABLE:
        columns = ("revision", "at", "who", "action", "why")
        table(rows, [(column, column) for column in columns])
    else:
        for line in lines(rows, format_, list(rows[0])):
            typer.echo(line, nl=False)


@app.command()
def undo(
    ctx: typer.Context,
    name: Annotated[
        str | None, typer.Argument(help="A concept; by default the last change of all.")
    ] = None,
    *,
    why: WhyOption = None,
) -> None:
    """Take back the last change, whole; said again, the one before.

    Example: gloss terms undo
    """
    with session.open_store(ctx.obj.need_workspace()) as store:
        undone = store.undo(session.change("undo", why), concept_id=name)
    what = ", ".join((*undone.concepts, *undone.terms)) or "nothing"
    session.say(f"took back '{undone.change.action}' of {undone.change.at}: {what}")


def _pair(text: str) -> tuple[str, str]:
    """Split ``en=Quba``."""
    from glossary import lang
    from glossary.errors import FileError

    tag, equals, term = text.partition("=")
    if not equals or not term.strip():
        raise FileError(f"{text!r}: write a language and a term, like en=Quba")
    return lang.canonical(tag), term


def _with_terms(
    concept: Concept,
    prefer: list[str] | None,
    admit: list[str] | None,
    forbid: list[str] | None,
    remove: list[str] | None,
) -> Concept:
    """Return the concept with terms added, changed in status and removed."""
    from glossary.curate import with_term, without_term
    from glossary.model import Status, Term

    wanted = (
        (prefer, Status.PREFERRED),
        (admit, Status.ADMITTED),
        (forbid, Status.DEPRECATED),
    )
    for texts, status in wanted:
        for text in texts or ():
            tag, term = _pair(text)
            concept = with_term(concept, tag, Term(text=term, status=status))
    for text in remove or ():
        concept = without_term(concept, *_pair(text))
    return concept

"""``gloss terms accept`` and ``reject``: a person's word on candidates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from cli import session
from cli.commands.terms import WhyOption, app
from cli.concepts import concept_type

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.store import StoredCandidate, TermStore

__all__ = ["app"]


@app.command()
def accept(
    ctx: typer.Context,
    terms: Annotated[
        list[str] | None, typer.Argument(help="Candidates, by their Arabic.")
    ] = None,
    *,
    english: Annotated[
        str | None, typer.Option(help="The translation, for one candidate.")
    ] = None,
    type_: Annotated[str | None, typer.Option("--type")] = None,
    above: Annotated[
        float | None,
        typer.Option(min=0, max=1, help="All open ones with at least this confidence."),
    ] = None,
    why: WhyOption = None,
) -> None:
    """Make concepts of candidates.

    A candidate that the built-in glossary knows becomes its entry, notes and all. One
    whose English is only a guess needs --english.

    Example: gloss terms accept محمدوف الكنيست

    Example: gloss terms accept --above 0.95
    """
    from cli.acceptance import Draft
    from cli.acceptance import accept as accepted
    from glossary.errors import FileError

    if bool(terms) == (above is not None):
        raise FileError("name candidates, or give --above, not both")
    if english and len(terms or ()) != 1:
        raise FileError("--english goes with one candidate")
    workspace = ctx.obj.need_workspace()
    with session.open_store(workspace) as store:
        draft = Draft(store=store, config=workspace.config)
        kind = concept_type(type_) if type_ else None
        names = [
            accepted(draft, stored, english, kind)
            for stored in _picked(store, terms or [], above)
        ]
        store.apply(draft.steps, change=session.change("accept", why))
    session.say(f"accepted: {', '.join(dict.fromkeys(names)) or 'nothing'}")


@app.command()
def reject(
    ctx: typer.Context,
    terms: Annotated[list[str], typer.Argument(help="Candidates, by their Arabic.")],
    *,
    why: WhyOption = None,
) -> None:
    """Put candidates aside for good; later extractions remember.

    Example: gloss terms reject 'مناقشة' --why 'too general'
    """
    from glossary.store import Decision, State

    with session.open_store(ctx.obj.need_workspace()) as store:
        steps = [
            Decision(term=stored.candidate.term, state=State.REJECTED)
            for stored in _picked(store, terms, None)
        ]
        store.apply(steps, change=session.change("reject", why))
    session.say(f"rejected: {len(steps)}")


def _picked(
    store: TermStore, terms: list[str], above: float | None
) -> Iterator[StoredCandidate]:
    """Yield the candidates named, or the open ones of at least a confidence."""
    from glossary.errors import FileError
    from glossary.model import Origin
    from glossary.store import State

    for term in terms:
        found = store.candidate(term)
        if found is None:
            raise FileError(
                f"no candidate {term!r}; 'gloss terms list --candidates' shows them"
            )
        yield found
    if above is not None:
        for stored in list(store.candidates(State.OPEN)):
            best = next(iter(stored.candidate.renderings), None)
            if (
                best
                and best.confidence >= above
                and best.origin is not Origin.ROMANISED
            ):
                yield stored

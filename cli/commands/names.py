"""``gloss names``: names across scripts."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli import extraction, files, session
from cli.options import FormatOption, OutputOption
from cli.render.progress import counted, working
from cli.render.records import Format, chosen, lines, table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from glossary.extract.corpus import Document
    from glossary.knowledge import Sense
    from glossary.names.press import Romanisation

_AT_ONCE = 1_000
"""Names worked out together."""

MATCH_KEYS = ("source", "target", "score", "rank")
VARIANTS_KEYS = ("name", "forms", "note")
APART_KEYS = ("name", "other", "reason")
ROMANIZE_KEYS = ("source", "romanisations", "origin", "scheme")

app = typer.Typer(
    rich_markup_mode=None,
    no_args_is_help=True,
    add_completion=False,
    help="Match Arabic and English names, romanise Arabic ones, find their spellings.",
)


class SchemeName(StrEnum):
    """How Arabic is put in Latin letters."""

    PRESS = "press"
    ALA_LC = "ala-lc"
    UNGEGN = "ungegn"
    BGN_PCGN = "bgn-pcgn"
    BUCKWALTER = "buckwalter"


@app.command()
def match(
    ctx: typer.Context,
    *,
    source: Annotated[
        str, typer.Option(metavar="FILE", help="Arabic names, one a line; - is stdin.")
    ],
    target: Annotated[
        str, typer.Option(metavar="FILE", help="English names, one a line.")
    ],
    top: Annotated[
        int, typer.Option(min=1, help="English names for each Arabic one.")
    ] = 1,
    format_: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Find the English name of each Arabic one in a list.

    Names may have several words, proclitics (والكنيست), titles, initials, another order
    and parts that the other side lacks. One record for each line and rank, in the order
    of the lines; a blank line has no target and score 0. The score says how sure the
    match is, 0-1: below 0.5 the list probably lacks the name.

    Example: gloss names match --source arabic.txt --target english.txt

    Example: gloss names match --source - --target english.txt --top 3 --format tsv
    """
    sources, targets = _lines(source), list(dict.fromkeys(_lines(target)))
    rows = _matches(sources, targets, top, _senses(ctx.obj))
    _print(rows, chosen(format_, output), output, MATCH_KEYS)


@app.command()
def romanize(
    ctx: typer.Context,
    name: Annotated[
        str, typer.Argument(metavar="[FILE]", help="Names, one a line; - is stdin.")
    ] = "-",
    *,
    best: Annotated[
        int, typer.Option(min=1, help="Print so many spellings; the press has several.")
    ] = 1,
    scheme: Annotated[
        SchemeName, typer.Option(help="press: as newspapers print; or a standard.")
    ] = SchemeName.PRESS,
    format_: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """Write Arabic names in Latin letters, likeliest first.

    The press scheme knows the glossary's names, given names and places, guesses the
    others (origin: romanised) and follows [style] in gloss.toml. The standards need
    vowel signs: without them they give consonants and long vowels.

    Example: echo 'عبد الفتاح السيسي' | gloss names romanize --best 3

    Example: gloss names romanize names.txt --scheme ala-lc
    """
    spelled = _spell(ctx.obj, _lines(name), scheme, best)
    rows = (_romanisation(line, found, scheme) for line, found in spelled)
    _print(rows, chosen(format_, output), output, ROMANIZE_KEYS)


@app.command("variants")
def variants_(
    ctx: typer.Context,
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH...", help="Files, directories, -.")
    ],
    *,
    format_: FormatOption = None,
    output: OutputOption = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Stop at the first file that is no text.")
    ] = False,
    apart: Annotated[
        bool,
        typer.Option("--apart", help="List the look-alikes that were kept apart."),
    ] = False,
) -> None:
    """List the names that Arabic texts write in two or more ways, the commonest first.

    Spellings (هرتسوغ, هرتسوج), slips, a short form with its full name, two titles of
    one paper, written without proclitics, each with its mentions and the number of
    texts that have it. The note names look-alikes that were kept apart, and full names
    that a short form may also stand for. Reads text, HTML and DOCX.

    With --apart the records are the pairs that look alike and are not one name: name,
    other, reason (another given name, another type, two things that are known). In a
    table they follow the variants.

    Example: gloss names variants articles/

    Example: gloss names variants articles/ --apart

    Example: gloss names variants articles/ --format jsonl -o variants.jsonl
    """
    texts, problems = extraction.read(paths, strict=strict)
    session.complain(problems)
    with working(f"looking for names in {len(texts)} texts"):
        rows, kept_apart = _variants(texts, _senses(ctx.obj))
    format_ = chosen(format_, output)
    if format_ is not Format.TABLE:
        keys = APART_KEYS if apart else VARIANTS_KEYS
        written = lines(kept_apart if apart else rows, format_, keys)
        files.write_text(output or "-", written)
    else:
        if not (kept_apart if apart else rows):
            nothing = (
                "look-alikes were kept apart"
                if apart
                else "name is written in two ways"
            )
            session.say(f"no {nothing}")
        elif not apart:
            shown = ({**row, "forms": _shown(row["forms"])} for row in rows)
            table(shown, [("note", "note"), ("forms", "forms"), ("name", "name")])
        if kept_apart:
            headings = [("reason", "kept apart"), ("other", "name"), ("name", "name")]
            table(kept_apart, headings)
    if problems:
        raise typer.Exit(2)


def _variants(
    texts: Sequence[Document], own: list[Sense]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the contract's records of the variants, and of the look-alikes."""
    from dataclasses import asdict

    from glossary import lexicon
    from glossary.extract.attested import attested
    from glossary.names.english import packaged_senses
    from glossary.names.variants import compared

    general = lexicon.arabic()
    names = attested(texts, lexicon=general, senses=[*own, *packaged_senses()])
    found = compared(names, zipf=general.zipf)
    rows = [
        {
            "name": one.name,
            "forms": [asdict(form) for form in one.forms],
            "note": one.note,
        }
        for one in found.variants
    ]
    return rows, list(map(asdict, found.apart))


def _shown(forms: Sequence[Mapping[str, Any]]) -> str:
    """Return forms as a person reads them: هرتسوج ×3, هرتسوغ ×1."""
    return ", ".join(f"{form['form']} ×{form['count']}" for form in forms)


def _lines(name: str) -> list[str]:
    """Return the lines of a file without their ends, blank ones too."""
    text = files.read_text(name)
    found = [line.removesuffix("\r") for line in text.split("\n")]
    return found if found[-1] else found[:-1]


def _senses(state: session.Session) -> list[Sense]:
    """Return what the workspace's concepts mean; nothing without a workspace."""
    from glossary.base import Entry
    from glossary.knowledge import concept_senses

    own = map(Entry, session.own_concepts(state.workspace()))
    settings = state.settings()
    return list(concept_senses(own, settings.source, settings.target))


def _matches(
    sources: Sequence[str], targets: Sequence[str], top: int, own: list[Sense]
) -> Iterator[dict[str, Any]]:
    """Yield the contract's records, a source after another."""
    from glossary.names.english import packaged_senses
    from glossary.names.known import known_names, packaged_names
    from glossary.names.match import match as matched
    from glossary.names.model import names

    known = known_names([*own, *packaged_senses()]) if own else packaged_names()
    found = matched(sources, targets, model=names(), known=known, top=top)
    for line, best in zip(sources, counted(found, "names matched"), strict=True):
        if not best:
            yield {"source": line, "target": None, "score": 0.0, "rank": 1}
        for rank, one in enumerate(best, start=1):
            yield {
                "source": line,
                "target": targets[one.target],
                "score": one.score,
                "rank": rank,
            }


def _spell(
    state: session.Session, names: Sequence[str], scheme: SchemeName, best: int
) -> Iterator[tuple[str, list[Romanisation]]]:
    """Yield each name with its romanisations, best first."""
    from glossary.names.english import packaged_senses, spellings
    from glossary.names.romanise import press, transliterate

    if scheme is not SchemeName.PRESS:
        for name in counted(names, "names romanised"):
            yield name, transliterate(name, scheme.value)
        return
    own = _senses(state)
    paper = press(
        state.settings().style, spellings([*own, *packaged_senses()]) if own else None
    )
    for start in range(0, len(names), _AT_ONCE):
        some = names[start : start + _AT_ONCE]
        paper.prepare(some, best=best)
        for name in counted(some, "names romanised"):
            yield name, paper.spell(name, best=best)


def _romanisation(
    line: str, found: list[Romanisation], scheme: SchemeName
) -> dict[str, Any]:
    """Return the contract's record, with where the first romanisation comes from."""
    origin = found[0].origin if found else None
    return {
        "source": line,
        "romanisations": [one.text for one in found],
        "origin": origin.value if origin else None,
        "scheme": scheme.value,
    }


def _print(
    rows: Iterable[dict[str, Any]],
    format_: Format,
    output: str | None,
    keys: Sequence[str],
) -> None:
    """Print records; for people the Arabic comes last."""
    if format_ is not Format.TABLE:
        files.write_text(output or "-", lines(rows, format_, keys))
        return
    shown = (
        {**row, "romanisations": ", ".join(row.get("romanisations", ()))}
        for row in rows
    )
    others = [key for key in keys if key != "source"]
    table(shown, [*((key, key) for key in others), ("source", "Arabic")])

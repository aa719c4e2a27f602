"""Aligned sentences: as records, as translation units, as a page, to learn from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from cli import exchange, files, session
from cli.exchange import Exchange
from cli.render.records import Format, chosen, lines, table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cli.config import Config, Workspace
    from tmx.align import Link
    from tmx.align.terms import TermPair
    from tmx.model import TranslationUnit

TERM_KEYS = ("source", "target", "score", "count")
KEYS = ("document", "source", "target", "score", "source_ids", "target_ids")


class Aligned(NamedTuple):
    """One link with its sentences; a side without one is empty."""

    document: str
    sources: tuple[str, ...]
    targets: tuple[str, ...]
    link: Link

    @property
    def source(self) -> str:
        """The source sentences as one text."""
        return " ".join(self.sources)

    @property
    def target(self) -> str:
        """The target sentences as one text."""
        return " ".join(self.targets)

    def record(self) -> dict[str, Any]:
        """Return the contract's record."""
        return {
            "document": self.document,
            "source": self.source,
            "target": self.target,
            "score": self.link.score,
            "source_ids": list(self.link.source),
            "target_ids": list(self.link.target),
        }


def unit(one: Aligned, languages: tuple[str, str]) -> TranslationUnit:
    """Return a pair as a translation unit that says where it is from and how sure."""
    from tmx.align import DOUBTFUL
    from tmx.model import Note, Property, text_unit

    score = one.link.score
    items: tuple[Property | Note, ...] = (
        Property(type="x-document", text=one.document),
        Property(type="x-alignment-score", text=f"{score:.2f}"),
    )
    if score < DOUBTFUL:
        items += (Note(text="The alignment is doubtful: check that this is a pair."),)
    return text_unit(
        (languages[0], one.source), (languages[1], one.target), items=items
    )


def gathered(rows: Iterable[Aligned], into: list[tuple[str, str]]) -> Iterator[Aligned]:
    """Yield the rows, and keep the texts of those to learn terms from."""
    from tmx.align import DOUBTFUL

    for one in rows:
        if one.sources and one.targets and one.link.score >= DOUBTFUL:
            into.append((one.source, one.target))
        yield one


def term_record(pair: TermPair) -> dict[str, Any]:
    """Return the contract's record of a term pair."""
    return {key: getattr(pair, key) for key in TERM_KEYS}


def write(
    rows: Iterator[Aligned],
    output: str | None,
    format_: Format | None,
    settings: Config,
) -> None:
    """Write the pairs in the format asked for, as they come."""
    name = output or "-"
    if format_ is None and is_page(output):
        _write_page(rows, name, settings)
        return
    if format_ is None and name.lower().endswith((".tmx", ".tmx.gz")):
        how = Exchange(name=name, source=settings.source, target=settings.target)
        languages = how.languages()
        units = (unit(one, languages) for one in rows if one.sources and one.targets)
        pieces = exchange.write_units(exchange.Format.TMX, units, how)
        with files.writing(name) as stream:
            for piece in pieces:
                stream.write(piece)
        if lost := [f"{what}: {number}" for what, number in how.losses.rows()]:
            session.say(f"{name}: not carried: {'; '.join(lost)}")
        return
    format_ = chosen(format_, output)
    records = (one.record() for one in rows)
    if format_ is Format.TABLE:
        table(
            ({**one, "score": f"{one['score']:.2f}"} for one in records),
            [("score", "score"), ("target", "English"), ("source", "Arabic")],
        )
    else:
        files.write_text(name, lines(records, format_, KEYS))


def remember(
    rows: Iterable[Aligned],
    workspace: Workspace,
    names: tuple[str, str],
    languages: tuple[str, str],
) -> None:
    """Put the pairs into the workspace's memory, and say what came of it.

    Their origin is the names of the two texts (or directories).
    """
    from cli.memory import add_units

    units = (unit(one, languages) for one in rows if one.sources and one.targets)
    counts = add_units(workspace, units, " + ".join(Path(one).name for one in names))
    said = f"{counts.added} units added to the memory, {counts.skipped} were there"
    if counts.lacking:
        said += f", {counts.lacking} are in other languages than it"
    session.say(said)


def is_page(output: str | None) -> bool:
    """Tell whether a file's name asks for a web page."""
    return bool(output) and str(output).lower().endswith((".html", ".htm"))


def _write_page(rows: Iterator[Aligned], name: str, settings: Config) -> None:
    """Write the pairs side by side, with the tools to correct them."""
    from cli.render.alignment.html import html
    from tmx.align import DOUBTFUL

    page = html(
        rows,
        languages=(settings.source, settings.target),
        doubtful=DOUBTFUL,
        name=f"{Path(name).stem}.links.tsv",
    )
    files.write_text(name, page)

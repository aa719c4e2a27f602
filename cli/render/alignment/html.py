"""Aligned texts as one web page: no server, no other file, corrected by hand."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from cli.aligned import KEYS
from cli.render.page import Assets, page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cli.aligned import Aligned


class _Row(NamedTuple):
    """A link as the template asks for it."""

    score: float
    paired: bool
    sides: tuple[tuple[str, Sequence[tuple[int, str]]], ...]


def html(
    links: Iterable[Aligned], *, languages: tuple[str, str], doubtful: float, name: str
) -> Iterator[str]:
    """Yield the page in pieces, as the links come; those of a text follow each other.

    Below the score ``doubtful`` a link is marked. The page writes a table of links
    called ``name``, which ``gloss align --links`` reads. All content is there without
    JavaScript, which adds the tools; no server is asked for anything.
    """
    texts = (
        (document, map(_row, rows))
        for document, rows in groupby(links, key=lambda one: one.document)
    )
    return page(
        "cli.render.alignment",
        "alignment.html.j2",
        Assets(styles=["alignment.css"], scripts=["alignment.js"]),
        texts=texts,
        languages=dict(zip(("source", "target"), languages, strict=True)),
        doubtful=doubtful,
        name=name,
        keys=" ".join(KEYS),
    )


def _row(one: Aligned) -> _Row:
    return _Row(
        score=one.link.score,
        paired=bool(one.sources and one.targets),
        sides=(
            ("source", list(zip(one.link.source, one.sources, strict=True))),
            ("target", list(zip(one.link.target, one.targets, strict=True))),
        ),
    )

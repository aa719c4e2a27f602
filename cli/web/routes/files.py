"""Files: the glossary out as any format, terms and memories in."""

from __future__ import annotations

import io
from pathlib import PurePath
from typing import TYPE_CHECKING, Annotated, Literal
from urllib.parse import quote

from fastapi import APIRouter, File, Form, Query, Request, Response, UploadFile
from fastapi.responses import StreamingResponse

from cli import losses, selection
from cli.exchange import Exchange, Format, detect, read_concepts, write_concepts
from cli.web.outcome import Wanted, said
from cli.web.site import FORM, OurSite, Reader, Terminologist, clean
from glossary.errors import FormatError, Where
from glossary.store import OnExisting

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from glossary.model import Concept

router = APIRouter()
Kind = Literal["tmx", "tbx", "csv", "xlsx", "omegat", "po", "jsonl"]
_SUFFIXES = {"omegat": ".txt"}
_MOST_PROBLEMS = 20


@router.get("/exchange")
def exchange(request: Request, site: OurSite, _who: Reader) -> Response:
    """Show what can be taken out and put in."""
    return site.renderer.page(
        request,
        "files.html.j2",
        statistics=site.store.statistics(),
        report=None,
    )


@router.get("/exchange/export")
def export(
    site: OurSite,
    _who: Reader,
    kind: Kind,
    only: Literal["", "curated", "matched"] = "",
    tbx_version: Annotated[Literal[2, 3], Query()] = 2,
) -> Response:
    """Send the glossary as a file: the concepts and what the candidates matched."""
    name = f"{site.config.name}{_SUFFIXES.get(kind, f'.{kind}')}"
    how = Exchange(
        name=name,
        source=site.config.source,
        target=site.config.target,
        tbx_version=tbx_version,
        title=site.config.name,
        delimiter=",",
    )
    every = selection.Filter(frozenset(), frozenset(), None)
    found = every.apply(selection.concepts(site.store, only or None), site.config, how)
    # The first piece is made here: what cannot be written at all is then still an error
    # with a status, not a file that breaks off.
    pieces = write_concepts(Format(kind), found, how)
    first = next(pieces, b"")

    def whole() -> Iterator[bytes]:
        yield first
        yield from pieces

    said_name = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    return StreamingResponse(
        whole(),
        media_type="application/octet-stream",
        headers={"Content-Disposition": said_name},
    )


@router.post("/exchange/import", dependencies=FORM)
def import_terms(
    request: Request,
    site: OurSite,
    who: Terminologist,
    file: Annotated[UploadFile, File()],
    on_duplicate: Annotated[Literal["replace", "skip"], Form()] = "replace",
) -> Response:
    """Take the terms of a file over, all of them or none, in one change."""
    name = clean(PurePath((file.filename or "").replace("\\", "/")).name)[:200]
    how = Exchange(
        name=name or "file", source=site.config.source, target=site.config.target
    )
    keep = on_duplicate == "skip"
    stream = io.BufferedReader(file.file)  # type: ignore[type-var]
    kind = detect(how.name, stream)
    counts = site.store.put_many(
        _read(kind, stream, how),
        change=site.change(who, f"import {how.name}"),
        on_existing=OnExisting.KEEP if keep else OnExisting.REPLACE,
    )
    latest = site.store.changes(who=who.name, limit=1)
    changed = counts.added + counts.replaced
    if changed and not how.problems and not how.losses.counts:
        wanted = Wanted(f"import {how.name}", next="/exchange")
        return said(request, site, latest[0].number, wanted)
    report = {
        "name": how.name,
        "counts": counts,
        "change": latest[0].number if changed else None,
        "problems": [str(one) for one in how.problems[:_MOST_PROBLEMS]],
        "more": max(0, len(how.problems) - _MOST_PROBLEMS),
        "losses": losses.lines(how.losses, kind),
    }
    return site.renderer.page(
        request,
        "files.html.j2",
        statistics=site.store.statistics(),
        report=report,
    )


def _read(kind: Format, stream: BinaryIO, how: Exchange) -> Iterator[Concept]:
    read = 0
    for concept in read_concepts(kind, stream, how):
        read += 1
        yield concept
    if not read:
        raise FormatError("holds no entry", where=Where(how.name))

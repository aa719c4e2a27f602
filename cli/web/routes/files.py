"""Files: the glossary out as any format, terms and memories in."""

from __future__ import annotations

import io
from pathlib import PurePath
from typing import TYPE_CHECKING, Annotated, Literal, TypeVar
from urllib.parse import quote

from fastapi import APIRouter, File, Form, Query, Request, Response, UploadFile
from fastapi.responses import StreamingResponse

from cli import losses, selection
from cli.exchange import (
    Exchange,
    Format,
    detect,
    read_concepts,
    read_units,
    write_concepts,
)
from cli.web.outcome import Wanted, said
from cli.web.site import FORM, OurSite, Reader, Site, Terminologist, clean
from glossary.errors import FormatError, Where
from glossary.store import OnExisting

if TYPE_CHECKING:
    from collections.abc import Iterator

_T = TypeVar("_T")
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
    how = _exchange(site, file)
    keep = on_duplicate == "skip"
    stream = io.BufferedReader(file.file)  # type: ignore[type-var]
    kind = detect(how.name, stream)
    counts = site.store.put_many(
        _some(read_concepts(kind, stream, how), how.name),
        change=site.change(who, f"import {how.name}"),
        on_existing=OnExisting.KEEP if keep else OnExisting.REPLACE,
    )
    latest = site.store.changes(who=who.name, limit=1)
    changed = counts.added + counts.replaced
    if changed and not how.problems and not how.losses.counts:
        wanted = Wanted(f"import {how.name}", next="/exchange")
        return said(request, site, latest[0].number, wanted)
    report = {
        "counts": counts,
        "change": latest[0].number if changed else None,
    } | _troubles(how, kind)
    return _exchanged(request, site, report)


@router.post("/exchange/memory", dependencies=FORM)
def import_memory(
    request: Request,
    site: OurSite,
    who: Terminologist,
    file: Annotated[UploadFile, File()],
) -> Response:
    """Take the units of a file into the memory, those that it has not; all or none."""
    from cli.memory import open_memory
    from tmx.memory.protocol import Arrival, Batch, OnDuplicate

    how = _exchange(site, file)
    how.sentences = True
    stream = io.BufferedReader(file.file)  # type: ignore[type-var]
    kind = detect(how.name, stream)
    arrival = Arrival(origin=how.name, who=who.name, at=site.now())
    with open_memory(site.workspace) as memory:
        units = _some(read_units(kind, stream, how), how.name)
        counts = memory.add_batches(
            [Batch(arrival, units)], on_duplicate=OnDuplicate.SKIP
        )
    report = {"units": counts, "change": None} | _troubles(how, kind)
    return _exchanged(request, site, report)


def _exchange(site: Site, file: UploadFile) -> Exchange:
    name = clean(PurePath((file.filename or "").replace("\\", "/")).name)[:200]
    return Exchange(
        name=name or "file", source=site.config.source, target=site.config.target
    )


def _troubles(how: Exchange, kind: Format) -> dict[str, object]:
    """Return what could not be read or taken over of a file."""
    return {
        "name": how.name,
        "problems": [str(one) for one in how.problems[:_MOST_PROBLEMS]],
        "more": max(0, len(how.problems) - _MOST_PROBLEMS),
        "losses": losses.lines(how.losses, kind),
    }


def _exchanged(request: Request, site: Site, report: dict[str, object]) -> Response:
    return site.renderer.page(
        request,
        "files.html.j2",
        statistics=site.store.statistics(),
        report=report,
    )


def _some(entries: Iterator[_T], name: str) -> Iterator[_T]:
    """Yield the entries of a file; raise ``FormatError`` where it has none."""
    empty = True
    for entry in entries:
        empty = False
        yield entry
    if empty:
        raise FormatError("holds no entry", where=Where(name))

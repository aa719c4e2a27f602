"""Findings of ``gloss check``: beside source and target, to waive or to fix."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated, Literal

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import JSONResponse, RedirectResponse

from cli.web.outcome import wants_data
from cli.web.render import back
from cli.web.site import (
    FORM,
    LARGEST,
    OurSite,
    Reader,
    Site,
    Terminologist,
    Translator,
    clean,
)
from glossary.errors import ConflictError, LanguageError

if TYPE_CHECKING:
    from cli.web.review import Hit

router = APIRouter()
PAGE = 50
Number = Annotated[int, Form(ge=1, le=LARGEST)]
Key = Annotated[str, Form(max_length=40)]


@router.get("/findings")
def findings(
    request: Request,
    site: OurSite,
    _who: Reader,
    file: Annotated[int, Query(ge=0, le=LARGEST)] = 0,
    rule: Annotated[str, Query(max_length=60)] = "",
    first: Annotated[int, Query(ge=0, le=LARGEST)] = 0,
) -> Response:
    """Show the files that can be reviewed, or the findings of one."""
    root = site.workspace.root
    paths = site.reviews.files()
    names = [os.path.relpath(one, root) for one in paths]
    shelves: tuple[list[int], list[int]] = ([], [])
    for number, path in enumerate(paths if not file else (), start=1):
        shelves[site.reviews.is_article(path)].append(number)
    hits = _hits(site, file) if file else []
    rules: dict[str, int] = {}
    for one in hits:
        rules[one.finding.rule] = rules.get(one.finding.rule, 0) + 1
    chosen = [one for one in hits if rule in ("", one.finding.rule)]
    return site.renderer.page(
        request,
        "findings.html.j2",
        files=names,
        shelves=shelves,
        file=file,
        rule=rule,
        rules=rules,
        hits=chosen[first : first + PAGE],
        total=len(chosen),
        first=first,
        size=PAGE,
    )


@router.post("/findings/waive", dependencies=FORM)
def waive(
    request: Request,
    site: OurSite,
    _who: Translator,
    file: Number,
    key: Key,
    reason: Annotated[str, Form(max_length=500)],
    scope: Annotated[Literal["sentence", "term"], Form()] = "sentence",
) -> Response:
    """Let a finding stand, with a reason, in the workspace's file of waivers."""
    hit = _hit(site, file, key)
    if not clean(reason):
        raise LanguageError("a waiver needs a reason")
    site.reviews.waive(hit.finding, clean(reason), everywhere=scope == "term")
    return _next(request, file)


@router.post("/findings/fix", dependencies=FORM)
def fix(
    request: Request, site: OurSite, _who: Terminologist, file: Number, key: Key
) -> Response:
    """Put what is expected into the file, where that is certain."""
    hit = _hit(site, file, key)
    if not hit.sure:
        raise LanguageError("this is not certain enough to be mended by itself")
    site.reviews.mend(site.reviews.name(file), hit.finding)
    return _next(request, file)


def _hits(site: Site, number: int) -> list[Hit]:
    name = site.reviews.name(number)
    return site.reviews.run(name, site.store.statistics().changes)


def _hit(site: Site, number: int, key: str) -> Hit:
    found = next((one for one in _hits(site, number) if one.key == key), None)
    if found is None:
        raise ConflictError("the finding is gone: the file or the glossary has changed")
    return found


def _next(request: Request, number: int) -> Response:
    if wants_data(request):
        return JSONResponse({"ok": True})
    place = back(request, f"/findings?file={number}", "/findings")
    return RedirectResponse(place, status_code=303)

"""Articles: their list, and each as running text with its terms marked."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response

from cli import documents
from cli.web.articles import numbered
from cli.web.reading import marked
from cli.web.site import LARGEST, OurSite, Reader
from glossary.errors import FileError

router = APIRouter()


@router.get("/articles")
def articles(request: Request, site: OurSite, _who: Reader) -> Response:
    """Show the list of articles."""
    found = numbered(site.workspace)
    names = [found.shown(number) for number in range(1, len(found.files) + 1)]
    return site.renderer.page(request, "articles.html.j2", articles=names)


@router.get("/articles/{number}")
def article(
    request: Request,
    site: OurSite,
    _who: Reader,
    number: Annotated[int, Path(ge=1, le=LARGEST)],
    part: Annotated[int, Query(ge=0, le=LARGEST)] = 0,
    at: Annotated[int | None, Query(ge=0, le=LARGEST)] = None,
) -> Response:
    """Show an article; ``at`` is a character to begin at."""
    found = numbered(site.workspace)
    if number > len(found.files):
        raise FileError(f"there is no article {number}")
    text = documents.read(found.files[number - 1])
    return site.renderer.page(
        request,
        "article.html.j2",
        name=found.shown(number),
        number=number,
        last=len(found.files),
        text=marked(text, site.knowledge.now(), part=part, at=at),
    )

"""The dialect of translate-toolkit's tmserver and of amaGama: Weblate's and Virtaal's.

Their clients cannot send headers; the key may stand in the path: ``/k/KEY/tmserver``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Query
from starlette.convertors import PathConvertor, register_url_convertor

from cli.serving.access import REFUSALS, WAYS, Ours, Reader
from glossary import lang
from glossary.errors import LanguageError
from tmx.memory.protocol import Query as Asked
from tmx.memory.protocol import Search

if TYPE_CHECKING:
    from cli.serving.services import Services


class _Lines(PathConvertor):
    """The rest of a path, lines and slashes included; ``path`` ends at a line's end."""

    regex = "(?s:.*)"


register_url_convertor("lines", _Lines())
router = APIRouter(tags=["tmserver"], dependencies=WAYS, responses=REFUSALS)
_LONGEST = 10_000


@router.get("/tmserver/{source}/{target}/unit/{text:lines}")
@router.get("/k/{key}/tmserver/{source}/{target}/unit/{text:lines}", name="keyed_unit")
def unit(
    ours: Ours,
    _who: Reader,
    source: str,
    target: str,
    text: str,
    min_similarity: Annotated[int, Query(ge=1, le=100)] = 70,
    max_candidates: Annotated[int, Query(ge=1, le=50)] = 5,
) -> list[dict[str, Any]]:
    """Answer a text with its matches, best first; none for other languages."""
    config = ours.workspace.config
    if not _same(source, config.source) or not _same(target, config.target):
        return []
    how = Search(
        source=config.source,
        target=config.target,
        minimum=min_similarity,
        limit=max_candidates,
    )
    (found,) = ours.memory.search([Asked(text=text[:_LONGEST])], how)
    return [
        {
            "source": one.source,
            "target": one.target,
            "quality": int(one.score),
            "rank": rank,
        }
        for rank, one in enumerate(found, start=1)
    ]


@router.get("/tmserver/languages/")
@router.get("/k/{key}/tmserver/languages/", name="keyed_languages")
def languages(ours: Ours, _who: Reader) -> dict[str, list[str]]:
    """Say which languages the memory translates from and to."""
    return {
        "sourceLanguages": _codes(ours, "source"),
        "targetLanguages": _codes(ours, "target"),
    }


def _codes(ours: Services, side: str) -> list[str]:
    tag: str = getattr(ours.workspace.config, side)
    return list(dict.fromkeys((tag.replace("-", "_").lower(), lang.primary(tag))))


def _same(code: str, tag: str) -> bool:
    """Tell whether a code, ``en_US`` or ``en``, asks for a language."""
    try:
        return lang.primary(lang.canonical(code.replace("_", "-"))) == lang.primary(tag)
    except LanguageError:
        return False

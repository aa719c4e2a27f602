"""Errors as JSON (RFC 9457, problem details)."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from fastapi.responses import JSONResponse
from pydantic import BaseModel

if TYPE_CHECKING:
    from collections.abc import Mapping

MEDIA_TYPE = "application/problem+json"


class Problem(BaseModel):
    """What was wrong with a request, and what to do."""

    status: int
    title: str
    detail: str


def problem(
    status: int, detail: str, *, headers: Mapping[str, str] | None = None
) -> JSONResponse:
    """Return an answer that says what is wrong and what to do."""
    content = Problem(status=status, title=HTTPStatus(status).phrase, detail=detail)
    return JSONResponse(
        content.model_dump(),
        status_code=status,
        headers=headers,
        media_type=MEDIA_TYPE,
    )


def described(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Return what the API's description says of these refusals."""
    content = {MEDIA_TYPE: {"schema": Problem.model_json_schema()}}
    return {
        status: {
            "description": _MEANING[status],
            "content": content,
            **({"headers": _HEADERS[status]} if status in _HEADERS else {}),
        }
        for status in statuses
    }


_MEANING = {
    400: "The request cannot be read, or does not fit the workspace.",
    401: "No key was shown, or one that is unknown or has expired.",
    403: "The key is not of a sufficient role.",
    413: "The request is too large.",
    422: "A value is missing, too long or out of its bounds; the detail names it.",
    429: "Too many requests with this key.",
    503: "The database does not answer.",
}
_HEADERS = {
    401: {
        "WWW-Authenticate": {
            "description": "The way to show a key.",
            "schema": {"type": "string"},
        }
    },
    429: {
        "Retry-After": {
            "description": "Seconds to wait.",
            "schema": {"type": "integer"},
        }
    },
}

"""Errors as JSON (RFC 9457, problem details)."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from fastapi.responses import JSONResponse

if TYPE_CHECKING:
    from collections.abc import Mapping

MEDIA_TYPE = "application/problem+json"


def problem(
    status: int, detail: str, *, headers: Mapping[str, str] | None = None
) -> JSONResponse:
    """Return an answer that says what is wrong and what to do."""
    content = {"status": status, "title": HTTPStatus(status).phrase, "detail": detail}
    return JSONResponse(
        content, status_code=status, headers=headers, media_type=MEDIA_TYPE
    )

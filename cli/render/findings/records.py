"""Findings as JSON: a line each, or one document."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from cli.render.findings.content import Review, record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from glossary.check.model import Finding


def jsonl(findings: Iterable[Finding]) -> Iterator[str]:
    """Yield a line for each finding; nothing where there is none."""
    encode = json.JSONEncoder(ensure_ascii=False).encode
    for finding in findings:
        yield encode(record(finding)) + "\n"


def document(review: Review) -> Iterator[str]:
    """Yield one array of the same records."""
    encode = json.JSONEncoder(ensure_ascii=False).encode
    lines = [encode(record(finding)) for finding in review.findings]
    yield "[\n" + ",\n".join(lines) + "\n]\n" if lines else "[]\n"

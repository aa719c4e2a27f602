"""Findings as SARIF 2.1.0 (OASIS), which code hosts and editors show in place."""

from __future__ import annotations

import json
from pathlib import PurePath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from cli.checking.baseline import key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cli.render.findings.content import Region, Review
    from glossary.check.model import Finding

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"
    "sarif-schema-2.1.0.json"
)
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}


def sarif(review: Review) -> Iterator[str]:
    """Yield the log: one run, all rules that ran, and a result for each finding."""
    names = list(review.rules)
    names += sorted({one.rule for one in review.findings} - set(names))
    index = {name: number for number, name in enumerate(names)}
    log = {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "gloss",
                        "version": review.version,
                        "rules": [
                            _rule(name, review.rules.get(name, "")) for name in names
                        ],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": [
                    _result(number, one, index, review)
                    for number, one in enumerate(review.findings)
                ],
            }
        ],
    }
    yield json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def _rule(name: str, summary: str) -> dict[str, Any]:
    text = summary or name
    return {
        "id": name,
        "name": "".join(part.title() for part in name.split("-")),
        "shortDescription": {"text": text},
        "fullDescription": {"text": text},
        "help": {"text": f"{text} 'gloss check --explain {name}' says more."},
        "properties": {"tags": ["terminology", "translation"]},
    }


def _result(
    number: int, finding: Finding, index: dict[str, int], review: Review
) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": index[finding.rule],
        "level": _LEVELS[finding.severity.value],
        "message": {"text": finding.message},
        "locations": [_location(finding, review.regions.get(number))],
        # The same wherever the unit moves to (3.27.17).
        "partialFingerprints": {"glossFinding/v1": key(finding)},
        "properties": {
            name: getattr(finding, name)
            for name in "unit term expected found source target side start end".split()
        },
    }
    if number in review.waived:
        result["suppressions"] = [
            {"kind": "external", "justification": review.waived[number]}
        ]
    return result


def _location(finding: Finding, region: Region | None) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(finding.file)}}
    text = finding.source if finding.side == "source" else finding.target
    snippet = {"text": text[finding.start : finding.end] or text}
    if region is not None:
        physical["region"] = {
            "startLine": region.line,
            "startColumn": region.start,
            "endColumn": region.end,
            "snippet": snippet,
        }
    elif finding.line:  # the unit's; the place in its text is in the properties
        physical["region"] = {"startLine": finding.line, "snippet": snippet}
    logical = {"name": finding.unit, "kind": "element"}
    logical["fullyQualifiedName"] = f"{finding.file}#{finding.unit}"
    return {"physicalLocation": physical, "logicalLocations": [logical]}


def _uri(name: str) -> str:
    path = PurePath(name)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())

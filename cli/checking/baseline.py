"""Findings that were there before: remembered by rule and text, never by line."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from glossary.errors import FormatError, Where

if TYPE_CHECKING:
    from collections.abc import Iterable

    from glossary.check.model import Finding

_VERSION = 1
_LENGTH = 16
"""Hexadecimal digits of a key: 64 bits tell millions of findings apart."""


def key(finding: Finding) -> str:
    """Return what a finding is known by wherever its unit moves.

    White space, the unit's name and the place in the text do not count.
    """
    parts = (
        finding.rule,
        finding.term or "",
        finding.found or "",
        " ".join(finding.source.split()),
        " ".join(finding.target.split()),
    )
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:_LENGTH]


class Baseline:
    """How often each finding was there; each one hides one of its like."""

    def __init__(self, counts: Counter[tuple[str, str]]) -> None:
        self._left = Counter(counts)

    def hides(self, finding: Finding) -> bool:
        """Tell whether a finding is an old one, and use it up."""
        found = (finding.rule, key(finding))
        if not self._left[found]:
            return False
        self._left[found] -= 1
        return True

    @property
    def gone(self) -> int:
        """How many of the old findings did not come again."""
        return self._left.total()


def read(text: str, name: str) -> Baseline:
    """Return the baseline that ``lines`` wrote; raise ``FormatError`` for another."""
    try:
        found = json.loads(text)
        if found["version"] != _VERSION:
            raise FormatError(
                f"is a baseline of version {found['version']}, and this gloss reads "
                f"version {_VERSION}; write it again with --write-baseline",
                where=Where(name),
            )
        counts = Counter(
            {
                (str(one["rule"]), str(one["key"])): int(one["count"])
                for one in found["findings"]
            }
        )
    except json.JSONDecodeError as error:
        problem = f"is no JSON: {error.msg}"
        raise FormatError(problem, where=Where(name, error.lineno)) from None
    except (KeyError, TypeError, ValueError):
        raise FormatError(
            "is no baseline; 'gloss check --write-baseline' makes one",
            where=Where(name),
        ) from None
    return Baseline(counts)


def written(findings: Iterable[Finding]) -> str:
    """Return a baseline, one finding a line, sorted: it merges well and diffs well."""
    counts: Counter[str] = Counter()
    rows: dict[str, dict[str, Any]] = {}
    for finding in findings:
        own = key(finding)
        counts[own] += 1
        rows[own] = {
            "rule": finding.rule,
            "key": own,
            "term": finding.term,
            "found": finding.found,
        }
    encode = json.JSONEncoder(ensure_ascii=False).encode
    ordered = sorted(
        ({**row, "count": counts[own]} for own, row in rows.items()),
        key=lambda row: (row["rule"], row["term"] or "", row["key"]),
    )
    body = ",\n".join(f"  {encode(row)}" for row in ordered)
    return f'{{"version": {_VERSION}, "findings": [\n{body}\n]}}\n'

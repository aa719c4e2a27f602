"""What every rendering of findings shows, and in which form."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from glossary.check.model import Finding


class Format(StrEnum):
    """How findings are written."""

    TEXT = "text"
    JSONL = "jsonl"
    JSON = "json"
    HTML = "html"
    XLSX = "xlsx"
    SARIF = "sarif"
    JUNIT = "junit"
    GITHUB = "github"


_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_ALL_MARKS = re.compile("[\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
SUFFIXES = {
    ".txt": Format.TEXT,
    ".log": Format.TEXT,
    ".jsonl": Format.JSONL,
    ".sarif.json": Format.SARIF,
    ".json": Format.JSON,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".xlsx": Format.XLSX,
    ".sarif": Format.SARIF,
    ".xml": Format.JUNIT,
}

KEYS = (
    "rule severity file unit source target term expected found message start end"
    " side line"
).split()
"""The keys of a record: the contract's, and two behind them."""


class Region(NamedTuple):
    """A stretch of one line; line and columns count from 1, the end is behind it."""

    line: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """Findings in the order of their files and units, and how they came about."""

    findings: Sequence[Finding]
    source: str = "ar"
    target: str = "en"
    rules: Mapping[str, str] = field(default_factory=dict)
    """What each rule that ran finds, by its id, in the order of the list of rules."""
    checked: int = 0
    """Units and texts."""
    waived: Mapping[int, str] = field(default_factory=dict)
    """The reason of each finding that is shown although it is waived, by position."""
    units: Sequence[tuple[str, str]] = ()
    """File and unit of all that was checked, where the format asks for it."""
    regions: Mapping[int, Region] = field(default_factory=dict)
    """Where findings stand in their files, by position, as far as that was seen."""
    version: str = ""


class Marked(NamedTuple):
    """A text in three parts, the middle one being what the finding is about."""

    before: str
    mark: str
    after: str


def record(finding: Finding) -> dict[str, Any]:
    """Return the contract's record of a finding."""
    return {
        key: finding.severity.value if key == "severity" else getattr(finding, key)
        for key in KEYS
    }


def marked(finding: Finding, side: str) -> Marked:
    """Return one side's text in parts; with no mark on the side it is not about."""
    text = finding.source if side == "source" else finding.target
    if finding.side != side:
        return Marked(text, "", "")
    return Marked(
        text[: finding.start],
        text[finding.start : finding.end],
        text[finding.end :],
    )


def visible(text: str, *, marks: bool = False) -> str:
    """Return a text in which what turns the direction is shown, not obeyed.

    With ``marks`` also those that do no harm, because a finding is about them.
    """
    pattern = _ALL_MARKS if marks else _TURNING
    return pattern.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def by_name(name: str) -> Format | None:
    """Return the format that a file's name tells."""
    lower = name.lower()
    return next((kind for end, kind in SUFFIXES.items() if lower.endswith(end)), None)

"""Findings as GitHub's workflow commands, which annotate the lines of a change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cli.render.safe import terminal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cli.render.findings.content import Review

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}
# Workflow commands end at a line break; % begins an escape; , and : part properties.
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = _DATA | str.maketrans({":": "%3A", ",": "%2C"})


def github(review: Review) -> Iterator[str]:
    """Yield a command for each finding, with its file and, where known, its place."""
    for number, finding in enumerate(review.findings):
        region = review.regions.get(number)
        said = {
            "file": finding.file,
            "line": str(region.line if region else finding.line or ""),
            "col": str(region.start) if region else "",
            "endColumn": str(region.end) if region else "",
            "title": f"{finding.rule} (unit {finding.unit})",
        }
        properties = ",".join(
            f"{name}={value.translate(_PROPERTY)}"
            for name, value in said.items()
            if value
        )
        message = terminal(finding.message)
        if finding.target:
            message += f"\n{terminal(finding.target)}"
        command = _COMMANDS[finding.severity.value]
        yield f"::{command} {properties}::{message.translate(_DATA)}\n"

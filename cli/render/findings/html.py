"""Findings as one web page that needs nothing else: no server, no other file."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from markupsafe import Markup

from cli.render.findings.content import marked, visible
from cli.render.page import Assets, page
from cli.render.report.html import folding
from glossary.arabic import key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cli.render.findings.content import Review
    from glossary.check.model import Finding

_SEVERITIES = ("error", "warning", "info")
_DRIFTING = frozenset(("name-drift", "term-inconsistent"))
_COUNTED = re.compile(r"([^\s\"“”'(),;:][^\"“”,;:]*?)[\"”]?\s*[x×]\s?(\d+)")
_WIDE = 1000
"""Units of the charts' own coordinates from side to side."""


class _Item(NamedTuple):
    """A finding as the template asks for it."""

    number: int
    finding: Finding
    sides: list[tuple[str, Any]]
    """Language and the parts of its text, for each text that there is."""
    waived: str | None


class _Group(NamedTuple):
    """The findings about one term; ``term`` is ``None`` for those about none."""

    term: str | None
    expected: str | None
    items: list[_Item]


class _Bar(NamedTuple):
    label: str
    number: int
    parts: list[tuple[str, float, float]]
    """What each stretch is, where it begins and how long it is."""


class _Drift(NamedTuple):
    term: str
    bars: list[_Bar]


def html(review: Review) -> Iterator[str]:
    """Yield the page in pieces.

    It says by its own policy that nothing may be loaded and no other script may run.
    All content is there without JavaScript, which adds filters and a search.
    """
    items = list(_items(review))
    severities = Counter(one.severity.value for one in review.findings)
    return page(
        "cli.render.findings",
        "findings.html.j2",
        Assets(styles=["findings.css"], scripts=["findings.js"]),
        review=review,
        groups=_groups(items),
        rules=_rules(items),
        chart=_chart(review.findings),
        drifts=list(_drifts(review.findings)),
        severities=[(one, severities[one]) for one in _SEVERITIES if severities[one]],
        files=len({one.file for one in review.findings}),
        key=key,
        visible=visible,
        fold=Markup(json.dumps(folding(), separators=(",", ":"))),  # noqa: S704 - ASCII
    )


def _items(review: Review) -> Iterator[_Item]:
    languages = {"source": review.source, "target": review.target}
    for number, finding in enumerate(review.findings):
        sides = [
            (tag, parts)
            for side, tag in languages.items()
            if any(parts := marked(finding, side)) or finding.side == side
        ]
        yield _Item(number + 1, finding, sides, review.waived.get(number))


def _groups(items: Iterable[_Item]) -> list[_Group]:
    """Return the findings by term, the commonest term first, those about none last."""
    groups: dict[str | None, list[_Item]] = {}
    for item in items:
        groups.setdefault(item.finding.term, []).append(item)
    ordered = sorted(groups.items(), key=lambda one: (one[0] is None, -len(one[1])))
    return [
        _Group(
            term,
            next((i.finding.expected for i in own if i.finding.expected), None),
            own,
        )
        for term, own in ordered
    ]


def _rules(items: Iterable[_Item]) -> list[tuple[str, list[_Item]]]:
    rules: dict[str, list[_Item]] = {}
    for item in items:
        rules.setdefault(item.finding.rule, []).append(item)
    return sorted(rules.items(), key=lambda one: (-len(one[1]), one[0]))


def _chart(findings: Sequence[Finding]) -> list[_Bar]:
    """Return a bar for each rule, parted by severity, the longest first."""
    counts = Counter((one.rule, one.severity.value) for one in findings)
    totals = Counter(one.rule for one in findings)
    most = max(totals.values(), default=1)
    bars = []
    for rule, number in sorted(totals.items(), key=lambda one: (-one[1], one[0])):
        left = 0.0
        parts = []
        for severity in _SEVERITIES:
            length = round(_WIDE * counts[rule, severity] / most, 1)
            if length:
                parts.append((severity, left, length))
                left += length
        bars.append(_Bar(rule, number, parts))
    return bars


def _drifts(findings: Sequence[Finding]) -> Iterator[_Drift]:
    """Yield the renderings of each term that has several, with their counts."""
    seen: dict[str, Counter[str]] = {}
    for one in findings:
        if one.rule not in _DRIFTING or one.term is None:
            continue
        counts = seen.setdefault(one.term, Counter())
        said = {text.strip(): int(n) for text, n in _COUNTED.findall(one.message)}
        if said:  # counted over all units, those without a finding included
            counts.update({text: n for text, n in said.items() if not counts[text]})
        elif one.found:
            counts[one.found] += 1
    for term, counts in seen.items():
        most = max(counts.values(), default=1)
        yield _Drift(
            term,
            [
                _Bar(text, number, [("drift", 0.0, round(_WIDE * number / most, 1))])
                for text, number in counts.most_common()
            ],
        )

"""Findings as JUnit XML: a suite for each file, a test case for each unit."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from glossary.xmltext import ILLEGAL

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cli.render.findings.content import Review
    from glossary.check.model import Finding


def junit(review: Review) -> Iterator[str]:
    """Yield the document; a unit fails that has a finding, whatever its severity.

    Units without findings are test cases too, as far as the review lists them.
    """
    suites: dict[str, dict[str, list[Finding]]] = {}
    for file, unit in review.units:
        suites.setdefault(file, {}).setdefault(unit, [])
    for one in review.findings:
        suites.setdefault(one.file, {}).setdefault(one.unit, []).append(one)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<testsuites name="gloss check" {_counts(suites.values())}>\n'
    for file, cases in suites.items():
        yield f"  <testsuite name={_quoted(file)} {_counts((cases,))}>\n"
        for unit, findings in cases.items():
            yield from _case(file, unit, findings)
        yield "  </testsuite>\n"
    yield "</testsuites>\n"


def _counts(suites: Iterable[dict[str, list[Finding]]]) -> str:
    cases = [findings for suite in suites for findings in suite.values()]
    failures = sum(map(bool, cases))
    return f'tests="{len(cases)}" failures="{failures}" errors="0"'


def _case(file: str, unit: str, findings: Sequence[Finding]) -> Iterator[str]:
    line = next((f' line="{one.line}"' for one in findings if one.line), "")
    named = f"classname={_quoted(file)} name={_quoted(f'unit {unit}')}"
    opening = f"    <testcase {named} file={_quoted(file)}{line}"
    if not findings:
        yield f"{opening}/>\n"
        return
    yield f"{opening}>\n"
    # The schema that CI servers follow has room for one failure in a case.
    rules = ", ".join(dict.fromkeys(one.rule for one in findings))
    first = findings[0].message
    more = f" (and {len(findings) - 1} more)" if len(findings) > 1 else ""
    yield f"      <failure type={_quoted(rules)} message={_quoted(first + more)}>"
    yield escape(ILLEGAL.sub("\ufffd", "\n".join(map(_words, findings))))
    yield "</failure>\n    </testcase>\n"


def _words(finding: Finding) -> str:
    return (
        f"{finding.severity.value} {finding.rule}: {finding.message}\n"
        f"  {finding.source}\n  {finding.target}"
    )


def _quoted(text: str) -> str:
    return quoteattr(ILLEGAL.sub("\ufffd", text), {"\n": "&#10;", "\t": "&#9;"})

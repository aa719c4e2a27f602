"""The whole of a review: inputs through the rules, waivers and a baseline."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cli import session
from cli.checking import waivers as waiving
from cli.render.findings.content import Review
from cli.render.progress import counted
from glossary.errors import ConfigError, Where

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cli.checking.baseline import Baseline
    from cli.checking.inputs import Inputs
    from cli.checking.settings import Plan
    from cli.checking.waivers import Waivers
    from glossary.check.model import Finding, Pair
    from glossary.model import Concept


@dataclass(slots=True)
class Outcome:
    """What a review came to."""

    review: Review = field(default_factory=lambda: Review(findings=()))
    fresh: list[Finding] = field(default_factory=list)
    """Findings that are neither waived nor old."""
    reasons: dict[int, str] = field(default_factory=dict)
    waived: int = 0
    old: int = 0
    gone: int = 0
    """Findings of the baseline that did not come again."""
    mild: int = 0

    def hidden(self, severity: str) -> Iterator[str]:
        """Yield what to say of findings that are not shown."""
        if self.waived:
            yield f"{self.waived} waived"
        if self.old:
            yield f"{self.old} known from the baseline"
        if self.gone:
            yield f"{self.gone} of the baseline gone: write it again"
        if self.mild:
            yield f"{self.mild} milder than {severity} not shown"


class _Order:
    """Where a unit stands in the job; numbered units cost no memory."""

    def __init__(self) -> None:
        self._files: dict[str, int] = {}
        self._named: dict[str, dict[str, int]] = {}
        self._count = 0
        self._file = ""

    def note(self, pair: Pair) -> None:
        """Take the next unit."""
        if pair.file != self._file:
            self.note_file(pair.file)
        self._count += 1
        if not pair.unit.isdecimal():
            named = self._named.setdefault(pair.file, {})
            named.setdefault(pair.unit, self._count)

    def note_file(self, name: str) -> None:
        """Take the next file."""
        self._files.setdefault(name, len(self._files))
        self._file, self._count = name, 0

    def place(self, finding: Finding) -> tuple[int, int, str, int, str]:
        """Return what findings are sorted by: file, unit, side, place and rule."""
        unit = self._named.get(finding.file, {}).get(finding.unit)
        if unit is None:
            unit = int(finding.unit) if finding.unit.isdecimal() else 0
        return (
            self._files.get(finding.file, len(self._files)),
            unit,
            finding.side,
            finding.start,
            finding.rule,
        )


@dataclass(slots=True, kw_only=True)
class Job:
    """What a review needs to know; it is used once."""

    plan: Plan
    inputs: Inputs
    concepts: Sequence[Concept]
    waivers: Waivers
    texts: tuple[str, str] | None = None
    """A text and its translation, or two directories of them."""
    baseline: Baseline | None = None
    show_waived: bool = False
    lists_units: bool = False
    """Whether all units are named in the result, as JUnit wants."""
    version: str = ""
    _order: _Order = field(default_factory=_Order)
    _units: list[tuple[str, str]] = field(default_factory=list)

    def run(self) -> Outcome:
        """Check everything and sort out what is waived, old or too mild."""
        found = sorted(self._findings(), key=self._order.place)
        outcome = Outcome()
        shown: list[Finding] = []
        for finding in found:
            waiver = self.waivers.of(finding)
            if not self.plan.shows(finding):
                outcome.mild += 1
            elif waiver is not None:
                outcome.waived += 1
                if self.show_waived:
                    outcome.reasons[len(shown)] = waiver.reason
                    shown.append(finding)
            elif self.baseline is not None and self.baseline.hides(finding):
                outcome.old += 1
            else:
                outcome.fresh.append(finding)
                shown.append(finding)
        outcome.gone = self.baseline.gone if self.baseline else 0
        outcome.review = Review(
            findings=shown,
            source=self.plan.settings.source,
            target=self.plan.settings.target,
            rules=self.plan.rules,
            checked=self.inputs.checked,
            waived=outcome.reasons,
            units=self._units,
            version=self.version,
        )
        for complaint in self.waivers.complaints(frozenset(self.plan.rules)):
            session.say(complaint)
        return outcome

    def _findings(self) -> Iterator[Finding]:
        from glossary.check import check, check_texts
        from glossary.names.model import names

        settings = self.plan.settings
        articles: list[str] = []
        pairs = counted(self._pairs(articles), "units")
        yield from check(
            pairs, concepts=self.concepts, names=names(), settings=settings
        )
        if articles:
            texts = ((name, self.inputs.text(name)) for name in articles)
            known = ((name, text) for name, text in texts if text is not None)
            yield from check_texts(
                counted(known, "texts"), concepts=self.concepts, settings=settings
            )

    def _pairs(self, articles: list[str]) -> Iterator[Pair]:
        """Yield every unit, and note which files hold none but are texts."""
        if self.texts is not None:
            from cli.checking.aligned import aligned_pairs

            pairs = aligned_pairs(*self.texts, self.inputs, self.concepts)
            yield from self._noted(pairs)
            return
        for name in self.inputs.files():
            if self.inputs.is_text(name):
                self._order.note_file(name)
                articles.append(name)
                continue
            yield from self._noted(self._unwaived(name))

    def _unwaived(self, name: str) -> Iterator[Pair]:
        """Yield the units of a file and take up the waivers that stand in them."""
        for entry in self.inputs.entries(name):
            for remark in entry.remarks:
                self._waive(remark, entry.pair)
            yield entry.pair

    def _waive(self, remark: str, pair: Pair) -> None:
        from glossary.check import RULES

        where = Where(pair.file, pair.line, f"unit {pair.unit}")
        try:
            waiver = waiving.inline(remark, where, frozenset(RULES))
        except ConfigError as error:
            self.inputs.complain(error)
            return
        if waiver is not None:
            self.waivers.add(waiver, pair.file, pair.unit)

    def _noted(self, pairs: Iterable[Pair]) -> Iterator[Pair]:
        for pair in pairs:
            self._order.note(pair)
            if self.lists_units:
                self._units.append((pair.file, pair.unit))
            yield pair

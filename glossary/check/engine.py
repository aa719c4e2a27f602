"""The review: units and texts in, findings out, in a stable order."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from glossary.check.accept import accepted, forgiven
from glossary.check.batch import Batch
from glossary.check.context import Context
from glossary.check.model import Finding
from glossary.check.near import Likeness
from glossary.check.rules import RULES
from glossary.check.settings import Settings
from glossary.check.unit import Case, folded
from glossary.check.wanted import Glossary
from glossary.collecting import uncollected

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from glossary.check.hit import Hit
    from glossary.check.model import Pair
    from glossary.check.rules import Rule
    from glossary.check.unit import Unit
    from glossary.matcher import Found, Matcher
    from glossary.model import Concept
    from glossary.names.model import NameModel

_BATCH = 1 << 11
"""Units that are looked at together."""


def check(
    pairs: Iterable[Pair],
    *,
    concepts: Sequence[Concept] = (),
    names: NameModel | None = None,
    settings: Settings | None = None,
) -> Iterator[Finding]:
    """Yield the findings of each unit in order, then those that compare units.

    Units stream by; what is kept is a digest of each text and the places of names.
    Without ``names`` nothing that needs the name model is found.
    """
    chosen = settings or Settings()
    context = Context(
        chosen, Glossary(concepts, chosen.target), Likeness(names) if names else None
    )
    try:
        yield from _found(pairs, context)
    finally:
        context.archive.close()


def _found(pairs: Iterable[Pair], context: Context) -> Iterator[Finding]:
    chosen = context.settings
    rules = [rule for rule in RULES.values() if chosen.runs(rule.id)]
    order = {rule.id: place for place, rule in enumerate(rules)}
    jobs = [(rule, rule.job(context)) for rule in rules if rule.job]
    look = _Look(rules, context)
    batches = _batches(pairs, context)
    while True:
        with uncollected():  # reading makes no cycles either
            batch = next(batches, None)
            if batch is None:
                break
            found = list(look.at(batch))
            for _, job in jobs:
                job.see(batch)
            if jobs:
                context.archive.add(batch.pairs)
        for pair, hits in found:
            if len(hits) > 1:
                hits.sort(key=lambda row: (order[row[0].id], row[1].start))
            for rule, hit in hits:
                yield finding(rule, hit, pair, chosen)
    late = [
        (number, order[rule.id], place, rule, pair, hit)
        for rule, job in jobs
        for place, (number, pair, hit) in enumerate(job.end())
    ]
    for *_, rule, pair, hit in sorted(late, key=lambda row: row[:3]):
        yield finding(rule, hit, pair, chosen)


_SATISFIED = ("term-forbidden",)
_DOUBTFUL = ("term-forbidden", "name-spelling")


class _Look:
    """The rules that look at one unit after the other."""

    def __init__(self, rules: Sequence[Rule], context: Context) -> None:
        self._context = context
        self._by_term = [rule for rule in rules if rule.term]
        # What is there may still be forbidden, or misspelt elsewhere.
        self._doubtful = [rule for rule in self._by_term if rule.id in _DOUBTFUL]
        self._satisfied = [rule for rule in self._by_term if rule.id in _SATISFIED]
        self._by_unit = [
            (rule, rule.unit, rule.screen(context) if rule.screen else None)
            for rule in rules
            if rule.unit and _asked(rule, context.settings)
        ]

    def at(self, batch: Batch) -> Iterator[tuple[Pair, list[tuple[Rule, Hit]]]]:
        """Yield the units of which anything is found."""
        context = self._context
        asked: list[list[tuple[Rule, Callable[[Unit, Context], Iterator[Hit]]]]]
        asked = [[] for _ in batch.units]
        for rule, check_, screen in self._by_unit:
            wanted = screen(batch) if screen else np.ones(len(asked), np.bool_)
            for number in np.flatnonzero(wanted).tolist():
                asked[number].append((rule, check_))
        for unit, rules in zip(batch.units, asked, strict=True):
            context.enter(unit)
            hits: list[tuple[Rule, Hit]] = []
            unit.cases += tuple(context.surnames.cases(unit))
            if unit.cases:
                _judge(unit, context)
                hits += self._of_terms(unit)
            for rule, check_ in rules:
                hits += [(rule, hit) for hit in check_(unit, context)]
            context.leave(unit)
            if hits:
                yield unit.pair, hits

    def _of_terms(self, unit: Unit) -> Iterator[tuple[Rule, Hit]]:
        """Yield for each term what the first rule finds that finds anything."""
        if not unit.pair.target.strip():
            return
        for case in unit.cases:
            rules = self._by_term
            if case in unit.satisfied:
                doubtful = case in unit.lenient or case in unit.repeated
                rules = self._doubtful if doubtful else self._satisfied
            for rule in rules:
                hit = rule.term(case, unit, self._context) if rule.term else None
                if hit is not None:
                    yield rule, hit
                    break


def _asked(rule: Rule, settings: Settings) -> bool:
    """Tell whether a rule that only options make say something has any."""
    return rule.family != "style" or bool(settings.of(rule.id))


def finding(rule: Rule, hit: Hit, pair: Pair, settings: Settings) -> Finding:
    """Return a hit with its place; a severity from the settings wins."""
    severity = settings.severity.get(rule.id) or hit.severity or rule.severity
    return Finding(
        rule=rule.id,
        severity=severity,
        file=pair.file,
        unit=pair.unit,
        source=pair.source,
        target=pair.target,
        term=hit.term,
        expected=hit.expected,
        found=hit.found,
        message=hit.message,
        side=hit.side,
        start=hit.start,
        end=hit.end,
        line=pair.line,
    )


def _batches(pairs: Iterable[Pair], context: Context) -> Iterator[Batch]:
    """Yield the units with the terms that their sources have."""
    matcher = _matcher(context)
    first = 0
    rest = iter(pairs)
    while some := list(islice(rest, _BATCH)):
        cases: list[tuple[Case, ...]] = [()] * len(some)
        if matcher:
            many = matcher.find_many([pair.source for pair in some])
            cases = [_cases(found, context) if found else () for found in many]
        yield Batch(some, cases, first, context.sides)
        first += len(some)


def _matcher(context: Context) -> Matcher | None:
    """Return what finds the glossary's terms, if there are any."""
    if not context.glossary.concepts:
        return None
    from glossary.matcher import Matcher  # noqa: PLC0415 - reads the lexicon

    return Matcher.build(context.glossary.concepts, context.settings.source)


def _cases(found: Sequence[Found], context: Context) -> tuple[Case, ...]:
    """Return the terms, each with its mentions counted and not repeated."""
    cases: dict[tuple[int, ...], list[Found]] = {}
    for one in found:
        concepts = tuple([entry.concept for entry in one.entries])
        if len(concepts) > 1:
            concepts = tuple(dict.fromkeys(concepts))
        cases.setdefault(concepts, []).append(one)
    made = []
    for concepts, several in cases.items():
        best = several[0]
        if best.weak:
            best = next((one for one in several if not one.weak), best)
        wanted = tuple(map(context.glossary.wanted, concepts))
        weak = (best.weak and not _made_definite(best)) or _feminine(best)
        made.append(Case(best, wanted, len(several), weak))
    return tuple(made)


def _made_definite(found: Found) -> bool:
    """Tell whether a term's last words have an article that it lacks: نقطة التفتيش."""
    words = found.text.split()
    return any(
        len(words) == len(own) > 1
        and not words[0].startswith("ال")
        and [folded(word) for word in words] == [folded(word) for word in own]
        for entry in found.entries
        for own in (entry.term.text.split(),)
    )


def _feminine(found: Found) -> bool:
    """Tell whether a term would have a possessive that is written ة: سفيرة, كتابة."""
    return found.text.endswith("ة") and not any(
        entry.term.text.endswith(("ة", "ه", "ا")) for entry in found.entries
    )


def _judge(unit: Unit, context: Context) -> None:
    """Find out which terms the target satisfies, and with which words."""
    unit.cases = tuple(
        [
            case
            for case in unit.cases
            if all(context.meant(one, unit) for one in case.wanted)
        ]
    )
    for case in unit.cases:
        spans = accepted(case, unit, context)
        if not spans and (spans := forgiven(case, unit, context)):
            unit.lenient.append(case)
        if spans:
            unit.satisfied.append(case)
            if case.mentions > len({last for _, last in spans}):
                unit.repeated.append(case)
            for first, last in spans:
                unit.covered.update(range(first, last + 1))

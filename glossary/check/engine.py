"""The review: units and texts in, findings out, in a stable order."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from glossary.check.accept import accepted, forgiven
from glossary.check.context import Context
from glossary.check.model import Finding
from glossary.check.near import Likeness
from glossary.check.rules import RULES
from glossary.check.settings import Settings
from glossary.check.unit import Case, Unit
from glossary.check.wanted import Glossary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from glossary.check.hit import Hit
    from glossary.check.model import Pair
    from glossary.check.rules import Rule
    from glossary.matcher import Found, Matcher
    from glossary.model import Concept
    from glossary.names.model import NameModel

_BLOCK = 512
"""Units whose terms are looked for together."""


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
    rules = [rule for rule in RULES.values() if chosen.runs(rule.id)]
    jobs = [(rule, rule.job(context)) for rule in rules if rule.job]
    by_term = [rule for rule in rules if rule.term]
    by_unit = [rule for rule in rules if rule.unit and _asked(rule, chosen)]
    order = {rule.id: place for place, rule in enumerate(rules)}
    for unit in _units(pairs, context):
        if jobs:
            context.archive.add(unit.pair)
        context.enter(unit)
        _judge(unit, context)
        hits = _hits(unit, by_term, by_unit, context)
        if len(hits) > 1:
            hits.sort(key=lambda row: (order[row[0].id], row[1].start))
        for rule, hit in hits:
            yield finding(rule, hit, unit.pair, chosen)
        for _, job in jobs:
            job.see(unit)
        context.leave(unit)
    late = [
        (number, order[rule.id], place, rule, pair, hit)
        for rule, job in jobs
        for place, (number, pair, hit) in enumerate(job.end())
    ]
    for *_, rule, pair, hit in sorted(late, key=lambda row: row[:3]):
        yield finding(rule, hit, pair, chosen)


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


def _units(pairs: Iterable[Pair], context: Context) -> Iterator[Unit]:
    """Yield the units with the terms that their sources have."""
    matcher = _matcher(context)
    number = 0
    rest = iter(pairs)
    while block := list(islice(rest, _BLOCK)):
        many: Iterable[list[Found]] = (
            matcher.find_many([pair.source for pair in block])
            if matcher
            else ([] for _ in block)
        )
        for pair, found in zip(block, many, strict=True):
            yield Unit(pair, number, _cases(found, context))
            number += 1


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
        concepts = tuple(dict.fromkeys(entry.concept for entry in one.entries))
        cases.setdefault(concepts, []).append(one)
    return tuple(
        Case(
            next((one for one in several if not one.weak), several[0]),
            tuple(map(context.glossary.wanted, concepts)),
            len(several),
            all(one.weak for one in several),
        )
        for concepts, several in cases.items()
    )


def _judge(unit: Unit, context: Context) -> None:
    """Find out which terms the target satisfies, and with which words."""
    if not unit.cases:
        return
    unit.cases = tuple(
        case
        for case in unit.cases
        if all(context.meant(one, unit) for one in case.wanted)
    )
    for case in unit.cases:
        spans = accepted(case, unit)
        if not spans and (spans := forgiven(case, unit)):
            unit.lenient.append(case)
        if spans:
            unit.satisfied.append(case)
            for first, last in spans:
                unit.covered.update(range(first, last + 1))


def _hits(
    unit: Unit, by_term: Sequence[Rule], by_unit: Sequence[Rule], context: Context
) -> list[tuple[Rule, Hit]]:
    """Return what the rules find in a unit."""
    found: list[tuple[Rule, Hit]] = []
    if unit.cases and unit.pair.target.strip():
        for case in unit.cases:
            satisfied = case in unit.satisfied
            lenient = satisfied and case in unit.lenient
            for rule in by_term:
                if satisfied and not (
                    rule.id == "term-forbidden"
                    or (lenient and rule.id == "name-spelling")
                ):
                    continue
                hit = rule.term(case, unit, context) if rule.term else None
                if hit is not None:
                    found.append((rule, hit))
                    break
    for rule in by_unit:
        if rule.unit:
            found.extend([(rule, hit) for hit in rule.unit(unit, context)])
    return found

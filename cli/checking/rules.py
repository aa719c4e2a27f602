"""The rules of a review, listed and explained."""

from __future__ import annotations

import inspect
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

from glossary.check import RULES
from glossary.errors import FileError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.check import Rule

KEYS = ("rule", "severity", "summary", "default", "family")


def records() -> Iterator[dict[str, Any]]:
    """Yield a record for each rule, in the order in which a unit's findings come."""
    for rule in RULES.values():
        yield {
            "rule": rule.id,
            "severity": rule.severity.value,
            "summary": rule.summary,
            "default": rule.default,
            "family": rule.family,
        }


def explanation(name: str) -> Iterator[str]:
    """Yield the lines that explain a rule; raise ``FileError`` where there is none."""
    rule = RULES.get(name)
    if rule is None:
        raise FileError(f"--explain {name}: no such rule; they are {', '.join(RULES)}")
    runs = "runs by default" if rule.default else "runs only if --rules names it"
    yield f"{rule.id} ({rule.severity.value}, {rule.family}; {runs})\n\n"
    yield f"{rule.summary}\n"
    if more := _documented(rule):
        yield f"\n{more}\n"
    options = ", ".join(sorted(rule.options))
    yield f"\nIn gloss.toml:\n\n[check.{rule.id}]\nseverity = "
    yield f'"{rule.severity.value}"\n'
    if options:
        yield f"# and {options}\n"
    yield f"\nTo let one finding stand: a note 'gloss:waive {rule.id} REASON'.\n"


def _documented(rule: Rule) -> str:
    """Return what the rule's own module says of it."""
    look = rule.term or rule.unit or rule.job
    name = f"glossary.check.rules.{rule.id.replace('-', '_')}"
    module = sys.modules[look.__module__] if look else import_module(name)
    return inspect.cleandoc(module.__doc__ or "")

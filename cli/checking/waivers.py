"""Findings that a person has looked at and lets stand, with a reason."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any

from cli.config import toml
from glossary.errors import ConfigError, Where

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from glossary.check.model import Finding

FILE = "gloss.waivers.toml"
"""Its name in a workspace."""
_KEYS = ("rule", "term", "text", "unit", "file", "reason", "expires")
_SCOPES = ("rule", "term", "text", "unit", "file")
_INLINE = re.compile(
    r"gloss:\s*waive(?:\s+(?P<rule>[a-z][a-z-]*|\*)(?:[ \t:,]+(?P<reason>[^\n]*))?)?"
)


@dataclass(slots=True, kw_only=True)
class Waiver:
    """What is let stand: a finding that everything said here fits."""

    reason: str
    where: Where
    rule: str | None = None
    """``None`` for any."""
    term: str | None = None
    """This and the next but ``text`` are shell patterns: ``*`` is anything."""
    text: str | None = None
    """Stands in the source, the target, or what was found."""
    unit: str | None = None
    file: str | None = None
    expires: date | None = None
    """The first day on which the finding is reported again."""
    used: int = field(default=0, compare=False)

    def fits(self, finding: Finding) -> bool:
        """Tell whether the finding is one of those meant."""
        patterns = (
            (self.rule, finding.rule),
            (self.term, finding.term or ""),
            (self.unit, finding.unit),
            (self.file, finding.file),
        )
        texts = (finding.source, finding.target, finding.found or "")
        return all(
            pattern is None or fnmatchcase(value, pattern)
            for pattern, value in patterns
        ) and (self.text is None or any(self.text in text for text in texts))


class Waivers:
    """All of a run: those of files, and those that stand in the units themselves."""

    def __init__(self, waivers: Iterable[Waiver], today: date) -> None:
        self._waivers = list(waivers)
        self._inline: dict[tuple[str, str], list[Waiver]] = {}
        self._today = today
        self.count = 0
        """Findings that were waived."""

    def add(self, waiver: Waiver, file: str, unit: str) -> None:
        """Add one that stands in a unit and speaks of that alone."""
        self._inline.setdefault((file, unit), []).append(waiver)

    def of(self, finding: Finding) -> Waiver | None:
        """Return the waiver that a finding falls under, if it still holds."""
        own = self._inline.get((finding.file, finding.unit), [])
        found = None
        for waiver in (*own, *self._waivers):
            if waiver.fits(finding):
                waiver.used += 1
                if not self._is_over(waiver):
                    found = found or waiver
        self.count += found is not None
        return found

    def complaints(self, rules: frozenset[str]) -> Iterator[str]:
        """Yield what to say of waivers that are over or that waive nothing.

        Those of rules that did not run are passed over.
        """
        inline = (one for waivers in self._inline.values() for one in waivers)
        for waiver in (*self._waivers, *inline):
            if waiver.used and self._is_over(waiver):
                yield (
                    f"{waiver.where}: the waiver expired on {waiver.expires}: its "
                    f"findings are reported again ({waiver.reason})"
                )
            elif not waiver.used and self._has_run(waiver, rules):
                yield (
                    f"{waiver.where}: the waiver waives nothing any more; remove it "
                    f"({waiver.reason})"
                )

    def _is_over(self, waiver: Waiver) -> bool:
        return waiver.expires is not None and waiver.expires <= self._today

    @staticmethod
    def _has_run(waiver: Waiver, rules: frozenset[str]) -> bool:
        return waiver.rule is None or any(
            fnmatchcase(rule, waiver.rule) for rule in rules
        )


def read(text: str, name: str, rules: frozenset[str]) -> list[Waiver]:
    """Return the waivers of a file in TOML, a ``[[waive]]`` each.

    Raises ``ConfigError`` with the line for a waiver without a reason, without
    anything that says what is meant, or with a key or a rule that does not exist.
    """
    tables = toml(text, name)
    found = tables.pop("waive", [])
    if tables or not isinstance(found, list):
        problem = "a file of waivers holds [[waive]] tables and nothing else"
        raise ConfigError(problem, where=Where(name))
    lines = [
        number
        for number, line in enumerate(text.splitlines(), start=1)
        if re.match(r"\s*\[\[\s*waive\s*\]\]", line)
    ]
    return [
        _waiver(one, Where(name, line), rules)
        for one, line in zip(found, [*lines, *[None] * len(found)], strict=False)
    ]


def _waiver(table: Any, where: Where, rules: frozenset[str]) -> Waiver:  # noqa: ANN401 - of TOML
    def refuse(problem: str) -> ConfigError:
        return ConfigError(problem, where=where)

    if not isinstance(table, dict):
        raise refuse("a waiver is a [[waive]] table")
    if unknown := [key for key in table if key not in _KEYS]:
        raise refuse(f"a waiver has no {unknown[0]!r}; it has {', '.join(_KEYS)}")
    expires = table.get("expires")
    if expires is not None and type(expires) is not date:
        raise refuse(f"expires = {expires!r} is not a date like 2027-01-31")
    texts = {key: table[key] for key in (*_SCOPES, "reason") if key in table}
    for key, value in texts.items():
        if not isinstance(value, str) or not value.strip():
            raise refuse(f"{key} = {value!r} is not a text")
    if "reason" not in texts:
        raise refuse("a waiver needs a reason")
    if set(texts) == {"reason"}:
        raise refuse(f"a waiver says what it means: {', '.join(_SCOPES)}")
    _known(texts.get("rule"), where, rules)
    return Waiver(where=where, expires=expires, **texts)


def _known(rule: str | None, where: Where, rules: frozenset[str]) -> None:
    if rule is not None and not any(fnmatchcase(one, rule) for one in rules):
        raise ConfigError(
            f"no rule is called {rule!r}; 'gloss check --list-rules' names them",
            where=where,
        )


def inline(remark: str, where: Where, rules: frozenset[str]) -> Waiver | None:
    """Return the waiver that a note says: ``gloss:waive RULE reason``.

    ``None`` for other notes. Raises ``ConfigError`` for one that says it badly.
    """
    found = _INLINE.search(remark)
    if found is None:
        return None
    rule, reason = found["rule"], (found["reason"] or "").strip()
    if not rule or not reason:
        raise ConfigError(
            f"{found[0].strip()!r} waives nothing: write 'gloss:waive RULE reason'",
            where=where,
        )
    _known(rule, where, rules)
    return Waiver(rule=rule, reason=reason, where=where)

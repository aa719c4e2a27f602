"""What a review is asked to do: by ``gloss.toml``, and by options that go before it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from glossary.check import RULES, Settings
from glossary.errors import ConfigError, FileError
from glossary.model import Severity

if TYPE_CHECKING:
    from pathlib import Path

    from cli.config import Config, Table
    from glossary.check.model import Finding

_LISTS = ("rules", "skip", "glossary")
_SEVERITIES = ("severity", "fail_on")
_FILES = ("baseline", "waivers")
_ORDER = list(Severity)
"""The worst first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Options as given; empty where the settings decide."""

    rules: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    glossary: tuple[str, ...] = ()
    severity: Severity | None = None
    fail_on: Severity | None = None
    baseline: str | None = None
    waivers: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is done: the rules' settings, and which findings count."""

    settings: Settings
    least: Severity
    """Milder findings are not shown."""
    fail_on: Severity
    """Milder findings leave the status 0."""
    glossary: tuple[str, ...]
    baseline: str | None
    waivers: str | None

    def shows(self, finding: Finding) -> bool:
        """Tell whether a finding is severe enough to be shown."""
        return _ORDER.index(finding.severity) <= _ORDER.index(self.least)

    def fails(self, finding: Finding) -> bool:
        """Tell whether a finding is severe enough for a status of 1."""
        return _ORDER.index(finding.severity) <= _ORDER.index(self.fail_on)

    @property
    def rules(self) -> dict[str, str]:
        """What each rule that runs finds, in the order of the list of rules."""
        return {
            name: rule.summary
            for name, rule in RULES.items()
            if self.settings.runs(name)
        }


def words(text: str | None) -> tuple[str, ...]:
    """Return the words of an option that takes several, with commas between."""
    return tuple(filter(None, (one.strip() for one in (text or "").split(","))))


def plan(asked: Asked, config: Config, root: Path | None) -> Plan:
    """Return what the options and, where they are silent, ``[check]`` ask for.

    Files that ``[check]`` names are sought from the workspace's ``root``. Raises
    ``FileError`` for an option and ``ConfigError`` for a setting that names a rule, a
    severity or an option that does not exist.
    """
    for option, names in (("--rules", asked.rules), ("--skip", asked.skip)):
        if unknown := [name for name in names if name not in RULES]:
            raise FileError(
                f"{option} {unknown[0]}: no such rule; 'gloss check --list-rules' "
                "names them"
            )
    table = config.check
    own, by_rule = _parted(table) if table else ({}, {})
    if root is not None:
        own |= {key: str(root / own[key]) for key in _FILES if key in own}
        own["glossary"] = tuple(str(root / name) for name in own.get("glossary", ()))
    rules = asked.rules or own.get("rules")
    levels = {
        rule: Severity(given.pop("severity"))
        for rule, given in by_rule.items()
        if "severity" in given
    }
    try:
        settings = Settings(
            rules=frozenset(rules) if rules else None,
            skip=frozenset((*own.get("skip", ()), *asked.skip)),
            severity=levels,
            options={rule: given for rule, given in by_rule.items() if given},
            source=config.source,
            target=config.target,
        )
    except ValueError as error:
        assert table is not None
        rule = next((f".{one}" for one in by_rule if one in str(error)), "")
        raise ConfigError(str(error), where=table.where(f"check{rule}")) from None
    return Plan(
        settings=settings,
        least=asked.severity or Severity(own.get("severity", Severity.INFO)),
        fail_on=asked.fail_on or Severity(own.get("fail_on", Severity.INFO)),
        glossary=asked.glossary or tuple(own.get("glossary", ())),
        baseline=asked.baseline or own.get("baseline"),
        waivers=asked.waivers or own.get("waivers"),
    )


def _parted(table: Table) -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """Return the settings of ``[check]`` and the tables of its rules, checked."""
    own: dict[str, Any] = {}
    by_rule: dict[str, dict[str, Any]] = {}
    for key, value in table.values.items():
        if isinstance(value, dict):
            if key not in RULES:
                raise ConfigError(
                    f"[check.{key}]: no rule is called {key!r}; "
                    "'gloss check --list-rules' names them",
                    where=table.where(f"check.{key}"),
                )
            by_rule[key] = dict(value)
            _severity(value.get("severity", "info"), table, key)
            continue
        own[key] = _own(key, value, table)
    return own, by_rule


def _own(key: str, value: object, table: Table) -> object:
    """Return a setting of ``[check]`` itself."""
    where = table.where(key)
    if key in _LISTS:
        if not isinstance(value, list) or not all(
            isinstance(one, str) for one in value
        ):
            raise ConfigError(f"{key} = {value!r} is not a list of texts", where=where)
        if key != "glossary" and (
            unknown := [one for one in value if one not in RULES]
        ):
            raise ConfigError(f"{key}: no rule is called {unknown[0]!r}", where=where)
        return tuple(value)
    if key in _SEVERITIES:
        return _severity(value, table, key)
    if key in _FILES and isinstance(value, str) and value:
        return value
    if key in _FILES:
        raise ConfigError(f"{key} = {value!r} is not a file's name", where=where)
    known = ", ".join((*_LISTS, *_SEVERITIES, *_FILES))
    raise ConfigError(f"[check] has no setting {key!r}; it knows {known}", where=where)


def _severity(value: object, table: Table, key: str) -> object:
    if value not in set(Severity):
        raise ConfigError(
            f"severity {value!r} is none of {', '.join(Severity)}",
            where=table.where(f"check.{key}" if key in RULES else key),
        )
    return value

"""Which rules run, how severe their findings are, and what each may be told."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from glossary.model import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a job asks of its review; unknown rules and options are ``ValueError``."""

    rules: frozenset[str] | None = None
    """The rules to run; ``None`` for those that are on by default."""
    skip: frozenset[str] = frozenset()
    """Rules not to run after all."""
    severity: Mapping[str, Severity] = field(default_factory=dict)
    """By rule, instead of its own."""
    options: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    """By rule; each rule's page says which it has."""
    source: str = "ar"
    target: str = "en"

    def __post_init__(self) -> None:
        from glossary.check.rules import RULES  # noqa: PLC0415 - the rules read settings

        named = {*(self.rules or ()), *self.skip, *self.severity, *self.options}
        if unknown := sorted(named - set(RULES)):
            raise ValueError(f"no such rule: {', '.join(unknown)}")
        for rule, given in self.options.items():
            if other := sorted(set(given) - RULES[rule].options):
                raise ValueError(f"{rule} has no option {', '.join(other)}")

    def runs(self, rule: str) -> bool:
        """Tell whether a rule is to run."""
        from glossary.check.rules import RULES  # noqa: PLC0415 - the rules read settings

        asked = RULES[rule].default if self.rules is None else rule in self.rules
        return asked and rule not in self.skip

    def of(self, rule: str) -> Mapping[str, object]:
        """Return the options of a rule."""
        return self.options.get(rule, MappingProxyType({}))

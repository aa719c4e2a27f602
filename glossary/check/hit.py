"""What a rule says of a unit, before the engine says where the unit is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from glossary.model import Severity


class Hit(NamedTuple):
    """A finding without its file: ``start`` and ``end`` as in ``Finding``."""

    message: str
    start: int
    end: int
    side: str = "target"
    term: str | None = None
    expected: str | None = None
    found: str | None = None
    severity: Severity | None = None
    """Another one than the rule's own."""

"""What is written into a file of the translator's: a target and how far it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tmx.model import Segment


class State(StrEnum):
    """How far a translation is; the words are those of XLIFF 1.2."""

    NEEDS_REVIEW = "needs-review-translation"
    TRANSLATED = "translated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """What to write as a unit's target; its codes are those of the unit read."""

    segment: Segment
    state: State = State.TRANSLATED
    of: str | None = None
    """The source text that it translates, where that is not the unit's own."""

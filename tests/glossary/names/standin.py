"""A small stand-in for the character model, whose spellings are plain."""

from __future__ import annotations

import re
from typing import NamedTuple

from glossary.names.parts import fold
from glossary.names.schemes import SCHEMES, romanise


class Spelling(NamedTuple):
    text: str
    score: float


class StandIn:
    """Spells as ALA-LC does, without signs, with an x more for each next best."""

    def spell(self, arabic: str, *, best: int = 1) -> list[Spelling]:
        text = _letters(arabic)
        return [
            Spelling(text + "x" * more, 0.5**more)
            for more in range(best if text else 0)
        ]


def _letters(arabic: str) -> str:
    return re.sub("[^a-z]", "", fold(romanise(arabic, SCHEMES["ala-lc"])))

"""A small stand-in for the character model, whose spellings are plain."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from glossary.names.parts import fold
from glossary.names.schemes import SCHEMES, romanise


class Spelling(NamedTuple):
    text: str
    score: float


class StandIn:
    """Spells as ALA-LC does, without signs, with an x more for each next best."""

    def spell_many(
        self,
        arabic: Sequence[str],
        *,
        best: int = 1,
        width: int = 1,  # noqa: ARG002 - the model's signature
    ) -> list[list[Spelling]]:
        texts = map(_letters, arabic)
        return [
            [Spelling(text + "x" * n, 0.5**n) for n in range(best if text else 0)]
            for text in texts
        ]


def _letters(arabic: str) -> str:
    return re.sub("[^a-z]", "", fold(romanise(arabic, SCHEMES["ala-lc"])))

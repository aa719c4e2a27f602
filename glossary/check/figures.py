"""Which units plainly have the same figures on both sides, and no other numbers."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from glossary.arabic.numbers import numeric as arabic
from glossary.check.chunks import Column
from glossary.check.magnitudes import rough
from glossary.check.numbers_en import numeric as english

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray

    from glossary.check.batch import Batch
    from glossary.check.context import Context

_FIGURE = re.compile(r"[(\[\"“«]*([0-9]{1,15})[.,;:!?)\]\"”»،؛؟]*")
"""A figure that is a number wherever it stands, with the signs around it."""
_UNITS = ("k", "mn", "bn", "tn")
_UNIT = re.compile(rf"(?:{'|'.join(_UNITS)})\b|[^%٪]*[%٪]")
"""What changes a figure before it, though it is no number."""
_NONE, _OTHER = 0, 1


def screen(context: Context) -> Callable[[Batch], NDArray[np.bool_]]:
    """Return what tells all other units."""
    sides = context.sides
    left = Column(sides.source, partial(_figures, numeric=_arabic))
    right = Column(sides.target, partial(_figures, numeric=english))

    def wanted(batch: Batch) -> NDArray[np.bool_]:
        here, there = left.of(batch.source), right.of(batch.target)
        other = batch.source.any(here == _OTHER) | batch.target.any(there == _OTHER)
        found: NDArray[np.bool_] = other | (
            batch.source.sums(here) != batch.target.sums(there)
        )
        return found

    return wanted


def _arabic(chunk: str) -> bool:
    """Tell whether a chunk of the source holds anything of a number, also roughly."""
    return arabic(chunk) or rough(chunk) > 0


def _figures(chunks: list[str], numeric: Callable[[str], bool]) -> list[int]:
    """Return a digest of each figure; what else may be of a number is ``_OTHER``."""
    found = []
    for chunk in chunks:
        if not numeric(chunk):
            is_unit = not chunk.isalpha() or chunk in _UNITS
            found.append(_OTHER if is_unit and _UNIT.match(chunk) else _NONE)
        elif match := _FIGURE.fullmatch(chunk):
            found.append(hash(f"figure {int(match[1])}"))
        else:
            found.append(_OTHER)
    return found

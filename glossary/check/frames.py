"""Frames of names as numbers, so that many are compared at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_MOST = 17
"""Consonants that are compared: their digits are exact in a double."""
_BITS = 3
_DIGITS = str.maketrans("BSMNLR0123456789", "1234567777777777")
_OCTAL = frozenset("1234567")
"""7 is whatever else a word has."""
_SHORT = 2


def encoded(frame: str) -> tuple[int, int]:
    """Return a frame as an octal number from its beginning, and from its end."""
    if not frame:
        return 0, 0
    digits = frame[:_MOST].translate(_DIGITS)
    if not _OCTAL.issuperset(digits):
        digits = "".join([one if one in _OCTAL else "7" for one in digits])
    return int(digits[::-1], 8), int(digits, 8)


def framed(one: NDArray[np.int64], other: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Tell of rows of encoded frames which may be of one name.

    Those are equal, or one consonant differs, is more or is less; of frames of up to
    two consonants only equal ones are.
    """
    same = one[:, 0] == other[:, 0]
    sizes = _digits(one[:, 0]), _digits(other[:, 0])
    longest = np.maximum(*sizes)
    # What agrees from the beginning and from the end leaves room for one difference.
    agree = sum(_agreeing(one[:, side], other[:, side]) for side in (0, 1))
    near = (agree >= longest - 1) & (np.abs(sizes[0] - sizes[1]) <= 1)
    found: NDArray[np.bool_] = same | (near & (longest > _SHORT))
    return found


def _digits(numbers: NDArray[np.int64]) -> NDArray[np.int32]:
    """Return how many octal digits numbers have."""
    found: NDArray[np.int32] = (np.frexp(numbers.astype(np.float64))[1] + 2) // _BITS
    return found


def _agreeing(one: NDArray[np.int64], other: NDArray[np.int64]) -> NDArray[np.int32]:
    """Return how many of the lowest octal digits of different numbers agree."""
    differ = one ^ other
    lowest = (differ & -differ).astype(np.float64)
    found: NDArray[np.int32] = (np.frexp(lowest)[1] - 1) // _BITS
    return found

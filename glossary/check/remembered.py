"""What is made of a string again and again, made once while there is room."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

V = TypeVar("V")


class Remembered(dict[str, V]):
    """A dictionary that makes what it lacks, and is emptied when it is full.

    Emptied rather than trimmed: a look-up then costs no more than that of a dictionary,
    and the words of a text are soon there again.
    """

    def __init__(self, make: Callable[[str], V], most: int = 1 << 14) -> None:
        super().__init__()
        self._make, self._most = make, most

    def __missing__(self, text: str) -> V:
        """Make what belongs to a string."""
        value = self._make(text)
        if len(self) >= self._most:
            self.clear()
        self[text] = value
        return value

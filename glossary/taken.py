"""Ids that are in use, and free ones near those that are wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class Taken:
    """The ``ids`` in use so far.

    A million equal ids cost no more than a million different ones.
    """

    def __init__(self) -> None:
        self.ids: set[str] = set()
        self._last: dict[str, int] = {}

    def add(self, id_: str) -> bool:
        """Take an id; tell whether it was free."""
        is_free = id_ not in self.ids
        self.ids.add(id_)
        return is_free

    def free(
        self, wanted: str, is_refused: Callable[[str], bool] = lambda _: False
    ) -> str:
        """Take ``wanted``, or with the first number from 2 that makes it free.

        ``is_refused`` says which ids may not be given though nobody has them; it must
        go on refusing what it refused.
        """
        name, number = wanted, self._last.get(wanted, 1)
        if number > 1:
            name = f"{wanted}-{number}"
        while name in self.ids or is_refused(name):
            number += 1
            name = f"{wanted}-{number}"
        if number > 1:
            self._last[wanted] = number
        self.ids.add(name)
        return name

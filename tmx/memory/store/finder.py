"""How units are found, whatever holds the words: files beside a store, or a server."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from sqlalchemy import Connection

    from tmx.memory.index import Hit, Holding, Sharers, Sought
    from tmx.memory.protocol import Side

    Words = Sequence[Collection[str]]


class Nearest(Protocol):
    """Finds the units nearest to a text, best first; of equal scores the newest.

    None of at least the minimum is missing, but for worse ones beyond the limit.
    """

    def __call__(self, text: str, *, minimum: float, limit: int) -> list[Hit]:
        """Return the units' numbers and scores."""


class Finder(Protocol):
    """Finds the ids of units as a transaction sees them, or a little later ones."""

    def nearest(self, connection: Connection) -> Nearest:
        """Return what answers the questions of one transaction."""

    def containing(
        self, connection: Connection, side: Side, words: Words, limit: int
    ) -> list[Holding]:
        """Return the newest units whose text on a side holds all words, newest first.

        A word is its alternative match keys.
        """

    def sharing(self, connection: Connection, sought: Sought) -> Sharers:
        """Return what finds the units that share a run of words with a text.

        Of more than ``MOST`` units with the words of a run the newest are looked at.
        """

    def settle(self, connection: Connection, changes: int) -> None:
        """Finish, within the transaction, what a change of so many units needs."""

    def follow(self) -> None:
        """Do after the transaction what a change of the units needs."""

    def close(self) -> None:
        """Let go of what is open."""

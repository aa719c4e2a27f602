"""Processes that work on the shards of an extraction."""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from collections.abc import Sized
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Future

Item = TypeVar("Item")
Result = TypeVar("Result")


class Pool:
    """Processes of their own; a shelf that they share must be a ``Disk``."""

    def __init__(self, jobs: int) -> None:
        # Started afresh and not forked: threads of this process may hold locks.
        context = multiprocessing.get_context("spawn")
        self._executor = ProcessPoolExecutor(
            jobs,
            mp_context=context,
            initializer=signal.signal,
            initargs=(signal.SIGINT, signal.SIG_IGN),  # Ctrl-C is the parent's to say
        )
        self._ahead = jobs + 2

    def map(
        self, step: Callable[[Item], Result], items: Iterable[Item]
    ) -> Iterator[Result]:
        """Yield the result of each item, in the order of the items.

        The work begins now and not when the first result is asked for. Items that are
        no collection are taken as workers become free, so that they need not fit in
        memory.
        """
        todo = iter(items)
        most = len(items) if isinstance(items, Sized) else self._ahead
        begun = deque(self._executor.submit(step, one) for one in islice(todo, most))
        return self._results(begun, (self._executor.submit(step, one) for one in todo))

    @staticmethod
    def _results(
        begun: deque[Future[Result]], more: Iterator[Future[Result]]
    ) -> Iterator[Result]:
        while begun:
            found = begun.popleft().result()
            begun.extend(islice(more, 1))
            yield found

    def close(self) -> None:
        """End the processes; what waits is not begun."""
        self._executor.shutdown(cancel_futures=True)

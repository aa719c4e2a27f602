"""Copies of this process that work beside it and see all that it holds."""

from __future__ import annotations

import os
import pickle
import select
import signal
import sys
import traceback
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn, TypeVar
from uuid import uuid4

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

POSSIBLE = sys.platform == "linux"
"""Elsewhere a forked process may not use what the system's libraries began before."""
_NUMBER = 8
"""Bytes of a number in a pipe, which are written and read at once."""

Item = TypeVar("Item")
Result = TypeVar("Result")


class Forked:
    """This process and copies of it, made for each step; see ``shelf.Workers``.

    Nothing is imported, loaded or sent twice: a copy begins with what is here. Threads
    are not copied, so none may hold a lock that a step takes.
    """

    def __init__(self, jobs: int, directory: str) -> None:
        """Let so many processes work, this one too; results go through a directory."""
        self._helpers = jobs - 1
        self._directory = directory
        self._crews: list[_Crew] = []

    def map(
        self, step: Callable[[Item], Result], items: Iterable[Item]
    ) -> Iterator[Result]:
        """Yield the result of each item, in the order of the items.

        The others begin now, and this process joins them while it waits for a result.
        """
        crew = _Crew(step, list(items), self._directory)
        self._crews = [one for one in self._crews if one.helpers]
        self._crews.append(crew)
        crew.fork(min(self._helpers, len(crew.items)))
        return crew.results()

    def close(self) -> None:
        """End what is still at work."""
        for crew in self._crews:
            crew.end()


class _Outcome(NamedTuple):
    """What a step returned, or the error that it raised."""

    fine: bool
    value: Any


class _Crew:
    """The processes that do one step. Each takes the next item when it is free.

    The number of the next item stands in a pipe: whoever reads it takes that item, and
    writes the number after it.
    """

    def __init__(
        self, step: Callable[[Any], Any], items: Sequence[Any], directory: str
    ) -> None:
        self.items = items
        self.helpers: list[int] = []
        """The others."""
        self._step = step
        self._place = Path(directory, uuid4().hex)
        self._ready: dict[int, _Outcome | None] = {}
        """What is done; ``None`` for what another did and left as a file."""
        self._next, self._then = os.pipe()
        self._done, self._said = os.pipe()
        self._pipes = [self._next, self._then, self._done, self._said]
        self._pass_on(0)

    def fork(self, helpers: int) -> None:
        """Let so many others begin."""
        parent = os.getpid()
        for _ in range(helpers):
            helper = os.fork()
            if not helper:
                self._help(parent)
            self.helpers.append(helper)
        os.close(self._pipes.pop())  # it ends when the last helper does

    def _help(self, parent: int) -> NoReturn:
        """Work as a copy, as long as there is something left and somebody asks."""
        try:
            signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's
            while os.getppid() == parent and (number := self._take()) is not None:
                self._leave(number, self._outcome(number))
                os.write(self._said, number.to_bytes(_NUMBER, "little"))
        finally:
            os._exit(0)

    def _take(self) -> int | None:
        number = int.from_bytes(os.read(self._next, _NUMBER), "little")
        self._pass_on(number + 1)
        return number if number < len(self.items) else None

    def _pass_on(self, number: int) -> None:
        os.write(self._then, number.to_bytes(_NUMBER, "little"))

    def _outcome(self, number: int) -> _Outcome:
        try:
            return _Outcome(fine=True, value=self._step(self.items[number]))
        except Exception as error:  # noqa: BLE001 - raised where it is asked for
            return _Outcome(fine=False, value=error)

    def _leave(self, number: int, outcome: _Outcome) -> None:
        """Put an outcome where the parent finds it."""
        if not outcome.fine:
            # Where it was raised is known here alone.
            outcome.value.add_note("".join(traceback.format_exception(outcome.value)))
        with self._file(number).open("wb") as stream:
            pickle.dump(outcome, stream, pickle.HIGHEST_PROTOCOL)

    def _file(self, number: int) -> Path:
        return self._place.with_suffix(f".{number}")

    def results(self) -> Iterator[Any]:
        """Yield the results in order; what is not begun when one is asked is done."""
        try:
            for number in range(len(self.items)):
                fine, value = self._result(number)
                if not fine:
                    raise value
                yield value
        finally:
            self.end()

    def _result(self, number: int) -> _Outcome:
        self._hear(wait=False)
        while number not in self._ready:
            own = self._take()
            if own is None:
                self._hear(wait=True)
            else:
                self._ready[own] = self._outcome(own)
                self._hear(wait=False)
        found = self._ready.pop(number)
        if found is None:
            path = self._file(number)
            with path.open("rb") as stream:
                found = pickle.load(stream)  # noqa: S301 - of our own copy
            path.unlink()
        return found

    def _hear(self, *, wait: bool) -> None:
        """Note what others have done; if told so, wait until there is something."""
        while wait or select.select([self._done], (), (), 0)[0]:
            said = os.read(self._done, _NUMBER)
            if said:
                self._ready[int.from_bytes(said, "little")] = None
            elif wait:
                raise ChildProcessError("a process that worked here was ended")
            else:
                return
            wait = False

    def end(self) -> None:
        """End the others, and forget what they did."""
        for helper in self.helpers:
            with suppress(ProcessLookupError):
                os.kill(helper, signal.SIGKILL)
            os.waitpid(helper, 0)
        self.helpers.clear()
        while self._pipes:
            os.close(self._pipes.pop())

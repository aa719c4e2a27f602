"""What a reader does with an entry that it cannot use."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from glossary.errors import FormatError

OnProblem: TypeAlias = Callable[[FormatError], None] | None
"""Takes each bad entry while the good ones go on; ``None``: the first one raises."""


def report(problem: FormatError, on_problem: OnProblem) -> None:
    """Hand a problem over, or raise it when nobody takes it."""
    if on_problem is None:
        raise problem
    on_problem(problem)

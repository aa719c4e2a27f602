"""Objects of frozen classes, made in a quarter of the time."""

from __future__ import annotations

from dataclasses import fields, make_dataclass
from typing import Any


def draft(of: type) -> Any:  # noqa: ANN401 - no type says "the same fields"
    """Return a twin of a frozen class, which takes its fields by position.

    ``frozen`` sets each field through ``object.__setattr__``. With the same slots an
    object of the twin may become one of the class, and is frozen from then on.
    """
    names = [(one.name, object) for one in fields(of)]
    return make_dataclass(of.__name__, names, slots=True, eq=False, repr=False)

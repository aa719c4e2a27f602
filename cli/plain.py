"""Values of options that need little work, without the library that validates others.

Typer hands every value to pydantic, which takes a tenth of a second to import, as long
as all else that a short command does. Texts, choices and whole numbers are taken here;
whatever is out of the ordinary, errors above all, goes Typer's way.
"""

from __future__ import annotations

from contextlib import suppress
from enum import Enum
from functools import partial
from typing import TYPE_CHECKING, Any, get_args, get_origin

if TYPE_CHECKING:
    from collections.abc import Callable

_NONE = object()
"""Stands for no plain value: ``None`` is one."""


class Plain:
    """What coerces the values of one parameter, in the shape that Typer asks for."""

    def __init__(self, param: Any, otherwise: Callable[[], Any]) -> None:  # noqa: ANN401 - Typer's parameters have no public type
        """Take a parameter, and what makes Typer's own object for it."""
        self._type = param.type_descriptor.annotation
        self._info = param.type_descriptor.parameter_info
        self._several = param.multiple or param.nargs == -1
        self._otherwise = otherwise

    def coerce(self, value: Any, **more: Any) -> Any:  # noqa: ANN401 - the same
        """Return the value in the parameter's type; raise Typer's errors."""
        found = self._plain(value)
        return self._otherwise().coerce(value, **more) if found is _NONE else found

    def _plain(self, value: Any) -> Any:  # noqa: ANN401 - the same
        if self._info.parser is not None:
            return _NONE
        if value is None:
            return () if self._several else None
        if self._several:
            if get_origin(self._type) is not list or not isinstance(
                value, list | tuple
            ):
                return _NONE
            (kind,) = get_args(self._type)
            found = [self._one(kind, one) for one in value]
            return _NONE if _NONE in found else found
        return self._one(self._type, value)

    def _one(self, kind: Any, value: Any) -> Any:  # noqa: ANN401 - the same
        if kind is str:
            return value if isinstance(value, str) else _NONE
        if kind is int:
            return self._whole(value)
        if isinstance(kind, type) and issubclass(kind, Enum):
            return next((one for one in kind if value in (one, one.value)), _NONE)
        return _NONE

    def _whole(self, value: Any) -> Any:  # noqa: ANN401 - the same
        """Return an integer within the parameter's bounds."""
        if isinstance(value, str) and value.isascii() and value.isdigit():
            value = int(value)
        least, most = self._info.min, self._info.max
        fits = (
            type(value) is int
            and (least is None or value >= least)
            and (most is None or value <= most)
        )
        return value if fits else _NONE


def _same(plain: Plain) -> Plain:
    return plain


def quicken(command: Any, ctx: Any) -> None:  # noqa: ANN401 - the same
    """Let a command, and those below it, take plain values by themselves.

    ``ctx`` is its context or that of the group above: it names the option for help.
    """
    for param in command.get_params(ctx):
        # Another Typer than ours lacks one of these and goes its own way.
        with suppress(AttributeError):
            plain = Plain(param, param.get_runtime_param)
            param.get_runtime_param = partial(_same, plain)
    for below in getattr(command, "commands", {}).values():
        quicken(below, ctx)

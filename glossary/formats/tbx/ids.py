"""XML ids: any text as a legal one and back; references that resolve."""

from __future__ import annotations

import re
from collections import deque
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Set as AbstractSet

# XML 1.0, section 2.3: NameStartChar and NameChar without the colon, of the fifth
# edition as far as XML Schema's ID, which keeps to an older one, may have them.
_START = (
    "A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff"
    "\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff"
)
_MORE = "0-9.\\-\u00b7\u0300-\u036f"
NAME = f"[{_START}][{_START}{_MORE}]*"
"""A pattern for ids that are legal (NCName)."""
NAME_OF_DTD = f"[:{_START}][:{_START}{_MORE}]*"
"""A pattern for ids that a DTD allows (Name)."""

# What every validator takes for a letter, also by the fourth edition (appendix B).
_LETTERS = "A-Za-z_À-ÖØ-öø-ÿĀ-ıĴ-ľŁ-ňŊ-žΑ-ΡΣ-ώЁ-ЌЎ-яء-غف-ي一-龥"
_NAME = re.compile(f"[{_LETTERS}][{_LETTERS}0-9.\\-]*")
_ESCAPE = re.compile(r"_x([0-9A-F]{8}|[0-9A-F]{4})_")
_ILLEGAL = re.compile(f"^[^{_LETTERS}]|[^{_LETTERS}0-9.\\-]|_(?=x[0-9A-F]{{4,8}}_)")
_HELD = 10_000
"""How many entries may wait for one that they refer to."""


def is_id(text: str) -> bool:
    """Tell whether every validator takes ``text`` as an id."""
    return _NAME.fullmatch(text) is not None


def encode(text: str) -> str:
    """Return a legal id: ``7 a`` as ``_x0037__x0020_a``; a legal id stays as it is."""
    return _ILLEGAL.sub(_escape, text) or "_"


def decode(text: str) -> str:
    """Return what ``encode`` made an id of; any other id stays as it is."""
    plain = _ESCAPE.sub(_character, text)
    return plain if encode(plain) == text else text


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"_x{code:04X}_" if code <= 0xFFFF else f"_x{code:08X}_"  # noqa: PLR2004 - BMP


def _character(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    return chr(code) if code <= 0x10FFFF else match[0]  # noqa: PLR2004 - Unicode's end


T = TypeVar("T")


def resolved(
    items: Iterable[tuple[T, frozenset[str]]], known: AbstractSet[str]
) -> Iterator[T]:
    """Yield the items in order, each as soon as all that it refers to is ``known``.

    An item waits for at most ``_HELD`` later ones, which bounds the memory; then, or
    at the end, it comes with references that do not resolve.
    """
    waiting: deque[tuple[T, frozenset[str]]] = deque()
    for pair in items:
        waiting.append(pair)
        while waiting and (waiting[0][1] <= known or len(waiting) > _HELD):
            yield waiting.popleft()[0]
    for item, _ in waiting:
        yield item

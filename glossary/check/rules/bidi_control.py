"""Invisible direction marks that do harm: overrides, unclosed embeddings, strays.

Balanced isolates and embeddings are silent, and so is a mark between scripts.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from glossary.check.chunks import Column
from glossary.check.hit import Hit
from glossary.model import Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import numpy as np
    from numpy.typing import NDArray

    from glossary.check.batch import Batch
    from glossary.check.context import Context
    from glossary.check.unit import Unit

_CONTROLS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_NAMES = {
    "\u200e": "left-to-right mark",
    "\u200f": "right-to-left mark",
    "\u202a": "left-to-right embedding",
    "\u202b": "right-to-left embedding",
    "\u202c": "pop directional formatting",
    "\u202d": "left-to-right override",
    "\u202e": "right-to-left override",
    "\u2066": "left-to-right isolate",
    "\u2067": "right-to-left isolate",
    "\u2068": "first strong isolate",
    "\u2069": "pop directional isolate",
}
_MARKS = "\u200e\u200f"
_OVERRIDES = "\u202d\u202e"
_PAIRS = {"\u202c": "\u202a\u202b\u202d\u202e", "\u2069": "\u2066\u2067\u2068"}
_LETTER = re.compile(r"[^\W\d_]")
_ARABIC = re.compile("[\u0620-\u06ff]")


def screen(context: Context) -> Callable[[Batch], NDArray[np.bool_]]:
    """Return what tells the units with a control."""
    source, target = (
        Column(chunks, _controlled)
        for chunks in (context.sides.source, context.sides.target)
    )

    def wanted(batch: Batch) -> NDArray[np.bool_]:
        here = batch.source.any(source.of(batch.source))
        return here | batch.target.any(target.of(batch.target))

    return wanted


def _controlled(chunks: list[str]) -> list[int]:
    return [
        not chunk.isalpha() and _CONTROLS.search(chunk) is not None for chunk in chunks
    ]


def check(unit: Unit, context: Context) -> Iterator[Hit]:
    """Yield the controls of both sides."""
    del context
    yield from controls(unit.pair.source, "source")
    yield from controls(unit.pair.target, "target")


def controls(text: str, side: str) -> Iterator[Hit]:
    """Yield the controls of a text that a writer should remove."""
    if text.isascii() or not (found := list(_CONTROLS.finditer(text))):
        return
    unclosed = _unbalanced(text)
    for match in found:
        sign, place = match[0], match.start()
        if sign in _OVERRIDES:
            why, severity = "turns the order of letters round", Severity.ERROR
        elif sign in _MARKS:
            if not _stray(text, place, side):
                continue
            why, severity = "is not needed here", Severity.INFO
        elif place in unclosed:
            why, severity = "has no counterpart in the text", None
        else:
            continue
        name = f"U+{ord(sign):04X} {_NAMES[sign]}"
        yield Hit(
            f"{name} {why}", place, place + 1, side, found=name, severity=severity
        )


def _unbalanced(text: str) -> set[int]:
    """Return the places of openers and closers without a partner, line by line."""
    open_: list[int] = []
    alone: set[int] = set()
    for place, sign in enumerate(text):
        if sign == "\n":
            alone.update(open_)
            open_.clear()
        elif sign in _PAIRS:
            if open_ and text[open_[-1]] in _PAIRS[sign]:
                open_.pop()
            else:
                alone.add(place)
        elif sign in "\u202a\u202b\u202d\u202e\u2066\u2067\u2068":
            open_.append(place)
    return alone.union(open_)


def _stray(text: str, place: int, side: str) -> bool:
    """Tell whether a mark stands where all around it has one direction."""
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    if before in _MARKS and before:
        return True
    if _LETTER.match(before) and _LETTER.match(after):
        return bool(_ARABIC.match(before)) == bool(_ARABIC.match(after))
    if side == "target":
        return _ARABIC.search(text) is None
    return False

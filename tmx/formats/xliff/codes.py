"""Inline codes of XLIFF as those of TMX, which knows no ``g``, ``x`` or ``pc``."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from tmx.model import InlineCode, Segment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tmx.formats.xliff.node import Node
    from tmx.model import Attributes

_PAIRS = frozenset(("g", "pc"))
_OPEN = frozenset(("bx", "sc", "sm"))
_CLOSE = frozenset(("ex", "ec", "em"))
_SAME = frozenset(("bpt", "ept", "it", "ph", "sub"))
_POSITIONS = {"open": "begin", "close": "end"}


class Origin(NamedTuple):
    """The element that a code stands for, and which of its tags."""

    node: Node
    side: str
    """``start`` or ``end`` for the tags of a pair, ``whole`` for any other."""


class Reader:
    """Turns elements into parts and remembers where each code came from.

    A pair with one id has one number on both sides of a unit: see ``sequel``.
    """

    def __init__(self) -> None:
        self._numbers: dict[str, str] = {}
        self.origins: list[tuple[InlineCode, Origin]] = []

    def sequel(self) -> Reader:
        """Return a reader for the other side, which numbers pairs alike."""
        other = Reader()
        other._numbers = self._numbers
        return other

    def segment(self, node: Node) -> Segment:
        """Return what an element holds, adjacent strings joined."""
        return Segment(parts=self._parts(node))

    def _parts(self, node: Node) -> tuple[str | InlineCode, ...]:
        out: list[str | InlineCode] = []
        for child in node.children:
            for part in [child] if isinstance(child, str) else self._element(child):
                if isinstance(part, str) and out and isinstance(out[-1], str):
                    out[-1] += part
                elif part:
                    out.append(part)
        return tuple(out)

    def _element(self, node: Node) -> Iterator[str | InlineCode]:
        found = node.attributes
        number = found.get("rid") or found.get("id") or found.get("xid") or ""
        if node.name in _PAIRS:
            # Without an id nothing tells one pair from another.
            name = number or f"#{len(self._numbers)}"
            index = self._numbers.setdefault(name, str(len(self._numbers) + 1))
            x = (("x", number),) if number else ()
            start = InlineCode(tag="bpt", attributes=(("i", index), *x))
            end = InlineCode(tag="ept", attributes=(("i", index),))
            self.origins.append((start, Origin(node, "start")))
            yield start
            yield from self._parts(node)
            self.origins.append((end, Origin(node, "end")))
            yield end
            return
        known = len(self.origins)
        inner = self._parts(node)
        if node.name != "mrk":
            del self.origins[known:]  # a code goes with all that is in it
        code = _code(node.name, number, found, inner)
        self.origins.append((code, Origin(node, "whole")))
        yield code


def _code(
    tag: str, number: str, found: dict[str, str], inner: tuple[str | InlineCode, ...]
) -> InlineCode:
    x: Attributes = (("x", number),) if number else ()
    if tag in _OPEN:
        return InlineCode(tag="it", attributes=(("pos", "begin"), *x), parts=inner)
    if tag in _CLOSE:
        ended = found.get("startRef") or number
        x = (("x", ended),) if ended else ()
        return InlineCode(tag="it", attributes=(("pos", "end"), *x), parts=inner)
    if tag in ("bpt", "ept"):
        return InlineCode(tag=tag, attributes=(("i", number),), parts=inner)
    if tag == "it":
        # XLIFF 1.2: open and close; TMX 1.4b: begin and end.
        pos = _POSITIONS.get(found.get("pos", ""), "begin")
        return InlineCode(tag=tag, attributes=(("pos", pos), *x), parts=inner)
    if tag == "mrk":
        return InlineCode(tag="hi", attributes=x, parts=inner)
    return InlineCode(tag=tag if tag in _SAME else "ph", attributes=x, parts=inner)

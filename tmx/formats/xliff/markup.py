"""Pieces of XLIFF written anew: start tags, and targets with their codes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from glossary.xml import escape_attribute, escape_text
from glossary.xmltext import encode_xml
from tmx.model import InlineCode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from glossary.losses import Losses
    from tmx.formats.xliff.codes import Origin
    from tmx.formats.xliff.unit import Slot
    from tmx.model import Segment

_ATTRIBUTE = re.compile(rb"""\s+([^\s=/>"']+)\s*=\s*("[^"]*"|'[^']*')""")
_NAME = re.compile(rb"<([^\s/>]+)")
UNKNOWN = "inline codes of translations that the source lacks"
MISSING = "inline codes of sources that the translation lacks"
CROSSED = "inline codes of translations that cross each other"


def name_of(tag: bytes) -> bytes:
    """Return the name in a start tag, with its prefix."""
    match = _NAME.match(tag)
    assert match is not None
    return match[1]


def with_attributes(tag: bytes, changes: Mapping[str, str | None]) -> bytes:
    """Return the start tag with attributes set, or removed for ``None``."""
    rest = {name.encode(): value for name, value in changes.items()}

    def change(match: re.Match[bytes]) -> bytes:
        if match[1] not in rest:
            return match[0]
        return _attribute(match[1], rest.pop(match[1]))

    done = _ATTRIBUTE.sub(change, tag)
    end = len(done) - (2 if done.endswith(b"/>") else 1)
    # What is new goes behind the rest, before any blank there.
    end = len(done[:end].rstrip())
    new = b"".join(_attribute(name, value) for name, value in rest.items())
    return done[:end] + new + done[end:]


def opened(tag: bytes) -> bytes:
    """Return the start tag of an element that is no longer empty."""
    return tag[:-2].rstrip() + b">" if tag.endswith(b"/>") else tag


def _attribute(name: bytes, value: str | None) -> bytes:
    if value is None:
        return b""
    return b' %s="%s"' % (name, escape_attribute(value).encode())


class Renderer:
    """Writes a target segment with the code elements of its source, byte for byte.

    A code goes with the source's equal one, else with the next of its kind.
    """

    def __init__(
        self, slot: Slot, raw: Callable[[int, int], bytes], losses: Losses
    ) -> None:
        self._raw = raw
        self._losses = losses
        self._free = [one for one in slot.codes.origins if one[0].tag != "hi"]
        self._numbers: dict[str | None, str | None] = {}
        """Which pair of the source stands for a pair of the target."""

    def render(self, segment: Segment) -> bytes:
        """Return the content; codes that would not nest are left out and counted."""
        parts = [*_flat(segment.parts)]
        codes = [one for one in parts if isinstance(one, InlineCode)]
        origins = self._assigned(codes)
        if not _nests([origins[id(one)] for one in codes if id(one) in origins]):
            self._losses.add(CROSSED)
            origins = {}
        out = []
        for part in parts:
            if isinstance(part, str):
                out.append(encode_xml(escape_text(part), self._losses))
            elif origin := origins.get(id(part)):
                out.append(self._markup(origin))
        return b"".join(out)

    def _assigned(self, codes: list[InlineCode]) -> dict[int, Origin]:
        found: dict[int, Origin] = {}
        ends = [one for one in codes if one.tag == "ept"]
        others = [one for one in codes if one.tag != "ept"]
        for wanted, is_equal in ((others, True), (others, False), (ends, False)):
            for code in wanted:
                if id(code) not in found and (origin := self._take(code, is_equal)):
                    found[id(code)] = origin
        if len(found) < len(codes):
            self._losses.add(UNKNOWN)
        if self._free:
            self._losses.add(MISSING)
        return found

    def _take(self, code: InlineCode, is_equal: bool) -> Origin | None:  # noqa: FBT001 - two passes
        """Return what may stand for a code, and no more for another."""
        for place, (own, origin) in enumerate(self._free):
            if own.tag != code.tag or (is_equal and own.attributes != code.attributes):
                continue
            if code.tag == "ept" and self._numbers.get(_pair(code)) != _pair(own):
                continue
            if code.tag == "bpt":
                self._numbers[_pair(code)] = _pair(own)
            del self._free[place]
            return origin
        return None

    def _markup(self, origin: Origin) -> bytes:
        node = origin.node
        if origin.side == "start":
            return opened(self._raw(node.start, node.inner))
        if origin.side == "end":
            end = self._raw(node.inner_end, node.end)
            return end or b"</%s>" % name_of(self._raw(node.start, node.inner))
        return self._raw(node.start, node.end)


def _pair(code: InlineCode) -> str | None:
    return dict(code.attributes).get("i")


def _flat(parts: tuple[str | InlineCode, ...]) -> Iterator[str | InlineCode]:
    """Yield texts and codes in order; what a ``hi`` marks is text like any other."""
    for part in parts:
        if isinstance(part, InlineCode) and part.tag == "hi":
            yield from _flat(part.parts)
        else:
            yield part


def _nests(origins: list[Origin]) -> bool:
    """Tell whether every pair of elements closes inside what it opened in."""
    stack: list[int] = []
    for origin in origins:
        if origin.side == "start":
            stack.append(id(origin.node))
        elif origin.side == "end" and (not stack or stack.pop() != id(origin.node)):
            return False
    return not stack

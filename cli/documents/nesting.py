"""Whether a page's tags are such as the parser can bear.

Its time and memory go by the square of how deep elements are nested, of how many
formatting elements stay open, of how many attributes an element has.
"""

from __future__ import annotations

import re
from collections import Counter

from glossary.errors import FormatError, Where

# Elements whose end tag may be left out, or that have none (HTML 13.1.2.4), or that end
# where the next of their kind begins.
_OPEN_ENDED = frozenset(
    "a area base body br button caption col colgroup dd dt embed h1 h2 h3 h4 h5 h6 head"
    " hr html img input li link meta nobr optgroup option p param rp rt select source"
    " tbody td tfoot th thead tr track wbr".split()
)
_FORMATTING = frozenset("b big code em font i s small strike strong tt u".split())
_FOREIGN = frozenset(("math", "svg"))
"""Only in these does a slash end an element."""
# Comments and what holds no tags are passed over; a value in quotes may hold a bracket.
_TAG = re.compile(
    r"""(?xis) <!--(?: -?> | .*?(?: --!?> | \Z ))
    | <(?P<raw>script|style|textarea|title|xmp|iframe|noembed|noframes)\b
      .*?(?: </(?P=raw) | \Z )
    | <(?P<ends>/?)(?P<element>[a-z][a-z0-9]*+)
      (?P<rest>(?: [^=>]++ | (?<![\s/=])=\s*+(?: "[^"]*+" | '[^']*+' ) | = )*+)"""
)
_VALUE = re.compile(r"\"[^\"]*\"|'[^']*'")
_DEEPEST = 1_000
"""Browsers nest no deeper than 512."""
_MOST_REOPENED = 500_000
_MOST_ATTRIBUTES = 2_000
_ALIKE = 3
"""Of formatting elements that are equal only so many are opened anew (13.2.4.3)."""


def check_nesting(text: str, name: str) -> None:
    """Raise ``FormatError`` with the line where a page is nested as no article is.

    In time that goes by the length of the text, before it is parsed.
    """
    depth = foreign = reopened = 0
    formatting = _Formatting()
    for tag in _TAG.finditer(text):
        element, rest = (tag["element"] or "").lower(), tag["rest"]
        step = -1 if tag["ends"] else 1
        if element in _FORMATTING:
            formatting.step(element, rest, step)
        elif element:
            reopened += formatting.open
            if element in _FOREIGN:
                foreign = max(0, foreign + step)
            if element not in _OPEN_ENDED and not (foreign and rest.endswith("/")):
                depth = max(0, depth + step)
        if depth > _DEEPEST or reopened > _MOST_REOPENED or _crowded(rest):
            raise FormatError(
                "nests its elements too deep, or gives one too many attributes, as no "
                "article does; save its text",
                where=Where(name, text.count("\n", 0, tag.start()) + 1),
            )


def _crowded(attributes: str | None) -> bool:
    """Tell whether a tag has too many attributes."""
    if not attributes or len(attributes) < 2 * _MOST_ATTRIBUTES:
        return False
    return len(_VALUE.sub("", attributes).split()) > _MOST_ATTRIBUTES


class _Formatting:
    """The formatting elements that are open: each block opens them anew."""

    def __init__(self) -> None:
        self.open = 0
        self._stacks: dict[str, list[str]] = {}
        self._alike: Counter[tuple[str, str]] = Counter()

    def step(self, element: str, attributes: str, by: int) -> None:
        """Take a tag in, a start or an end."""
        stack = self._stacks.setdefault(element, [])
        if by < 0 and not stack:
            return
        if by > 0:
            stack.append(attributes)
            self._alike[element, attributes] += 1
        kind = element, stack[-1]
        if self._alike[kind] <= _ALIKE:
            self.open += by
        if by < 0:
            self._alike[kind] -= 1
            stack.pop()

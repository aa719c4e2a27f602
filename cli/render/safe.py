"""Text of strangers made safe to show: articles and files are not trusted."""

from __future__ import annotations

import re

_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
LRM = "\u200e"
"""Left-to-right mark: keeps a row that begins with Arabic from being laid out from the
right by a terminal that reorders text; others show nothing."""


def terminal(text: str) -> str:
    """Return the text on one line with control and bidi-control characters shown."""
    flat = text.replace("\n", " ").replace("\t", " ")
    return _CONTROLS.sub(lambda found: f"\\u{ord(found.group()):04x}", flat)


def cell(text: str) -> str:
    """Return the text so that a spreadsheet takes it for text, never for a formula."""
    return f"'{text}" if text.startswith((*_FORMULA, "'")) else text

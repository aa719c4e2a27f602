"""What XML 1.0 can hold: text without the characters that it forbids."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from glossary.losses import Losses

# XML 1.0 section 2.2: Char, as the bytes and characters that it leaves out.
_CONTROLS = bytes(set(range(0x20)) - {0x09, 0x0A, 0x0D})
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def encode_xml(text: str, losses: Losses) -> bytes:
    """Return UTF-8 without what XML 1.0 cannot hold; ``losses`` counts each of those.

    Meant for whole documents or large pieces: clean text costs almost nothing.
    """
    try:
        data = text.encode()
    except UnicodeEncodeError:  # a surrogate
        data = b"\0"
    if not has_illegal(text, data):
        return data
    for match in ILLEGAL.finditer(text):
        losses.add(f"illegal character U+{ord(match[0]):04X}")
    return ILLEGAL.sub("", text).encode()


def has_illegal(text: str, data: bytes) -> bool:
    """Return whether a text, or its UTF-8 ``data``, holds a forbidden character.

    Surrogates are not looked for: they have no UTF-8.
    """
    # Deleting bytes runs many times faster than a search for a class of characters.
    return len(data.translate(None, _CONTROLS)) != len(data) or (
        "\ufffe" in text or "\uffff" in text
    )


def looks_illegal(data: bytes) -> bool:
    """Return whether a piece of UTF-8 may hold a forbidden character."""
    # U+FFFE and U+FFFF are EF BF BE and EF BF BF; a piece may begin within them.
    return (
        len(data.translate(None, _CONTROLS)) != len(data)
        or b"\xbf\xbe" in data
        or b"\xbf\xbf" in data
        or data[:1] in {b"\xbe", b"\xbf"}
    )


def is_legal(code: int) -> bool:
    """Return whether XML 1.0 can hold the character of a code point."""
    return (
        0x20 <= code < 0xD800  # noqa: PLR2004 - the ranges of section 2.2
        or code in {0x09, 0x0A, 0x0D}
        or 0xE000 <= code < 0xFFFE  # noqa: PLR2004 - the same
        or 0x10000 <= code <= 0x10FFFF  # noqa: PLR2004 - the same
    )

"""Which encoding the bytes of an XML file are in, whatever they declare."""

from __future__ import annotations

import codecs
import re

from glossary.errors import FormatError, Where

# XML 1.0 appendix F: a byte-order mark first, then what "<" and "<?" look like.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\0\0\0", "utf-32-le"),
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
_DECLARED = re.compile(rb"(?s)\s*<\?xml\s[^>]*?encoding\s*=\s*[\"']([^\"'>]*)[\"']")
# Python codecs that are no character sets, or that hide markup in ASCII.
_NO_CHARSETS = frozenset(
    ("idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape", "utf-7")
)


def encoding_of(head: bytes, *, name: str) -> tuple[str, str | None]:
    """Return Python's name of the encoding, and what is wrong with its declaration.

    ``head`` is how the file begins. Raises ``FormatError`` for an empty file and for a
    declared encoding that nobody knows.
    """
    if not head.strip():
        raise FormatError("is empty", where=Where(name))
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding, _mismatch(head, encoding)
    declared = _declared(head) or "utf-8"
    try:
        codec = codecs.lookup(declared)
    except (LookupError, ValueError):
        codec = None
    if codec is None or not _is_charset(codec):
        raise FormatError(
            f"declares the encoding {declared!r}, which is not known here; save "
            "the file as UTF-8",
            where=Where(name, 1),
        )
    if codec.name.startswith(("utf-16", "utf-32")):
        return (
            "utf-8",
            f"declares {declared} but is not in it; read as UTF-8: declare UTF-8",
        )
    return codec.name, None


def _mismatch(head: bytes, encoding: str) -> str | None:
    """Return what is wrong where the first bytes show what the encoding is."""
    if encoding.startswith("utf-32"):
        return "is UTF-32, which XML tools need not read; save it as UTF-8"
    plain = encoding.removesuffix("-sig")
    text = head[: len(head) // 4 * 4].decode(encoding, "ignore")
    declared = _declared(text.encode(errors="ignore"))
    if declared is None:
        return None
    try:
        found = codecs.lookup(declared).name
    except (LookupError, ValueError):
        found = declared
    # A mark tells the order of bytes, so that "UTF-16" says enough.
    if found.startswith(plain[:6]):
        return None
    said = plain[:6].upper()
    return (
        f"declares {declared} but is {said}, as its first bytes show; read as {said}: "
        "declare that, or save it as UTF-8"
    )


def _declared(head: bytes) -> str | None:
    match = _DECLARED.match(head)
    return match[1].decode("ascii", "replace").strip() if match else None


def _is_charset(codec: codecs.CodecInfo) -> bool:
    # ``_is_text_encoding`` keeps out base64, zlib and the like; it has no public name.
    return bool(getattr(codec, "_is_text_encoding", True)) and (
        codec.name.replace("_", "-") not in _NO_CHARSETS
    )

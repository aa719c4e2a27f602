"""XLIFF 1.2 made anew: a text's sentences for a tool that edits no text files."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from glossary.xmltext import ILLEGAL

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tmx.formats.translation import Translation


def write_xliff(
    segments: Iterable[tuple[str, Translation | None]],
    *,
    original: str,
    source: str,
    target: str,
) -> Iterator[str]:
    """Yield a file of plain segments, numbered from 1, with their translations.

    Characters that XML forbids become U+FFFD.
    """
    yield (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">\n'
        f'<file original={_attribute(original)} datatype="plaintext" '
        f"source-language={_attribute(source)} target-language={_attribute(target)}>\n"
        "<body>\n"
    )
    for number, (text, translation) in enumerate(segments, start=1):
        yield (
            f'<trans-unit id="{number}" xml:space="preserve">\n'
            f"<source>{_text(text)}</source>\n"
        )
        if translation is not None:
            said = _text(translation.segment.plain)
            yield f'<target state="{translation.state.value}">{said}</target>\n'
        yield "</trans-unit>\n"
    yield "</body>\n</file>\n</xliff>\n"


def _text(text: str) -> str:
    return escape(ILLEGAL.sub("\ufffd", text))


def _attribute(text: str) -> str:
    return quoteattr(ILLEGAL.sub("\ufffd", text))

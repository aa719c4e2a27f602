"""Where each character of a text stands in the raw form that a file gives it."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, NamedTuple

from cli.checking.entries import letters

if TYPE_CHECKING:
    from collections.abc import Iterator

# Elements whose content is native code, not text: TMX 1.4b 3.3 and XLIFF.
_NATIVE = frozenset(("bpt", "ept", "it", "ph", "ut", "x", "bx", "ex"))
_PASSED = frozenset(("alt-trans", "matches"))
_NO_TEXT = _NATIVE | _PASSED
_TOKEN = re.compile(
    r"(?s)(?P<skip><!--.*?-->|<\?.*?\?>)|<!\[CDATA\[(?P<cdata>.*?)\]\]>|"
    r"<(?P<close>/?)(?:[\w.-]+:)?(?P<tag>[\w.-]+)(?:[^>\"']|\"[^\"]*\"|'[^']*')*?"
    r"(?P<empty>/?)>|(?P<entity>&#?\w+;)|(?P<char>\r\n|.)"
)
_MESSAGE = re.compile(
    r'(?m)^[ \t]*msgstr(?:\[\d+\])?[ \t]+((?:"(?:[^"\\]|\\.)*"[ \t]*\r?\n?[ \t]*)+)'
)
_PLAIN = str.maketrans({"<": "&lt;", ">": "&gt;", "&": "&amp;"})
_STRING = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"})


class Letter(NamedTuple):
    """A character of the text and the raw stretch that stands for it."""

    text: str
    start: int
    end: int


class Span(NamedTuple):
    """A text in a file, letter by letter."""

    letters: tuple[Letter, ...]
    is_xml: bool = True

    @property
    def text(self) -> str:
        """The text as a reader has it."""
        return "".join(one.text for one in self.letters)

    def escaped(self, text: str) -> str:
        """Return a text as it must be written here."""
        return text.translate(_PLAIN if self.is_xml else _STRING)


def xml_spans(
    text: str, offset: int, unit: str, names: frozenset[str]
) -> Iterator[Span]:
    """Yield the contents of the elements named in the unit that begins at an offset.

    What other translations the unit proposes is passed over.
    """
    closing = re.compile(rf"</(?:[\w.-]+:)?{re.escape(unit)}\s*>")
    end = closing.search(text, offset)
    walk = _Walk(names)
    for found in _TOKEN.finditer(text, offset, end.start() if end else offset):
        if found["tag"] is None:
            walk.add(found)
        elif found["close"]:
            yield from walk.leave(found["tag"])
        elif not found["empty"]:
            walk.enter(found["tag"])


class _Walk:
    """Which elements are open, and the letters of those that are asked for."""

    def __init__(self, names: frozenset[str]) -> None:
        self._names = names
        self._open: list[str] = []
        self._kept: list[tuple[int, list[Letter]]] = []
        """How deep an element is, and what it holds so far."""

    def enter(self, tag: str) -> None:
        if tag in self._names and not _PASSED.intersection(self._open):
            self._kept.append((len(self._open), []))
        self._open.append(tag)

    def leave(self, tag: str) -> Iterator[Span]:
        if self._open and self._open[-1] == tag:
            self._open.pop()
        if self._kept and self._kept[-1][0] == len(self._open):
            yield Span(tuple(self._kept.pop()[1]))

    def add(self, found: re.Match[str]) -> None:
        if not found["skip"] and not _NO_TEXT.intersection(self._open):
            for _, own in self._kept:
                own.extend(_letters(found))


def _letters(found: re.Match[str]) -> Iterator[Letter]:
    if found["cdata"] is not None:
        start = found.start("cdata")
        for number, char in enumerate(found["cdata"]):
            yield Letter(char, start + number, start + number + 1)
    elif found["entity"]:
        yield Letter(html.unescape(found[0]), found.start(), found.end())
    else:
        char = found["char"]
        yield Letter("\n" if char == "\r\n" else char, found.start(), found.end())


def po_spans(text: str, offset: int) -> Iterator[Span]:
    """Yield the translations, one a form, of the entry that begins at an offset."""
    gap = re.compile(r"\n[ \t]*\r?\n").search(text, offset)
    end = gap.start() + 1 if gap else len(text)
    for found in _MESSAGE.finditer(text, offset, end):
        own = letters(found[1], found.start(1))
        yield Span(tuple(Letter(*one) for one in own), is_xml=False)

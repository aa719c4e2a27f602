"""The text of an HTML page, without what surrounds the article."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from cli import files
from cli.documents.nesting import check_nesting
from glossary.errors import FormatError, Where

# HTML Living Standard 15.3: what a style sheet of a browser makes a block, and cells.
_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl"
    " dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html"
    " legend li listing main menu nav ol p plaintext pre search section summary table"
    " tbody td tfoot th thead tr ul xmp".split()
)
_KEPT_AS_TYPED = frozenset("listing plaintext pre xmp".split())
# No text of the article: programs, controls, deleted text, the reading above a ruby,
# and the parts that the standard (4.3) sets apart from a page's content.
_LEFT_OUT = frozenset(
    "aside audio button canvas datalist del embed head iframe input map math menu meter"
    " nav noembed noframes noscript object option progress rp rt script search select"
    " style svg template textarea title video".split()
)
_LEFT_OUT_ROLES = frozenset(
    "alertdialog banner complementary contentinfo dialog menu menubar navigation search"
    " toolbar".split()
)
_ARTICLE = frozenset("article blockquote main".split())

_SPACES = re.compile("[ \t\n\f\r]+")
_COMMENT = re.compile(rb"(?s)<!--.*?-->")
_DECLARED = re.compile(
    rb"(?is)<meta\s[^>]*?charset\s*=\s*[\"']?\s*([\w:.+-]+)"
    rb"|^\s*<\?xml\s[^>]*?encoding\s*=\s*[\"']([\w:.+-]+)"
)
_HEAD = 4096
"""Bytes in which an encoding is looked for; the standard asks for 1,024."""
_MARKS = (
    codecs.BOM_UTF8,
    codecs.BOM_UTF16_LE,  # and UTF-32-LE, which begins with it
    codecs.BOM_UTF16_BE,
    codecs.BOM_UTF32_BE,
)
# Character sets of the Encoding Standard, by Python's names; no idna, no utf-7.
_CHARSETS = re.compile(
    r"(?:cp|iso8859-|koi8-|mac-|gb|big5|euc_|shift_jis|iso2022_jp).+"
)


def html_text(data: bytes, name: str) -> str:
    """Return the page's text: a blank line between blocks, a line feed for ``<br>``.

    White space is collapsed as a browser does; what is inline never parts a word.
    Raises ``FormatError`` for an encoding that is not known, bytes not in it, and a
    page whose elements are nested as in no article.
    """
    text = _decode(data, name)
    check_nesting(text, name)
    body = LexborHTMLParser(text).body
    return _text(body) if body else ""


class _Step(NamedTuple):
    """A node to enter, or to leave again."""

    node: LexborNode
    article: bool
    """Whether an element around the node holds content, not page furniture."""
    typed: bool
    """Whether white space stays as it was typed."""
    leaving: bool = False


def _text(body: LexborNode) -> str:
    text = _Text()
    # No recursion: a page may nest deeper than Python's stack.
    steps = [_Step(body, article=False, typed=False)]
    while steps:
        step = steps.pop()
        if step.leaving:
            text.part(_Text.BLOCK)
        elif step.node.is_text_node:
            text.add(step.node.text_content or "", typed=step.typed)
        elif step.node.is_element_node and not _left_out(step):
            steps += _inside(step, text)
    return "".join(text.pieces)


def _inside(step: _Step, text: _Text) -> list[_Step]:
    """Enter an element; return what is to be done then, last first."""
    tag = step.node.tag or ""
    steps = []
    if tag in _BLOCKS:
        text.part(_Text.BLOCK)
        steps.append(step._replace(leaving=True))
    elif tag == "br":
        text.line()
    elif tag == "sup":  # a footnote's number is no part of the word before it
        text.part(_Text.SPACE)
    article = step.article or tag in _ARTICLE
    typed = step.typed or tag in _KEPT_AS_TYPED
    child = step.node.last_child
    while child is not None:
        steps.append(_Step(child, article, typed))
        child = child.prev
    return steps


def _left_out(step: _Step) -> bool:
    node = step.node
    if node.tag in _LEFT_OUT or (node.tag == "footer" and not step.article):
        return True
    attributes = node.attributes
    return (
        "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or (attributes.get("role") or "").lower() in _LEFT_OUT_ROLES
    )


class _Text:
    """Collects text; what parts two pieces is the strongest that stood between."""

    NOTHING, SPACE, LINE, BLOCK = range(4)
    _WRITTEN = ("", " ", "\n", "\n\n")

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self._gap = self.NOTHING

    def part(self, gap: int) -> None:
        """Part what follows from what precedes."""
        self._gap = max(self._gap, gap)

    def line(self) -> None:
        """Begin a line; twice, a paragraph."""
        self.part(self.BLOCK if self._gap == self.LINE else self.LINE)

    def add(self, text: str, *, typed: bool) -> None:
        """Add text; white space is one space unless it stays as typed."""
        if typed:
            text = text.replace("\r\n", "\n")
            if text.strip():
                self._append(text)
            elif text:
                self.part(self.LINE if "\n" in text else self.SPACE)
            return
        first, *rest = _SPACES.split(text)
        if rest and not first:
            self.part(self.SPACE)
        words = " ".join(word for word in (first, *rest) if word)
        if words:
            self._append(words)
            if not rest or rest[-1]:
                return
        if rest:
            self.part(self.SPACE)

    def _append(self, text: str) -> None:
        if self.pieces:
            self.pieces.append(self._WRITTEN[self._gap])
        self.pieces.append(text)
        self._gap = self.NOTHING


def _decode(data: bytes, name: str) -> str:
    """Decode by mark, else by declaration, else as UTF-8 (HTML 13.2.3.2)."""
    if data.startswith(_MARKS):
        return files.decode(data, name)
    match = _DECLARED.search(_COMMENT.sub(b"", data[:_HEAD]))
    declared = (match[1] or match[2]).decode("ascii") if match else "utf-8"
    codec = _codec(declared, name)
    if codec == "utf-8":
        return files.decode(data, name)
    try:
        text = data.decode(codec)
    except UnicodeDecodeError as error:
        expected = f"{declared.upper()}, which the page declares"
        raise files.undecodable(error, name, expected) from None
    if "\x00" in text:
        raise files.binary(data, name, "HTML")
    return text


def _codec(declared: str, name: str) -> str:
    """Return Python's name of an encoding as the Encoding Standard takes its label."""
    try:
        found = codecs.lookup(declared.lower().removeprefix("x-")).name
    except LookupError:
        found = ""
    if found in {"ascii", "iso8859-1"}:
        return "cp1252"
    # A page that could say so in ASCII is not in UTF-16, whatever it says.
    if found.startswith(("utf-8", "utf-16")):
        return "utf-8"
    if not _CHARSETS.fullmatch(found):
        raise FormatError(
            f"declares the encoding {declared!r}, which is not known here; save the "
            "file as UTF-8",
            where=Where(name),
        )
    return found

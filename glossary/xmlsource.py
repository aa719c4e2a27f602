"""XML bytes of any encoding as UTF-8 without the characters that XML forbids."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from glossary.errors import FormatError, Where
from glossary.xmlencoding import encoding_of
from glossary.xmltext import has_illegal, is_legal, looks_illegal

if TYPE_CHECKING:
    from collections.abc import Iterator

CHUNK = 1 << 16
MOST_FLAWS = 10_000
"""How many flaws are told one by one: a file of nothing else must not fill memory."""

UNREAD = re.compile("[\udc80-\udcff]+")
"""What stands in ``texts`` for bytes that could not be decoded (as in PEP 383)."""
BREAK = "\x01"
"""What stands in ``chunks`` for them: else that holds no character XML forbids."""

_DECLARATION = re.compile(r"(?s)(\s*)<\?xml\s[^>]*?\?>")
_REFERENCES = re.compile(r"(?:&#(?:x[0-9A-Fa-f]{1,8}|[0-9]{1,8});)+")
_REFERENCE = re.compile(r"&#(x?)([0-9A-Fa-f]+);")
_BARE = re.compile(r"&(?!#?\w{1,32};)")
_HIGH_AT_END = re.compile(r"&#(?:x0*[Dd][89ABab][0-9A-Fa-f]{2}|0*5[56]\d{3});\Z")
# Those that stand for undecodable bytes are the reader's to deal with.
_ILLEGAL_READ = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udc7f\udd00-\udfff\ufffe\uffff]"
)
_LONGEST_REFERENCE = len("&#x12345678;")
# High surrogates, low surrogates, and the first code point beyond.
_HIGH, _LOW, _END = 0xD800, 0xDC00, 0xE000


@dataclass(frozen=True, slots=True, kw_only=True)
class Flaw:
    """A breach of XML 1.0 that was mended on the way in."""

    line: int
    rule: str
    message: str
    lossy: bool
    """Whether the mended text lacks something that the file has."""


class XmlSource:
    """Decode and check a stream once; ``flaws`` grows while ``chunks`` is read.

    The XML declaration is blanked out, because the text is UTF-8 from here on; lines
    keep their numbers.
    """

    def __init__(self, stream: BinaryIO, *, name: str) -> None:
        self._stream = stream
        self._name = name
        self._line = 1
        self._in_cdata = self._was_cdata = False
        self._unread: list[str] = []
        self._suspect = False
        self.flaws: list[Flaw] = []

    def chunks(self, *, resume: bool = False) -> Iterator[bytes]:
        """Yield UTF-8 pieces; raise ``FormatError`` where bytes cannot be decoded.

        What precedes the bad byte is yielded first. With ``resume``, bytes that are not
        UTF-8 become ``BREAK``, on which a parser stops, and a flaw; see ``texts``.
        """
        for text in self._pieces(resume=resume):
            if resume and not text.isascii():
                text = UNREAD.sub(BREAK, text)  # noqa: PLW2901 - the same text
            # libxml2 reads on for a semicolon before it says that "&" is an error;
            # given one, it says so at once and the place is still known.
            yield (self._ended_references(text) if "&" in text else text).encode()

    def texts(self) -> Iterator[str]:
        """Yield pieces with line ends as XML has them, going on after bad bytes.

        Those become what ``UNREAD`` finds, and a flaw. In UTF-16 and UTF-32, where
        nothing after them can be trusted, they raise ``FormatError``.
        """
        for text in self._pieces(resume=True):
            if "\r" in text:  # XML 1.0 section 2.11
                yield text.replace("\r\n", "\n").replace("\r", "\n")
            else:
                yield text

    def _pieces(self, *, resume: bool) -> Iterator[str]:
        held = ""
        try:
            for number, piece in enumerate(self._decoded(resume=resume)):
                text = held + (piece if number else self._without_declaration(piece))
                cut = _safe_cut(text)
                held = text[cut:]
                if cut:
                    yield self._legal(text[:cut])
        except FormatError:
            yield self._legal(held)
            raise
        if held:
            yield self._legal(held)

    def _decoded(self, *, resume: bool) -> Iterator[str]:
        head = self._stream.read(CHUNK)
        while 0 < len(head) < CHUNK and (more := self._stream.read(CHUNK - len(head))):
            head += more
        encoding, fault = encoding_of(head, name=self._name)
        if fault:
            self._flaw(1, "wrong-encoding", fault)
        decoder = codecs.getincrementaldecoder(encoding)()
        data, offset = head, 0
        is_utf8 = encoding in {"utf-8", "utf-8-sig"}
        while True:
            self._suspect |= not is_utf8 or looks_illegal(data)
            state = decoder.getstate()
            try:
                yield decoder.decode(data, final=not data)
            except UnicodeDecodeError as error:
                held = len(state[0])
                good = error.start - held
                decoder.setstate(state)
                if not resume or encoding.startswith(("utf-16", "utf-32")):
                    yield decoder.decode(data[: max(good, 0)])
                    problem = self._undecodable(error, offset + good, encoding)
                    raise FormatError(
                        problem, where=Where(self._name, self._line)
                    ) from None
                decoder.errors = "surrogateescape"
                text = decoder.decode(data, final=not data)
                self._unread.append(self._undecodable(error, offset + good, encoding))
                decoder.errors = "strict"
                yield text
            if not data:
                return
            offset += len(data)
            data = self._stream.read(CHUNK)

    def _undecodable(self, error: UnicodeDecodeError, byte: int, encoding: str) -> str:
        value = error.object[error.start] if error.start < len(error.object) else 0
        name = encoding.upper().removesuffix("-SIG")
        return (
            f"byte {value:#04x} at offset {byte} is not {name}; declare the encoding "
            "the file was really saved in (windows-1256?) or save it as UTF-8"
        )

    def _without_declaration(self, text: str) -> str:
        text = text.removeprefix("\ufeff")
        match = _DECLARATION.match(text)
        if not match:
            return text
        if match[1]:
            self._flaw(
                match[0].count("\n") + 1,
                "xml-declaration",
                "white space stands before the XML declaration; remove it",
            )
        return "\n" * match[0].count("\n") + text[match.end() :]

    def _legal(self, text: str) -> str:
        if "&#" in text:
            text = _REFERENCES.sub(self._mend_references, text)
        if self._unread:
            self._tell_unread(text)
        if self._suspect and has_illegal(text, text.encode("utf-8", "replace")):
            for match in _ILLEGAL_READ.finditer(text):
                if len(self.flaws) > MOST_FLAWS:
                    break
                self._illegal(ord(match[0]), text, match.start())
            text = _ILLEGAL_READ.sub("", text)
        self._line += text.count("\n")
        self._was_cdata = self._in_cdata
        self._in_cdata = self._is_cdata(text, len(text))
        return text

    def _tell_unread(self, text: str) -> None:
        """Report the first bad byte of each piece of the file in its line."""
        if found := UNREAD.search(text):
            line = self._line_at(text, found.start())
            for message in self._unread:
                self._flaw(line, "encoding", message, lossy=True)
            self._unread.clear()

    def _ended_references(self, text: str) -> str:
        after, self._in_cdata = self._in_cdata, self._was_cdata
        text = _BARE.sub(self._end_reference, text)
        self._in_cdata = after
        return text

    def _mend_references(self, match: re.Match[str]) -> str:
        if self._is_cdata(match.string, match.start()):
            return match[0]  # text, not a reference
        found = _REFERENCE.findall(match[0])
        codes = [int(digits, 16 if x else 10) for x, digits in found]
        if all(map(is_legal, codes)):
            return match[0]
        out: list[str] = []
        codes.reverse()
        while codes:
            code = codes.pop()
            if is_legal(code):
                out.append(f"&#{code};")
            elif _HIGH <= code < _LOW and codes and _LOW <= codes[-1] < _END:
                code = 0x10000 + ((code - _HIGH) << 10) + codes.pop() - _LOW
                out.append(chr(code))
                self._flaw(
                    self._line_at(match.string, match.start()),
                    "illegal-character",
                    f"U+{code:X} is written as two references to surrogates; "
                    "write the character itself",
                )
            else:
                self._illegal(code, match.string, match.start())
        return "".join(out)

    def _end_reference(self, match: re.Match[str]) -> str:
        return "&" if self._is_cdata(match.string, match.start()) else "&;"

    def _is_cdata(self, text: str, position: int) -> bool:
        start = text.rfind("<![CDATA[", 0, position)
        end = text.rfind("]]>", 0, position)
        return self._in_cdata if start == end else start > end

    def _illegal(self, code: int, text: str, position: int) -> None:
        if len(self.flaws) > MOST_FLAWS:
            return
        self._flaw(
            self._line_at(text, position),
            "illegal-character",
            f"illegal character U+{code:04X}, which XML 1.0 forbids; remove it (it is "
            "left out when read)",
            lossy=True,
        )

    def _line_at(self, text: str, position: int) -> int:
        return self._line + text.count("\n", 0, position)

    def _flaw(self, line: int, rule: str, message: str, *, lossy: bool = False) -> None:
        told = len(self.flaws)
        if told < MOST_FLAWS:
            self.flaws.append(Flaw(line=line, rule=rule, message=message, lossy=lossy))
        elif told == MOST_FLAWS:
            words = f"more than {told} characters are illegal; the others are not told"
            self.flaws.append(Flaw(line=line, rule=rule, message=words, lossy=True))


def _safe_cut(text: str) -> int:
    """Return where a piece may end without parting a reference or a pair of them."""
    cut = text.find("&", -_LONGEST_REFERENCE)
    cut = len(text) if cut < 0 else cut
    if cut and text[cut - 1] == "\r":  # its "\n" may come
        cut -= 1
    high = _HIGH_AT_END.search(text, max(0, cut - _LONGEST_REFERENCE), cut)
    return high.start() if high else cut

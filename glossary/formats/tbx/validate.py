"""Whether a document keeps to its version and dialect of TBX, and how to mend it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, BinaryIO

from glossary import lang
from glossary.errors import FormatError
from glossary.formats.tbx.check import DialectChecker
from glossary.formats.tbx.dialects import dialect_of
from glossary.formats.tbx.names import NAMESPACE, SECTIONS, V3
from glossary.formats.tbx.read import require_tbx
from glossary.xmlevents import read_events
from glossary.xmlschema import error, warning

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.formats.tbx.dialects import Dialect
    from glossary.model import Diagnostic
    from glossary.xmlevents import Event

_URL = re.compile(r"https?://.+")


def validate_tbx(stream: BinaryIO, *, name: str) -> Iterator[Diagnostic]:
    """Yield what is wrong, in the order of the file; references that lead nowhere last.

    Raises ``FormatError`` where the stream is no TBX at all. The ids are held in
    memory, the text is not.
    """
    checker: _Document | None = None
    for event in read_events(stream, name=name):
        if isinstance(event, FormatError):
            line = event.where.line or 1
            yield error(line, "not-well-formed", event.problem)
            continue
        if checker is None:
            require_tbx(event.name, event.namespace, name, event.line)
            checker = _document(event)
            yield from _namespace(event, checker.dialect)
        yield from checker.feed(event)
    if checker is not None:
        yield from checker.end()


def _document(root: Event) -> _Document:
    attributes = dict(root.attributes)
    kind = root.name.rpartition(":")[2]
    rules = dialect_of(kind, attributes.get("type", ""))
    style = attributes.get("style", "dca")
    space = root.namespace
    checker = DialectChecker(rules, kind, namespace=space, style=style)
    return _Document(dialect=rules, checker=checker)


def _namespace(root: Event, rules: Dialect) -> Iterator[Diagnostic]:
    wanted = NAMESPACE if rules.version is V3 else ""
    if root.namespace != wanted:
        message = (
            f"the namespace is {root.namespace!r}; write xmlns={wanted!r}"
            if wanted
            else f"the namespace {root.namespace!r} is not that of TBX 2; remove it"
        )
        yield error(root.line, "namespace", message)


@dataclass(slots=True, kw_only=True)
class _Document:
    """What is true of a document as a whole: ids and what refers to them."""

    dialect: Dialect
    checker: DialectChecker
    ids: dict[str, int] = field(default_factory=dict)
    targets: list[tuple[str, int]] = field(default_factory=list)

    def feed(self, event: Event) -> Iterator[Diagnostic]:
        yield from self.checker.feed(event)
        if event.kind != "start":
            return
        attributes = dict(event.attributes)
        name = event.name.rpartition(":")[2]
        id_ = attributes.get("id")
        if id_ in self.ids:
            message = (
                f"the id {id_!r} was given in line {self.ids[id_]} already; "
                "an id must be unique in the file"
            )
            yield error(event.line, "id-duplicate", message)
        elif id_ is not None:
            self.ids[id_] = event.line
        for key in ("target", "startRef"):
            # An xref is a link; "target" of TBX-Min 1 is a language of the header.
            if key in attributes and name not in {"xref", "languages"}:
                self.targets.append((attributes[key], event.line))
        link = attributes.get("target", "") if name == "xref" else ""
        if link and self.dialect.version is V3 and not _URL.search(link):
            message = f"the link {link!r} should begin with https:// or http://"
            yield warning(event.line, "link", message)
        tag = attributes.get("xml:lang")
        if name in SECTIONS and tag is not None and not lang.is_tag(tag):
            message = f"{tag!r} is not a language tag; write it like 'ar' or 'en-GB'"
            yield warning(event.line, "language-tag", message)

    def end(self) -> Iterator[Diagnostic]:
        for target, line in self.targets:
            if target not in self.ids:
                message = f"nothing in the file has the id {target!r}; correct it"
                yield error(line, "target-missing", message)

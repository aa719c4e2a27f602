"""What translate-toolkit reads, as translation units: XLIFF, Qt, MO, UTX and more."""

from __future__ import annotations

import importlib
import io
from typing import TYPE_CHECKING, Any, NamedTuple

from glossary.errors import FormatError, Where
from glossary.xmlevents import EventParser, read_root
from glossary.xmlsource import XmlSource
from tmx.formats.sides import two_languages
from tmx.model import (
    InlineCode,
    Note,
    Property,
    Segment,
    TranslationUnit,
    Variant,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from glossary.losses import Losses
    from glossary.xmlevents import Root
    from tmx.model import Attributes, Item

ID = "x-id"
CONTEXT = "x-context"
FORM = "x-plural-form"
FUZZY = "x-fuzzy"
APPROVED = "x-approved"


class _Store(NamedTuple):
    module: str
    parser: str
    is_xml: bool = False
    has_codes: bool = False


_XLIFF = _Store("xliff", "xlifffile", is_xml=True, has_codes=True)
_XLIFF_2 = _XLIFF._replace(module="xliff2", parser="Xliff2File")
_STORES = {
    "catkeys": _Store("catkeys", "CatkeysFile"),
    "gmo": _Store("mo", "mofile"),
    "mo": _Store("mo", "mofile"),
    "mxliff": _XLIFF,
    "qm": _Store("qm", "qmfile"),
    "qph": _Store("qph", "QphFile", is_xml=True),
    "sdlxliff": _XLIFF,
    "ts": _Store("ts2", "tsfile", is_xml=True),
    "utx": _Store("utx", "UtxFile"),
    "xlf": _XLIFF,
    "xliff": _XLIFF,
}
EXTENSIONS = frozenset(_STORES)

_MONOLINGUAL = frozenset(
    "arb docx dtd ftl html idml ini json lang md odt php properties rc resx srt "
    "strings toml txt vtt wxl xml yaml yml".split()
)

# How codes of XLIFF 1.2 and 2 are called in TMX, which knows no g, x or pc.
_PAIRS = frozenset(("g", "pc"))
_OPEN = frozenset(("bx", "sc", "sm"))
_CLOSE = frozenset(("ex", "ec", "em"))
_SAME = frozenset(("bpt", "ept", "it", "ph", "sub"))


def read_foreign(
    data: bytes,
    *,
    name: str,
    languages: tuple[str, str],
    losses: Losses,
    on_problem: Callable[[FormatError], None] | None = None,
) -> Iterator[TranslationUnit]:
    """Yield the units of a bilingual file, told by the extension of ``name``.

    Languages that the file does not declare are taken from ``languages``, by script. A
    unit without translation has one variant; each plural form is a unit of its own.
    Obsolete units are counted as lost. Raises ``FormatError`` where the format is not
    known or has one language only, and for anything that cannot be parsed; characters
    that XML forbids are left out and told to ``on_problem``, if there is one.
    """
    kind = _format(name)
    if not data.strip():
        raise FormatError("is empty", where=Where(name))
    if kind.is_xml:
        root, data = _safe(data, name, on_problem)
        if kind is _XLIFF and dict(root.attributes).get("version", "").startswith("2"):
            kind = _XLIFF_2
    store = _parse(kind, data, name)
    units = [one for one in store.units if not one.isheader() and one.source]
    if not units and not kind.is_xml:  # some parsers take anything for their format
        raise FormatError("holds no entries of its format", where=Where(name))
    declared = store.getsourcelanguage() or "", store.gettargetlanguage() or ""
    sample = "".join(str(one.source) for one in units)
    tags = two_languages(declared, languages, sample)
    for unit in units:
        if unit.isobsolete():
            losses.add("obsolete entries")
        else:
            yield from _units(unit, tags, has_codes=kind.has_codes)


def _format(name: str) -> _Store:
    extension = name.rpartition(".")[2].lower()
    if extension in _MONOLINGUAL:
        raise FormatError(
            f".{extension} files hold one language; a memory needs two: translate or "
            "align it, and read the result",
            where=Where(name),
        )
    if extension not in _STORES:
        known = ", ".join(f".{one}" for one in sorted(EXTENSIONS))
        raise FormatError(
            f"is of no known format; these are known here: {known}", where=Where(name)
        )
    return _STORES[extension]


def _safe(
    data: bytes, name: str, on_problem: Callable[[FormatError], None] | None
) -> tuple[Root, bytes]:
    """Return the root and XML that is well formed, without entities, in UTF-8."""
    source = XmlSource(io.BytesIO(data), name=name)
    pieces = list(source.chunks())
    root, _ = read_root(pieces, name=name)
    parser = EventParser(name)
    for piece in pieces:
        parser.feed(piece)
        parser.events.clear()
    parser.feed(b"", final=True)
    for flaw in source.flaws:
        if flaw.lossy:
            problem = FormatError(flaw.message, where=Where(name, flaw.line))
            if on_problem is None:
                raise problem
            on_problem(problem)
    return root, b"".join(pieces)


def _parse(kind: _Store, data: bytes, name: str) -> Any:  # noqa: ANN401 - untyped
    module = importlib.import_module(f"translate.storage.{kind.module}")
    try:
        return getattr(module, kind.parser).parsestring(data)
    except Exception as error:
        words = " ".join(str(error).split()) or type(error).__name__
        raise FormatError(f"cannot be read: {words}", where=Where(name)) from error


def _units(
    unit: Any,  # noqa: ANN401 - translate has no types
    tags: tuple[str, str],
    *,
    has_codes: bool,
) -> Iterator[TranslationUnit]:
    sources, targets = _strings(unit.source), _strings(unit.target)
    items = tuple(_items(unit, is_xliff=has_codes))
    for form in range(max(len(sources), len(targets))):
        source = sources[min(form, len(sources) - 1)]
        parts: list[tuple[str | InlineCode, ...]] = [(source,)]
        if form < len(targets) and targets[form]:
            parts.append((targets[form],))
        extra: tuple[Item, ...] = ()
        if len(sources) > 1 or len(targets) > 1:
            extra = (Property(type=FORM, text=str(form)),)
        elif has_codes:
            rich = unit.rich_source, unit.rich_target
            parts = [_Codes().parts(one) for one in rich[: len(parts)]]
        yield TranslationUnit(
            variants=tuple(
                Variant(lang=tag, segment=Segment(parts=one))
                for tag, one in zip(tags, parts, strict=False)
            ),
            items=items + extra,
        )


def _strings(text: Any) -> list[str]:  # noqa: ANN401 - str, multistring or None
    """Return the plural forms as plain strings; one for a text without plural."""
    if not text:
        return []
    # A multistring is a str whose comparison and upper() differ from a str's.
    return [str.__str__(one) for one in getattr(text, "strings", [text])]


def _items(unit: Any, *, is_xliff: bool) -> Iterator[Item]:  # noqa: ANN401 - untyped
    # translate joins file and id with EOT, which XML cannot hold.
    if identity := str.__str__(unit.getid() or "").replace("\x04", "/"):
        yield Property(type=ID, text=identity)
    if context := unit.getcontext():
        yield Property(type=CONTEXT, text=context)
    # translate calls fuzzy what XLIFF has not approved, which is nearly everything.
    if not is_xliff and unit.isfuzzy():
        yield Property(type=FUZZY, text="yes")
    if is_xliff and unit.isapproved():
        yield Property(type=APPROVED, text="yes")
    if notes := unit.getnotes():
        yield Note(text=notes)


class _Codes:
    """Turn translate's tree of a segment into parts, numbering paired codes."""

    def __init__(self) -> None:
        self._pairs = 0

    def parts(self, elements: list[Any]) -> tuple[str | InlineCode, ...]:
        """Return what the elements hold, strings joined."""
        out: list[str | InlineCode] = []
        for element in elements:
            for part in self._element(element):
                if isinstance(part, str) and out and isinstance(out[-1], str):
                    out[-1] += part
                elif part:
                    out.append(part)
        return tuple(out)

    def _element(self, element: Any) -> Iterator[str | InlineCode]:  # noqa: ANN401
        if isinstance(element, str):
            yield str.__str__(element)
            return
        node = getattr(element, "xml_node", None)
        tag = type(element).__name__.lower()
        if node is not None:
            tag = node.tag.rpartition("}")[2]
        if tag == "stringelem":
            yield from self.parts(element.sub)
            return
        number = element.rid or element.id or element.xid or ""
        inner = self.parts(element.sub)
        if tag in _PAIRS:
            self._pairs += 1
            index = ("i", str(self._pairs))
            yield InlineCode(tag="bpt", attributes=(index, ("x", number)))
            yield from inner
            yield InlineCode(tag="ept", attributes=(index,))
        else:
            yield _code(tag, number, inner)


def _code(tag: str, number: str, inner: tuple[str | InlineCode, ...]) -> InlineCode:
    x: Attributes = (("x", number),) if number else ()
    if tag in _OPEN:
        return InlineCode(tag="it", attributes=(("pos", "begin"), *x), parts=inner)
    if tag in _CLOSE:
        return InlineCode(tag="it", attributes=(("pos", "end"), *x), parts=inner)
    if tag in ("bpt", "ept"):
        return InlineCode(tag=tag, attributes=(("i", number),), parts=inner)
    if tag == "mrk":
        return InlineCode(tag="hi", attributes=x, parts=inner)
    return InlineCode(tag=tag if tag in _SAME else "ph", attributes=x, parts=inner)

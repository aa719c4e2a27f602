"""What translate-toolkit reads, as translation units: Qt, MO, UTX and more."""

from __future__ import annotations

import importlib
import io
from typing import TYPE_CHECKING, Any, NamedTuple

from glossary.errors import FormatError, Where
from glossary.xmlevents import EventParser, read_root
from glossary.xmlsource import XmlSource
from tmx.formats.sides import two_languages
from tmx.model import Note, Property, TranslationUnit, text_variant

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from glossary.losses import Losses
    from tmx.model import Item

ID = "x-id"
CONTEXT = "x-context"
FORM = "x-plural-form"
FUZZY = "x-fuzzy"


class _Store(NamedTuple):
    module: str
    parser: str
    is_xml: bool = False


_STORES = {
    "catkeys": _Store("catkeys", "CatkeysFile"),
    "gmo": _Store("mo", "mofile"),
    "mo": _Store("mo", "mofile"),
    "qm": _Store("qm", "qmfile"),
    "qph": _Store("qph", "QphFile", is_xml=True),
    "ts": _Store("ts2", "tsfile", is_xml=True),
    "utx": _Store("utx", "UtxFile"),
}
EXTENSIONS = frozenset(_STORES)

_MONOLINGUAL = frozenset(
    "arb docx dtd ftl html idml ini json lang md odt php properties rc resx srt "
    "strings toml txt vtt wxl xml yaml yml".split()
)


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
        data = _safe(data, name, on_problem)
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
            yield from _units(unit, tags)


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
) -> bytes:
    """Return XML that is well formed, without entities, in UTF-8."""
    source = XmlSource(io.BytesIO(data), name=name)
    pieces = list(source.chunks())
    read_root(pieces, name=name)
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
    return b"".join(pieces)


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
) -> Iterator[TranslationUnit]:
    sources, targets = _strings(unit.source), _strings(unit.target)
    items = tuple(_items(unit))
    for form in range(max(len(sources), len(targets))):
        texts = [sources[min(form, len(sources) - 1)]]
        if form < len(targets) and targets[form]:
            texts.append(targets[form])
        extra: tuple[Item, ...] = ()
        if len(sources) > 1 or len(targets) > 1:
            extra = (Property(type=FORM, text=str(form)),)
        yield TranslationUnit(
            variants=tuple(
                text_variant(tag, one) for tag, one in zip(tags, texts, strict=False)
            ),
            items=items + extra,
        )


def _strings(text: Any) -> list[str]:  # noqa: ANN401 - str, multistring or None
    """Return the plural forms as plain strings; one for a text without plural."""
    if not text:
        return []
    # A multistring is a str whose comparison and upper() differ from a str's.
    return [str.__str__(one) for one in getattr(text, "strings", [text])]


def _items(unit: Any) -> Iterator[Item]:  # noqa: ANN401 - untyped
    # translate joins file and id with EOT, which XML cannot hold.
    if identity := str.__str__(unit.getid() or "").replace("\x04", "/"):
        yield Property(type=ID, text=identity)
    if context := unit.getcontext():
        yield Property(type=CONTEXT, text=context)
    if unit.isfuzzy():
        yield Property(type=FUZZY, text="yes")
    if notes := unit.getnotes():
        yield Note(text=notes)

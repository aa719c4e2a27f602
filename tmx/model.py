"""Translation units as TMX 1.4b has them: units, variants, segments, inline codes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from glossary import lang
from tmx.drafts import draft

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Attributes = tuple[tuple[str, str], ...]
"""Names as written, prefix included, with their values, in order."""

# TMX 1.4b section 3.3: their content is native code of the original format, not text.
# x, bx and ex are XLIFF's names for codes without content.
_NATIVE = frozenset(("bpt", "ept", "it", "ph", "ut", "x", "bx", "ex"))


@dataclass(frozen=True, slots=True, kw_only=True)
class InlineCode:
    """Markup inside a segment: ``bpt``, ``ept``, ``it``, ``ph``, ``hi``, ``sub``.

    A processing instruction is one too: its tag is ``?`` and the target.
    """

    tag: str
    attributes: Attributes = ()
    parts: tuple[str | InlineCode, ...] = ()

    @property
    def plain(self) -> str:
        """The translatable text: that of ``hi``, ``g`` or ``mrk``, never of a code."""
        if self.tag in _NATIVE or self.tag[0] == "?":
            return ""
        return _plain(self.parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A text with its codes: TMX ``seg``.

    Readers leave no part empty and no two strings side by side.
    """

    parts: tuple[str | InlineCode, ...] = ()
    attributes: Attributes = ()

    @property
    def plain(self) -> str:
        """The text without codes, otherwise exactly as it stands."""
        return _plain(self.parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Property:
    """A tool's own fact about what it stands in: TMX ``prop``."""

    type: str
    text: str
    attributes: Attributes = ()
    """Those beside ``type``."""
    after: int = 0
    """How many variants (in a variant: the segment) precede it; 0 in valid TMX."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A remark for people: TMX ``note``."""

    text: str
    attributes: Attributes = ()
    after: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Extra:
    """An element outside this model, kept as XML that stands alone."""

    xml: str
    after: int = 0


Item = Property | Note | Extra


@dataclass(frozen=True, slots=True, kw_only=True)
class Variant:
    """What a unit says in one language: TMX ``tuv``."""

    lang: str
    """The tag as found; empty where the file does not say."""
    segment: Segment | None
    """``None`` where the file has no ``seg`` at all."""
    items: tuple[Item, ...] = ()
    attributes: Attributes = ()
    """Those beside the language."""
    lang_attribute: str = "xml:lang"
    """``lang`` in TMX 1.1 and 1.2."""

    @property
    def plain(self) -> str:
        """The segment's text without codes; empty where there is no segment."""
        return self.segment.plain if self.segment else ""

    def prop(self, kind: str) -> str | None:
        """Return the text of the first property of a type."""
        return _first(self.items, kind)


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslationUnit:
    """The same content in several languages: TMX ``tu``.

    Neither language is "source": direction belongs to the question, see ``pair``.
    """

    variants: tuple[Variant, ...]
    id: str | None = None
    """TMX ``tuid``."""
    items: tuple[Item, ...] = ()
    attributes: Attributes = ()
    """Those beside ``tuid``."""
    before: tuple[str, ...] = ()
    """The processing instructions that stand between it and the unit before."""

    @property
    def props(self) -> tuple[Property, ...]:
        """The properties of the unit itself, in order."""
        return tuple(one for one in self.items if isinstance(one, Property))

    @property
    def notes(self) -> tuple[str, ...]:
        """The texts of the notes on the unit itself, in order."""
        return tuple(one.text for one in self.items if isinstance(one, Note))

    def prop(self, kind: str) -> str | None:
        """Return the text of the first property of a type."""
        return _first(self.items, kind)

    def get(self, attribute: str) -> str | None:
        """Return an attribute's value, such as ``creationdate``."""
        return next((v for name, v in self.attributes if name == attribute), None)

    def variant(self, wanted: str) -> Variant | None:
        """Return the first variant in the language that answers best."""
        place = next(_answers(wanted, [one.lang for one in self.variants]), None)
        return None if place is None else self.variants[place]

    def pair(self, source: str, target: str) -> tuple[Variant, Variant] | None:
        """Return the variants for two languages, or ``None`` unless both are there.

        Tags are chosen by ``lang.best``; no other language's text is ever taken.
        """
        places = _pair(source, target, tuple([one.lang for one in self.variants]))
        if places is None:
            return None
        return self.variants[places[0]], self.variants[places[1]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What a memory says about itself: TMX ``tmx`` and ``header``."""

    attributes: Attributes = ()
    """Those of ``header``."""
    items: tuple[Item, ...] = ()
    """Properties, notes and, as XML, user-defined encodings (``ude``)."""
    version: str | None = "1.4"
    root_attributes: Attributes = ()
    """Those of ``tmx`` beside ``version``, declarations of namespaces included."""
    body_attributes: Attributes = ()
    doctype: str | None = None
    instructions: tuple[str, ...] = ()
    """The processing instructions before the root, as XML."""

    def get(self, attribute: str) -> str | None:
        """Return an attribute's value, such as ``srclang``."""
        return next((v for name, v in self.attributes if name == attribute), None)


def new_header(*, source: str, tool_version: str, created: str | None = None) -> Header:
    """Return a header for units of our own making.

    ``created`` is a TMX date such as ``20250131T120000Z``.
    """
    made: Attributes = (("creationdate", created),) if created else ()
    return Header(
        attributes=(
            ("creationtool", "gloss"),
            ("creationtoolversion", tool_version),
            ("segtype", "sentence"),
            ("o-tmf", "gloss"),
            ("adminlang", "en"),
            ("srclang", source),
            ("datatype", "plaintext"),
            *made,
        )
    )


_Unit, _Variant = draft(TranslationUnit), draft(Variant)
_Segment, _Property = draft(Segment), draft(Property)


def unit_of(
    variants: tuple[Variant, ...],
    id: str | None = None,  # noqa: A002 - the field's name
    items: tuple[Item, ...] = (),
    attributes: Attributes = (),
    before: tuple[str, ...] = (),
) -> TranslationUnit:
    """Return a unit as its class does, for readers of very many: see ``draft``."""
    unit: TranslationUnit = _Unit(variants, id, items, attributes, before)
    unit.__class__ = TranslationUnit
    return unit


def variant_of(
    tag: str,
    segment: Segment | None,
    items: tuple[Item, ...] = (),
    attributes: Attributes = (),
    lang_attribute: str = "xml:lang",
) -> Variant:
    """Return a variant as its class does."""
    variant: Variant = _Variant(tag, segment, items, attributes, lang_attribute)
    variant.__class__ = Variant
    return variant


def segment_of(
    parts: tuple[str | InlineCode, ...], attributes: Attributes = ()
) -> Segment:
    """Return a segment as its class does."""
    segment: Segment = _Segment(parts, attributes)
    segment.__class__ = Segment
    return segment


def property_of(kind: str, text: str) -> Property:
    """Return a property as its class does."""
    one: Property = _Property(kind, text, (), 0)
    one.__class__ = Property
    return one


def text_unit(
    source: tuple[str, str],
    target: tuple[str, str],
    *,
    id: str | None = None,  # noqa: A002 - the field's name
    items: tuple[Item, ...] = (),
    attributes: Attributes = (),
) -> TranslationUnit:
    """Return a unit of two (language, text) pairs without codes."""
    variants = text_variant(*source), text_variant(*target)
    return unit_of(variants, id, items, attributes)


def text_variant(tag: str, text: str, *, items: tuple[Item, ...] = ()) -> Variant:
    """Return a variant whose segment is a text without codes."""
    return variant_of(tag, segment_of((text,) if text else ()), items)


@lru_cache(maxsize=1024)  # nearly all units of a memory have the same languages
def _pair(source: str, target: str, tags: tuple[str, ...]) -> tuple[int, int] | None:
    """Return which variants are the pair of two languages, by their tags."""
    left = next(_answers(source, tags), None)
    right = next((one for one in _answers(target, tags) if one != left), None)
    return None if left is None or right is None else (left, right)


def _answers(wanted: str, tags: Sequence[str]) -> Iterator[int]:
    """Yield which variants are in the language that answers best."""
    best = lang.best(wanted, filter(None, tags))
    return (place for place, tag in enumerate(tags) if best is not None and tag == best)


def _plain(parts: tuple[str | InlineCode, ...]) -> str:
    if len(parts) == 1 and isinstance(parts[0], str):
        return parts[0]
    return "".join(one if isinstance(one, str) else one.plain for one in parts)


def _first(items: tuple[Item, ...], kind: str) -> str | None:
    for one in items:
        if isinstance(one, Property) and one.type == kind:
            return one.text
    return None

"""XLIFF filled in place: targets and states change, every other byte stays."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from tmx.formats.translation import State
from tmx.formats.xliff.markup import Renderer, name_of, opened, with_attributes
from tmx.formats.xliff.read import completed, file_around, require_xliff
from tmx.formats.xliff.spans import Place, Text, Units
from tmx.formats.xliff.unit import slots

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from glossary.losses import Losses
    from tmx.formats.translation import Translation
    from tmx.formats.xliff.node import Node
    from tmx.formats.xliff.unit import Around, Slot
    from tmx.model import TranslationUnit


# XLIFF 2.0, 4.3.1.32: a text to look at again is in its initial state.
_STATES_2 = {State.NEEDS_REVIEW: "initial", State.TRANSLATED: "translated"}


class _Edit(NamedTuple):
    start: int
    end: int
    new: bytes


def fill(
    stream: BinaryIO,
    translate: Callable[[TranslationUnit], Translation | None],
    *,
    name: str,
    languages: tuple[str, str],
    losses: Losses,
) -> Iterator[bytes]:
    """Yield the file again, with a target wherever ``translate`` gives one.

    ``translate`` gets each unit as ``read_xliff`` yields it, but for those that must
    not be translated; ``None`` leaves a unit as it is. Code elements are copied from
    the source; ``losses`` counts those that find no counterpart. Where the file names
    no target language the target names ``languages[1]``. Raises ``FormatError`` for
    what is not well formed: such a file cannot be mended in place.
    """
    text = Text(stream, name)
    filler = _Filler(translate, name, languages, losses)
    yield text.mark
    for piece in text.pieces():
        yield text.back(b"".join(filler.feed(piece)))
    yield text.back(b"".join(filler.close()))


class _Filler:
    def __init__(
        self,
        translate: Callable[[TranslationUnit], Translation | None],
        name: str,
        languages: tuple[str, str],
        losses: Losses,
    ) -> None:
        self._translate = translate
        self._name = name
        self._languages = languages
        self._losses = losses
        self._units = Units(name)
        self._version = ""
        self._holds = False
        """Whether the root's tag may still need a target language."""

    def feed(self, piece: bytes) -> Iterator[bytes]:
        """Yield what is done once more of the file is known."""
        self._units.feed(piece)
        yield from self._done()
        if not self._holds and not self._units.is_inside:
            yield self._units.take(self._units.safe)

    def close(self) -> Iterator[bytes]:
        """Yield the rest; raise ``FormatError`` where the file is cut off."""
        self._units.feed(b"", final=True)
        yield from self._done()
        yield self._units.take(self._units.base + len(self._units.raw))

    def _done(self) -> Iterator[bytes]:
        units = self._units
        if units.root is not None and not self._version:
            found = units.root.attributes
            root, space = units.root.name, units.space
            self._version = require_xliff(root, space, found, self._name)
            self._holds = self._version.startswith("2") and "trgLang" not in found
        for place in units.places:
            edits = self._edits(place)
            if edits and self._holds:
                self._holds = False
                edits.insert(0, self._named(units.root))
            if self._holds:
                continue
            yield self._spliced(edits, place.unit.end)
        units.places.clear()

    def _spliced(self, edits: list[_Edit], end: int) -> bytes:
        base = self._units.base
        raw = self._units.take(end)
        out = []
        done = 0
        for edit in sorted(edits):
            out += [raw[done : edit.start - base], edit.new]
            done = edit.end - base
        return b"".join([*out, raw[done:]])

    def _named(self, root: Node | None) -> _Edit:
        """Name the target language, as XLIFF 2.0 wants where there is a target."""
        assert root is not None
        tag = self._units.slice(root.start, root.inner)
        changed = with_attributes(tag, {"trgLang": self._languages[1]})
        return _Edit(root.start, root.inner, changed)

    def _edits(self, place: Place) -> list[_Edit]:
        around = self._around(place)
        found = [*slots(place.unit, completed(around, place.unit, self._languages))]
        chosen: list[tuple[Slot, Translation]] = []
        for slot in found:
            translation = self._translate(slot.unit) if slot.is_open else None
            if translation is not None and translation.segment.parts:
                chosen.append((slot, translation))
        if not chosen:
            return []
        if self._version.startswith("2"):
            return [one for pair in chosen for one in self._edits_2(*pair)]
        own = {} if around.target else {"xml:lang": self._languages[1]}
        if chosen[0][0].is_segment:
            return self._edits_of_segments(place.unit, found, chosen, own)
        return [self._edit_1(*chosen[0], own)]

    def _around(self, place: Place) -> Around:
        above = {one.name: one.attributes for one in place.above}
        return file_around(
            above.get("file", {}),
            place.above[0].attributes if place.above else {},
            is_translated=all(one.get("translate") != "no" for one in above.values()),
        )

    def _edit_1(
        self, slot: Slot, translation: Translation, own: dict[str, str]
    ) -> _Edit:
        said = {"state": translation.state.value, "state-qualifier": None}
        content = self._content(slot, translation)
        target = slot.node.child("target")
        if target is not None:
            return self._replaced(target, content, said)
        behind = slot.node.child("seg-source") or slot.source
        return self._inserted(behind, slot.source, content, {**own, **said})

    def _edits_2(self, slot: Slot, translation: Translation) -> Iterator[_Edit]:
        # XLIFF 2.0, 4.3.1.33: a subState goes with its state.
        said = {"state": _STATES_2[translation.state], "subState": None}
        segment = slot.node
        tag = self._units.slice(segment.start, segment.inner)
        yield _Edit(segment.start, segment.inner, with_attributes(tag, said))
        content = self._content(slot, translation)
        if slot.target is not None:
            yield self._replaced(slot.target, content, {})
        else:
            yield self._inserted(slot.source, slot.source, content, {})

    def _edits_of_segments(
        self,
        unit: Node,
        found: list[Slot],
        chosen: list[tuple[Slot, Translation]],
        own: dict[str, str],
    ) -> list[_Edit]:
        """Fill the ``mrk`` elements of the target, or make one like the source's."""
        target = unit.child("target")
        contents = {
            id(slot): self._content(slot, translation) for slot, translation in chosen
        }
        edits = []
        if target is not None and all(slot.target for slot, _ in chosen):
            for slot, _ in chosen:
                assert slot.target is not None
                edits.append(self._replaced(slot.target, contents[id(slot)], {}))
            if len(chosen) == len(found):
                tag = self._units.slice(target.start, target.inner)
                said = {"state": min(one.state.value for _, one in chosen)}
                new = with_attributes(tag, {**said, "state-qualifier": None})
                edits.append(_Edit(target.start, target.inner, new))
            return edits
        like = unit.child("seg-source")
        source = unit.child("source")
        assert like is not None
        assert source is not None
        inner = self._like_source(like, found, contents)
        said = {"state": min(one.state.value for _, one in chosen)}
        said = said if len(chosen) == len(found) else {}
        if target is not None:
            return [self._replaced(target, inner, said)]
        return [self._inserted(like, source, inner, {**own, **said})]

    def _like_source(
        self, like: Node, found: list[Slot], contents: dict[int, bytes]
    ) -> bytes:
        raw = self._units.slice(like.inner, like.inner_end)
        out = []
        done = 0
        for slot in found:
            theirs = slot.target
            kept = self._units.slice(theirs.inner, theirs.inner_end) if theirs else b""
            tag = opened(self._units.slice(slot.source.start, slot.source.inner))
            content = contents.get(id(slot), kept)
            out += [raw[done : slot.source.start - like.inner], tag, content]
            out.append(b"</%s>" % name_of(tag))
            done = slot.source.end - like.inner
        return b"".join([*out, raw[done:]])

    def _content(self, slot: Slot, translation: Translation) -> bytes:
        renderer = Renderer(slot, self._units.slice, self._losses)
        return renderer.render(translation.segment)

    def _replaced(
        self, node: Node, content: bytes, said: Mapping[str, str | None]
    ) -> _Edit:
        tag = self._units.slice(node.start, node.inner)
        new = opened(with_attributes(tag, said))
        return _Edit(node.start, node.end, b"%s%s</%s>" % (new, content, name_of(tag)))

    def _inserted(
        self, behind: Node, like: Node, content: bytes, said: Mapping[str, str | None]
    ) -> _Edit:
        """Put a target behind an element, indented as the source is."""
        name = name_of(self._units.slice(like.start, like.inner))
        name = name.removesuffix(b"source") + b"target"
        before = self._units.slice(max(self._units.base, like.start - 200), like.start)
        indent = before[len(before.rstrip()) :] if before.strip() else b""
        tag = with_attributes(b"<%s>" % name, said)
        new = b"%s%s%s</%s>" % (indent, tag, content, name)
        return _Edit(behind.end, behind.end, new)

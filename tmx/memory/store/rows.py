"""Units as rows: what is stored of them, and what they are found by."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from glossary.errors import StoreError
from tmx.memory.codec import decode, encode, signature
from tmx.memory.protocol import StoredUnit

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable, Iterator

    from tmx.model import TranslationUnit, Variant

LACKING = "lacking"
TARGET_BITS = 24
"""How much of a ``pair`` is of the target; the rest is of the source."""
SPREAD = (1 << TARGET_BITS) - 1
"""How far the pairs of one source lie apart."""

_DOCUMENT = "x-document"
_DOMAIN = "x-gloss-domain"


class Row(NamedTuple):
    """A unit to store."""

    source: str
    target: str
    content: str
    pair: int
    before: int | None
    after: int | None
    domain: str | None
    """The unit's own."""


class _Unit(NamedTuple):
    unit: TranslationUnit
    source: Variant
    target: Variant
    texts: tuple[str, str]
    hash: int
    """Of the text of the source, by which neighbours know each other."""
    document: str | None


def text_hash(text: str) -> int:
    """Return 64 bits, signed, of a text without the white space at its ends."""
    digest = blake2b(text.strip().encode(), digest_size=8).digest()
    return int.from_bytes(digest, "little", signed=True)


def source_range(source: str) -> tuple[int, int]:
    """Return between which pairs the units of a source are."""
    low = text_hash(source) >> TARGET_BITS << TARGET_BITS
    return low, low | SPREAD


def to_rows(
    units: Iterable[TranslationUnit],
    languages: tuple[str, str],
    counts: Counter[str],
) -> Iterator[Row]:
    """Yield a row for each unit with both languages, and count those without."""
    before: _Unit | None = None
    current: _Unit | None = None
    for after in _taken(units, languages, counts):
        if current is not None:
            yield _row(current, before, after)
        before, current = current, after
    if current is not None:
        yield _row(current, before, None)


def _taken(
    units: Iterable[TranslationUnit],
    languages: tuple[str, str],
    counts: Counter[str],
) -> Iterator[_Unit]:
    for unit in units:
        pair = unit.pair(*languages)
        texts = (pair[0].plain, pair[1].plain) if pair else ("", "")
        if pair is None or not texts[0].strip() or not texts[1].strip():
            counts[LACKING] += 1
            continue
        document = unit.prop(_DOCUMENT) if unit.items else None
        yield _Unit(unit, *pair, texts, text_hash(texts[0]), document)


def _row(one: _Unit, before: _Unit | None, after: _Unit | None) -> Row:
    source, target = one.texts
    left, right = signature(one.source, source), signature(one.target, target)
    high = one.hash if left == source else text_hash(left)
    return Row(
        source,
        target,
        encode(one.unit, one.source, one.target),
        high >> TARGET_BITS << TARGET_BITS | text_hash(right) & SPREAD,
        before.hash if before and before.document == one.document else None,
        after.hash if after and after.document == one.document else None,
        one.unit.prop(_DOMAIN) if one.unit.items else None,
    )


class Found(NamedTuple):
    """A stored row with its arrival, as queries return it."""

    id: int
    source: str
    target: str
    content: str
    before: int | None
    after: int | None
    origin: str
    who: str
    at: str
    domain: str | None

    def unit(self) -> TranslationUnit:
        """Return the unit; raise ``StoreError`` where the row makes no sense."""
        try:
            return decode(self.content, self.source, self.target)
        except (IndexError, TypeError, ValueError) as error:
            raise StoreError(
                f"unit {self.id} of the memory is damaged: {error!r}; "
                "restore a backup copy"
            ) from error

    def stored(self) -> StoredUnit:
        """Return the unit with what the memory knows of it."""
        unit = self.unit()
        return StoredUnit(
            id=self.id,
            unit=unit,
            origin=self.origin,
            document=unit.prop(_DOCUMENT),
            domain=self.domain,
            added=self.at,
            added_by=self.who,
        )


def word_count(text: str) -> int:
    """Return how many words a text has: runs between white space."""
    return len(text.split())

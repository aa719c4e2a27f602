"""Arabic is left in the target, the target is empty or is the source again.

Arabic that the target quotes in brackets, as a word about words, is information only.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from glossary.arabic import is_arabic
from glossary.check.chunks import Column
from glossary.check.hit import Hit
from glossary.model import Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    from glossary.check.batch import Batch
    from glossary.check.context import Context
    from glossary.check.unit import Unit

_RUN = re.compile(
    r"[\u0620-\u065f\u066e-\u06d3\u06d5-\u06ff](?:[\s\u0600-\u06ff\u200c-\u200f،]*"
    r"[\u0620-\u065f\u066e-\u06d3\u06d5-\u06ff])?"
)
_DIGITS = re.compile("[٠-٩۰-۹]+(?:[٫٬.,][٠-٩۰-۹]+)*٪?")
_SIGNS = re.compile("[،؛؟٪]")
_FOREIGN = re.compile("[\u0600-\u06ff]")
"""The range of all that is looked for."""
_LONG, _SHARE = 80, 0.3
"""A source so long (characters) whose target has less than this share of its length."""


def screen(context: Context) -> Callable[[Batch], NDArray[np.bool_]]:
    """Return what tells the units whose target is not all Latin, or is short."""
    arabic = context.sides.arabic
    foreign = Column(context.sides.target, _foreign)

    def wanted(batch: Batch) -> NDArray[np.bool_]:
        source, target = batch.source, batch.target
        short = [len(pair.target) < _SHARE * len(pair.source) for pair in batch.pairs]
        doubtful = target.any(foreign.of(target))
        doubtful |= (np.diff(target.bounds) == 0) | np.array(short)
        return doubtful & source.any(arabic.of(source))

    return wanted


def _foreign(chunks: list[str]) -> list[int]:
    return [
        not chunk.isascii() and _FOREIGN.search(chunk) is not None for chunk in chunks
    ]


def check(unit: Unit, context: Context) -> Iterator[Hit]:
    """Yield what stays to be translated."""
    del context
    source, target = unit.pair.source, unit.pair.target
    if not is_arabic(source):
        return
    if not target.strip():
        yield Hit("there is no translation", 0, 0)
        return
    if source.strip() == target.strip():
        yield Hit("the target is the source", 0, len(target), found=target)
        return
    if not target.isascii():
        yield from _arabic(target)
    if len(source) >= _LONG and len(target) < _SHARE * len(source):
        yield Hit(
            f"{len(target)} characters for {len(source)}: is a part left out?",
            len(target),
            len(target),
            severity=Severity.WARNING,
        )


def _arabic(target: str) -> Iterator[Hit]:
    """Yield the Arabic words, or else digits and signs, of a target."""
    found = list(_RUN.finditer(target))
    for match in found:
        start, end = match.span()
        cited = target[:start].rstrip().endswith(("(", "[")) and (
            target[end:].lstrip().startswith((")", "]", ",", ";"))
        )
        yield Hit(
            f"{match[0]!r} is not translated",
            start,
            end,
            term=match[0],
            found=match[0],
            severity=Severity.INFO if cited else None,
        )
    if found:
        return
    for pattern, what in ((_DIGITS, "digits"), (_SIGNS, "punctuation")):
        for match in pattern.finditer(target):
            yield Hit(
                f"Arabic {what}: {match[0]!r}",
                *match.span(),
                found=match[0],
                severity=Severity.WARNING,
            )

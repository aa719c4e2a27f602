"""What a matcher answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from glossary.model import Term


class Entry(NamedTuple):
    """A term that a place in a text may stand for."""

    concept: int
    """The concept's position in the sequence that the matcher was built from."""
    term: Term


class Found(NamedTuple):
    """A term's place in a text; offsets are code points from 0."""

    start: int
    end: int
    """The term with its article, without the proclitics that can be cut off: الكنيست of
    وبالكنيست, but all of للكنيست, where the article has lost its alef."""
    text: str
    entries: tuple[Entry, ...]
    """Several where the form is ambiguous, in the order of the concepts."""
    reason: str
    """Why the place is taken for the term."""
    whole: tuple[int, int]
    """The place of the whole words, proclitics and endings included."""
    weak: bool = False
    """Whether only morphology speaks for it: a plural or a dual, an added article."""

"""The terms of a matcher: compact, made into objects only when they are found."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from glossary.matcher.scan import Sign, codes, scan, signs
from glossary.model import ConceptType, Status, Term, TermKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from glossary.matcher.forms import Language, Spelling
    from glossary.model import Concept

_BETWEEN = "\0"


class Terms(NamedTuple):
    """The terms in the order of their concepts, as parallel sequences."""

    concepts: NDArray[np.int32]
    names: NDArray[np.bool_]
    """Whether a term names a person, a place or the like, which is not inflected."""
    texts: Sequence[str]
    details: Sequence[str]
    """Status, kind, note and extra as JSON; empty for a preferred term of no kind."""

    def term(self, number: int) -> Term:
        """Return a term as the concept has it."""
        details = self.details[number]
        if not details:
            return Term(text=self.texts[number])
        status, kind, note, extra = json.loads(details)
        return Term(
            text=self.texts[number],
            status=Status(status),
            kind=TermKind(kind) if kind else None,
            note=note,
            extra=tuple(extra),
        )


def terms_of(concepts: Sequence[Concept], lang: str) -> Terms:
    """Return the terms of the sections that answer ``lang``."""
    numbers, names, texts, details = [], [], [], []
    for number, concept in enumerate(concepts):
        section = concept.section(lang)
        for term in section.terms if section else ():
            numbers.append(number)
            names.append(concept.type is not ConceptType.TERM)
            texts.append(term.text)
            details.append(_details(term))
    return Terms(np.array(numbers, np.int32), np.array(names, bool), texts, details)


def _details(term: Term) -> str:
    if (term.status, term.kind, term.note, term.extra) == (
        Status.PREFERRED,
        None,
        None,
        (),
    ):
        return ""
    values = (term.status, term.kind, term.note, term.extra)
    return json.dumps(values, ensure_ascii=False)


def spell(terms: Terms, language: Language) -> Iterator[tuple[int, Spelling]]:
    """Yield the spellings of each term with its number; none for one of no words."""
    joined = _BETWEEN.join(text.replace(_BETWEEN, " ") for text in terms.texts)
    words = scan(codes(joined), signs(apostrophes=language.apostrophes))
    sizes = np.fromiter(map(len, terms.texts), np.int64, len(terms.texts))
    ends = np.cumsum(sizes + len(_BETWEEN))
    first = [0, *np.searchsorted(words.starts, ends).tolist()]
    starts, stops = words.starts.tolist(), words.ends.tolist()
    breaks = (words.gaps >= Sign.BREAK).tolist()
    for number in range(len(terms.texts)):
        here = slice(first[number], first[number + 1])
        spelled = [joined[a:b] for a, b in zip(starts[here], stops[here], strict=True)]
        if spelled:
            parted = [False, *breaks[here][1:]]
            for spelling in language.spellings(spelled, parted):
                if all(spelling.labels):
                    yield number, spelling

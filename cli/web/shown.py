"""Candidates and concepts as the templates show them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from glossary.model import Origin

if TYPE_CHECKING:
    from cli.web.articles import Articles
    from glossary.model import Candidate, Evidence, Rendering
    from glossary.store import Ranked, State


_GLANCE = 90
"""Characters before and after a mention on a closed card."""
_LONGEST = 800
"""The same on an open one: a text without full stops is one sentence."""
_CUT = "…"


class Context(NamedTuple):
    """A sentence in three parts, with the place it is from."""

    document: str
    article: int | None
    """The number of the article in the workspace, where it is one of them."""
    start: int
    before: str
    mention: str
    after: str

    @property
    def short(self) -> Context:
        """The mention with so much around it as is read at a glance."""
        return self.within(_GLANCE)

    @property
    def is_short(self) -> bool:
        """Whether a glance sees the whole."""
        return self.short == self

    def within(self, size: int) -> Context:
        """Return at most so many characters before and after, cut between words."""
        before, after = self.before, self.after
        if len(before) > size:
            tail = before[-size:]
            before = f"{_CUT}{tail[tail.find(' ') + 1 :]}"
        if len(after) > size:
            head = after[:size]
            after = f"{head[: head.rfind(' ')] if ' ' in head else head}{_CUT}"
        return self._replace(before=before, after=after)


class Card(NamedTuple):
    """A candidate as its card shows it."""

    rank: int
    candidate: Candidate
    lang: str
    state: State
    concept: str | None
    best: Rendering | None
    guess: bool
    """Whether the proposal is made of the letters alone, and must say so."""
    forms: list[tuple[str, int]]
    contexts: list[Context]

    @property
    def english(self) -> str:
        """What the field for the translation holds at first."""
        return self.best.text if self.best else ""

    @property
    def others(self) -> list[Rendering]:
        """The proposals after the first, no text twice."""
        seen = {self.english: None}
        return [
            one
            for one in self.candidate.renderings[1:]
            if one.text not in seen and not seen.update({one.text: None})
        ]


def card(one: Ranked, articles: Articles) -> Card:
    """Return the card of a candidate; ``articles`` are those of the workspace."""
    candidate = one.stored.candidate
    best = candidate.renderings[0] if candidate.renderings else None
    return Card(
        rank=one.rank,
        candidate=candidate,
        lang=one.stored.lang,
        state=one.stored.state,
        concept=one.stored.concept,
        best=best,
        guess=best is not None and best.origin is Origin.ROMANISED,
        forms=[(form, n) for form, n in candidate.variants if form != candidate.term],
        contexts=[
            context(evidence, candidate, articles) for evidence in candidate.contexts
        ],
    )


def context(evidence: Evidence, candidate: Candidate, articles: Articles) -> Context:
    """Part a sentence at its mention, which is one of the candidate's forms."""
    length = evidence.end - evidence.start
    forms = [form for form, _ in candidate.variants if len(form) == length]
    forms += [candidate.term, *(form for form, _ in candidate.variants)]
    text = evidence.text
    for form in forms:
        place = text.find(form)
        if form and place >= 0:
            end = place + len(form)
            parts = (text[:place], text[place:end], text[end:])
            break
    else:
        parts = (text, "", "")
    number = articles.number(evidence.document)
    whole = Context(evidence.document, number, evidence.start, *parts)
    return whole.within(_LONGEST)

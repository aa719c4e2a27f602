"""Candidates as one web page that needs nothing else: no server, no other file."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from cli.render.page import Assets, page
from cli.render.report.content import best, is_guess, other_forms, quotes
from cli.render.report.plot import Plotter
from glossary.arabic import key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cli.render.report.content import Quote, Report
    from cli.render.report.plot import Plot
    from glossary.model import Candidate, Rendering

_PACKAGE = "cli.render.report"
# Where letters are that ``key`` folds one by one; presentation forms are NFKC's.
_FOLDED = (
    (0x00AD, 0x00AE),
    (0x0600, 0x0700),
    (0x0750, 0x0780),
    (0x08A0, 0x0900),
    (0x2000, 0x2070),
    (0xFEFF, 0xFF00),
)
_MOST_BANDS = 40
"""Texts beyond which shading each second one would only blur the plot."""


class _Item(NamedTuple):
    """A candidate as the template asks for it."""

    rank: int
    candidate: Candidate
    rendering: Rendering | None
    guess: bool
    forms: list[tuple[str, int]]
    quotes: list[Quote]
    plot: Plot


def html(report: Report) -> Iterator[str]:
    """Yield the page in pieces.

    It says by its own policy that nothing may be loaded and no other script may run.
    All content is there without JavaScript, which adds filters, sorting and keys.
    """
    return page(
        _PACKAGE,
        "report.html.j2",
        Assets(styles=["report.css"], scripts=["key.js", "report.js"]),
        report=report,
        items=_items(report),
        types=_counted(one.type.value for one in report.candidates),
        origins=_counted(
            rendering.origin.value if rendering else "none"
            for rendering in map(best, report.candidates)
        ),
        bands=_plotter(report).bands() if len(report.texts) <= _MOST_BANDS else [],
        fold=Markup(json.dumps(folding(), separators=(",", ":"))),  # noqa: S704 - ASCII
    )


def folding() -> dict[str, str]:
    """Return the letters that ``key`` changes with what it makes of them.

    The page folds what is typed into its search field by this table, so that the two
    never part.
    """
    letters = (chr(code) for first, end in _FOLDED for code in range(first, end))
    return {
        letter: key(letter)
        for letter in letters
        if key(letter) != letter.casefold() and not letter.isspace()
    }


def _items(report: Report) -> Iterator[_Item]:
    plotter = _plotter(report)
    for rank, candidate in enumerate(report.candidates, start=1):
        rendering = best(candidate)
        yield _Item(
            rank=rank,
            candidate=candidate,
            rendering=rendering,
            guess=rendering is not None and is_guess(rendering),
            forms=other_forms(candidate),
            quotes=list(quotes(candidate, report)),
            plot=plotter.plot(report.mentions.get(candidate.term, ())),
        )


def _plotter(report: Report) -> Plotter:
    return Plotter({name: len(text) for name, text in report.texts.items()})


def _counted(values: Iterable[str]) -> list[tuple[str, int]]:
    """Return each value with its count, most frequent first."""
    return sorted(Counter(values).items(), key=lambda one: (-one[1], one[0]))

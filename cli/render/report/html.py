"""Candidates as one web page that needs nothing else: no server, no other file."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections import Counter
from importlib import resources
from typing import TYPE_CHECKING, Any, NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from cli.render.report.content import best, is_guess, other_forms, quotes
from cli.render.report.plot import Plotter
from glossary.arabic import key
from glossary.lang import direction

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cli.render.report.content import Quote, Report
    from cli.render.report.plot import Plot
    from glossary.model import Candidate, Rendering

_PACKAGE = "cli.render.report"
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
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
    environment = Environment(
        loader=PackageLoader(_PACKAGE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        # A character that HTML forbids is shown as U+FFFD, not obeyed, not dropped.
        finalize=_legal,
    )
    style, script = _asset("report.css"), _asset("key.js") + _asset("report.js")
    return environment.get_template("report.html.j2").generate(
        report=report,
        items=_items(report),
        types=_counted(one.type.value for one in report.candidates),
        origins=_counted(
            rendering.origin.value if rendering else "none"
            for rendering in map(best, report.candidates)
        ),
        bands=_plotter(report).bands() if len(report.texts) <= _MOST_BANDS else [],
        direction=direction,
        style=Markup(style),  # noqa: S704 - our own file
        script=Markup(script),  # noqa: S704 - the same
        fold=Markup(json.dumps(folding(), separators=(",", ":"))),  # noqa: S704 - ASCII
        policy=(
            "default-src 'none'; base-uri 'none'; form-action 'none'; "
            f"style-src '{_hash(style)}'; script-src '{_hash(script)}'"
        ),
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


def _asset(name: str) -> str:
    return (
        resources.files(_PACKAGE)
        .joinpath("templates", name)
        .read_text(encoding="utf-8")
    )


def _hash(text: str) -> str:
    """Return the expression of CSP level 3 that allows this text and no other."""
    digest = hashlib.sha256(text.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


def _legal(value: Any) -> Any:  # noqa: ANN401 - whatever a template prints
    return _CONTROLS.sub("\ufffd", value) if type(value) is str else value

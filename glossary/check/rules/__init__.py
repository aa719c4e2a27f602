"""The rules of a review by their names; ids are never reused for another meaning."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, Protocol

from glossary.check import figures
from glossary.check.rules import (
    bidi_control,
    house_style,
    name_spelling,
    number_mismatch,
    term_forbidden,
    term_missing,
    untranslated,
    wrong_entity,
)
from glossary.check.rules.first_reference import FirstReference
from glossary.check.rules.name_drift import NameDrift
from glossary.check.rules.same_source_different_target import SameSource
from glossary.check.rules.same_target_different_source import SameTarget
from glossary.check.rules.term_inconsistent import OPTIONS, TermInconsistent
from glossary.model import Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    import numpy as np
    from numpy.typing import NDArray

    from glossary.check.batch import Batch
    from glossary.check.context import Context
    from glossary.check.hit import Hit
    from glossary.check.model import Pair
    from glossary.check.unit import Case, Unit


class Job(Protocol):
    """A rule that compares the units of a whole job."""

    def see(self, batch: Batch) -> None:
        """Take units that were judged; they come in their order."""

    def end(self) -> Iterator[tuple[int, Pair, Hit]]:
        """Yield hits with the number of their unit."""


class Rule(NamedTuple):
    """A rule; of the ways to look at least one is there, but for Arabic alone."""

    id: str
    family: str
    """``terms``, ``names``, ``numbers``, ``text`` or ``style``."""
    severity: Severity
    summary: str
    term: Callable[[Case, Unit, Context], Hit | None] | None = None
    """Of a term that the target does not have: the first rule that hits is the one."""
    unit: Callable[[Unit, Context], Iterator[Hit]] | None = None
    screen: Callable[[Context], Callable[[Batch], NDArray[np.bool_]]] | None = None
    """Makes what tells which of some units ``unit`` has to look at, all without it."""
    job: Callable[[Context], Job] | None = None
    texts: bool = False
    """Whether it looks at Arabic texts without a translation."""
    default: bool = True
    """Whether it runs unless it is asked for."""
    options: frozenset[str] = frozenset()


_ALL = (
    Rule(
        "untranslated",
        "text",
        Severity.ERROR,
        "Arabic is left in the target, or there is no translation.",
        unit=untranslated.check,
        screen=untranslated.screen,
    ),
    Rule(
        "term-forbidden",
        "terms",
        Severity.ERROR,
        "A deprecated term of the glossary is used.",
        term=term_forbidden.look,
    ),
    Rule(
        "wrong-entity",
        "names",
        Severity.ERROR,
        "Another thing's English stands where a name's should: Cuba for Quba.",
        term=wrong_entity.look,
    ),
    Rule(
        "name-spelling",
        "names",
        Severity.ERROR,
        "A name is nearly, but not quite, spelt as in the glossary.",
        term=name_spelling.look,
    ),
    Rule(
        "term-missing",
        "terms",
        Severity.WARNING,
        "The source has a term of the glossary, the target none of its English.",
        term=term_missing.look,
    ),
    Rule(
        "number-mismatch",
        "numbers",
        Severity.ERROR,
        "A number, month or weekday of one side is not on the other.",
        unit=number_mismatch.check,
        screen=figures.screen,
    ),
    Rule(
        "name-drift",
        "names",
        Severity.WARNING,
        "One Arabic name has several English spellings over the job.",
        job=NameDrift,
    ),
    Rule(
        "term-inconsistent",
        "terms",
        Severity.INFO,
        "A term has another rendering here than in most units.",
        job=TermInconsistent,
        options=OPTIONS,
    ),
    Rule(
        "same-source-different-target",
        "text",
        Severity.WARNING,
        "One source text has several translations.",
        job=SameSource,
    ),
    Rule(
        "same-target-different-source",
        "text",
        Severity.WARNING,
        "Different sources have the same translation.",
        job=SameTarget,
    ),
    Rule(
        "spelling-variant",
        "names",
        Severity.WARNING,
        "One Arabic name is spelt in several ways in the Arabic texts.",
        texts=True,
    ),
    Rule(
        "bidi-control",
        "text",
        Severity.WARNING,
        "An invisible direction mark overrides, is not closed or is not needed.",
        unit=bidi_control.check,
        screen=bidi_control.screen,
        texts=True,
    ),
    Rule(
        "first-reference",
        "style",
        Severity.INFO,
        "A person is named by the surname alone at the first mention.",
        job=FirstReference,
        default=False,
    ),
    Rule(
        "house-style",
        "style",
        Severity.WARNING,
        "The target breaks the style that the settings describe.",
        unit=house_style.check,
        options=house_style.OPTIONS,
    ),
)
RULES: Mapping[str, Rule] = MappingProxyType({rule.id: rule for rule in _ALL})
"""In the order in which findings of one unit are given."""

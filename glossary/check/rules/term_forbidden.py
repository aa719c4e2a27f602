"""A deprecated English term stands for an Arabic one.

Silent where the deprecated words are part of an accepted term that stands there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from glossary.check.hit import Hit

if TYPE_CHECKING:
    from glossary.check.context import Context
    from glossary.check.unit import Case, Unit


_QUOTED = re.compile(r"[\"“”„«»()\[\]]")
"""What parts a name from the words around it: the "Rafael" military industries."""


def look(case: Case, unit: Unit, context: Context) -> Hit | None:
    """Return the first deprecated term of a case's concepts in the target."""
    del context
    for wanted in case.wanted:
        for term in wanted.forbidden:
            for first, last in unit.english.find_all(term.letters):
                if unit.covered.issuperset(range(first, last + 1)):
                    continue
                start, end = unit.english.span(first, last)
                found = unit.pair.target[start:end]
                if _QUOTED.search(found):
                    continue
                instead = f"; write {wanted.expected!r}" if wanted.expected else ""
                return Hit(
                    f"{found!r} is not to be written for {case.found.text}{instead}",
                    start,
                    end,
                    term=case.found.text,
                    expected=wanted.expected,
                    found=found,
                )
    return None

"""What people type into a search field, as the store is asked for it."""

from __future__ import annotations

from glossary.arabic import analyses, bare, is_arabic

_SHORTEST = 3
"""Letters that a stem must have to be looked for: shorter ones are everywhere."""


def readings(text: str) -> list[str]:
    """Return what a text may mean, as typed first, then without clitics.

    Only the first word bears clitics: والكنيست may be الكنيست, and كنيست at last.
    """
    first, space, rest = text.strip().partition(" ")
    found = [text.strip()]
    if is_arabic(first):
        options = analyses(bare(first))
        stems = [one.base for one in options] + [one.stem for one in options]
        found += [f"{one}{space}{rest}" for one in stems if len(one) >= _SHORTEST]
    return list(dict.fromkeys(found))

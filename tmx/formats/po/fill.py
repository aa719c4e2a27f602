"""PO filled in place: translations and fuzzy flags change, nothing else does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tmx.formats.po.names import FORM
from tmx.formats.po.read import entry_units, parse, shape_of
from tmx.formats.translation import State

if TYPE_CHECKING:
    from collections.abc import Callable

    import polib

    from glossary.errors import FormatError
    from tmx.formats.translation import Translation
    from tmx.model import TranslationUnit

FUZZY = "fuzzy"


def fill_po(
    text: str,
    translate: Callable[[TranslationUnit], Translation | None],
    *,
    name: str,
    languages: tuple[str, str],
    on_problem: Callable[[FormatError], None] | None = None,
) -> str:
    """Return the file again, with a msgstr wherever ``translate`` gives one.

    ``translate`` gets each unit as ``read_po`` yields it; ``None`` leaves it as it is.
    What needs review is flagged fuzzy and keeps the text that it translates as
    ``#| msgid``, as msgmerge does. Only the wrapping of long lines changes besides.
    """
    parsed = parse(text, name, on_problem)
    shape = shape_of(parsed, languages)
    for entry in parsed:
        if entry.obsolete:
            continue
        found = [(unit, translate(unit)) for unit in entry_units(entry, shape)]
        chosen = [(unit, one) for unit, one in found if one is not None]
        for unit, translation in chosen:
            form = unit.prop(FORM)
            if form is None:
                entry.msgstr = translation.segment.plain
            else:
                entry.msgstr_plural[int(form)] = translation.segment.plain
        if chosen:
            _flag(entry, [one for _, one in chosen])
    return str(parsed)


def _flag(entry: polib.POEntry, written: list[Translation]) -> None:
    """Flag an entry fuzzy, or no longer, by what was written into it."""
    doubtful = [one for one in written if one.state is State.NEEDS_REVIEW]
    entry.flags = [flag for flag in entry.flags if flag != FUZZY]
    entry.previous_msgid = None
    if doubtful:
        entry.flags.insert(0, FUZZY)
        entry.previous_msgid = doubtful[0].of

"""PO filled in place: nothing but translations and their flags changes."""

from __future__ import annotations

from collections.abc import Callable

import polib
import pytest

from glossary.losses import Losses
from tmx.formats.po import fill_po, read_po
from tmx.formats.translation import State, Translation
from tmx.model import Segment, TranslationUnit

LANGUAGES = ("ar", "en")
HEAD = (
    '#\nmsgid ""\nmsgstr ""\n"Language: en\\n"\n'
    '"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
)


def said(
    text: str, *, state: State = State.TRANSLATED, of: str | None = None
) -> Translation:
    return Translation(segment=Segment(parts=(text,)), state=state, of=of)


def fill(body: str, translate: Callable[[TranslationUnit], Translation | None]) -> str:
    return fill_po(HEAD + body, translate, name="a.po", languages=LANGUAGES)


def test_a_sure_translation_takes_the_flag_away() -> None:
    body = (
        '# note\n#: a.c:3\n#, fuzzy, c-format\n#| msgid "نهران"\n'
        'msgid "نهر"\nmsgstr "rivers"\n'
    )
    done = fill(body, lambda _: said("river"))
    assert done == HEAD + (
        '# note\n#: a.c:3\n#, c-format\nmsgid "نهر"\nmsgstr "river"\n'
    )


def test_a_doubtful_translation_says_what_it_translates() -> None:
    body = 'msgctxt "menu"\nmsgid "النهر"\nmsgstr ""\n'
    done = fill(body, lambda _: said("river", state=State.NEEDS_REVIEW, of="نهر"))
    entry = polib.pofile(done)[0]
    assert (entry.msgstr, entry.flags, entry.previous_msgid) == (
        "river",
        ["fuzzy"],
        "نهر",
    )
    assert entry.msgctxt == "menu"


def test_what_gets_no_translation_stays() -> None:
    body = '#, fuzzy\nmsgid "نهر"\nmsgstr "old"\n\n#~ msgid "بحر"\n#~ msgstr "sea"\n'
    assert fill(body, lambda _: None) == HEAD + body


@pytest.mark.parametrize(("form", "expected"), [("0", "one"), ("1", "many")])
def test_plural_forms_are_filled_one_by_one(form: str, expected: str) -> None:
    body = 'msgid "يوم"\nmsgid_plural "أيام"\nmsgstr[0] ""\nmsgstr[1] ""\n'
    words = {"يوم": "one", "أيام": "many"}

    def translate(unit: TranslationUnit) -> Translation:
        return said(words[unit.variants[0].plain])

    done = fill(body, translate)
    assert polib.pofile(done)[0].msgstr_plural[int(form)] == expected


def test_units_are_those_of_the_reader() -> None:
    body = 'msgid "نهر"\nmsgstr "river"\n\nmsgid "بحر"\nmsgstr ""\n'
    seen: list[TranslationUnit] = []
    fill(body, seen.append)
    read = read_po(HEAD + body, name="a.po", languages=LANGUAGES, losses=Losses())
    assert seen == list(read.units)

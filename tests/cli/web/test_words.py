"""The catalogues are whole: every text of the interface has its Arabic."""

from __future__ import annotations

import re
from pathlib import Path

import polib
import pytest
from babel.messages.extract import extract_from_dir

from cli.web.words import catalogue
from tests.conftest import ROOT

WEB = ROOT / "cli" / "web"
CATALOGUE = WEB / "locale" / "ar" / "messages.po"


def wanted() -> set[tuple[str, ...]]:
    """Return the texts of templates and modules, singular and plural."""
    found = extract_from_dir(
        WEB,
        method_map=[("**.py", "python"), ("templates/**.j2", "jinja2")],
        keywords={"_": None, "gettext": None, "ngettext": (1, 2)},
    )
    return {
        (message,) if isinstance(message, str) else tuple(message)
        for _, _, message, _, _ in found
    }


def test_every_text_is_translated_and_none_is_left_over() -> None:
    entries = polib.pofile(CATALOGUE.read_text(encoding="utf-8"))
    known = {
        (one.msgid, one.msgid_plural) if one.msgid_plural else (one.msgid,)
        for one in entries
    }
    assert known == wanted()
    assert entries.untranslated_entries() == []
    assert entries.fuzzy_entries() == []


def test_placeholders_are_those_of_the_text() -> None:
    def places(text: str) -> set[str]:
        return set(re.findall(r"%\((\w+)\)s", text))

    for one in polib.pofile(CATALOGUE.read_text(encoding="utf-8")):
        if one.msgid_plural:
            assert sorted(one.msgstr_plural) == list(range(6)), one.msgid
            for number, text in one.msgstr_plural.items():
                # None, one and two are words in Arabic.
                assert places(text) == (places(one.msgid) if number > 2 else set())
        else:
            assert places(one.msgstr) == places(one.msgid), one.msgid


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "ليس في أي نص"),
        (1, "في نص واحد"),
        (2, "في نصين"),
        (7, "في 7 نصوص"),
        (11, "في 11 نصًا"),
        (102, "في 102 نص"),
    ],
)
def test_arabic_counts(number: int, said: str) -> None:
    text = catalogue("ar").ngettext("in %(num)s text", "in %(num)s texts", number)
    assert text % {"num": number} == said


def test_files_are_packaged() -> None:
    names = {path.suffix for path in Path(WEB).rglob("*") if path.is_file()}
    assert {".po", ".css", ".js", ".svg", ".j2"} <= names

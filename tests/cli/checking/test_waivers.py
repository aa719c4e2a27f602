"""Findings let stand: by a file, by a note, until a day, and never in silence."""

from __future__ import annotations

from datetime import date

import pytest

from cli.checking.waivers import Waivers, inline, read
from glossary.errors import ConfigError, Where
from tests.cli.checking.samples import finding

RULES = frozenset(("name-spelling", "name-drift", "number-mismatch"))
TODAY = date(2026, 5, 1)


def waivers(text: str) -> Waivers:
    return Waivers(read(f'[[waive]]\nreason = "r"\n{text}', "w.toml", RULES), TODAY)


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ('rule = "name-spelling"', True),
        ('rule = "name-*"', True),
        ('rule = "number-mismatch"', False),
        ('term = "ممدوف"', True),
        ('term = "ممدو"', False),
        ('text = "energy minister"', True),
        ('text = "وزير الطاقة"', True),
        ('text = "Energy"', False),
        ('unit = "?"\nfile = "*.tmx"', True),
        ('unit = "1"\nfile = "*.po"', False),
        ('term = "ممدوف"\nexpires = 2026-05-02', True),
        ('term = "ممدوف"\nexpires = 2026-05-01', False),
    ],
)
def test_what_a_waiver_means(text: str, *, fits: bool) -> None:
    found = waivers(text).of(finding())
    assert (found is not None and found.reason == "r") is fits


def test_an_expired_waiver_is_named() -> None:
    all_ = waivers('term = "ممدوف"\nexpires = 2026-04-01')
    assert all_.of(finding()) is None
    (said,) = all_.complaints(RULES)
    assert said.startswith("w.toml:1: the waiver expired on 2026-04-01: its findings")


def test_a_stale_waiver_is_named_if_its_rule_ran() -> None:
    all_ = waivers('rule = "number-mismatch"')
    all_.of(finding())
    said = "w.toml:1: the waiver waives nothing any more; remove it (r)"
    assert list(all_.complaints(RULES)) == [said]
    assert list(all_.complaints(frozenset(("name-drift",)))) == []


def test_one_that_was_used_is_not_named() -> None:
    all_ = waivers('rule = "name-spelling"')
    all_.of(finding())
    assert list(all_.complaints(RULES)) == []
    assert all_.count == 1


def test_a_note_speaks_of_its_own_unit() -> None:
    where = Where("a.tmx", 5)
    waiver = inline("x-gloss:waive name-spelling as he signs", where, RULES)
    assert waiver is not None
    assert waiver.reason == "as he signs"
    all_ = Waivers([], TODAY)
    all_.add(waiver, "a.tmx", "1")
    assert all_.of(finding()) is waiver
    assert all_.of(finding(unit="2")) is None
    assert all_.of(finding(rule="name-drift")) is None


@pytest.mark.parametrize(
    ("remark", "reason"),
    [
        ("gloss:waive name-spelling why", "why"),
        ("gloss: waive name-spelling: why not", "why not"),
        ("First line.\ngloss:waive * old\nmore", "old"),
        ("a note about gloss: nothing", None),
    ],
)
def test_notes(remark: str, reason: str | None) -> None:
    found = inline(remark, Where("a"), RULES)
    assert (found.reason if found else None) == reason


@pytest.mark.parametrize(
    ("remark", "said"),
    [
        ("gloss:waive", "waives nothing: write 'gloss:waive RULE reason'"),
        ("gloss:waive name-spelling", "waives nothing"),
        ("gloss:waive nonsense why", "no rule is called 'nonsense'"),
    ],
)
def test_a_note_that_says_it_badly(remark: str, said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        inline(remark, Where("a"), RULES)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[waive]", r"^w\.toml:1: is not valid TOML"),
        ("other = 1", r"holds \[\[waive\]\] tables and nothing else"),
        ("waive = 1", r"holds \[\[waive\]\] tables and nothing else"),
        ("waive = [1]", r"a waiver is a \[\[waive\]\] table"),
        ('\n[[waive]]\nterm = "a"', r"^w\.toml:2: a waiver needs a reason"),
        ('[[waive]]\nreason = "a"', "a waiver says what it means: rule, term"),
        ('[[waive]]\nreason = ""\nterm = "a"', "reason = '' is not a text"),
        ('[[waive]]\nreson = "a"', "a waiver has no 'reson'; it has rule, term"),
        ('[[waive]]\nreason = "a"\nrule = "x"', "no rule is called 'x'"),
        ('[[waive]]\nreason = "a"\nterm = "b"\nexpires = "x"', "is not a date like"),
        (
            '[[waive]]\nreason = "a"\nterm = "b"\nexpires = 2026-01-01T00:00:00',
            "is not a date like",
        ),
    ],
)
def test_a_bad_file_is_refused(text: str, said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        read(text, "w.toml", RULES)

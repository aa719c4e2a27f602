"""What ``[check]`` says, and that options go before it."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli import config
from cli.checking.settings import Asked, Plan, plan, words
from glossary.errors import ConfigError, FileError
from glossary.model import Severity
from tests.cli.checking.samples import finding

ROOT = Path("w")


def made(text: str, **asked: object) -> Plan:
    workspace = config.load(ROOT, text)
    return plan(Asked(**asked), workspace.config, ROOT)  # type: ignore[arg-type]


def test_settings() -> None:
    found = made(
        '[check]\nskip = ["name-drift"]\nseverity = "warning"\nfail_on = "error"\n'
        'glossary = ["g.tbx"]\nbaseline = "b.json"\nwaivers = "w.toml"\n'
        '[check.number-mismatch]\nseverity = "info"\n'
    )
    assert "name-drift" not in found.rules
    assert "number-mismatch" in found.rules
    assert found.settings.severity == {"number-mismatch": Severity.INFO}
    assert found.glossary == (str(ROOT / "g.tbx"),)
    assert (found.baseline, found.waivers) == (
        str(ROOT / "b.json"),
        str(ROOT / "w.toml"),
    )
    mild = finding(severity=Severity.INFO)
    middling = finding(severity=Severity.WARNING)
    assert [found.shows(one) for one in (mild, middling, finding())] == [
        False,
        True,
        True,
    ]
    assert [found.fails(one) for one in (mild, middling, finding())] == [
        False,
        False,
        True,
    ]


def test_options_go_first() -> None:
    found = made(
        '[check]\nrules = ["name-drift"]\nseverity = "error"\nglossary = ["g"]\n',
        rules=("untranslated",),
        severity=Severity.INFO,
        glossary=("h",),
    )
    assert list(found.rules) == ["untranslated"]
    assert found.shows(finding(severity=Severity.INFO))
    assert found.glossary == ("h",)


def test_defaults() -> None:
    found = made("")
    assert "untranslated" in found.rules
    assert found.fails(finding(severity=Severity.INFO))
    assert (found.glossary, found.baseline, found.waivers) == ((), None, None)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("check = 1", r"gloss\.toml:1: \[check\] must be a table"),
        ("[check]\nruels = 1", r":2: \[check\] has no setting 'ruels'; it knows rules"),
        ('[check]\nrules = "x"', r":2: rules = 'x' is not a list of texts"),
        ('[check]\nskip = ["x"]', r":2: skip: no rule is called 'x'"),
        ('[check]\nseverity = "bad"', r":2: severity 'bad' is none of error, warning"),
        ("[check]\nbaseline = 1", r":2: baseline = 1 is not a file's name"),
        ("[check.x]\na = 1", r":1: \[check\.x\]: no rule is called 'x'"),
        (
            '[check.untranslated]\nseverity = "bad"',
            r":1: severity 'bad' is none of error, warning",
        ),
        (
            "[check]\n[check.untranslated]\nx = 1",
            r":2: untranslated has no option x",
        ),
    ],
)
def test_bad_settings_are_refused(text: str, said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        made(text)


@pytest.mark.parametrize("option", ["rules", "skip"])
def test_an_option_that_names_no_rule(option: str) -> None:
    with pytest.raises(FileError, match=f"--{option} x: no such rule"):
        made("", **{option: ("x",)})


def test_words() -> None:
    assert words("a, b,,c") == ("a", "b", "c")
    assert words(None) == ()

"""Findings in the lines of their files, through the writing of each format."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.checking.locate import regions
from tests.cli.checking.samples import finding

TARGET = 'He said "Mamedov" & left.'


@pytest.mark.parametrize(
    ("text", "line", "before"),
    [
        (f"ar\ten\nقال\t{TARGET}\n", 2, 'قال\tHe said "'),
        ('ar\ten\nقال\t"He said ""Mamedov"" & left."\n', 2, 'قال\t"He said ""'),
        (
            '<tu>\n<seg>قال</seg>\n <seg>He said "Mamedov" &amp; left.</seg>',
            3,
            ' <seg>He said "',
        ),
        ('msgid "x"\nmsgstr "He said \\"Mamedov\\" & left."', 2, 'msgstr "He said \\"'),
    ],
)
def test_columns(tmp_path: Path, text: str, line: int, before: str) -> None:
    path = tmp_path / "a"
    path.write_text(text)
    one = finding(file=str(path), target=TARGET, start=9, end=16, line=1)
    assert regions([one]) == {0: (line, len(before) + 1, len(before) + 8)}


@pytest.mark.parametrize(
    "changed",
    [
        {"line": None},
        {"file": "-"},
        {"file": "missing"},
        {"target": "not there"},
        {"target": "", "start": 0, "end": 0},
    ],
)
def test_what_is_not_seen_is_left_out(
    tmp_path: Path, changed: dict[str, object]
) -> None:
    path = tmp_path / "a"
    path.write_text(TARGET)
    fields = {"file": str(path), "target": TARGET, "start": 9, "end": 16, "line": 1}
    assert regions([finding(**fields)])
    assert regions([finding(**{**fields, **changed})]) == {}


def test_a_file_that_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"\x1f\x8b\xff")
    assert regions([finding(file=str(path))]) == {}

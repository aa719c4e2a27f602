from __future__ import annotations

import os
import pty
import subprocess
from pathlib import Path

from cli.render.progress import counted, working
from tests.conftest import PROGRAM


def test_nothing_is_shown_where_nobody_looks(capsys: object) -> None:
    with working("x"):
        assert list(counted([1, 2], "things")) == [1, 2]
    assert capsys.readouterr() == ("", "")  # type: ignore[attr-defined]


def test_a_person_sees_it_on_standard_error_only(demo: Path) -> None:
    leader, follower = pty.openpty()
    done = subprocess.run(
        [PROGRAM, "extract", "--no-save", "--limit", "1", "--format", "jsonl"],
        cwd=demo,
        stdout=subprocess.PIPE,
        stderr=follower,
        env={**os.environ, "TERM": "xterm"},
        check=True,
    )
    os.close(follower)
    shown = os.read(leader, 100_000).decode()
    os.close(leader)
    assert "texts" in shown
    assert done.stdout.count(b"\n") == 1

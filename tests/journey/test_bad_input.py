"""Bad input gets a clear error and loses nothing."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.conftest import PROGRAM, Gloss

GOOD = "زار الوفد باكو أمس. وعاد الوفد من باكو."


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("missing.txt", None, "missing.txt: no such file; check the spelling"),
        ("empty.txt", b" \n", "empty.txt: is empty"),
        ("latin.txt", b"Only English here.", "latin.txt: holds no Arabic text"),
        ("binary.txt", b"\x7fELF\x00\x01", "binary.txt: is a program, not text"),
        ("nul.txt", GOOD.encode() + b"\x00", "is NUL: the file is binary, not text"),
        ("win.txt", GOOD.encode("cp1256"), "(it looks like Windows-1256); convert"),
    ],
)
def test_one_bad_article(
    gloss: Gloss, tmp_path: Path, name: str, data: bytes | None, message: str
) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    assert message in gloss("extract", name, status=2).stderr
    (tmp_path / "good.txt").write_text(GOOD)
    done = gloss("extract", name, "good.txt", status=2)
    assert message in done.stderr
    assert '"term": "باكو"' in done.stdout


def test_one_line_of_ten_megabytes(gloss: Gloss, tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text((GOOD[:-1] + "، ") * 100_000)
    done = gloss("extract", "long.txt", "--limit", "1")
    assert '"term": "باكو"' in done.stdout


def test_no_workspace(gloss: Gloss) -> None:
    assert (
        "no gloss.toml in this directory or above"
        in gloss("terms", "list", status=2).stderr
    )
    assert (
        "make a workspace with 'gloss init nowhere'"
        in gloss("-w", "nowhere", "terms", "list", status=2).stderr
    )
    assert "nothing to read" in gloss("extract", status=2).stderr


def test_unknown_options_and_commands(gloss: Gloss) -> None:
    gloss("frobnicate", status=2)
    gloss("extract", "--no-such-option", status=2)


def test_a_broken_setting_names_its_line(gloss: Gloss, demo: Path) -> None:
    (demo / "gloss.toml").write_text("[workspace]\nnmae = 'x'\n")
    stderr = gloss("extract", cwd=demo, status=2).stderr
    assert "gloss.toml:2: [workspace] has no setting 'nmae'" in stderr


def test_a_corrupt_store_is_said_and_left_alone(gloss: Gloss, demo: Path) -> None:
    store = demo / "gloss.db"
    for extra in demo.glob("gloss.db-*"):
        extra.unlink()
    store.write_bytes(b"\x00garbage" * 1000)
    before = store.read_bytes()
    done = gloss("terms", "list", cwd=demo, status=2)
    assert "gloss.db" in done.stderr
    assert "Traceback" not in done.stderr
    assert store.read_bytes() == before


def test_a_workspace_that_cannot_be_written(demo: Path) -> None:
    listed = subprocess.check_output([PROGRAM, "terms", "list"], cwd=demo)
    command = [str(PROGRAM)]
    if os.geteuid() == 0:  # to root nothing is read-only: leave that right behind
        if shutil.which("setpriv") is None:
            pytest.skip("root writes everything, and setpriv is not here")
        command = ["setpriv", "--bounding-set", "-dac_override", *command]
    store = demo / "gloss.db"
    for path in (store, demo / "articles", demo):
        path.chmod(0o555 if path.is_dir() else 0o444)
    try:
        done = subprocess.run(
            [*command, "terms", "list"], cwd=demo, capture_output=True, check=True
        )
        assert done.stdout == listed
        for args in (["extract"], ["export", "--tmx"], ["terms", "reject", "باكو"]):
            done = subprocess.run(
                [*command, *args], cwd=demo, capture_output=True, check=False
            )
            assert done.returncode == 2, (args, done.stderr)
            assert b"Traceback" not in done.stderr
            assert done.stderr.count(b"\n") == 1, done.stderr
    finally:
        for path in (demo, store, demo / "articles"):
            path.chmod(0o755)


def test_a_full_disk_leaves_the_old_file(gloss: Gloss, demo: Path) -> None:
    gloss("export", "--tmx", cwd=demo)
    before = (demo / "exports" / "demo.tmx").read_bytes()

    def small() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (len(before) // 2,) * 2)

    assert len(before) // 2 > 40_000, "SQLite's shared memory must fit"
    done = gloss("export", "--tmx", cwd=demo, status=2, preexec_fn=small)
    assert "exports/demo.tmx: cannot be written: file too large" in done.stderr
    assert (demo / "exports" / "demo.tmx").read_bytes() == before
    assert [one.name for one in (demo / "exports").iterdir()] == ["demo.tmx"]


def test_a_disk_that_fills_while_storing_keeps_what_was_there(
    gloss: Gloss, demo: Path
) -> None:
    listed = gloss("terms", "list", cwd=demo).stdout
    size = (demo / "gloss.db").stat().st_size

    def small() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    rows = "".join(f"مصطلح {n},term {n}\n" for n in range(30_000))
    (demo / "big.csv").write_text("ar,en\n" + rows)
    done = gloss("import", "big.csv", cwd=demo, status=2, preexec_fn=small)
    assert "Traceback" not in done.stderr
    assert gloss("terms", "list", cwd=demo).stdout == listed


def test_interrupting_ends_with_130(demo: Path) -> None:
    (demo / "articles" / "long.txt").write_text(f"{GOOD} " * 200_000)
    running = subprocess.Popen(
        [PROGRAM, "extract"], cwd=demo, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    time.sleep(1.5)
    running.send_signal(signal.SIGINT)
    _, stderr = running.communicate(timeout=30)
    assert running.returncode == 130, stderr
    assert stderr == b"gloss: interrupted\n"


def test_a_reader_that_goes_away_is_no_error(demo: Path) -> None:
    done = subprocess.run(
        f"'{PROGRAM}' extract --no-save | head -n 1",
        shell=True,
        cwd=demo,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout.count("\n") == 1
    assert done.stderr == ""


def test_standard_output_on_a_full_disk(demo: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [PROGRAM, "extract", "--no-save"],
            cwd=demo,
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr == "gloss: standard output: no space left on device\n"


def test_an_empty_term_is_the_users_error(gloss: Gloss) -> None:
    gloss("init")
    stderr = gloss("terms", "add", "", "x", status=2).stderr
    assert "a term needs a text in both languages" in stderr


def test_a_failed_init_leaves_nothing(gloss: Gloss, tmp_path: Path) -> None:
    gloss("init", "--store", "bogus://x", "new", status=2)
    assert not (tmp_path / "new").exists()


def test_doctor_reports_a_broken_setting(gloss: Gloss, demo: Path) -> None:
    (demo / "gloss.toml").write_text("[workspace]\nnmae = 'x'\n")
    assert "gloss.toml:2" in gloss("doctor", cwd=demo, status=1).stdout


def test_hostile_text_does_not_reach_the_terminal(gloss: Gloss, tmp_path: Path) -> None:
    evil = "زار الوفد باكو\x1b[2J\u202e أمس. وعاد من باكو\x1b]0;x\x07."
    (tmp_path / "evil.txt").write_text(evil)
    shown = gloss("extract", "evil.txt", "--format", "table").stdout
    assert "\x1b" not in shown
    assert "\u202e" not in shown

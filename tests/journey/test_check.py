"""Checking translations from the command line, as people and as machines do."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.cli.checking import samples
from tests.conftest import PROGRAM, ROOT, Gloss
from tests.tmx.align.texts import ARABIC, ENGLISH

KEYS = (
    "rule severity file unit source target term expected found message start end"
    " side line"
).split()
GLOSSARY = "ar,en,type\nممدوف,Mammadov,person\nباكو,Baku,place\n"
ROWS = (
    (
        "التقى ممدوف وزير الطاقة في باكو أمس.",
        "Mamedov met the energy minister in Baku yesterday.",
    ),
    ("وصل ممدوف إلى باكو صباح اليوم.", "Mammadov arrived in Baku this morning."),
    ("قتل 15 شخصا في الحادث.", "Fifty people were killed in the accident."),
    ("قال الوزير إن الاتفاق جاهز.", "The minister said the agreement is ready."),
)


@pytest.fixture(autouse=True)
def files(tmp_path: Path) -> Path:
    (tmp_path / "g.csv").write_text(GLOSSARY)
    lines = ["ar\ten", *("\t".join(row) for row in ROWS)]
    (tmp_path / "a.tsv").write_text("\n".join(lines) + "\n")
    (tmp_path / "clean.tsv").write_text(f"{lines[0]}\n{lines[2]}\n{lines[4]}\n")
    return tmp_path


def records(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


def found(text: str) -> list[tuple[object, object]]:
    return [(one["unit"], one["rule"]) for one in records(text)]


def test_findings_and_statuses(gloss: Gloss) -> None:
    done = gloss("check", "a.tsv", "--glossary", "g.csv", status=1)
    rows = records(done.stdout)
    assert all(list(row) == KEYS for row in rows)
    assert [(row["unit"], row["line"]) for row in rows] == [("1", 2), ("3", 4)]
    first = rows[0]
    assert (first["term"], first["expected"]) == ("ممدوف", "Mammadov")
    assert (first["source"], first["target"]) == ROWS[0]
    assert rows[1]["rule"] == "number-mismatch"
    assert re.fullmatch(r"gloss: 4 units checked, 2 findings \(.*\)\n", done.stderr)
    again = gloss("check", "a.tsv", "--glossary", "g.csv", status=1)
    assert again.stdout == done.stdout
    clean = gloss("check", "clean.tsv", "--glossary", "g.csv")
    assert clean.stdout == ""
    assert clean.stderr == "gloss: 2 units checked, 0 findings\n"


@pytest.mark.parametrize(
    ("name", "text", "unit"),
    [
        ("a.tmx", samples.TMX, "first"),
        ("a.xlf", samples.XLIFF, "7"),
        ("a.po", samples.PO, "1"),
        ("b.tsv", samples.TSV, "1"),
        ("a.csv", samples.CSV, "1"),
    ],
)
def test_formats_and_notes_that_waive(
    gloss: Gloss, files: Path, name: str, text: str, unit: str
) -> None:
    (files / name).write_bytes(text.encode())
    args = ("check", name, "--glossary", "g.csv", "--rules", "name-spelling")
    done = gloss(*args, status=1)
    rows = records(done.stdout)
    assert unit in [row["unit"] for row in rows]
    assert {row["found"] for row in rows} == {"Mamedov"}
    if "waive name-spelling" in text:
        assert "1 waived" in done.stderr
        shown = records(gloss(*args, "--show-waived", status=1).stdout)
        assert len(shown) == len(rows) + 1
    (files / "one").mkdir()
    (files / "one" / name).write_bytes(text.encode())
    inside = records(gloss("check", "one", *args[2:], status=1).stdout)
    assert [row["unit"] for row in inside] == [row["unit"] for row in rows]


def test_standard_input(gloss: Gloss, files: Path) -> None:
    for text in ((files / "a.tsv").read_text(), samples.TMX, samples.PO):
        done = gloss("check", "-", "--glossary", "g.csv", input=text, status=1)
        assert {row["file"] for row in records(done.stdout)} == {"-"}


def test_texts_are_aligned(gloss: Gloss, files: Path) -> None:
    english = [*ENGLISH]
    (files / "ar.txt").write_text("\n".join(ARABIC))
    (files / "en.txt").write_text("\n".join(english))
    gloss("check", "--texts", "ar.txt", "en.txt", "--rules", "untranslated")
    english[3] += " وبقي هذا بلا ترجمة."
    (files / "en.txt").write_text("\n".join(english))
    done = gloss(
        "check", "--texts", "ar.txt", "en.txt", "--rules", "untranslated", status=1
    )
    assert {
        (row["file"], row["unit"], row["line"]) for row in records(done.stdout)
    } == {("en.txt", "4", 4)}


def test_arabic_alone(gloss: Gloss, files: Path) -> None:
    (files / "a.txt").write_text("سطر أول.\nوصل \u202eممدوف اليوم.\n")
    (row,) = records(gloss("check", "a.txt", status=1).stdout)
    assert (row["rule"], row["unit"], row["line"]) == ("bidi-control", "2", 2)
    assert (row["side"], row["target"]) == ("source", "")


def test_what_cannot_be_read_is_status_2(gloss: Gloss, files: Path) -> None:
    (files / "bad.tsv").write_text("ar\ten\nوصل\nقال 15\tsaid 50\n")
    done = gloss("check", "bad.tsv", "a.tsv", "missing.tmx", status=2)
    assert ("2", "number-mismatch") in found(done.stdout)
    assert {row["file"] for row in records(done.stdout)} == {"bad.tsv", "a.tsv"}
    assert "bad.tsv:2: the row has 1 cells" in done.stderr
    assert "missing.tmx: no such file" in done.stderr
    strict = gloss("check", "bad.tsv", "a.tsv", "--strict", status=2)
    assert strict.stdout == ""


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ((), "name what to check"),
        (("a.tsv", "--rules", "x"), "--rules x: no such rule"),
        (("a.tsv", "--in-place"), "--in-place goes with --fix"),
        (("a.tsv", "--no-glossary", "--glossary", "g.csv"), "--no-glossary or"),
        (("a.tsv", "--fix", "--watch"), "would chase each other"),
        (("-", "--watch"), "--watch needs files"),
        (("a.tsv", "--texts", "a", "b"), "leave FILE out"),
        (("a.tsv", "--baseline", "no.json"), "no.json: no such file"),
        (("a.tsv", "--waivers", "no.toml"), "no.toml: no such file"),
        (("a.tsv", "--glossary", "a.tsv", "-o", "x.doc"), "does not tell the format"),
        (("a.tsv", "--explain", "x"), "--explain x: no such rule"),
    ],
)
def test_bad_options(gloss: Gloss, args: tuple[str, ...], said: str) -> None:
    assert said in gloss("check", *args, status=2).stderr


@pytest.mark.parametrize(
    ("name", "beginning"),
    [
        ("out.html", b"<!DOCTYPE html>"),
        ("out.xlsx", b"PK"),
        ("out.sarif", b"{"),
        ("out.xml", b"<?xml"),
        ("out.json", b"[\n{"),
        ("out.jsonl", b'{"rule"'),
        ("out.txt", b"a.tsv\n"),
    ],
)
def test_files(gloss: Gloss, files: Path, name: str, beginning: bytes) -> None:
    gloss("check", "a.tsv", "--glossary", "g.csv", "-o", name, status=1)
    assert (files / name).read_bytes().startswith(beginning)


def test_formats_on_standard_output(gloss: Gloss) -> None:
    args = ("check", "a.tsv", "--glossary", "g.csv", "--format")
    column = len(ROWS[0][0]) + 2
    assert gloss(*args, "github", status=1).stdout.startswith(
        f"::error file=a.tsv,line=2,col={column},endColumn={column + 7},"
    )
    shown = gloss(*args, "text", status=1).stdout
    assert "»Mamedov«" in shown
    assert "\x1b" not in shown
    suite = gloss(*args, "junit", status=1).stdout
    assert 'tests="4" failures="2"' in suite


def test_severities_and_rules(gloss: Gloss) -> None:
    args = ("check", "a.tsv", "--glossary", "g.csv")
    only = gloss(*args, "--rules", "number-mismatch", status=1)
    assert found(only.stdout) == [("3", "number-mismatch")]
    rest = gloss(*args, "--skip", "number-mismatch", status=1)
    assert "number-mismatch" not in rest.stdout
    (table,) = (gloss("check", "--list-rules", "--format", "jsonl").stdout,)
    rules = records(table)
    assert {"rule", "severity", "summary"} <= set(rules[0])
    for rule in rules:
        assert (
            str(rule["summary"])
            in gloss("check", "--explain", str(rule["rule"])).stdout
        )


def test_a_baseline_hides_what_was_there_and_nothing_new(
    gloss: Gloss, files: Path
) -> None:
    args = ("check", "a.tsv", "--glossary", "g.csv")
    gloss(*args, "--write-baseline", "b.json")
    first = (files / "b.json").read_bytes()
    gloss(*args, "--write-baseline", "b.json")
    assert (files / "b.json").read_bytes() == first
    done = gloss(*args, "--baseline", "b.json")
    assert "2 known from the baseline" in done.stderr
    text = (files / "a.tsv").read_text()
    head, rest = text.split("\n", 1)
    new = "عاد ممدوف مساء أمس.\tMamedov returned last night."
    (files / "a.tsv").write_text(f"{head}\n{new}\n{rest}")
    done = gloss(*args, "--baseline", "b.json", status=1)
    assert [one["unit"] for one in records(done.stdout)] == ["1"]
    gone = gloss("check", "clean.tsv", "--baseline", "b.json")
    assert "2 of the baseline gone" in gone.stderr


def test_waivers_of_a_workspace(gloss: Gloss, files: Path) -> None:
    gloss("init", "w")
    space = files / "w"
    for name in ("a.tsv", "g.csv"):
        shutil.copy(files / name, space)
    (space / "gloss.waivers.toml").write_text(
        '[[waive]]\nterm = "ممدوف"\nreason = "as he signs"\n\n'
        '[[waive]]\nrule = "untranslated"\nreason = "quoted"\n\n'
        '[[waive]]\nrule = "number-mismatch"\nreason = "old"\nexpires = 2020-01-01\n'
    )
    args = ("check", "a.tsv", "--glossary", "g.csv")
    done = gloss(*args, status=1, cwd=space)
    assert found(done.stdout) == [("3", "number-mismatch")]
    assert "1 waived" in done.stderr
    assert "gloss.waivers.toml:5: the waiver waives nothing any more" in done.stderr
    assert "gloss.waivers.toml:9: the waiver expired on 2020-01-01" in done.stderr
    shown = gloss(*args, "--show-waived", "--format", "text", status=1, cwd=space)
    assert "as he signs" in shown.stdout


def test_settings_of_a_workspace(gloss: Gloss, files: Path) -> None:
    gloss("init", "w")
    space = files / "w"
    shutil.copy(files / "a.tsv", space)
    shutil.copy(files / "g.csv", space)
    with (space / "gloss.toml").open("a") as stream:
        stream.write(
            'skip = ["number-mismatch"]\nglossary = ["g.csv"]\n'
            '[check.name-spelling]\nseverity = "info"\n'
        )
    (row,) = records(gloss("check", "a.tsv", status=1, cwd=space).stdout)
    assert (row["rule"], row["severity"]) == ("name-spelling", "info")
    gloss("check", "a.tsv", "--fail-on", "warning", cwd=space)
    mild = gloss("check", "a.tsv", "--severity", "warning", cwd=space)
    assert "1 milder than warning not shown" in mild.stderr


def test_fixes_as_a_diff_as_a_file_and_in_place(gloss: Gloss, files: Path) -> None:
    args = ("check", "a.tsv", "--glossary", "g.csv", "--fix")
    before = (files / "a.tsv").read_text()
    after = before.replace("Mamedov", "Mammadov")
    diff = gloss(*args, status=1)
    assert "1 finding can be mended, 1 left to you" in diff.stderr
    assert (files / "a.tsv").read_text() == before
    (files / "copy").mkdir()
    shutil.copy(files / "a.tsv", files / "copy")
    subprocess.run(
        ["git", "apply", "--unsafe-paths", "-p1"],
        input=diff.stdout,
        text=True,
        check=True,
        cwd=files / "copy",
    )
    assert (files / "copy" / "a.tsv").read_text() == after
    done = gloss(*args, "-o", "b.tsv", status=1)
    assert (files / "b.tsv").read_text() == after
    assert found(done.stdout) == [("3", "number-mismatch")]
    assert (files / "a.tsv").read_text() == before
    refused = gloss(*args, "-o", "b.tmx", status=2)
    assert "a new one of its format" in refused.stderr
    assert "use --in-place" in gloss(*args, "-o", "a.tsv", status=2).stderr
    gloss(*args, "--in-place", status=1)
    assert (files / "a.tsv").read_text() == after
    again = gloss(*args[:-1], "--fix", "--in-place", status=1)
    assert "0 findings mended, 1 left" in again.stderr


def test_watching(files: Path) -> None:
    command = [PROGRAM, "check", "a.tsv", "--glossary", "g.csv", "--watch"]
    with subprocess.Popen(
        command,
        cwd=files,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    ) as process:
        assert process.stderr is not None
        assert "4 units checked, 2 findings" in process.stderr.readline()
        assert "Ctrl-C" in process.stderr.readline()
        shutil.copy(files / "clean.tsv", files / "a.tsv")
        started = time.monotonic()
        assert "2 units checked, 0 findings" in process.stderr.readline()
        assert time.monotonic() - started < 30
        assert "Ctrl-C" in process.stderr.readline()
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=30) == 130


HOOKS = ROOT / ".pre-commit-hooks.yaml"
ACTION = ROOT / ".github" / "actions" / "check" / "action.yml"


def pairs_of(path: Path, key: str) -> str:
    """Return the text of a key on a line of its own, without a YAML reader."""
    match = re.search(rf"(?m)^ *-? *{key}: *(.+)$", path.read_text())
    assert match is not None
    return match[1].strip("'\"")


def test_the_hook_says_what_it_checks() -> None:
    pattern = re.compile(pairs_of(HOOKS, "files"))
    assert [
        name
        for name in "a.tmx b/c.xliff d.po e.tsv f.txt g.csv h.mqxliff i.tmx.gz".split()
        if pattern.search(name)
    ] == ["a.tmx", "b/c.xliff", "d.po", "e.tsv", "h.mqxliff", "i.tmx.gz"]
    assert pairs_of(HOOKS, "language") == "python"


def test_the_hook_runs(files: Path) -> None:
    command = shlex.split(pairs_of(HOOKS, "entry"))
    assert command[0] == "gloss"
    command[0] = str(PROGRAM)
    args = ["--glossary", "g.csv"]
    bad = subprocess.run(
        [*command, *args, "a.tsv", "clean.tsv"],
        cwd=files,
        capture_output=True,
        text=True,
        check=False,
    )
    assert bad.returncode == 1
    assert "»Mamedov«" in bad.stdout
    good = subprocess.run(
        [*command, *args, "clean.tsv"], cwd=files, capture_output=True, check=False
    )
    assert good.returncode == 0


def test_pre_commit_runs_the_hook(files: Path) -> None:
    program = PROGRAM.with_name("pre-commit")
    if not program.exists():
        pytest.skip("pre-commit is not installed")
    subprocess.run([program, "validate-manifest", HOOKS], check=True)
    # As the manifest says, but with the gloss that is installed here.
    local = HOOKS.read_text().replace("language: python", "language: system")
    hooks = "".join(f"    {line}\n" for line in local.splitlines() if line.strip())
    hooks += "      args: [--glossary, g.csv]\n"
    (files / ".pre-commit-config.yaml").write_text(
        f"repos:\n- repo: local\n  hooks:\n{hooks}"
    )
    env = {
        **os.environ,
        "PATH": f"{PROGRAM.parent}:{os.environ['PATH']}",
        "PRE_COMMIT_HOME": str(files / "home"),
    }
    for command in (["git", "init", "-q"], ["git", "add", "a.tsv", "clean.tsv"]):
        subprocess.run(command, cwd=files, check=True, env=env)
    run = [program, "run", "gloss-check"]
    bad = subprocess.run(
        [*run, "--all-files"],
        cwd=files,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert bad.returncode == 1, bad.stderr
    assert "»Mamedov«" in bad.stdout
    good = subprocess.run(
        [*run, "--files", "clean.tsv"],
        cwd=files,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert good.returncode == 0, good.stdout


def steps() -> dict[str, str]:
    """Return the shell of each step of the action by its name."""
    text = ACTION.read_text()
    blocks = re.findall(
        r"(?m)^    - name: (.+)\n(?:      .*\n)*?      run: \|\n((?:        .*\n|\n)+)",
        text,
    )
    return {name: re.sub(r"(?m)^        ", "", shell) for name, shell in blocks}


def step(name: str, cwd: Path, **env: str) -> subprocess.CompletedProcess[str]:
    found = {**os.environ, "PATH": f"{PROGRAM.parent}:{os.environ['PATH']}", **env}
    command = [
        "bash",
        "--noprofile",
        "--norc",
        "-e",
        "-o",
        "pipefail",
        "-c",
        steps()[name],
    ]
    return subprocess.run(
        command, cwd=cwd, env=found, capture_output=True, text=True, check=False
    )


def test_the_action_annotates_and_writes_its_report(files: Path) -> None:
    out = files / "out"
    env = {
        "INPUT_PATHS": "a.tsv clean.tsv",
        "INPUT_ARGS": "--glossary g.csv",
        "INPUT_SARIF": "report/gloss.sarif",
        "GITHUB_OUTPUT": str(out),
    }
    done = step("Check", files, **env)
    assert done.returncode == 1
    assert done.stdout.count("::error file=a.tsv") == 2
    assert "findings=2" in out.read_text()
    assert json.loads((files / "report" / "gloss.sarif").read_text())["runs"]
    clean = step(
        "Check", files, **{**env, "INPUT_PATHS": "clean.tsv", "INPUT_SARIF": ""}
    )
    assert clean.returncode == 0
    assert out.read_text().endswith("findings=0\n")
    bad = step("Check", files, **{**env, "INPUT_PATHS": "missing.tmx"})
    assert bad.returncode == 2


def test_the_action_takes_names_with_blanks_and_no_commands(files: Path) -> None:
    (files / "my file.tsv").write_text((files / "a.tsv").read_text())
    env = {
        "INPUT_PATHS": "'my file.tsv' $(touch hacked)",
        "INPUT_ARGS": "",
        "INPUT_SARIF": "",
        "GITHUB_OUTPUT": str(files / "out"),
    }
    done = step("Check", files, **env)
    assert "file=my file.tsv" in done.stdout
    assert done.returncode == 2
    assert not (files / "hacked").exists()


def test_the_action_installs_the_checkout_it_is_part_of(files: Path) -> None:
    stub = files / "bin"
    stub.mkdir()
    (stub / "python").write_text('#!/bin/sh\nprintf "%s\\n" "$@" > "$LOG"\n')
    (stub / "python").chmod(0o755)
    log = files / "log"
    done = step(
        "Install",
        files,
        PATH=f"{stub}:{os.environ['PATH']}",
        LOG=str(log),
        GITHUB_ACTION_PATH=str(ACTION.parent),
    )
    assert done.returncode == 0, done.stderr
    *options, package = log.read_text().splitlines()
    assert options[:3] == ["-m", "pip", "install"]
    assert (Path(package) / "pyproject.toml").read_text().count('name = "glosskit"')

"""``gloss review`` as a program: what it prints, how it ends, what it keeps."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import urllib.error
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path

import pytest

from cli.session import Session, open_store
from glossary.store import Change, State
from tests.cli.web.conftest import CANDIDATES
from tests.conftest import PROGRAM, Gloss


@pytest.fixture
def root(gloss: Gloss, tmp_path: Path) -> Path:
    gloss("init", "demo")
    with open_store(
        Session(directory=str(tmp_path / "demo")).need_workspace()
    ) as store:
        made = Change(who="x", at="2026-03-01T09:30:00Z", action="extract")
        store.save_candidates(CANDIDATES, change=made)
    return tmp_path / "demo"


def started(root: Path, *options: str) -> tuple[subprocess.Popen[str], str]:
    process = subprocess.Popen(
        [PROGRAM, "review", "--no-open", *options],
        cwd=root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    assert process.stdout is not None
    return process, process.stdout.readline().strip()


def ended(process: subprocess.Popen[str], number: int) -> str:
    process.send_signal(number)
    _, errors = process.communicate(timeout=30)
    return errors


def state(root: Path, term: str) -> State:
    with open_store(Session(directory=str(root)).need_workspace()) as store:
        found = store.candidate(term)
    assert found
    return found.state


def test_a_day_with_the_page(root: Path) -> None:
    process, address = started(root)
    try:
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/\?token=[\w-]{16,}", address)
        opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(CookieJar())
        )
        html = opener.open(address).read().decode()
        assert "<title>Candidates" in html
        csrf = re.search(r'name="csrf" value="([^"]+)"', html)
        assert csrf
        base = address.partition("?")[0]
        data = {"csrf": csrf[1], "term": "باكو", "action": "reject"}
        encoded = urllib.parse.urlencode(data).encode()
        opener.open(f"{base}candidates/decide", encoded)
        assert state(root, "باكو") is State.REJECTED
        with pytest.raises(urllib.error.HTTPError, match="403"):
            urllib.request.urlopen(base)
    finally:
        errors = ended(process, signal.SIGINT)
    assert process.returncode == 130
    assert errors.splitlines()[-1] == "gloss: interrupted"
    assert "Traceback" not in errors


def test_a_page_that_is_killed_loses_no_decision(root: Path) -> None:
    process, address = started(root)
    token = address.partition("token=")[2]
    base = address.partition("?")[0]
    for term in ("باكو", "الكنيست"):
        data = urllib.parse.urlencode({"term": term, "action": "later"}).encode()
        request = urllib.request.Request(
            f"{base}candidates/decide",
            data,
            {"Authorization": f"Bearer {token}", "Accept": "application/json"},
        )
        assert urllib.request.urlopen(request).status == 200
    ended(process, signal.SIGKILL)
    assert state(root, "باكو") is State.LATER
    assert state(root, "الكنيست") is State.LATER


def test_a_port_that_is_taken(root: Path, gloss: Gloss) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = gloss("review", "--no-open", "--port", str(port), cwd=root, status=2)
    assert re.fullmatch(
        rf"gloss: --port {port}: address already in use; choose another one, or 0 for"
        r" any\n",
        done.stderr,
    )


def test_without_a_workspace(gloss: Gloss) -> None:
    assert "make a workspace" in gloss("review", "--no-open", status=2).stderr
    assert gloss("review", "--port", "70000", status=2).stdout == ""

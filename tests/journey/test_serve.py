"""`gloss serve` as a process: started, asked by many at once, ended."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import create_engine, make_url, text

from tests.conftest import PROGRAM, Gloss

MEMORY = (
    "ar\ten\n"
    "عقد الكنيست جلسة طارئة\tThe Knesset held an emergency session\n"
    "وصل الوزير إلى العاصمة باكو\tThe minister came to Baku\n"
)
CLIENTS = 200
WRITERS = 5
"""One client of so many also adds a unit."""


class Running(NamedTuple):
    """A server and how to reach it."""

    process: subprocess.Popen[str]
    url: str
    key: str

    @property
    def headers(self) -> dict[str, str]:
        return {"X-API-Key": self.key}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("made") / "w"
    subprocess.run([PROGRAM, "init", root], check=True, capture_output=True)
    (root / "m.tsv").write_text(MEMORY, encoding="utf-8")
    load = [PROGRAM, "import", "--as", "memory", "m.tsv"]
    subprocess.run(load, cwd=root, check=True, capture_output=True)
    return root


@pytest.fixture
def workspace(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "w"))


@pytest.fixture
def database() -> Iterator[str]:
    """Yield the URL of an empty schema on the PostgreSQL server, if there is one."""
    server = os.environ.get("GLOSS_TEST_POSTGRES")
    if not server:
        pytest.skip("GLOSS_TEST_POSTGRES names no PostgreSQL server")
    base = make_url(server).set(drivername="postgresql+psycopg")
    schema = f"gloss_{uuid4().hex}"
    engine = create_engine(base)
    with engine.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {schema}"))
    own = base.update_query_dict({"options": f"-csearch_path={schema}"})
    yield own.render_as_string(hide_password=False)
    with engine.begin() as connection:
        connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
    engine.dispose()


@contextmanager
def running(gloss: Gloss, root: Path, *options: str) -> Iterator[Running]:
    key = gloss("keys", "add", "desk", cwd=root).stdout.strip()
    process = subprocess.Popen(
        [PROGRAM, "serve", "--port", "0", *options],
        cwd=root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    try:
        assert process.stdout is not None
        url = process.stdout.readline().strip()
        _wait(url)
        yield Running(process, url, key)
    finally:
        process.kill()
        process.communicate()


def _wait(url: str) -> None:
    for _ in range(200):
        try:
            httpx.get(f"{url}health", timeout=5)
        except httpx.HTTPError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("the server does not answer")


def test_two_hundred_clients_at_once(gloss: Gloss, workspace: Path) -> None:
    with running(gloss, workspace, "--quiet") as server:
        start = threading.Barrier(CLIENTS)

        def ask(number: int) -> tuple[int, int]:
            # No client needs to load certificates of its own to speak HTTP.
            with httpx.Client(
                headers=server.headers, timeout=60, verify=False
            ) as client:
                start.wait()
                found = client.get(
                    f"{server.url}api/v1/search",
                    params={"text": "عقد الكنيست جلسة طارئة"},
                )
                if number % WRITERS:
                    return found.status_code, 201
                units = [{"source": f"جملة رقم {number}", "target": f"no. {number}"}]
                body = {"units": units}
                added = client.post(f"{server.url}api/v1/units", json=body)
                return found.status_code, added.status_code

        with ThreadPoolExecutor(CLIENTS) as pool:
            answers = list(pool.map(ask, range(CLIENTS)))
        assert set(answers) == {(200, 201)}
        stats = httpx.get(f"{server.url}api/v1/stats", headers=server.headers).json()
        assert stats["memory_units"] == 2 + CLIENTS // WRITERS


def test_a_log_line_tells_no_text_and_no_key(gloss: Gloss, workspace: Path) -> None:
    with running(gloss, workspace) as server:
        httpx.get(f"{server.url}k/{server.key}/tmserver/ar/en/unit/سر", timeout=30)
        httpx.get(f"{server.url}{server.key}", timeout=30)
        server.process.send_signal(signal.SIGINT)
        _, said = server.process.communicate(timeout=30)
        assert server.process.returncode == 130
    lines = [json.loads(line) for line in said.splitlines() if line.startswith("{")]
    assert [
        (one["who"], one["status"]) for one in lines if one["route"] != "/health"
    ] == [
        ("desk", 200),
        (None, 404),
    ]
    assert server.key not in said
    assert "سر" not in said


@pytest.mark.skipif(not hasattr(signal, "SIGPIPE"), reason="no pipes to break")
def test_it_ends_when_told_to_and_not_before(gloss: Gloss, workspace: Path) -> None:
    with running(gloss, workspace, "--quiet") as server:
        # As when a client leaves before it has read the answer.
        server.process.send_signal(signal.SIGPIPE)
        assert httpx.get(f"{server.url}health", timeout=30).status_code == 200
        server.process.send_signal(signal.SIGTERM)
        _, said = server.process.communicate(timeout=30)
        assert (server.process.returncode, said) == (0, "")


@pytest.mark.parametrize(
    ("told", "status"), [(signal.SIGTERM, 0), (signal.SIGINT, 130)]
)
def test_two_processes_share_one_login(
    gloss: Gloss, database: str, tmp_path: Path, told: signal.Signals, status: int
) -> None:
    gloss("init", "w", "--store", database)
    with running(gloss, tmp_path / "w", "--workers", "2") as server:
        form = {"key": server.key}
        entered = httpx.post(f"{server.url}login", data=form, timeout=30)
        cookies = {"gloss_team": entered.cookies["gloss_team"]}

        def ask(_number: int) -> tuple[int, int]:
            # A connection of its own each time, which either process may take.
            page = httpx.get(f"{server.url}review/", cookies=cookies, timeout=60)
            found = re.search(r'name="csrf" value="(\w+)"', page.text)
            changed = httpx.post(
                f"{server.url}review/language",
                data={"csrf": found[1] if found else "", "to": "ar"},
                cookies=cookies,
                timeout=60,
            )
            return page.status_code, changed.status_code

        with ThreadPoolExecutor(8) as pool:
            assert set(pool.map(ask, range(40))) == {(200, 303)}
        server.process.send_signal(told)
        _, said = server.process.communicate(timeout=30)
        assert server.process.returncode == status
    lines = [json.loads(line) for line in said.splitlines() if line.startswith("{")]
    pages = [one for one in lines if one["route"] == "/review"]
    assert {one["who"] for one in pages} == {"desk"}
    assert len({one["pid"] for one in pages}) == 2


BROKEN = [
    b"",
    b"GET\r\n\r\n",
    b"\x16\x03\x01\x02\x00",
    b"GET / HTTP/1.1\r\nHost: x\r\n" + b"X: " + b"y" * 100_000,
    b"POST /api/v1/search HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
    b"POST /api/v1/search HTTP/1.1\r\nHost: x\r\nContent-Length: 99\r\n\r\n{",
    b"GET /%ff%00%2e%2e/etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n",
]


def test_it_outlives_what_is_no_request(gloss: Gloss, workspace: Path) -> None:
    with running(gloss, workspace, "--quiet") as server:
        place = urlsplit(server.url)
        for broken in BROKEN:
            address = place.hostname, place.port
            with socket.create_connection(address, timeout=10) as one:
                one.sendall(broken)
                one.shutdown(socket.SHUT_WR)
                one.recv(1000)
            answer = httpx.get(f"{server.url}health", timeout=30)
            assert answer.status_code == 200, broken


def test_a_key_taken_back_is_refused_at_once(gloss: Gloss, workspace: Path) -> None:
    with running(gloss, workspace, "--quiet") as server:
        ask = f"{server.url}api/v1/stats"
        assert httpx.get(ask, headers=server.headers, timeout=30).status_code == 200
        gloss("keys", "revoke", "desk", cwd=workspace)
        assert httpx.get(ask, headers=server.headers, timeout=30).status_code == 401


def test_it_answers_to_its_own_name_only(gloss: Gloss, workspace: Path) -> None:
    with running(gloss, workspace, "--quiet", "--host-name", "gloss.example") as server:
        ask = f"{server.url}api/v1/stats"
        named = {**server.headers, "Host": "gloss.example"}
        assert httpx.get(ask, headers=named, timeout=30).status_code == 200
        assert httpx.get(ask, headers=server.headers, timeout=30).status_code == 400


def test_keys_are_listed_without_the_keys(gloss: Gloss, workspace: Path) -> None:
    shown = gloss("keys", "add", "weblate", "--role", "reader", cwd=workspace).stdout
    listed = gloss("keys", "list", cwd=workspace).stdout
    assert json.loads(listed)["role"] == "reader"
    assert shown.strip() not in listed
    assert (workspace / "gloss.keys").stat().st_mode & 0o077 == 0
    again = gloss("keys", "add", "weblate", status=2, cwd=workspace)
    assert "revoke it first" in again.stderr


def test_several_processes_need_postgresql(gloss: Gloss, workspace: Path) -> None:
    said = gloss("serve", "--workers", "2", status=2, cwd=workspace).stderr
    assert "need a store on PostgreSQL" in said

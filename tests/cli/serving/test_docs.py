"""docs/server.md and the files beside it say what the server does."""

from __future__ import annotations

import json
import re
import shlex

import pytest

from cli.lazy import LazyGroup
from cli.web.guard import UPLOAD_LIMIT
from cli.web.identity import Role
from tests.cli.serving.conftest import Server
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "server.md").read_text(encoding="utf-8")
DEPLOY = ROOT / "docs" / "deploy"
SERVICE = (DEPLOY / "gloss.service").read_text(encoding="utf-8")
CONTAINER = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
NGINX = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
SHELL = [
    line
    for block in re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL)
    for line in block.splitlines()
]
(STARTED,) = re.findall(r"^ExecStart=/usr/local/bin/(gloss .*)$", SERVICE, re.MULTILINE)
(CONTAINED,) = re.findall(r"^CMD (\[\"serve.*\])$", CONTAINER, re.MULTILINE)
COMMANDS = [
    *(shlex.split(line)[1:] for line in SHELL if line.startswith("gloss ")),
    shlex.split(STARTED)[1:],
    json.loads(CONTAINED),
    *(
        shlex.split(one)[1:]
        for one in re.findall(r"'(gloss [^']+)'", SERVICE + CONTAINER + NGINX)
    ),
]
CURLS = [shlex.split(line) for line in SHELL if line.startswith("curl ")]


def test_there_are_examples() -> None:
    assert len(COMMANDS) > 10
    assert len(CURLS) >= 7
    assert {words[0] for words in COMMANDS} == {"init", "import", "keys", "serve"}


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_commands_can_be_parsed(words: list[str]) -> None:
    name, *rest = words
    group = LazyGroup()
    command = group.get_command(group.context_class(group), name)
    if name == "keys":
        command, rest = command.commands[rest[0]], rest[1:]
    command.make_context(name, rest)  # refuses an option that there is not


@pytest.mark.parametrize("words", CURLS, ids=lambda words: words[-1])
def test_the_curl_lines_are_answered(server: Server, words: list[str]) -> None:
    (url,) = (word for word in words if word.startswith("http://"))
    path = url.removeprefix("http://127.0.0.1:8117")
    asked = [
        words[place + 1].split("=", 1)
        for place, word in enumerate(words)
        if word in ("--data-urlencode", "-d")
    ]
    assert path != url
    if "--json" in words:
        body = json.loads(words[words.index("--json") + 1])
        answer = server.client.post(path, json=body, headers=server.headers("admin"))
    else:
        answer = server.client.get(
            path, params=dict(asked), headers=server.headers("admin")
        )
    assert answer.is_success, answer.text


def test_every_path_and_role_is_described(server: Server) -> None:
    paths = server.client.get("/openapi.json").json()["paths"]
    assert len(paths) > 10
    for path in paths:
        start = path.split("{")[0]
        assert ("/k/KEY/tmserver" if start == "/k/" else start) in PAGE, path
    for role in Role:
        assert f"| `{role}` |" in PAGE


def test_the_files_name_one_port_and_one_name() -> None:
    port = 8117
    assert f"server 127.0.0.1:{port};" in NGINX
    assert f"EXPOSE {port}\n" in CONTAINER
    assert f"127.0.0.1:{port}/health" in CONTAINER
    for text in (SERVICE, CONTAINER, NGINX, PAGE):
        assert set(re.findall(r"--port\"?[ ,]+\"?(\d+)", text)) == {str(port)}
    names = set(re.findall(r"server_name ([^;]+);", NGINX))
    assert names == set(re.findall(r"--host-name ([\w.]+)", SERVICE + NGINX + PAGE))


def test_the_proxy_lets_through_what_the_server_takes(server: Server) -> None:
    assert f"client_max_body_size {UPLOAD_LIMIT >> 20}m;" in NGINX
    for path in re.findall(r"location =? ?(/[\w/]*)", NGINX):
        known = server.client.get(path, follow_redirects=False).status_code != 404
        assert known or path == "/k/", path
    assert f"ReadWritePaths={re.findall('WorkingDirectory=(.*)', SERVICE)[0]}\n" in (
        SERVICE
    )

"""People come to the page by a key and leave it again."""

from __future__ import annotations

import pytest

from cli.serving.gate import COOKIE
from tests.cli.serving.conftest import Server

BROWSER = {"Accept": "text/html,application/xhtml+xml"}


def enter(server: Server, key: str) -> None:
    answer = server.client.post(
        "/login", data={"key": server.keys[key]}, follow_redirects=False
    )
    assert (answer.status_code, answer.headers["location"]) == (303, "/review/")


@pytest.mark.parametrize("path", ["/review/", "/review/concepts?q=x", "/"])
def test_a_browser_is_sent_to_the_login(server: Server, path: str) -> None:
    answer = server.client.get(path, headers=BROWSER)
    assert (answer.status_code, answer.url.path) == (200, "/login")
    assert 'name="key"' in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_program_is_refused(server: Server, method: str) -> None:
    answer = server.client.request(
        method, "/review/", headers={"Accept": "application/json"}
    )
    assert answer.status_code == 403


def test_a_stranger_posts_nothing(server: Server) -> None:
    answer = server.client.post("/review/undo", headers=BROWSER, data={"number": "1"})
    assert answer.status_code == 403


def test_who_has_logged_in_is_let_through_and_may_leave(server: Server) -> None:
    enter(server, "translator")
    assert server.client.get("/review/", headers=BROWSER).url.path == "/review/"
    within = server.client.get("/login", headers=BROWSER).text
    assert "<bdi>translator</bdi></b>, translator" in within
    foreign = {**BROWSER, "sec-fetch-site": "cross-site"}
    assert server.client.post("/logout", headers=foreign).status_code == 403
    assert COOKIE in server.client.cookies
    left = server.client.post("/logout", headers=BROWSER)
    assert (left.status_code, left.url.path) == (200, "/login")
    assert COOKIE not in server.client.cookies
    assert server.client.get("/review/", headers=BROWSER).url.path == "/login"

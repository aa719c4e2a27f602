"""Who gets in, from where, and what every answer says."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from fastapi import FastAPI
from starlette.requests import HTTPConnection

from cli.config import Workspace
from cli.web.app import create_app
from cli.web.identity import Entry, Identity, Role
from cli.web.words import preferred
from glossary.store import State, TermStore
from tests.cli.web.conftest import HOST, PORT, TOKEN, Browser

PATHS = ["/", "/concepts", "/openapi.json", "/exchange/export?kind=tmx", "/nowhere"]
DECISION = {"term": "باكو", "action": "reject"}


def untouched(store: TermStore) -> bool:
    return store.statistics().changes == 2


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("query", ["", "token=", "token=wrong", f"token={TOKEN}x"])
def test_a_stranger_sees_nothing(stranger: Browser, path: str, query: str) -> None:
    joint = "&" if "?" in path else "?"
    answer = stranger.ask("GET", f"{path}{joint}{query}")
    assert answer.status_code == 403
    assert "باكو" not in answer.text
    assert stranger.cookies == {}


def test_the_token_becomes_a_cookie_and_leaves_the_address(stranger: Browser) -> None:
    answer = stranger.ask("GET", f"/concepts?q=x&token={TOKEN}")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/concepts?q=x"
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith(f"gloss_review_{PORT}=")
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert TOKEN not in cookie
    assert stranger.ask("GET", "/concepts").status_code == 200


def test_a_path_with_two_slashes_leads_to_no_other_host(stranger: Browser) -> None:
    answer = stranger.ask("GET", f"http://{HOST}//evil.example/?token={TOKEN}")
    assert answer.headers["location"] == "/evil.example/"


def test_a_bearer_needs_no_cookie_and_no_form_token(
    stranger: Browser, store: TermStore
) -> None:
    bearer = {"authorization": f"Bearer {TOKEN}"}
    answer = stranger.ask("POST", "/candidates/decide", data=DECISION, headers=bearer)
    assert answer.status_code == 303
    stored = store.candidate("باكو")
    assert stored
    assert stored.state is State.REJECTED
    wrong = {"authorization": "Bearer wrong"}
    assert stranger.ask("GET", "/", headers=wrong).status_code == 403


@pytest.mark.parametrize(
    "host",
    ["evil.example", f"evil.example:{PORT}", "127.0.0.1", "127.0.0.1:1", f"{HOST}.x"],
)
def test_another_host_is_refused(page: Browser, host: str) -> None:
    assert page.ask("GET", "/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("host", [f"localhost:{PORT}", f"LOCALHOST:{PORT}"])
def test_the_machine_has_more_than_one_name(page: Browser, host: str) -> None:
    assert page.ask("GET", "/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": f"http://evil.example:{PORT}"},
        {"origin": "http://127.0.0.1"},
        {"origin": "null"},
        {"origin": "http://[bad"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "null", "sec-fetch-site": "cross-site"},
    ],
)
def test_a_form_of_another_site_is_refused(
    page: Browser, store: TermStore, headers: dict[str, str]
) -> None:
    data = {"csrf": page.csrf(), **DECISION}
    answer = page.ask("POST", "/candidates/decide", data=data, headers=headers)
    assert answer.status_code == 403
    assert untouched(store)


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": f"http://{HOST}"},
        {"origin": "null", "sec-fetch-site": "same-origin"},
        {"sec-fetch-site": "none"},
        {},
    ],
)
def test_our_own_forms_pass(page: Browser, headers: dict[str, str]) -> None:
    data = {"csrf": page.csrf(), **DECISION}
    answer = page.ask("POST", "/candidates/decide", data=data, headers=headers)
    assert answer.status_code == 303


@pytest.mark.parametrize("csrf", [None, "", "wrong", "é"])
def test_a_form_needs_its_token(
    page: Browser, store: TermStore, csrf: str | None
) -> None:
    data = DECISION | ({} if csrf is None else {"csrf": csrf})
    answer = page.ask("POST", "/candidates/decide", data=data)
    assert answer.status_code == 403
    assert "out of date" in answer.text
    assert untouched(store)


@pytest.mark.parametrize("path", ["/", "/nowhere", "/static/page.css"])
def test_what_every_answer_says(page: Browser, path: str) -> None:
    headers = page.ask("GET", path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    kept = "no-cache" if path.startswith("/static") else "no-store"
    assert headers["cache-control"] == kept


def test_pages_hold_no_script_or_style_of_their_own(page: Browser) -> None:
    for path in ("/", "/concepts/one?id=quba", "/articles/1", "/overview"):
        html = page.get(path)
        assert " style=" not in html
        assert "<style" not in html
        assert "onclick" not in html
        assert "<script>" not in html
        assert "http://" not in html
        assert "https://" not in html


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/static/..%2f..%2fapp.py",
        "/static//etc/passwd",
        "/static/%00",
        "/articles/0",
        "/articles/99",
        "/articles/..%2f1",
        "/findings?file=99",
    ],
)
def test_no_way_out_of_the_directories(page: Browser, path: str) -> None:
    assert page.ask("GET", path).status_code in {404, 422}


@pytest.mark.parametrize(
    "headers",
    [{"content-length": str(2 << 20)}, {"content-length": "-1"}],
)
def test_a_form_that_is_too_large(page: Browser, headers: dict[str, str]) -> None:
    answer = page.ask("POST", "/candidates/decide", content=b"", headers=headers)
    assert answer.status_code == 413


def test_a_stream_without_a_length_is_broken_off(page: Browser) -> None:
    async def endless() -> object:
        for _ in range(64):
            yield b"a" * (1 << 16)

    kind = {"content-type": "application/x-www-form-urlencoded"}
    answer = page.ask("POST", "/candidates/decide", content=endless(), headers=kind)
    assert answer.status_code in {400, 413}


class Reading:
    """A gate for people who may only read, as a team's server may have one."""

    role = Role.READER

    def admit(self, _request: object) -> Identity | Entry | None:
        return Identity(name="نور", role=self.role)

    def hosts(self) -> None:
        return None


def test_roles(store: TermStore, workspace: Workspace) -> None:
    gate = Reading()
    browser = Browser(create_app(store, workspace, gate))
    assert "Accept<" not in browser.get("/")
    assert browser.ask("POST", "/candidates/decide", data=DECISION).status_code == 403
    assert browser.ask("POST", "/undo", data={"number": 1}).status_code == 403
    gate.role = Role.TERMINOLOGIST
    assert browser.ask("POST", "/candidates/decide", data=DECISION).status_code == 303
    assert store.changes(limit=1)[0].change.who == "نور"
    assert Role.ADMIN.may(Role.TRANSLATOR)
    assert not Role.TRANSLATOR.may(Role.TERMINOLOGIST)


def test_it_may_be_mounted(store: TermStore, workspace: Workspace) -> None:
    outer = FastAPI()
    gate = Reading()
    gate.role = Role.ADMIN
    outer.mount("/review", create_app(store, workspace, gate))
    browser = Browser(outer)
    html = browser.get("/review/")
    assert 'href="/review/static/page.css"' in html
    assert 'action="/review/candidates/decide"' in html
    data = DECISION | {"next": "/candidates?state=open"}
    answer = browser.ask("POST", "/review/candidates/decide", data=data)
    assert answer.headers["location"].startswith("/review/candidates?state=open&done=")


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("", "en"),
        ("ar", "ar"),
        ("ar-EG,ar;q=0.9,en;q=0.8", "ar"),
        ("de,ar;q=0.5", "ar"),
        ("en-GB;q=0.9,ar;q=0.8", "en"),
        ("ar;q=nonsense", "ar"),
        ("fr", "en"),
        (";;,,q=", "en"),
    ],
)
def test_the_browser_says_which_language(accepted: str, language: str) -> None:
    assert preferred(accepted) == language


def test_the_interface_in_arabic_is_mirrored(page: Browser) -> None:
    assert '<html lang="en" dir="ltr">' in page.get("/")
    page.post("/language", to="ar", next="/concepts")
    html = page.get("/")
    assert '<html lang="ar" dir="rtl">' in html
    assert "المرشحات" in html
    assert 'lang="en" dir="auto"' in html
    page.post("/language", 422, to="fr")


@dataclass(frozen=True)
class GateWithADoor:
    """A gate as a server has it: strangers are sent to a page of the server."""

    door: str = "/login"
    exit: str = "/logout"
    within: bool = False

    def admit(self, _request: HTTPConnection) -> Identity | None:
        return (
            Identity(name="x", role=Role.READER, session="s") if self.within else None
        )

    def hosts(self) -> None:
        return None


@pytest.mark.parametrize(
    ("method", "accept", "status"),
    [
        ("GET", "text/html,*/*", 303),
        ("GET", "application/json", 403),
        ("POST", "text/html", 403),
    ],
)
def test_a_stranger_with_a_browser_is_shown_the_door(
    store: TermStore, workspace: Workspace, method: str, accept: str, status: int
) -> None:
    browser = Browser(create_app(store, workspace, GateWithADoor()))
    answer = browser.ask(method, "/history", headers={"accept": accept})
    assert answer.status_code == status
    if status == 303:
        assert answer.headers["location"] == "/login"


def test_who_came_by_a_door_can_leave(
    store: TermStore, workspace: Workspace, page: Browser
) -> None:
    within = Browser(create_app(store, workspace, GateWithADoor(within=True)))
    assert '<form class="tongue" method="post" action="/logout">' in within.get("/")
    assert "/logout" not in page.get("/")

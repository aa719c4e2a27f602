"""The app of the review page over a store, without a server."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest
from fastapi import FastAPI

from cli import session
from cli.config import Config, Workspace
from cli.web.app import create_app
from cli.web.identity import LocalGate
from glossary.model import (
    Candidate,
    Concept,
    ConceptType,
    Evidence,
    LangSection,
    Origin,
    Rendering,
    Status,
    Term,
)
from glossary.store import Change, OnExisting, TermStore

TOKEN = "a-token-for-these-tests"
PORT = 8123
HOST = f"127.0.0.1:{PORT}"
TEXT = "زار وفد الكنيست باكو أمس. وقال محمدوف إن الزيارة مهمة."


def candidate(term: str, english: str | None, **fields: Any) -> Candidate:  # noqa: ANN401 - the model's
    origin = fields.pop("origin", Origin.GAZETTEER)
    confidence = fields.pop("confidence", 0.9)
    place = TEXT.find(term)
    contexts = (
        (
            Evidence(
                document="articles/1.txt", start=place, end=place + len(term), text=TEXT
            ),
        )
        if place >= 0
        else ()
    )
    values = {
        "type": ConceptType.TERM,
        "score": 0.5,
        "count": 3,
        "documents": 1,
        "variants": ((term, 2), (f"و{term}", 1)),
        "contexts": contexts,
    }
    renderings = (
        (Rendering(text=english, origin=origin, confidence=confidence),)
        if english
        else ()
    )
    return Candidate(term=term, renderings=renderings, **(values | fields))


def concept(name: str, arabic: str, english: str, **fields: Any) -> Concept:  # noqa: ANN401 - the same
    return Concept(
        id=name,
        sections=(
            LangSection(lang="ar", terms=(Term(text=arabic),)),
            LangSection(
                lang="en",
                terms=(
                    Term(text=english),
                    Term(text=f"{english} old", status=Status.DEPRECATED),
                ),
            ),
        ),
        **fields,
    )


CANDIDATES = [
    candidate("الكنيست", "Knesset", confidence=0.98, type=ConceptType.ORGANISATION),
    candidate("باكو", "Baku", confidence=0.96, type=ConceptType.PLACE),
    candidate("محمدوف", "Muhammaduf", origin=Origin.ROMANISED, confidence=0.99),
    candidate("الزيارة", None),
    candidate("<script>alert(1)</script>", "<b>bold</b>", confidence=0.3),
]


@dataclass(slots=True)
class Browser:
    """Asks the app as a browser would: keeps cookies, follows no redirect."""

    app: FastAPI
    cookies: dict[str, str] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    form_token: str | None = None

    def ask(self, method: str, path: str, **more: Any) -> httpx.Response:  # noqa: ANN401 - httpx's
        async def asked() -> httpx.Response:
            transport = httpx.ASGITransport(app=self.app)
            async with httpx.AsyncClient(
                transport=transport, base_url=f"http://{HOST}", cookies=self.cookies
            ) as client:
                headers = self.headers | more.pop("headers", {})
                return await client.request(method, path, headers=headers, **more)

        answer = asyncio.run(asked())
        self.cookies |= dict(answer.cookies)
        return answer

    def get(self, path: str, status: int = 200, /, **query: object) -> str:
        asked = f"{path}?{urlencode(query)}" if query else path
        answer = self.ask("GET", asked)
        assert answer.status_code == status, answer.text
        return answer.text

    def post(self, path: str, status: int = 303, /, **data: object) -> httpx.Response:
        answer = self.ask("POST", path, data={"csrf": self.csrf(), **data})
        assert answer.status_code == status, answer.text
        return answer

    def send(self, path: str, status: int = 200, /, **data: object) -> Any:  # noqa: ANN401 - JSON
        """Post as the page's script does."""
        answer = self.ask(
            "POST",
            path,
            data={"csrf": self.csrf(), **data},
            headers={"accept": "application/json"},
        )
        assert answer.status_code == status, answer.text
        return answer.json()

    def csrf(self) -> str:
        if self.form_token is None:
            html = self.ask("GET", "/history").text
            found = re.search(r'name="csrf" value="([^"]+)"', html)
            assert found
            self.form_token = found[1]
        return self.form_token


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    articles = tmp_path / "articles"
    articles.mkdir()
    (articles / "1.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "gloss.toml").write_text('[workspace]\nname = "مسرد"\n')
    return Workspace(root=tmp_path, config=Config(name="مسرد"))


@pytest.fixture
def store(workspace: Workspace) -> Iterator[TermStore]:
    with session.open_store(workspace, create=True) as opened:
        made = Change(who="منى", at="2026-03-01T09:30:00Z", action="extract")
        opened.save_candidates(CANDIDATES, change=made)
        opened.put_many(
            [
                concept("parliament", "البرلمان", "parliament", subject="politics"),
                concept("quba", "قوبا", "Quba", type=ConceptType.PLACE),
            ],
            change=Change(who="منى", at="2026-03-01T09:31:00Z", action="import"),
            on_existing=OnExisting.REFUSE,
        )
        yield opened


@pytest.fixture
def app(store: TermStore, workspace: Workspace) -> FastAPI:
    gate = LocalGate(token=TOKEN, port=PORT, name="سامي")
    return create_app(store, workspace, gate, now=lambda: "2026-03-02T10:00:00Z")


@pytest.fixture
def stranger(app: FastAPI) -> Browser:
    return Browser(app)


@pytest.fixture
def page(app: FastAPI) -> Browser:
    browser = Browser(app)
    assert browser.ask("GET", f"/?token={TOKEN}").status_code == 303
    return browser

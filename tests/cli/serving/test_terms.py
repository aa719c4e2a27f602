"""The glossary as the server holds it."""

from __future__ import annotations

import pytest

from cli.serving.process import Orders, make
from glossary.matcher import Matcher
from glossary.model import Concept, ConceptType, LangSection, Term
from glossary.store import Change, Edit
from tests.cli.serving.conftest import NOW, Server

PLACE = Concept(
    id="upper-village",
    type=ConceptType.PLACE,
    sections=(
        LangSection(lang="ar", terms=(Term(text="القرية العليا"),)),
        LangSection(lang="en", terms=(Term(text="Upper Village"),)),
    ),
)


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the languages for which matchers were built, as they are."""
    langs: list[str] = []
    build = Matcher.build

    def counted(concepts: list[Concept], lang: str) -> Matcher:
        langs.append(lang)
        return build(concepts, lang)

    monkeypatch.setattr(Matcher, "build", counted)
    return langs


def found(server: Server) -> list[str]:
    answer = server.client.post(
        "/api/v1/recognise",
        json={"text": "من القرية العليا إلى باكو"},
        headers=server.headers(),
    )
    return [one["concepts"][0]["target"] for one in answer.json()]


def test_a_warmed_matcher_serves_until_the_glossary_changes(
    server: Server, built: list[str]
) -> None:
    server.services.terms.warm()
    assert found(server) == ["Baku"]
    assert built == ["ar"]
    server.services.store.apply(
        [Edit(id=PLACE.id, expected=None, after=PLACE)],
        change=Change(who="ana", at=NOW, action="add"),
    )
    assert found(server) == ["Upper Village", "Baku"]
    assert built == ["ar", "ar"]


def test_a_process_warms_itself(server: Server, built: list[str]) -> None:
    from starlette.testclient import TestClient

    root = str(server.services.workspace.root)
    with TestClient(make(Orders(root=root, quiet=True))) as client:
        assert client.get("/health").status_code == 200
    assert built == ["ar"]

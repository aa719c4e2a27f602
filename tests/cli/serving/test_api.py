"""The API's answers, and its refusals."""

from __future__ import annotations

import os
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cli.serving.gate import COOKIE
from cli.serving.limits import Buckets
from cli.serving.watch import LIMIT
from glossary.errors import StoreError
from tests.cli.serving.conftest import UNITS, Server


def test_search_gives_matches_best_first(server: Server) -> None:
    text = "وصل الوزير الى العاصمة باكو مساء اليوم"
    found = server.client.get(
        "/api/v1/search", params={"text": text}, headers=server.headers()
    ).json()
    assert found["query"] == text
    (match,) = found["matches"]
    assert match == {
        "source": UNITS[1][0],
        "target": UNITS[1][1],
        "score": 85.7,
        "kind": "fuzzy",
        "origin": "m.tmx",
        "id": match["id"],
    }


def test_several_texts_are_each_others_context(server: Server) -> None:
    texts = [UNITS[0][0], UNITS[1][0], "لا شيء"]
    found = server.client.post(
        "/api/v1/search", json={"texts": texts}, headers=server.headers()
    ).json()
    assert [one["query"] for one in found] == texts
    assert [[m["kind"] for m in one["matches"]] for one in found] == [
        ["context"],
        ["context"],
        [],
    ]


def test_a_concordance_line_says_where(server: Server) -> None:
    (line,) = server.client.get(
        "/api/v1/concordance", params={"text": "بالكنيست"}, headers=server.headers()
    ).json()
    ((start, end),) = line["spans"]
    assert (line["side"], line["source"][start:end]) == ("source", "الكنيست")


def test_a_subsegment_says_where(server: Server) -> None:
    source = UNITS[0][0]
    text = f"{source} ثم عاد"
    first, *_ = server.client.get(
        "/api/v1/subsegments", params={"text": text}, headers=server.headers()
    ).json()
    ((start, end),), ((begin, stop),) = first["spans"], first["query_spans"]
    assert (first["kind"], first["source"]) == ("subsegment", source)
    assert text[begin:stop] == source[start:end] == source.rstrip(".")


@pytest.mark.parametrize("text", ["الكنيست", "knesset", "كنيست"])
def test_a_term_is_looked_up_in_both_languages(server: Server, text: str) -> None:
    found = server.client.get(
        "/api/v1/terms", params={"text": text, "limit": 1}, headers=server.headers()
    ).json()
    assert [(one["id"], one["target"]) for one in found] == [("knesset", "Knesset")]


def test_terms_are_recognised_in_a_text(server: Server) -> None:
    text = "اجتمع وبالكنيست أعضاء من باكو"
    found = server.client.post(
        "/api/v1/recognise", json={"text": text}, headers=server.headers()
    ).json()
    assert [text[one["start"] : one["end"]] for one in found] == ["الكنيست", "باكو"]
    assert found[0]["concepts"][0]["target"] == "Knesset"


def test_a_translator_adds_units(server: Server) -> None:
    body = {"units": [{"source": "نهر طويل جدا", "target": "a very long river"}]}
    answer = server.client.post(
        "/api/v1/units", json=body, headers=server.headers("translator")
    )
    assert (answer.status_code, answer.json()["added"]) == (201, 1)
    again = server.client.post(
        "/api/v1/units", json=body, headers=server.headers("translator")
    )
    assert again.json() == {"added": 0, "replaced": 0, "skipped": 1}
    found = server.client.get(
        "/api/v1/search", params={"text": "نهر طويل جدا"}, headers=server.headers()
    ).json()
    assert found["matches"][0]["origin"] == "api"
    stats = server.client.get("/api/v1/stats", headers=server.headers()).json()
    assert stats["memory_units"] == len(UNITS) + 1


PATHS = [
    ("GET", "/api/v1/search?text=x"),
    ("POST", "/api/v1/search"),
    ("GET", "/api/v1/concordance?text=x"),
    ("GET", "/api/v1/subsegments?text=x"),
    ("GET", "/api/v1/terms?text=x"),
    ("POST", "/api/v1/recognise"),
    ("POST", "/api/v1/units"),
    ("GET", "/api/v1/stats"),
    ("GET", "/tmserver/ar/en/unit/x"),
    ("GET", "/tmserver/languages/"),
    ("GET", "/k/wrong/tmserver/ar/en/unit/x"),
]


@pytest.mark.parametrize(("method", "path"), PATHS)
@pytest.mark.parametrize("key", [None, "wrong", "expired"])
def test_nothing_is_said_without_a_key(
    server: Server, method: str, path: str, key: str | None
) -> None:
    headers = {} if key is None else {"X-API-Key": server.keys.get(key, key)}
    answer = server.client.request(method, path, headers=headers)
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"].startswith("Bearer")
    assert "a valid key is needed" in answer.json()["detail"]


def test_every_path_with_data_needs_a_key(server: Server) -> None:
    described = server.client.get("/openapi.json").json()["paths"]
    open_to_all = {"/health", "/ready", "/metrics"}
    named = {path.partition("?")[0] for _, path in PATHS}
    for path in described.keys() - open_to_all:
        assert any(path.split("{")[0] in one for one in named), path


def test_a_reader_adds_nothing(server: Server) -> None:
    body = {"units": [{"source": "نهر", "target": "river"}]}
    answer = server.client.post("/api/v1/units", json=body, headers=server.headers())
    assert answer.status_code == 403
    assert "a key of a translator" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("path", "body", "what"),
    [
        ("/api/v1/search", {"texts": []}, "texts"),
        ("/api/v1/search", {"texts": ["x"] * 101}, "texts"),
        ("/api/v1/search", {"texts": ["x"], "minimum": 0}, "minimum"),
        ("/api/v1/search", {"texts": ["x"], "surprise": 1}, "surprise"),
        ("/api/v1/recognise", {"text": ""}, "text"),
        ("/api/v1/recognise", {}, "text"),
    ],
)
def test_what_is_wrong_is_named(
    server: Server, path: str, body: dict[str, object], what: str
) -> None:
    answer = server.client.post(path, json=body, headers=server.headers())
    assert answer.status_code == 422
    assert what in answer.json()["detail"]
    assert answer.headers["content-type"] == "application/problem+json"


def test_too_much_is_refused(server: Server) -> None:
    headers = server.headers()
    body = b'{"texts": ["' + b"x" * LIMIT + b'"]}'
    declared = server.client.post("/api/v1/search", content=body, headers=headers)
    streamed = server.client.post(
        "/api/v1/search", content=iter([body[:LIMIT], body[LIMIT:]]), headers=headers
    )
    assert (declared.status_code, streamed.status_code) == (413, 413)


def test_a_key_that_asks_too_often_waits(server: Server) -> None:
    object.__setattr__(server.services, "buckets", Buckets(0.5, 1))
    first, second = (
        server.client.get("/api/v1/stats", headers=server.headers()) for _ in range(2)
    )
    assert (first.status_code, second.status_code) == (200, 429)
    assert second.headers["retry-after"] == "2"


@pytest.mark.parametrize(
    "text", [UNITS[0][0], UNITS[2][0], "%", "سطر\nآخر", "\n", "../../x"]
)
def test_weblate_is_answered_in_its_dialect(server: Server, text: str) -> None:
    # As weblate.machinery.tmserver asks: codes in lower case, the text quoted whole.
    url = f"/k/{server.keys['reader']}/tmserver/ar/en_us/unit/{quote(text, safe='')}"
    answer = server.client.get(url)
    assert answer.status_code == 200
    assert [(int(one["quality"]), one["source"]) for one in answer.json()] == (
        [(100, text)] if text in (UNITS[0][0], UNITS[2][0]) else []
    )


def test_the_dialect_says_its_languages_and_knows_no_others(server: Server) -> None:
    start = f"/k/{server.keys['reader']}/tmserver"
    assert server.client.get(f"{start}/languages/").json() == {
        "sourceLanguages": ["ar"],
        "targetLanguages": ["en"],
    }
    for codes in ("en/ar", "ar/fr", "xx!/en"):
        assert server.client.get(f"{start}/{codes}/unit/x").json() == []


def test_health_and_counts_need_no_key(server: Server) -> None:
    server.client.get("/api/v1/stats", headers=server.headers())
    assert server.client.get("/health").json() == {"status": "ok"}
    assert server.client.get("/ready").json() == {"status": "ok"}
    text = server.client.get("/metrics").text
    assert (
        'gloss_requests_total{method="GET",route="/api/v1/stats",status="200"} 1'
        in text
    )
    assert 'gloss_request_seconds_bucket{le="+Inf"} 3' in text
    assert f'pid="{os.getpid()}"' in text
    assert server.keys["reader"] not in text


def test_without_its_database_it_is_alive_but_not_ready(server: Server) -> None:
    class Gone:
        def statistics(self) -> None:
            raise StoreError("gloss.db: it does not answer")

    object.__setattr__(server.services, "store", Gone())
    assert server.client.get("/health").status_code == 200
    for path in ("/ready", "/api/v1/stats"):
        answer = server.client.get(path, headers=server.headers())
        assert answer.status_code == 503
        assert "not answer" in answer.json()["detail"]


def test_a_key_opens_the_page_and_a_forged_cookie_does_not(server: Server) -> None:
    wrong = server.client.post("/login", data={"key": "wrong"})
    assert wrong.status_code == 403
    cross = server.client.post(
        "/login", data={"key": "x"}, headers={"sec-fetch-site": "cross-site"}
    )
    assert cross.status_code == 403
    entered = server.client.post(
        "/login", data={"key": server.keys["admin"]}, follow_redirects=False
    )
    assert (entered.status_code, entered.headers["location"]) == (303, "/review/")
    said = entered.headers["set-cookie"].lower()
    assert "httponly" in said
    assert "samesite=strict" in said
    assert server.client.get("/review/").status_code == 200
    cookie = server.client.cookies[COOKIE]
    server.client.cookies.clear()
    server.client.cookies.set(COOKIE, cookie[:-1] + ("0" if cookie[-1] != "0" else "1"))
    assert server.client.get("/review/", follow_redirects=False).status_code in (
        303,
        403,
    )


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=6,
)
_BODY = st.fixed_dictionaries(
    {},
    optional={
        "texts": _JSON | st.lists(st.text()),
        "text": _JSON,
        "minimum": _JSON,
        "units": _JSON,
        "lang": _JSON,
    },
)


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    deadline=None,
    max_examples=60,
)
@given(
    method_path=st.sampled_from(PATHS), body=_BODY | _JSON, text=st.text(max_size=30)
)
def test_no_request_is_a_fault_of_ours(
    server: Server, method_path: tuple[str, str], body: object, text: str
) -> None:
    method, path = method_path
    path = path.replace("=x", f"={quote(text, errors='replace')}").replace(
        "unit/x", f"unit/{quote(text, errors='replace')}"
    )
    try:
        answer = server.client.request(
            method, path, json=body, headers=server.headers("admin")
        )
    except (ValueError, TypeError):  # what JSON cannot say
        return
    assert answer.status_code < 500, (path, body, answer.text)

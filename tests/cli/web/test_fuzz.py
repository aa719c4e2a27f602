"""Whatever is asked, the page answers: no request makes it fail."""

from __future__ import annotations

import warnings

import pytest
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cli.web.conftest import HOST, TOKEN, Browser

BEARER = {"authorization": f"Bearer {TOKEN}"}
OURS = BEARER | {"host": HOST}
anything = st.text(max_size=40) | st.sampled_from(
    ["", "0", "-1", "باكو", "quba", "ar\tx", "\x00", "%", "../..", "<script>", "9" * 30]
)


def operations(app: FastAPI) -> list[tuple[str, str, list[str]]]:
    """Return method, path and the names of parameters and fields."""
    document = app.openapi()
    schemas = document["components"]["schemas"]
    found = []
    for path, methods in sorted(document["paths"].items()):
        for method, said in sorted(methods.items()):
            names = [one["name"] for one in said.get("parameters", ())]
            for kind in said.get("requestBody", {}).get("content", {}).values():
                name = kind["schema"]["$ref"].rpartition("/")[2]
                names += list(schemas[name]["properties"])
            found.append((method.upper(), path, names))
    return found


def test_the_document_names_every_route(app: FastAPI) -> None:
    paths = {path for _, path, _ in operations(app)}
    assert {"/", "/candidates/decide", "/concepts/one", "/undo"} <= paths
    assert len(paths) >= 25


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_no_request_makes_it_fail(app: FastAPI, data: st.DataObject) -> None:
    browser = Browser(app, headers=BEARER)
    method, path, names = data.draw(st.sampled_from(operations(app)))
    values = {
        name: data.draw(anything | st.lists(anything, max_size=3), label=name)
        for name in data.draw(st.lists(st.sampled_from(names or ["x"]), unique=True))
    }
    path = path.replace("{number}", data.draw(st.sampled_from(["1", "9", "-1", "x"])))
    query = {k: v for k, v in values.items() if method == "GET"}
    form = {k: v for k, v in values.items() if method == "POST"}
    try:
        answer = browser.ask(method, path, params=query, data=form)
    except UnicodeEncodeError:  # httpx sends no half characters
        return
    assert answer.status_code < 500, (method, path, values, answer.text[:500])


@pytest.mark.slow
def test_schemathesis_finds_no_failure(app: FastAPI) -> None:
    with warnings.catch_warnings():
        # It warns of its own dependencies.
        warnings.simplefilter("ignore")
        schemathesis = pytest.importorskip("schemathesis")
        from schemathesis.checks import not_a_server_error

        schema = schemathesis.openapi.from_asgi("/openapi.json", app, headers=OURS)
        tried = 0

        for operation in schema.get_all_operations():

            @settings(
                max_examples=15,
                deadline=None,
                database=None,
                suppress_health_check=list(HealthCheck),
            )
            @given(case=operation.ok().as_strategy())
            def call(case: object) -> None:
                answer = case.call(headers=OURS)  # type: ignore[attr-defined]
                assert answer.status_code not in {403, 421}
                case.validate_response(answer, checks=[not_a_server_error])  # type: ignore[attr-defined]

            call()
            tried += 1
    assert tried >= 25

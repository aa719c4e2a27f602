"""The API is as its description says, whatever is sent to it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from tests.cli.serving.conftest import Server

OPEN = {"/health", "/ready", "/metrics"}


@pytest.fixture
def described(server: Server) -> dict[str, Any]:
    found: dict[str, Any] = server.client.get("/openapi.json").json()
    return found


def operations(described: dict[str, Any]) -> dict[tuple[str, str], dict[str, Any]]:
    return {
        (method, path): operation
        for path, methods in described["paths"].items()
        for method, operation in methods.items()
    }


def test_each_operation_has_a_name_of_its_own(described: dict[str, Any]) -> None:
    names = [one["operationId"] for one in operations(described).values()]
    assert len(set(names)) == len(names) > 10
    assert all(name.isidentifier() for name in names)


def test_keys_and_refusals_are_described(described: dict[str, Any]) -> None:
    schemes = described["components"]["securitySchemes"]
    assert schemes["bearer"] == {"type": "http", "scheme": "bearer"}
    assert schemes["key"] == {"type": "apiKey", "in": "header", "name": "X-API-Key"}
    for (method, path), operation in operations(described).items():
        if path in OPEN:
            assert "security" not in operation
            continue
        assert operation["security"] == [{"bearer": []}, {"key": []}]
        refusals = {"401", "422", "429", "503"}
        if method == "post":
            refusals |= {"400", "413"}
        if path == "/api/v1/units":
            refusals |= {"403"}
        assert {one for one in operation["responses"] if one >= "400"} == refusals
        for status in refusals:
            content = operation["responses"][status]["content"]
            assert list(content) == ["application/problem+json"]


def test_examples_are_answered(server: Server, described: dict[str, Any]) -> None:
    schemas = described["components"]["schemas"]
    for name, path in (
        ("SearchRequest", "search"),
        ("RecogniseRequest", "recognise"),
        ("UnitsRequest", "units"),
    ):
        (example,) = schemas[name]["examples"]
        answer = server.client.post(
            f"/api/v1/{path}", json=example, headers=server.headers("admin")
        )
        assert answer.is_success, answer.text
    for path in ("search", "concordance", "terms"):
        parameters = described["paths"][f"/api/v1/{path}"]["get"]["parameters"]
        (text,) = [one["schema"] for one in parameters if one["name"] == "text"]
        answer = server.client.get(
            f"/api/v1/{path}",
            params={"text": text["examples"][0]},
            headers=server.headers(),
        )
        assert answer.json(), path


@pytest.mark.parametrize("is_valid", [True, False])
def test_schemathesis_finds_nothing(server: Server, *, is_valid: bool) -> None:
    schemathesis = pytest.importorskip("schemathesis")
    from schemathesis import GenerationMode, checks
    from schemathesis.specs.openapi import checks as more

    held = [
        checks.not_a_server_error,
        more.status_code_conformance,
        more.content_type_conformance,
        more.response_headers_conformance,
        more.response_schema_conformance,
    ]
    mode = GenerationMode.POSITIVE if is_valid else GenerationMode.NEGATIVE
    schema = schemathesis.openapi.from_asgi("/openapi.json", server.client.app)
    found = [one.ok() for one in schema.get_all_operations()]
    statuses = set()
    for operation in found:
        if not is_valid and not (operation.query or operation.body):
            continue  # nothing that could be wrong

        @settings(
            max_examples=8,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy(generation_mode=mode))
        def holds(case: schemathesis.Case) -> None:
            headers = server.headers("admin")
            answer = case.call_and_validate(headers=headers, checks=held)
            statuses.add(answer.status_code)

        holds()
    assert statuses >= ({200, 201} if is_valid else {422})

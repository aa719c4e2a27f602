"""An app over a workspace of its own, and a client that has keys."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest
from starlette.testclient import TestClient

from cli import config, session
from cli.memory import add_units, open_memory
from cli.serving.app import create_app
from cli.serving.keys import Ring, new_key, new_ring
from cli.serving.limits import Buckets
from cli.serving.metrics import Metrics
from cli.serving.services import Services
from cli.serving.terms import Terms
from cli.web.identity import Role
from tmx.model import text_unit

UNITS = (
    ("عقد الكنيست جلسة طارئة", "The Knesset held an emergency session"),
    (
        "وصل الوزير إلى العاصمة باكو صباح اليوم",
        "The minister came to Baku this morning",
    ),
    ("هل وصل الوفد / غادر؟", "Did they arrive / leave?"),
)
NOW = "2026-03-01T09:30:00Z"


class Server(NamedTuple):
    """A client, a key for each role, and what the app was made with."""

    client: TestClient
    keys: dict[str, str]
    services: Services

    def headers(self, role: str = "reader") -> dict[str, str]:
        return {"Authorization": f"Bearer {self.keys[role]}"}


@pytest.fixture
def workspace(tmp_path: Path) -> config.Workspace:
    (tmp_path / config.FILE).write_text(
        config.TEMPLATE.format(name="w", store=""), encoding="utf-8"
    )
    found = config.load(tmp_path, (tmp_path / config.FILE).read_text(encoding="utf-8"))
    session.open_store(found, create=True).close()
    units = (text_unit(("ar", left), ("en", right)) for left, right in UNITS)
    add_units(found, units, "m.tmx")
    return found


@pytest.fixture
def server(workspace: config.Workspace) -> Iterator[Server]:
    ring, shown = _ring()
    with session.open_store(workspace) as store, open_memory(workspace) as memory:
        services = Services(
            workspace=workspace,
            store=store,
            memory=memory,
            terms=Terms(store, workspace.config),
            ring=lambda: ring,
            buckets=Buckets(1000, 2000),
            metrics=Metrics(),
            clock=lambda: 0.0,
            now=lambda: NOW,
        )
        app = create_app(services, is_quiet=True)
        with TestClient(app, raise_server_exceptions=False) as client:
            yield Server(client, shown, services)


def _ring() -> tuple[Ring, dict[str, str]]:
    ring = new_ring()
    shown = {}
    for role in Role:
        shown[role.value], key = new_key(role.value, role, created="2026-01-01")
        ring = ring.with_key(key)
    shown["expired"], key = new_key("old", Role.ADMIN, created="2025-01-01")
    return ring.with_key(replace(key, expires="2026-03-01")), shown

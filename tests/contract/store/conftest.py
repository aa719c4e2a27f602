"""Every store that the contract holds for, each test in a new one."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, make_url, text

from glossary.store import open_store
from tests.contract.store.samples import KEYS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from glossary.store import TermStore


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/glossary.db"
        return
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


@pytest.fixture
def store(url: str) -> Iterator[TermStore]:
    with open_store(url, create=True, **KEYS) as opened:
        yield opened

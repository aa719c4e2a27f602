"""A schema of its own on a PostgreSQL server, for the time of a bench."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING
from uuid import uuid4

from sqlalchemy import URL, create_engine, make_url, text

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def schema(server: str) -> Iterator[URL]:
    """Give the URL of an empty schema, which is dropped at the end."""
    base = make_url(server).set(drivername="postgresql+psycopg")
    name = f"bench_{uuid4().hex}"
    engine = create_engine(base)
    with engine.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {name}"))
    try:
        yield base.update_query_dict({"options": f"-csearch_path={name}"})
    finally:
        with engine.begin() as connection:
            connection.execute(text(f"DROP SCHEMA {name} CASCADE"))

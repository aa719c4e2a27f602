"""Engines: who does the work of extraction, this machine or a cluster."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from glossary.errors import GlossError

if TYPE_CHECKING:
    from cli.documents.rows import Fields


class Engine(StrEnum):
    """Who does the work."""

    LOCAL = "local"
    SPARK = "spark"


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What a user says of how texts are read and who does it."""

    fields: Fields
    engine: Engine = Engine.LOCAL
    jobs: int | None = None
    """Processes of this machine."""
    memory: int | None = None
    """Megabytes for the shards in work."""
    master: str | None = None
    """Where Spark is; else its own configuration says it."""
    scratch: str | None = None
    """A directory that all machines of the cluster share."""

    def __post_init__(self) -> None:
        """Refuse what is meant for the other engine."""
        if self.engine is Engine.SPARK and self.jobs is not None:
            raise GlossError(
                "--jobs is for this machine; Spark takes --master local[N]"
            )
        if self.engine is Engine.LOCAL and (self.master or self.scratch):
            raise GlossError("--master and --scratch are for --engine spark")

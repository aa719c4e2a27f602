"""What the answers of a server are made from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from cli.config import Workspace
    from cli.serving.keys import Ring
    from cli.serving.limits import Buckets
    from cli.serving.metrics import Metrics
    from cli.serving.terms import Terms
    from glossary.store import TermStore
    from tmx.memory.protocol import MemoryStore


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """The stores of a workspace and the rules of who may ask them."""

    workspace: Workspace
    store: TermStore
    memory: MemoryStore
    terms: Terms
    ring: Callable[[], Ring]
    """Returns the keys as they are now: one that was taken back is refused at once."""
    buckets: Buckets
    metrics: Metrics
    clock: Callable[[], float]
    """Seconds that never go back."""
    now: Callable[[], str]
    """ISO 8601 in UTC."""

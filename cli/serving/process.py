"""One process of the server: opens the stores and makes the app over them."""

from __future__ import annotations

import json
import os
import time
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING

from cli import config, files, session
from cli.serving import keys
from glossary.errors import GlossError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from fastapi import FastAPI

    from cli.config import Workspace
    from cli.serving.keys import Ring

_VARIABLE = "GLOSS_SERVE"


@dataclass(frozen=True, slots=True, kw_only=True)
class Orders:
    """How the server was started; what its processes need to know."""

    root: str
    hosts: tuple[str, ...] = ()
    rate: float = 1000.0
    """Requests a second and key, in each process."""
    quiet: bool = False

    def hand_over(self) -> None:
        """Leave the orders where the processes to be started find them."""
        os.environ[_VARIABLE] = json.dumps(
            [self.root, list(self.hosts), self.rate, self.quiet]
        )


def create() -> FastAPI:
    """Make the app of this process; the orders are in the environment."""
    root, hosts, rate, quiet = json.loads(os.environ[_VARIABLE])
    return make(Orders(root=root, hosts=tuple(hosts), rate=rate, quiet=quiet))


def make(orders: Orders) -> FastAPI:
    """Open the workspace's stores and return the app over them.

    They are closed when the app ends.
    """
    from cli.memory import open_memory
    from cli.serving.app import create_app
    from cli.serving.limits import Buckets
    from cli.serving.metrics import Metrics
    from cli.serving.services import Services
    from cli.serving.terms import Terms

    root = Path(orders.root)
    workspace = config.load(root, files.read_text(str(root / config.FILE)))
    store, memory = session.open_store(workspace), open_memory(workspace)
    services = Services(
        workspace=workspace,
        store=store,
        memory=memory,
        terms=Terms(store, workspace.config),
        ring=watched_ring(workspace),
        buckets=Buckets(orders.rate, 2 * orders.rate),
        metrics=Metrics(),
        clock=time.monotonic,
        now=session.now,
    )
    app = create_app(services, hosts=orders.hosts, is_quiet=orders.quiet)

    def warm() -> None:
        # Where the database fails now, the request that needs it will say so.
        with suppress(GlossError):
            services.terms.warm()
        app.state.page.state.site.renderer.warm()

    @asynccontextmanager
    async def life(_app: FastAPI) -> AsyncIterator[None]:
        warming = Thread(target=warm, name="warm")
        with store, memory:
            warming.start()
            yield
            warming.join()

    app.router.lifespan_context = life
    return app


def ring_of(workspace: Workspace) -> Ring:
    """Return the workspace's keys; make its key file where there is none yet.

    All processes of a server must sign cookies and forms with the same secret.
    """
    ring = read_keys(workspace)
    if not (workspace.root / keys.FILE).exists():
        write_keys(workspace, ring)
    return ring


def read_keys(workspace: Workspace) -> Ring:
    """Return the workspace's keys; none where it has no key file."""
    file = workspace.root / keys.FILE
    if not file.exists():
        return keys.new_ring()
    return keys.read_ring(files.read_text(str(file)), str(file))


def write_keys(workspace: Workspace, ring: Ring) -> None:
    """Write the workspace's keys, for nobody else on this machine to read."""
    file = workspace.root / keys.FILE
    if not file.exists():
        file.touch(mode=0o600)
    files.write_text(str(file), keys.write_ring(ring))


def watched_ring(workspace: Workspace) -> Callable[[], Ring]:
    """Return a function that gives the keys, read again when their file changes."""
    file = workspace.root / keys.FILE
    held: list[tuple[int, Ring]] = []

    def ring() -> Ring:
        changed = file.stat().st_mtime_ns if file.exists() else 0
        if not held or held[0][0] != changed:
            held[:] = [(changed, read_keys(workspace))]
        return held[0][1]

    return ring

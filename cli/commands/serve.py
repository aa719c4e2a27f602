"""``gloss serve``: the memory, the glossary and the review page for a team."""

from __future__ import annotations

import signal
import socket
import sys
from typing import Annotated

import typer

from cli import session
from glossary.errors import FileError

_GRACE = 5
"""Seconds that answers in progress have when the server is ended."""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("serve")(serve)


def serve(
    ctx: typer.Context,
    *,
    host: Annotated[
        str, typer.Option(help="The address to listen on; the default is this machine.")
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="0: any that is free.")
    ] = 8117,
    workers: Annotated[
        int, typer.Option(min=1, max=64, help="Processes; more than 1 on PostgreSQL.")
    ] = 1,
    host_name: Annotated[
        list[str] | None,
        typer.Option(help="Answer to this name only; repeatable. Default: any."),
    ] = None,
    proxy: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="Trust this proxy's X-Forwarded headers."),
    ] = None,
    rate: Annotated[
        float, typer.Option(min=0.1, help="Requests a second and key, in each process.")
    ] = 1000.0,
    quiet: Annotated[
        bool, typer.Option("--quiet", help="Write no line a request to stderr.")
    ] = False,
) -> None:
    """Answer over HTTP: matches, concordance, terms, units, and the review page.

    Everything but /health, /ready and /metrics needs a key ('gloss keys add NAME').
    /openapi.json describes the API; /k/KEY/tmserver speaks the dialect of Weblate and
    Virtaal; /review/ is the page. The address is printed on standard output.

    Example: gloss serve --port 8117
    """
    import uvicorn

    from cli.serving.process import Orders, ring_of

    workspace = ctx.obj.need_workspace()
    if workers > 1 and "postgresql" not in workspace.store:
        raise FileError(
            "--workers: several processes need a store on PostgreSQL; "
            "make one with 'gloss init --store postgresql+psycopg://…'"
        )
    with session.open_store(workspace):  # said here, not by every process, if it fails
        pass
    if not ring_of(workspace).keys:
        session.say("nobody has a key yet; make one with 'gloss keys add NAME'")
    orders = Orders(
        root=str(workspace.root.resolve()),
        hosts=tuple(host_name or ()),
        rate=rate,
        quiet=quiet,
    )
    orders.hand_over()
    interrupted = signal.getsignal(signal.SIGINT)
    with _listening(host, port) as listener:
        bound = listener.getsockname()[1]
        shown = f"[{host}]" if ":" in host else host
        sys.stdout.write(f"http://{shown}:{bound}/\n")
        sys.stdout.flush()
        told = _take_signals(workers)
        uvicorn.run(
            "cli.serving.process:create",
            factory=True,
            fd=listener.fileno(),
            workers=workers,
            log_level="warning",
            access_log=False,
            server_header=False,
            proxy_headers=proxy is not None,
            forwarded_allow_ips=proxy,
            timeout_graceful_shutdown=_GRACE,
        )
        if told and signal.SIGINT in _came(told):
            signal.signal(signal.SIGINT, interrupted)
            signal.raise_signal(signal.SIGINT)


def _take_signals(workers: int) -> socket.socket | None:
    """End well when told to, and outlive clients that leave before the answer.

    What looks after several processes tells nobody which signal ended it: the numbers
    of those that came can be read from the socket.
    """
    from cli.web.listener import outlive_clients

    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    outlive_clients()
    if workers == 1:
        return None
    told, teller = socket.socketpair()
    for end in (told, teller):
        end.settimeout(0)
    signal.set_wakeup_fd(teller.detach())
    return told


def _came(told: socket.socket) -> bytes:
    try:
        return told.recv(100)
    except BlockingIOError:  # it ended by itself
        return b""


def _listening(host: str, port: int) -> socket.socket:
    """Return a socket that takes connections."""
    from cli.web import listener

    try:
        return listener.listening(host, port, backlog=512)
    except OSError as error:
        raise FileError(
            f"--host {host} --port {port}: {listener.why(error)}; "
            "choose another, or port 0"
        ) from None

"""``gloss review``: candidates, concepts and findings in the browser."""

from __future__ import annotations

import os
import secrets
import sys
from threading import Thread
from typing import TYPE_CHECKING, Annotated

import typer

from cli import session

if TYPE_CHECKING:
    import socket

    from fastapi import FastAPI

_LOOPBACK = "127.0.0.1"
_GRACE = 3
"""Seconds that an answer in progress has when the page is ended."""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("review")(review)


def review(
    ctx: typer.Context,
    *,
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="0: any that is free.")
    ] = 0,
    no_open: Annotated[
        bool, typer.Option("--no-open", help="Do not open the browser.")
    ] = False,
) -> None:
    """Review candidates and concepts on a page in the browser.

    The page is for this machine alone, and for who has the address that is printed.
    Each decision is in the store at once, and can be undone. Ctrl-C ends the page.

    Example: gloss review --no-open --port 8765
    """
    workspace = ctx.obj.need_workspace()
    with session.open_store(workspace) as store, _listening(port) as listener:
        token = secrets.token_urlsafe(24)
        bound = listener.getsockname()[1]
        url = f"http://{_LOOPBACK}:{bound}/?token={token}"
        sys.stdout.write(f"{url}\n")
        sys.stdout.flush()
        session.say("the review page is open to this machine; Ctrl-C ends it")
        from cli.web.app import create_app
        from cli.web.identity import LocalGate

        gate = LocalGate(token=token, port=bound, name=session.user())
        app = create_app(store, workspace, gate)
        Thread(target=app.state.site.renderer.warm, daemon=True).start()
        if not no_open and _has_windows():
            import webbrowser

            webbrowser.open(url)
        _serve(app, listener)


def _listening(port: int) -> socket.socket:
    """Return a socket that takes connections from this machine."""
    from cli.web import listener
    from glossary.errors import FileError

    try:
        return listener.listening(_LOOPBACK, port, backlog=128)
    except OSError as error:
        raise FileError(
            f"--port {port}: {listener.why(error)}; choose another one, or 0 for any"
        ) from None


def _has_windows() -> bool:
    """Tell whether a browser would come up beside the terminal, not inside it."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _serve(app: FastAPI, listener: socket.socket) -> None:
    """Answer until a signal comes, which is then raised again."""
    import uvicorn

    from cli.web.listener import outlive_clients

    outlive_clients()
    settings = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=_GRACE,
        lifespan="off",
    )
    uvicorn.Server(settings).run(sockets=[listener])

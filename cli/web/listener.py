"""The socket that a page or a server answers on."""

from __future__ import annotations

import signal
import socket


def listening(host: str, port: int, *, backlog: int) -> socket.socket:
    """Return a socket that takes connections; port 0 is any that is free.

    ``OSError`` where it cannot have the address.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    # Handed down to connections. Without it an answer's body waits for the client to
    # acknowledge its head (RFC 1122, 4.2.3.2 and 4.2.3.4): 40 ms. asyncio sets it only
    # for sockets of its own.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    try:
        listener.bind((host, port))
        listener.listen(backlog)
    except OSError:
        listener.close()
        raise
    return listener


def why(error: OSError) -> str:
    """Return in a few words why an address was not to be had."""
    return (error.strerror or str(error)).lower()


def outlive_clients() -> None:
    """Let a client leave before the answer, by which a filter ends (``cli.main``)."""
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_IGN)

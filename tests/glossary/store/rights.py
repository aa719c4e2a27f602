"""Files that may not be written, also where the tests run as root."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def nobody() -> Iterator[None]:
    """Give up the rights of root, to whom nothing is read-only."""
    if os.geteuid() == 0:
        os.seteuid(65534)
        try:
            yield
        finally:
            os.seteuid(0)
    else:
        yield


@contextmanager
def rights(file: Path, *, of_file: int, of_directory: int) -> Iterator[None]:
    """Set the rights of a file and its directory for a while."""
    file.chmod(of_file)
    file.parent.chmod(of_directory)
    try:
        with nobody():
            yield
    finally:
        file.parent.chmod(0o755)
        file.chmod(0o644)


@contextmanager
def owner() -> Iterator[None]:
    """Take back the rights that the process began with."""
    user = os.geteuid()
    os.seteuid(os.getuid())
    yield
    os.seteuid(user)

"""Files looked at again and again until one changes."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from cli import files

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

INTERVAL = 0.5
"""Seconds between two looks."""


def rounds(paths: Iterable[str], interval: float = INTERVAL) -> Iterator[None]:
    """Yield once at the beginning and whenever a file came, went or changed, for ever.

    Directories are looked through anew each time; a file that is not there is waited
    for.
    """
    paths = [name for name in paths if name != files.STDIN]
    before: dict[str, tuple[int, int]] | None = None
    while True:
        now = dict(_stamps(paths))
        if now != before:
            before = now
            yield
        time.sleep(interval)


def _stamps(paths: Iterable[str]) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield each file with when it was written and how large it is."""
    for name in paths:
        path = Path(name)
        found = path.rglob("*") if path.is_dir() else (path,)
        for one in found:
            try:
                seen = one.stat()
            except OSError:  # it went between the two looks
                continue
            if not one.is_dir():
                yield str(one), (seen.st_mtime_ns, seen.st_size)

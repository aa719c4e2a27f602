"""The candidate index of a memory: which units are near a text, and how near.

A directory of memory-mapped files beside the store; it holds match keys only and can
be built again from the store at any time. One process writes at a time (the store's
lock sees to it), any number read.
"""

from tmx.memory.index.files import IndexDamaged
from tmx.memory.index.index import Hit, Index
from tmx.memory.index.runs import (
    LEAST,
    MOST,
    OF_WHOLE,
    SHORT,
    Codes,
    Run,
    Sharers,
    Sharing,
    Sought,
    best_runs,
)
from tmx.memory.index.words import Holding

__all__ = [
    "LEAST",
    "MOST",
    "OF_WHOLE",
    "SHORT",
    "Codes",
    "Hit",
    "Holding",
    "Index",
    "IndexDamaged",
    "Run",
    "Sharers",
    "Sharing",
    "Sought",
    "best_runs",
]

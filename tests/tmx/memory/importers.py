"""What other processes do to a memory while a test looks on."""

from __future__ import annotations

import resource
from typing import TYPE_CHECKING

from glossary.errors import StoreError
from tests.contract.memory.samples import unit
from tmx.memory.protocol import Arrival, OnDuplicate, Query, Search
from tmx.memory.store import open_memory, rebuild_index

if TYPE_CHECKING:
    from collections.abc import Iterator
    from multiprocessing.queues import Queue

    from tmx.model import TranslationUnit


def units(name: str, number: int) -> Iterator[TranslationUnit]:
    """Yield units that no other name has."""
    for place in range(number):
        words = " ".join(f"{name}{place % few}" for few in (7, 50, 301, 997, 4999))
        yield unit(f"{words} {name}{place}", f"T {place}", x_document=f"d{place // 40}")


def take(file: str, name: str, number: int) -> None:
    """Import units."""
    arrival = Arrival(origin=name, who="amal", at="2026-03-01T00:00:00Z")
    with open_memory(file, wait=60) as memory:
        memory.add_many(units(name, number), arrival=arrival)


def rebuild(file: str) -> None:
    """Build the index anew."""
    rebuild_index(file)


def rekeyed(url: str) -> None:
    """Open a memory whose keys are old, which makes them anew."""
    open_memory(url, wait=60).close()


def take_often(file: str, name: str, times: int, number: int) -> None:
    """Import units time after time, each time more of them and the old ones again."""
    for turn in range(1, times + 1):
        take(file, name, turn * number)


def replace_often(file: str, name: str, times: int, number: int) -> None:
    """Import other translations of the same units time after time."""
    for turn in range(times):
        arrival = Arrival(origin=name, who="amal", at=f"2026-03-0{turn + 1}")
        with open_memory(file, wait=60) as memory:
            memory.add_many(
                (unit(one.variants[0].plain, f"{turn}") for one in units(name, number)),
                arrival=arrival,
                on_duplicate=OnDuplicate.REPLACE,
            )


def ask_often(file: str, name: str, times: int, said: Queue[str]) -> None:
    """Search until as many rounds are over; say how many answers there were."""
    asked = [Query(text=one.variants[0].plain) for one in units(name, 5)]
    found = 0
    with open_memory(file, wait=60) as memory:
        for _ in range(times):
            found += sum(map(len, memory.search(asked, Search())))
            found += len(memory.concordance(f"{name}1"))
    said.put(f"found {found}")


def take_with_little_room(file: str, room: int, said: Queue[str]) -> None:
    """Import more than fits; say what went wrong."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
    try:
        take(file, "b", 20_000)
    except StoreError as error:
        said.put(str(error))
    else:
        said.put("nothing went wrong")

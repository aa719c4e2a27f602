"""What a shard says about every candidate in the making."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from glossary.extract.chains import chains
from glossary.extract.coordination import mentioned
from glossary.extract.counting import LONGEST, distinct, looked_up, sequences
from glossary.extract.mentions import SpanChances, keep_stats, summed, type_names
from glossary.extract.phrases import outside
from glossary.extract.recogniser import Recogniser, recogniser

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from glossary.extract.phrases import Spans
    from glossary.extract.shard import Shard


class Slotted(NamedTuple):
    """What the steps from here on know of the sequences that recur, and known terms.

    Slots are numbered on from the sequences to the forms of known terms.
    """

    grams: int
    taken: NDArray[np.bool_]
    """Which sequences are forms of known terms."""
    length: NDArray[np.int64]
    """Of the known terms' forms; those of groups that are not credible have 0."""
    person: NDArray[np.bool_]
    """Which forms are a person's name of one word."""


def place_grams(shard: Shard, grams: int) -> None:
    """Keep the places of the sequences that recur, by length."""
    numbers = shard.common("grams")
    assert len(numbers) == grams
    for run in sequences(shard):
        hits, slots = looked_up(run.numbers, numbers)
        shard.keep(f"place{run.length}", run.places[hits].astype(np.int32))
        shard.keep(f"slot{run.length}", slots.astype(np.int32))


def gram_places(shard: Shard) -> dict[int, NDArray[np.int64]]:
    """Return the places that ``place_grams`` kept, by length."""
    return {
        length: shard.kept(f"place{length}").astype(np.int64)
        for length in range(1, LONGEST + 1)
    }


def known_spans(shard: Shard, slotted: Slotted) -> tuple[NDArray[np.int64], Spans]:
    """Return the slots of the known terms' mentions, and (lengths, places)."""
    slot, place = shard.kept("known.slot"), shard.kept("known.place")
    length = slotted.length[slot]
    real = length > 0
    return slot[real], (length[real], place[real])


def free_counts(
    shard: Shard, slotted: Slotted, length: int, kept: NDArray[np.bool_] | None
) -> NDArray[np.int64]:
    """Count the mentions of sequences of one length that lie in no longer one.

    Longer ones are those ``kept`` and known terms; without ``kept`` all that recur.
    """
    places = gram_places(shard)
    _, fixed = known_spans(shard, slotted)
    if kept is not None:
        for more in range(length + 1, LONGEST + 1):
            places[more] = places[more][kept[shard.kept(f"slot{more}")]]
    alone = outside(length, places, fixed, len(shard))
    slots = shard.kept(f"slot{length}")[alone]
    return np.bincount(slots, minlength=slotted.grams)


def judge(shard: Shard, slotted: Slotted, model: Recogniser | None = None) -> None:
    """Keep the statistics of a shard's sequences and known terms, and what may join."""
    place_grams(shard, slotted.grams)
    model = model or recogniser()
    probabilities = _tagged(shard, model)
    slots, (lengths, places) = known_spans(shard, slotted)
    slot, place, length = [slots + slotted.grams], [places], [lengths]
    for words, rows in gram_places(shard).items():
        own = shard.kept(f"slot{words}")
        new = ~slotted.taken[own]
        slot.append(own[new].astype(np.int64))
        place.append(rows[new])
        length.append(np.full(int(new.sum()), words))
    types = type_names(model.labels)
    chances = SpanChances(probabilities, model.labels, shard.document).chances
    del probabilities
    slot_, place_ = np.concatenate(slot), np.concatenate(place)
    where = np.full(len(place_), shard.number)
    found = summed(slot_, place_, where, chances(place_, np.concatenate(length)), types)
    keep_stats(shard.shelf, f"{shard.number}.judged", *found)
    chains(shard, slotted, chances)
    mentioned(shard, chances)
    free = sum(
        free_counts(shard, slotted, words, None) for words in range(1, LONGEST + 1)
    )
    here = np.flatnonzero(free)
    shard.keep("free.slot", here)
    shard.keep("free.count", np.asarray(free)[here])


def _tagged(shard: Shard, model: Recogniser) -> NDArray[np.float32]:
    """Return the recogniser's probabilities for the words of a shard."""
    types = distinct(shard.word)
    local = np.zeros(int(types.max(initial=0)) + 1, np.int32)
    local[types] = np.arange(len(types), dtype=np.int32)
    table = model.table(shard.common("lexis.attributes")[types])
    return model.tagged(
        local[shard.word], shard.gap, shard.document, table, shard.of("classes")
    )

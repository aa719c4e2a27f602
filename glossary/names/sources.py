"""The words of Arabic names as numbers, a chunk of names at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from glossary.names.parts import MOST, UNLIKELY

if TYPE_CHECKING:
    from glossary.names.parts import ArabicWord
    from glossary.names.vocabulary import Floats, Ints

FORMS = 5
"""Readings of a word that are compared."""


class Sources(NamedTuple):
    """The words of a chunk of Arabic names as numbers."""

    texts: list[str]
    """Each distinct form of a word, and of two joined."""
    likely: Ints
    """Places in ``texts`` of forms by which to look for names; the others, unlikely or
    without an article that the model overlooks by itself, are only compared."""
    forms: Ints
    """(N, MOST, FORMS) places in ``texts``, -1 for none."""
    form_cost: Floats
    joined: Ints
    """(N, MOST, FORMS): the same for a word and the next, written as one."""
    cost: Floats
    """(N, MOST)"""
    lengths: Ints
    """(N,) words of each name."""


def numbered(names: list[list[ArabicWord]]) -> Sources:
    """Return the forms of the words of a chunk of names as numbers."""
    number: dict[str, int] = {}
    likely: dict[int, None] = {}
    shape = (len(names), MOST, FORMS)
    forms, joins = np.full(shape, -1), np.full(shape, -1)
    form_cost = np.zeros(shape, dtype=np.float32)
    cost = np.zeros(shape[:2], dtype=np.float32)
    for row, words in enumerate(names):
        for place, word in enumerate(words):
            cost[row, place] = word.cost
            after = words[place + 1].forms[0].text if place + 1 < len(words) else None
            texts = {form.text for form in word.forms}
            for slot, form in enumerate(word.forms[:FORMS]):
                forms[row, place, slot] = number.setdefault(form.text, len(number))
                wanted = form.cost < UNLIKELY and f"ال{form.text}" not in texts
                if wanted:
                    likely[forms[row, place, slot]] = None
                form_cost[row, place, slot] = form.cost
                if after is not None and len(form.text) > 1:
                    text = form.text + after
                    joins[row, place, slot] = number.setdefault(text, len(number))
                    if wanted:
                        likely[joins[row, place, slot]] = None
    lengths = np.array([len(words) for words in names], dtype=np.int64)
    tried = np.array(sorted(likely), dtype=np.int64)
    return Sources(list(number), tried, forms, form_cost, joins, cost, lengths)


def near(
    chunk: Sources, places: Ints, scores: Floats
) -> tuple[Ints, Ints, Ints, Floats]:
    """Return (source, word, unit, score) for all near units of all forms."""
    found = []
    for forms in (chunk.forms, chunk.joined):
        row, word, slot = np.nonzero(forms >= 0)
        form = forms[row, word, slot]
        value = scores[form] - chunk.form_cost[row, word, slot][:, None]
        width = places.shape[1]
        found.append(
            (
                np.repeat(row, width),
                np.repeat(word, width),
                places[form].ravel(),
                value.ravel(),
            )
        )
    row, word, unit, value = (
        np.concatenate(parts) for parts in zip(*found, strict=True)
    )
    keep = unit >= 0
    return row[keep], word[keep], unit[keep], value[keep]

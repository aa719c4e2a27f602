"""How much a candidate looks like a name or a term worth keeping, by learned weights.

Two logistic regressions over ``features``: is it a name, and if not, is it a term of
the text's field. ``bench/train_recogniser.py`` learns them from marked articles.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

TERM_WEIGHT = 0.7
"""A term that is certain ranks below a name that is."""


@dataclass(frozen=True, slots=True)
class Weights:
    """A logistic regression: the weight of each feature, and the constant."""

    constant: float
    features: Mapping[str, float]

    def probability(
        self, columns: Mapping[str, NDArray[np.float64]]
    ) -> NDArray[np.float64]:
        """Return each row's probability."""
        return 1 / (1 + np.exp(-self.logit(columns)))

    def logit(self, columns: Mapping[str, NDArray[np.float64]]) -> NDArray[np.float64]:
        """Return each row's log-odds."""
        size = len(next(iter(columns.values())))
        total = np.full(size, self.constant)
        for name, weight in self.features.items():
            total += weight * columns[name]
        return total


@dataclass(frozen=True, slots=True)
class Ranking:
    """What a score is made from."""

    signature: str
    """Which features and weights these are; the same signature, the same scores."""
    name: Weights
    term: Weights


@cache
def ranking() -> Ranking:
    """Return the packaged weights."""
    text = resources.files("glossary.data").joinpath("ranking.toml").read_text("utf-8")
    table = tomllib.loads(text)
    name, term = (
        Weights(table[kind].pop("constant"), table[kind]) for kind in ("name", "term")
    )
    return Ranking(table["signature"], name, term)


def score(name: NDArray[np.float64], term: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the score from 0 to 1 of candidates by their two probabilities."""
    return name + (1 - name) * TERM_WEIGHT * term

from __future__ import annotations

import hashlib
import math
from importlib import resources

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.extract.rank import TERM_WEIGHT, Weights, ranking, score
from tests.glossary.extract.world import extraction

CHANCES = st.floats(0, 1)


def test_every_weight_is_of_a_feature_that_is_measured() -> None:
    measured = set(extraction("زار الوفد باكو. وعاد من باكو.").features.columns)
    assert set(ranking().name.features) <= measured
    assert set(ranking().term.features) <= measured
    assert ranking().name.features.keys() == ranking().term.features.keys()


def test_the_signature_is_that_of_the_weights() -> None:
    path = resources.files("glossary.data").joinpath("ranking.toml")
    head, rest = path.read_text("utf-8").split("\n\n", 1)
    digest = hashlib.blake2b(f"\n{rest}".encode(), digest_size=4).hexdigest()
    assert f'signature = "logistic-{digest}"' in head
    assert ranking().signature == f"logistic-{digest}"


def test_a_probability_is_the_logistic_of_the_sum() -> None:
    weights = Weights(-1.0, {"a": 2.0, "b": -0.5})
    table = {"a": np.array([0.0, 1.0]), "b": np.array([0.0, 4.0]), "c": np.ones(2)}
    assert weights.logit(table).tolist() == [-1, -1]
    assert weights.probability(table).tolist() == pytest.approx(
        [1 / (1 + math.exp(1))] * 2
    )


@given(CHANCES, CHANCES, CHANCES)
def test_more_of_either_never_lowers_the_score(
    name: float, other: float, term: float
) -> None:
    low, high = sorted((name, other))
    first, second = score(np.array([low, high]), np.array([term, term])).tolist()
    assert first <= second + 1e-12
    assert 0 <= first <= 1
    assert score(np.array([low]), np.array([0.0]))[0] <= first


def test_a_certain_term_ranks_below_a_certain_name() -> None:
    found = score(np.array([1.0, 0.0]), np.array([0.0, 1.0])).tolist()
    assert found == [1.0, TERM_WEIGHT]

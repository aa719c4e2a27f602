from __future__ import annotations

import math

import numpy as np
import pytest

from glossary.extract import features
from glossary.extract.features import (
    Table,
    Ties,
    count_pairs,
    first_words,
    measure,
    pairs_of,
)
from glossary.extract.mentions import TERM, summed, type_names
from glossary.extract.recogniser import recogniser
from tests.glossary.extract.world import extraction, one_shard

# Eight words: نجم four times, قطب three, of which نجم قطب twice; لامع once.
TEXT = "نجم قطب، نجم قطب، نجم لامع. قطب. نجم"


def columns(text: str, *spans: tuple[int, int]) -> dict[str, list[float]]:
    """Measure groups of one mention each: (first word, words)."""
    shard, vocabulary = one_shard(text)
    model = recogniser()
    types = type_names(model.labels)
    place, length = (np.array(column, np.int64) for column in zip(*spans, strict=True))
    size = len(spans)
    nothing = np.zeros((size, len(types)), np.float16)
    _, stats = summed(np.arange(size), place, np.zeros_like(place), nothing, types)
    words = first_words(shard.shelf, 1, (stats.shard, place), length)
    pairs = pairs_of(words, vocabulary.lexeme)
    ties = Ties(pairs, count_pairs(shard, pairs), np.bincount(shard.lexeme), len(shard))
    table = Table(
        stats=stats, free=np.ones(size, int), words=words, known=np.zeros(size)
    )
    measured = measure(table, vocabulary, ties, types)
    assert all(column.shape == (len(spans),) for column in measured.columns.values())
    return {name: column.tolist() for name, column in measured.columns.items()}


def test_pointwise_mutual_information() -> None:
    found = columns(TEXT, (0, 2), (4, 2), (0, 1))
    together = math.log(2 * 8 / (4 * 3))
    assert found["pmi"] == pytest.approx([together, math.log(1 * 8 / (4 * 1)), 0])


def test_log_likelihood_ratio() -> None:
    observed = [[2, 2], [1, 3]]  # نجم or not, then قطب or not
    ratio = 0.0
    for row in (0, 1):
        for column in (0, 1):
            seen = observed[row][column]
            expected = sum(observed[row]) * (observed[0][column] + observed[1][column])
            ratio += 2 * seen * math.log(seen * 8 / expected)
    found = columns(TEXT, (0, 2), (0, 1))
    assert found["llr"] == pytest.approx([math.log1p(ratio), 0])


def test_a_table_without_deviation_has_no_ratio() -> None:
    found = features._likelihood_ratio(
        np.array([4.0, 10.0]), np.array([8.0, 10.0]), np.array([8.0, 10.0]), 16.0
    )
    expected = 2 * (10 * math.log(10 * 16 / 100) + 6 * math.log(6 * 16 / 36))
    assert found.tolist() == pytest.approx([0, expected])


def test_the_weakest_tie_of_three_words_counts() -> None:
    text = "نجم قطب لامع. نجم قطب لامع. نجم قطب. لامع"
    found = columns(text, (0, 3), (0, 2), (1, 2))
    assert found["pmi"][0] == min(found["pmi"][1:])
    assert found["llr"][0] == min(found["llr"][1:])


def test_a_pair_over_a_full_stop_is_no_pair() -> None:
    text = "نجم قطب. نجم. قطب. نجم. قطب"
    assert columns(text, (0, 2))["pmi"] == pytest.approx([math.log(1 * 6 / 9)])


def test_words_of_one_place() -> None:
    found = columns(TEXT, (0, 1), (0, 2))
    assert found["words"] == [1, 2]
    assert found["one word"] == [1, 0]
    assert found["count"] == [0, 0]
    assert found["alone"] == [1, 1]
    assert found["known"] == [0, 0]
    assert found["cvalue"] == pytest.approx(
        [math.log1p(1) * math.log2(1 + one) for one in (1, 2)]
    )
    assert all(
        mean <= most
        for mean, most in zip(found["weird"], found["weirdest"], strict=True)
    )


def test_means_lie_between_nothing_and_the_best() -> None:
    found = extraction("زار سامي الحداد باكو. وعاد سامي الحداد من باكو إلى الرباط.")
    table = found.features.columns
    assert (table["name mean"] <= table["name best"] + 1e-6).all()
    assert (table["name second"] <= table["name best"] + 1e-6).all()
    assert (table["name sum"] >= 0).all()
    assert found.features.typed.shape == (len(found.groups), len(found.features.types))
    named = [n for n, type_ in enumerate(found.features.types) if type_ != TERM]
    np.testing.assert_allclose(
        found.features.typed[:, named].sum(axis=1), table["name mean"], atol=2e-3
    )


def test_curated_knowledge_is_not_asked() -> None:
    found = extraction("زار الوفد باكو. ثم عاد الوفد من تبليسي إلى باكو.")
    known = dict(
        zip(
            map(found.base, found.groups),
            found.features.columns["known"].tolist(),
            strict=True,
        )
    )
    assert known["باكو"] == 0
    assert 0 < known["تبليسي"] <= 1


def test_nothing_is_measured_of_nothing() -> None:
    found = extraction("")
    assert found.candidates == []
    assert all(len(column) == 0 for column in found.features.columns.values())

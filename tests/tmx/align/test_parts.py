"""The parts of the aligner, each against a slow and obvious twin or a table."""

from __future__ import annotations

import math
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.arabic import key
from tmx.align.beads import PRIORS, Fit, guessed_fit, measured_fit, measured_priors
from tmx.align.confidence import confidence
from tmx.align.dictionary import Links, Vocabulary, link, packaged
from tmx.align.evidence import explained
from tmx.align.lattice import Lattice
from tmx.align.learn import Associations
from tmx.align.skeleton import cognates
from tmx.align.words import Word, forms, stem, words


@pytest.mark.parametrize(
    ("arabic", "english", "number"),
    [
        ("قتل 832 شخصا", "832 people died", "#832"),
        ("٣٨٠ ألف نسمة", "380,000 people", "#380000"),
        ("380,000 نسمة", "380 thousand people", "#380000"),
        ("9 ملايين و500 ألف", "500,000 and nine million", "#500000"),
        ("خمسة وعشرين عاما", "twenty-five years", "#25"),
        ("ثلاثة عشر عضوا", "thirteen members", "#13"),
        ("بلغت 7,5 درجات", "7.5 degrees", "#7.5"),
        ("خمسون دولارا", "fifty dollars", "#50"),
        ("٧٫٥ في المئة", "7.5 per cent", "#7.5"),
    ],
)
def test_numbers(arabic: str, english: str, number: str) -> None:
    for text in (arabic, english):
        assert number in {word.stem for word in words(text)}


@pytest.mark.parametrize(
    ("arabic", "english", "sign"),
    [("لماذا؟", "Why?", "?"), ("«نعم»", "“Yes”", '"'), ("5٪", "5%", "%")],
)
def test_signs(arabic: str, english: str, sign: str) -> None:
    for text in (arabic, english):
        assert sign in {word.stem for word in words(text)}


@pytest.mark.parametrize(
    ("written", "base"),
    [
        ("وللحكومات", "حكومه"),
        ("بالمستشفى", "مستشفي"),
        ("ستعلن", "يعلن"),
        ("حكومتها", "حكومه"),
        ("stopped", "stop"),
        ("countries", "country"),
        ("making", "make"),
        ("minister's", "minister"),
    ],
)
def test_dictionary_forms(written: str, base: str) -> None:
    assert base in forms(key(written))


@pytest.mark.parametrize(
    ("one", "other"),
    [("الحكومة", "وحكومات"), ("governments", "government"), ("visited", "visits")],
)
def test_stems(one: str, other: str) -> None:
    assert stem(key(one)) == stem(key(other))


def test_every_packaged_word_has_english() -> None:
    assert len(packaged()) > 1500
    for arabic, english in packaged().items():
        assert arabic == key(arabic)
        assert english
        assert all(word.isascii() and word == word.lower() for word in english)


@pytest.mark.parametrize(
    ("arabic", "right", "wrong"),
    [
        ("نتنياهو", "netanyahu", "nottingham"),
        ("وكازاخستان", "kazakhstan", "kyrgyzstan"),
        ("بومبيو", "pompeo", "boston"),
        ("غولدشميت", "goldschmidt", "goodman"),
        ("تشرشل", "churchill", "charlotte"),
    ],
)
def test_cognates(arabic: str, right: str, wrong: str) -> None:
    ((good, bad),) = cognates([key(arabic)], [right, wrong])
    assert good > 0.2
    assert good > bad


def test_cognates_of_nothing() -> None:
    assert cognates([], ["a"]).shape == (0, 1)
    assert cognates(["ا"], ["a"]).tolist() == [[0.0]]


@given(
    st.integers(0, 4),
    st.integers(0, 4),
    st.integers(0, 10_000),
)
def test_the_lattice_against_every_way(n: int, m: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    tables: dict[tuple[int, int], object] = {(0, 1): -1.0, (1, 0): -1.25}
    for a, b in ((1, 1), (1, 2), (2, 1), (2, 2), (1, 3)):
        if a <= n and b <= m:
            shape = n - a + 1, m - b + 1
            tables[a, b] = rng.normal(size=shape).astype(np.float32)
    ways = list(_ways(0, 0, n, m, tables))
    total = np.logaddexp.reduce([score for score, _ in ways])
    best = max(ways)
    lattice = Lattice((n, m), tables)  # type: ignore[arg-type]
    path = lattice.path()
    assert [tuple(step) for step in path] == [tuple(step) for step in best[1]]
    for step, sure in zip(path, lattice.posteriors(path), strict=True):
        through = [score for score, steps in ways if tuple(step) in steps]
        expected = math.exp(np.logaddexp.reduce(through) - total)
        assert sure == pytest.approx(expected, rel=1e-4)


def _ways(i: int, j: int, n: int, m: int, tables: dict) -> object:
    if (i, j) == (n, m):
        yield 0.0, []
        return
    for (a, b), table in tables.items():
        if i + a <= n and j + b <= m:
            here = table if isinstance(table, float) else float(table[i, j])
            for score, steps in _ways(i + a, j + b, n, m, tables):  # type: ignore[attr-defined]
                yield here + score, [(i, j, (a, b)), *steps]


def _vocabulary(sentences: list[list[int]]) -> Vocabulary:
    return Vocabulary(
        [
            [Word(f"w{number}", "", name=False) for number in sentence]
            for sentence in sentences
        ]
    )


sentences = st.lists(st.lists(st.integers(0, 6), max_size=5), min_size=1, max_size=5)


@given(sentences, sentences, st.integers(0, 10_000))
def test_evidence_against_a_slow_twin(
    left: list[list[int]], right: list[list[int]], seed: int
) -> None:
    ours, theirs = _vocabulary(left), _vocabulary(right)
    rng = np.random.default_rng(seed)
    pairs = [
        pair
        for pair in product(range(len(ours)), range(len(theirs)))
        if rng.random() < 0.3
    ]
    weights = rng.random(len(pairs)).astype(np.float32)
    links = Links(
        np.array([one for one, _ in pairs], np.int64),
        np.array([other for _, other in pairs], np.int64),
        weights,
    )
    known = dict(zip(pairs, weights, strict=True))
    _, gains = explained(ours, theirs, links, widths=(1, 2))
    total = sum(map(len, left)) + 1.0
    for width, table in gains.items():
        for i, j in np.ndindex(table.shape):
            run = theirs.sentences[j : j + width]
            size = sum(max(len(one), 1) for one in run)
            gain = 0.0
            for word in ours.sentences[i]:
                best = max(
                    (known.get((word, other), 0.0) for one in run for other in one),
                    default=0.0,
                )
                gain += math.log1p(best * total / (ours.counts[word] + 0.5) / size)
            assert table[i, j] == pytest.approx(gain, abs=1e-3)


def test_links_are_the_same_from_either_side() -> None:
    arabic = Vocabulary([words("وصل الوزير بومبيو إلى باكو في 5 مايو")])
    english = Vocabulary([words("Minister Pompeo arrived in Baku on 5 May")])
    there = link(arabic, english, dictionaries=[packaged()], cognates=cognates)
    back = link(english, arabic, dictionaries=[packaged()], cognates=cognates)
    assert set(zip(*there, strict=True)) == set(zip(*back.turned(), strict=True))
    assert len(there.source) >= 5


def test_lengths_are_fitted_on_the_pair() -> None:
    rng = np.random.default_rng(1)
    source = rng.uniform(50, 200, 300)
    target = source * 1.4 * np.exp(rng.normal(0, 0.1, 300))
    assert guessed_fit(source, target).ratio == pytest.approx(1.4, abs=0.05)
    fit = measured_fit(source, target)
    assert fit.ratio == pytest.approx(1.4, abs=0.05)
    assert fit.spread < 0.15
    assert guessed_fit(source, source[:3]) == Fit(1.2, 0.2)


def test_a_translator_who_splits_is_known_by_it() -> None:
    often = measured_priors([(1, 2)] * 10 + [(1, 1)] * 10)
    assert often[1, 2] > 3 * PRIORS[1, 2]
    assert often[1, 3] > 3 * PRIORS[1, 3]
    assert often[2, 1] < PRIORS[2, 1]
    assert measured_priors([(1, 0)] * 50)[1, 0] <= PRIORS[1, 0]


def test_confidence() -> None:
    good = confidence(0.99, 0.4, 0.4)
    assert good > 0.95
    assert confidence(0.6, 0.4, 0.4) < good
    assert confidence(0.99, -0.2, 0.4) < good
    assert confidence(0.99, 0.4, -0.2) < good
    assert 0 <= confidence(0.0, -9, -9) <= confidence(1.0, 9, 9) <= 1


def test_associations() -> None:
    learned = Associations()
    for number in range(4):
        learned.add({"وزير", f"س{number}"}, {"minister", f"x{number}"})
    assert learned.proven() == {("وزير", "minister"): pytest.approx(0.75)}
    copy = learned.copy()
    copy.add({"وزير"}, {"minister"})
    assert (learned.pairs, copy.pairs) == (4, 5)
    long = {str(number) for number in range(50)}
    learned.add(long, long)
    assert learned.pairs == 4

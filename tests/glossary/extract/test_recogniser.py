"""The sequence model against the plain reading of its definition."""

from __future__ import annotations

import itertools
import math
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from glossary import lexicon
from glossary.arabic import Gap
from glossary.extract import recogniser as module
from glossary.extract.attributes import CLASSES, describe_words
from glossary.extract.corpus import Corpus, Document, scan
from glossary.extract.letters import BUCKETS
from glossary.extract.recogniser import LONGEST, OFFSETS, Recogniser, paragraphs
from glossary.extract.recogniser import recogniser as packaged
from glossary.extract.vocabulary import Vocabulary, describe
from glossary.readings import Readings

NEAR = 1e-3
"""What half-precision numbers of about one may differ by."""
LABELS = ("O", "B-PER", "I-PER")
STORY = (
    "التقى سامي الحداد رئيسة بلدية تبليسي أمس. وقالت لمياء شاهين، من الرباط: سنعود.\n"
    "أعلنت شركة «النهر الأزرق» أرباحها في باكو.\n\nثم سافر الحداد إلى وارسو."
)
WORDS = "قال سامي الحداد في باكو ، أمس . «النهر»".split()
TEXTS = st.lists(st.sampled_from([*WORDS, ".\n", "\n\n"]), max_size=14).map(" ".join)


def described(*texts: str) -> tuple[Corpus, Vocabulary]:
    corpus = scan(Document(f"{n}.txt", text) for n, text in enumerate(texts))
    return corpus, describe(corpus, Readings(lexicon.arabic(), corpus=corpus.words()))


def made_up(seed: int = 3, spread: float = 1.5) -> Recogniser:
    """Return a recogniser of three labels with random scores."""
    dice = np.random.default_rng(seed)
    kinds, gaps, size = len(CLASSES), len(Gap), len(LABELS)
    names = ["wسامي", "lباكو", "lقال", "kstop", "kother", "digit", "z0", "z3", "L4"]

    def table(*shape: int) -> NDArray[np.float32]:
        return dice.normal(0, spread, (*shape, size)).astype(np.float32)

    return Recogniser(
        labels=LABELS,
        rows={name: row for row, name in enumerate(names)},
        words=table(len(names), len(OFFSETS)),
        gaps=table(gaps, gaps),
        before=table(gaps, kinds, kinds),
        after=table(gaps, kinds, kinds),
        around=table(kinds, kinds, kinds),
        transitions=table(size),
        letters=np.zeros(BUCKETS + 1, np.float16),
    )


def slow_scores(
    model: Recogniser, corpus: Corpus, vocabulary: Vocabulary
) -> list[list[list[float]]]:
    """Return the scores of each word's labels, by paragraph, word by word."""
    columns, classes = describe_words(vocabulary, corpus.types, model.letters)

    def attributes(word: int) -> list[str]:
        return [
            column.values[word if column.codes is None else int(column.codes[word])]
            for column in columns
        ]

    starts = [*paragraphs(corpus).tolist(), len(corpus.word)]
    found = []
    for start, end in itertools.pairwise(starts):
        words = corpus.word[start:end].tolist()
        kinds = [0, *classes[words].tolist(), 0]
        gaps = [*corpus.gap[start:end].tolist(), int(Gap.PARAGRAPH)]
        rows = []
        for place in range(len(words)):
            total = np.zeros(len(model.labels))
            for column, offset in enumerate(OFFSETS):
                if 0 <= place + offset < len(words):
                    for name in attributes(words[place + offset]):
                        if name in model.rows:
                            total += model.words[model.rows[name], column]
            before, own, after = kinds[place : place + 3]
            total += model.gaps[gaps[place], gaps[place + 1]]
            total += model.before[gaps[place], before, own]
            total += model.after[gaps[place + 1], own, after]
            total += model.around[before, own, after]
            rows.append(total.tolist())
        found.append(rows)
    return found


def slow_marginals(
    scores: list[list[float]], moves: NDArray[np.float32]
) -> NDArray[np.float64]:
    """Sum over every sequence of labels."""
    size = len(moves)
    sums = np.zeros((len(scores), size))
    for labels in itertools.product(range(size), repeat=len(scores)):
        weight = math.exp(
            sum(row[label] for row, label in zip(scores, labels, strict=True))
            + sum(float(moves[a, b]) for a, b in itertools.pairwise(labels))
        )
        for place, label in enumerate(labels):
            sums[place, label] += weight
    return sums / sums.sum(axis=1, keepdims=True)


@settings(max_examples=40)
@given(TEXTS, st.integers(0, 20))
def test_marginals_agree_with_every_sequence_of_labels(text: str, seed: int) -> None:
    corpus, vocabulary = described(text)
    model = made_up(seed)
    found = model.probabilities(corpus, vocabulary)
    if not len(corpus.word):
        assert found.shape == (0, len(LABELS))
        return
    scores = slow_scores(model, corpus, vocabulary)
    if max(map(len, scores)) > 8:
        return
    expected = [slow_marginals(rows, model.transitions) for rows in scores]
    np.testing.assert_allclose(found, np.concatenate(expected), atol=NEAR)


@pytest.mark.parametrize("spread", [1, 5, 20])
def test_probabilities_sum_to_one(spread: float) -> None:
    found = made_up(1, spread).probabilities(*described(*[STORY] * 3))
    assert np.isfinite(found).all()
    assert (found >= 0).all()
    np.testing.assert_allclose(found.sum(axis=1), 1, atol=2 * NEAR)


def test_the_packaged_recogniser_knows_a_sentence() -> None:
    model = packaged()
    corpus, vocabulary = described(STORY)
    found = model.probabilities(corpus, vocabulary)
    np.testing.assert_allclose(found.sum(axis=1), 1, atol=2 * NEAR)
    best = [model.labels[row] for row in found.argmax(axis=1)]
    words = [corpus.types[row] for row in corpus.word]
    labels = dict(zip(words, best, strict=True))
    assert labels["سامي"] == "B-PER"
    assert labels["تبليسي"] == "B-LOC" or labels["تبليسي"] == "I-ORG"
    assert labels["باكو"] == "B-LOC"
    assert labels["وقالت"] == labels["في"] == labels["إلى"] == "O"


def test_a_name_does_not_go_on_without_a_beginning() -> None:
    model = packaged()
    found = model.probabilities(*described(*[STORY] * 2))
    inside = [row for row, label in enumerate(model.labels) if label.startswith("I-")]
    corpus, _ = described(*[STORY] * 2)
    starts = paragraphs(corpus)
    begin = [model.labels.index(f"B-{model.labels[row][2:]}") for row in inside]
    earlier = np.roll(found, 1, axis=0)
    allowed = earlier[:, begin] + earlier[:, inside]
    rest = np.setdiff1d(np.arange(len(found)), starts)
    assert (found[rest][:, inside] <= allowed[rest] + 2 * NEAR).all()


def test_paragraphs_do_not_influence_one_another() -> None:
    model = packaged()
    other = "وصل الوزير كريم البستاني.\n"
    corpus, vocabulary = described(f"{STORY}\n\n{other}", other)
    found = model.probabilities(corpus, vocabulary)
    count = len(scan([Document("x", other)]).word)
    np.testing.assert_allclose(found[-2 * count : -count], found[-count:], atol=NEAR)


def test_documents_end_paragraphs() -> None:
    corpus, _ = described("سافر سامي", "إلى باكو", "", "ثم عاد")
    assert paragraphs(corpus).tolist() == [0, 2, 4]


def test_a_long_paragraph_is_cut() -> None:
    corpus, vocabulary = described("قال سامي في باكو " * LONGEST)
    starts = paragraphs(corpus)
    assert starts.tolist() == [0, LONGEST, 2 * LONGEST, 3 * LONGEST]
    found = packaged().probabilities(corpus, vocabulary)
    np.testing.assert_allclose(
        found[LONGEST : 2 * LONGEST], found[2 * LONGEST : 3 * LONGEST], atol=NEAR
    )


@pytest.mark.parametrize("part", [1, 2, 7, 20, 23, 24, 1000])
def test_parts_do_not_show(monkeypatch: pytest.MonkeyPatch, part: int) -> None:
    corpus, vocabulary = described(*[STORY] * 5, "نعم", STORY)
    whole = packaged().probabilities(corpus, vocabulary)
    monkeypatch.setattr(module, "_PART", part)
    parts = packaged().probabilities(corpus, vocabulary)
    assert np.array_equal(parts, whole)  # to the last bit, whatever stands beside


def test_nothing_has_no_labels() -> None:
    corpus, vocabulary = described("", " ؟ ")
    assert packaged().probabilities(corpus, vocabulary).shape == (
        0,
        len(packaged().labels),
    )


def test_one_word() -> None:
    found = packaged().probabilities(*described("باكو"))
    assert found.shape == (1, len(packaged().labels))
    assert found.sum() == pytest.approx(1, abs=NEAR)


def test_scores_beyond_every_exponent_stay_finite() -> None:
    model = made_up()
    loud = replace(
        model,
        gaps=model.gaps * 1e4,
        transitions=np.array(
            [[0, 0, -30], [0, 0, 0], [0, 0, 0]],
            np.float32,
        ),
    )
    found = loud.probabilities(*described(STORY))
    assert np.isfinite(found).all()
    np.testing.assert_allclose(found.sum(axis=1), 1, atol=2 * NEAR)


def test_the_table_is_whole() -> None:
    model = packaged()
    size, kinds, gaps = len(model.labels), len(CLASSES), len(Gap)
    assert model.words.shape == (len(model.rows), len(OFFSETS), size)
    assert model.gaps.shape == (gaps, gaps, size)
    assert model.before.shape == model.after.shape == (gaps, kinds, kinds, size)
    assert model.around.shape == (kinds, kinds, kinds, size)
    assert model.transitions.shape == (size, size)
    assert model.letters.shape == (BUCKETS + 1,)
    types = {label[2:] for label in model.labels if label != "O"}
    assert set(model.labels) == {"O"} | {f"{x}-{one}" for x in "BI" for one in types}
    tables = (model.words, model.gaps, model.before, model.after, model.around)
    assert all(np.isfinite(table).all() for table in tables)


def test_it_loads_in_a_tenth_of_a_second() -> None:
    code = (
        "import time; from glossary.extract.recogniser import recogniser;"
        "import numpy.lib.npyio, zipfile;"  # numpy loads these when first asked
        "at = time.process_time(); recogniser(); print(time.process_time() - at)"
    )
    best = min(
        float(subprocess.check_output([sys.executable, "-c", code])) for _ in range(3)
    )
    assert best < 0.1


@pytest.mark.parametrize("block", [1, 3])
def test_words_are_scored_in_blocks_of_any_size(
    monkeypatch: pytest.MonkeyPatch, block: int
) -> None:
    model = made_up()
    corpus, vocabulary = described(STORY)
    columns, _ = describe_words(vocabulary, corpus.types, model.letters)
    attributes = model.attributes(columns, len(corpus.types))
    whole = model.table(attributes)
    assert whole.shape == (len(OFFSETS), len(corpus.types) + 1, len(LABELS))
    assert whole[:, :-1].any(axis=(0, 2)).sum() > 3
    assert not whole[:, -1].any()
    monkeypatch.setattr(module, "_BLOCK", block)
    assert np.array_equal(model.table(attributes), whole)

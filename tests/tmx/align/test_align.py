"""Which sentences belong together, and what happens where they do not."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tmx.align.texts import ARABIC, ENGLISH, lines, long_texts
from tmx.align import DOUBTFUL, Associations, Knowledge, Line, Link, align, collect
from tmx.sentences import segment

Ids = tuple[tuple[int, ...], tuple[int, ...]]


def ids(arabic: list[str], english: list[str]) -> list[Ids]:
    links = align(lines(arabic), lines(english))
    return [(one.source, one.target) for one in links]


def one_to_one(count: int) -> list[Ids]:
    return [((n,), (n,)) for n in range(count)]


def test_one_to_one() -> None:
    links = list(align(lines(ARABIC), lines(ENGLISH)))
    assert [(one.source, one.target) for one in links] == one_to_one(len(ARABIC))
    assert all(one.score > 0.8 for one in links)


def test_either_language_may_be_the_source() -> None:
    assert ids(ENGLISH, ARABIC) == one_to_one(len(ARABIC))


def test_a_sentence_split_in_two() -> None:
    arabic = [*ARABIC[:1], f"{ARABIC[1]} {ARABIC[2]}", *ARABIC[3:]]
    assert ids(arabic, ENGLISH)[:3] == [((0,), (0,)), ((1,), (1, 2)), ((2,), (3,))]


def test_a_chain_of_clauses_against_four_sentences() -> None:
    chain = "، ".join(text.rstrip(".") for text in ARABIC[1:5])
    arabic = [ARABIC[0], chain, *ARABIC[5:]]
    assert ids(arabic, ENGLISH)[1] == ((1,), (1, 2, 3, 4))


@pytest.mark.parametrize("gone", [1, 3, 6])
def test_a_sentence_left_out(gone: int) -> None:
    english = ENGLISH[:gone] + ENGLISH[gone + 1 :]
    found = ids(ARABIC, english)
    assert ((gone,), ()) in found
    assert len(found) == len(ARABIC)
    swapped = {(target, source) for source, target in ids(english, ARABIC)}
    assert swapped == set(found)


def test_a_sentence_that_moved() -> None:
    english = [*ENGLISH[:1], *ENGLISH[2:7], ENGLISH[1], ENGLISH[7]]
    links = {one.source: one for one in align(lines(ARABIC), lines(english))}
    assert links[1,].target == (6,)
    assert links[2,].target == (1,)
    assert links[1,].score >= DOUBTFUL


def test_texts_that_have_nothing_to_do_with_each_other() -> None:
    english = [
        "The cat sat on the old red chair near a window.",
        "She bought two apples and some bread at noon.",
        "Nobody knew why the piano was out of tune.",
        "It rained all through the long afternoon.",
    ]
    assert all(
        one.score < DOUBTFUL for one in align(lines(ARABIC[1:5]), lines(english))
    )


def test_blank_lines_keep_their_numbers() -> None:
    arabic = [ARABIC[1], "", ARABIC[2], "  "]
    english = ["", ENGLISH[1], ENGLISH[2]]
    assert ids(arabic, english) == [((0,), (1,)), ((2,), (2,))]


@pytest.mark.parametrize(
    ("arabic", "english", "expected"),
    [
        ([], [], []),
        ([], ["One."], [((), (0,))]),
        (["واحد."], [], [((0,), ())]),
        (["", " "], ["\t"], []),
    ],
)
def test_nothing_on_a_side(
    arabic: list[str], english: list[str], expected: list[Ids]
) -> None:
    assert ids(arabic, english) == expected


def test_long_texts_go_through_windows() -> None:
    arabic, english = long_texts(700)
    assert ids(arabic, english) == one_to_one(700)


def test_a_missing_chapter() -> None:
    arabic, english = long_texts(700)
    found = ids(arabic, english[:150] + english[450:])
    right = {((n,), (n,)) for n in range(150)}
    right |= {((n + 300,), (n,)) for n in range(150, 400)}
    assert len(right - set(found)) < 5


def test_a_side_that_ends_early() -> None:
    arabic, english = long_texts(900)
    found = ids(arabic[:20], english)
    assert set(one_to_one(20)) <= set(found)
    assert len(found) == 900


def test_it_reads_no_more_than_it_needs() -> None:
    arabic, english = long_texts(3000)
    taken = 0

    def counted() -> object:
        nonlocal taken
        for text in arabic:
            taken += 1
            yield Line(text)

    next(align(counted(), lines(english)))  # type: ignore[arg-type]
    assert taken < 1000


def test_what_one_text_teaches_helps_the_next() -> None:
    learned = Associations()
    list(align(lines(ARABIC), lines(ENGLISH), learned=learned))
    assert learned.pairs >= 6


@pytest.mark.parametrize(("word", "place"), [("زلطوم", 0), ("فستوك", 1)])
def test_a_glossary_decides(word: str, place: int) -> None:
    arabic = ["زلطوم برقش.", "فستوك جنبر."]
    known = Knowledge(dictionaries=(collect([(word, ["wunty"])]),))
    links = align(lines(arabic), lines(["Wunty plasp."]), knowledge=known)
    assert ((place,), (0,)) in [(one.source, one.target) for one in links]


def test_paragraphs_are_kept_together() -> None:
    arabic = "أهلا. نعم.\n\nلا. شكرا.\n\nحسنا."
    english = "Hello. Yes.\n\nNo. Thanks. Bye.\n\nFine."
    sides = [
        [Line(one.text, one.opening) for one in segment(text)]
        for text in (arabic, english)
    ]
    found = [(one.source, one.target) for one in align(*sides)]
    assert ((4,), (5,)) in found


texts = st.lists(st.sampled_from([*ARABIC, *ENGLISH, "", "7", "؟"]), max_size=14)


@settings(max_examples=60)
@given(texts, texts)
def test_each_sentence_is_in_one_link(source: list[str], target: list[str]) -> None:
    links = list(align(lines(source), lines(target)))
    for side, given_ in ((0, source), (1, target)):
        flat = [n for one in links for n in (one.source, one.target)[side]]
        assert sorted(flat) == [n for n, text in enumerate(given_) if text.strip()]
    firsts = [one.source[0] for one in links if one.source]
    assert firsts == sorted(firsts)
    assert all(0 <= one.score <= 1 for one in links)
    assert links == list(align(lines(source), lines(target)))


def strict(links: list[Link], gold: list[Ids]) -> tuple[int, int, int]:
    found = {(one.source, one.target) for one in links if one.source and one.target}
    wanted = {(tuple(a), tuple(b)) for a, b in gold if a and b}
    return len(found & wanted), len(found), len(wanted)


def test_news_with_merges_splits_and_drops(shared: Path) -> None:
    path = shared / "data" / "bitext" / "dev_sentence_alignment.json"
    counts = [0, 0, 0]
    sentences = 0
    start = time.process_time()
    for document in json.loads(path.read_text()):
        links = list(align(lines(document["ar"]), lines(document["en"])))
        sentences += len(document["ar"])
        for place, number in enumerate(strict(links, document["gold"])):
            counts[place] += number
    rate = sentences / (time.process_time() - start)
    both, found, wanted = counts
    assert 2 * both / (found + wanted) > 0.96
    assert rate > 300


def test_articles_split_by_ourselves(shared: Path) -> None:
    folder = shared / "articles"
    for number in ("02", "03", "04"):
        sides = [
            [Line(one.text, one.opening) for one in segment(path.read_text())]
            for path in (folder / lang / f"{number}.txt" for lang in ("ar", "en"))
        ]
        links = list(align(*sides))
        assert all(one.source and one.target for one in links)
        assert sum(one.score >= DOUBTFUL for one in links) >= 0.95 * len(links)

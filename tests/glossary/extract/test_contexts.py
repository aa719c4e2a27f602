from __future__ import annotations

import re

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from glossary.extract.contexts import MARGIN, Asked, Sentence, contexts, spread
from tests.glossary.extract.world import one_shard

TEXT = "وصل الوفد. ثم زار وباكو أمس؟ وعاد!"
WORDS = st.lists(
    st.sampled_from("زار الوفد باكو أمس . ؟ \n ، «عاد»".split(" ")), min_size=1
)


def shown(
    texts: list[str], places: list[int], length: int, skip: int
) -> list[Sentence]:
    shard, _ = one_shard(*texts)
    rows = np.array(places, np.int64)
    asked = Asked(rows, np.full_like(rows, length), np.full_like(rows, skip))
    return contexts(shard, [asked])


def test_a_mention_stands_in_its_sentence() -> None:
    (found,) = shown(["مقدمة.", TEXT], [5], 2, 1)
    assert found.document == 1
    assert TEXT[found.start : found.end] == "باكو أمس"
    assert found.text == "ثم زار وباكو أمس؟"


@given(WORDS)
def test_every_word_has_a_sentence(words: list[str]) -> None:
    text = " ".join(words)
    size = len(re.findall(r"\w+", text))
    found = shown([text], list(range(size)), 1, 0)
    assert [text[one.start : one.end] for one in found] == re.findall(r"\w+", text)
    assert all(text[one.start : one.end] in one.text for one in found)


def test_a_text_without_stops_is_cut_around_the_mention() -> None:
    text = "وفد " * 5_000 + "باكو" + " وفد" * 5_000
    (found,) = shown([text], [5_000], 1, 0)
    assert text[found.start : found.end] == "باكو"
    assert len(found.text) == 2 * MARGIN + len("باكو")
    assert found.text[MARGIN : MARGIN + 4] == "باكو"


PLACES = st.lists(st.integers(0, 4), max_size=20).map(sorted)


@given(PLACES, st.integers(0, 6))
def test_spread_shows_as_many_documents_as_it_may(
    documents: list[int], most: int
) -> None:
    places = list(range(len(documents)))
    chosen = spread(places, documents, most)
    assert chosen == sorted(set(chosen))
    assert len(chosen) == min(most, len(places))
    seen = {documents[place] for place in chosen}
    assert len(seen) == min(len(chosen), len(set(documents)))
    if most >= len(set(documents)):
        assert all(documents.index(one) in chosen for one in seen)


def test_places_are_rows_and_stay_so() -> None:
    assert spread([5, 9, 12, 20], [0, 0, 1, 1], 2) == [5, 12]
    assert spread([5, 9, 12, 20], [0, 0, 1, 1], 3) == [5, 9, 12]
    assert np.array(spread([], [], 3)).tolist() == []

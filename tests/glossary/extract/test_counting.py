from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from glossary import lexicon
from glossary.arabic import Gap
from glossary.extract.corpus import Corpus, Document, scan
from glossary.extract.counting import LONGEST, matches, recurring, trie
from glossary.extract.vocabulary import Vocabulary, describe
from glossary.readings import Readings

WORDS = ["قمر", "شمس", "نجم", "بحر", "جبل"]
TEXTS = st.lists(st.sampled_from([*WORDS, "،", "في"]), max_size=40).map(" ".join)


def described(corpus: Corpus) -> Vocabulary:
    readings = Readings(lexicon.arabic(), corpus=corpus.words(), known=set(WORDS))
    return describe(corpus, readings)


def slow_counts(text: str) -> Counter[tuple[str, ...]]:
    """Count as the docstring of ``recurring`` says, one sequence at a time."""
    counts: Counter[tuple[str, ...]] = Counter()
    run: list[str] = []
    for word in [*text.split(), "،"]:
        if word in WORDS and word not in run[-1:]:
            run.append(word)
            continue
        for start in range(len(run)):
            for end in range(start + 1, min(len(run), start + LONGEST) + 1):
                counts[tuple(run[start:end])] += 1
        run = [word] if word in WORDS else []
    return counts


@given(TEXTS)
def test_counts_agree_with_counting_by_hand(text: str) -> None:
    corpus = scan([Document("t", text)])
    vocabulary = described(corpus)
    found = {
        tuple(
            corpus.types[corpus.word[gram.places[0] + step]]
            for step in range(len(gram.words))
        ): len(gram.places)
        for gram in recurring(corpus, vocabulary)
    }
    assert found == {k: n for k, n in slow_counts(text).items() if n > 1}


@given(TEXTS, st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=3)))
def test_the_trie_finds_every_place(text: str, terms: list[list[str]]) -> None:
    corpus = scan([Document("t", text)])
    vocabulary = described(corpus)
    terms = [term for term in terms if all(word in vocabulary.numbers for word in term)]
    numbers = [[vocabulary.numbers[word] for word in term] for term in terms]
    found = {
        (tuple(terms[index]), place)
        for index, _, places in matches(
            corpus, vocabulary, trie(numbers, len(vocabulary.numbers) + 1)
        )
        for place in places.tolist()
    }
    words = [corpus.types[number] for number in corpus.word]
    expected = {
        (tuple(term), place)
        for term in terms
        for place in range(len(words) - len(term) + 1)
        if words[place : place + len(term)] == term
        and all(gap <= Gap.QUOTE for gap in corpus.gap[place + 1 : place + len(term)])
    }
    assert found == expected

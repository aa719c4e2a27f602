"""What is asked of a server holds for every text that is near enough."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tmx.memory.score import edits_allowed, score
from tmx.memory.store.server import groups, near
from tmx.memory.store.vocabulary import Known, quoted

WORDS = st.sampled_from("من في على الوزير باكو زار قال أمس كتاب جديد".split())
TEXTS = st.lists(WORDS, min_size=1, max_size=14)
KNOWN = st.builds(
    Known,
    units=st.sampled_from([1, 100, 10**6]),
    counts=st.dictionaries(WORDS, st.integers(1, 10**6)),
)


@given(
    text=TEXTS,
    other=TEXTS,
    known=KNOWN,
    minimum=st.sampled_from([1.0, 40.0, 50.0, 66.7, 70.0, 100.0]),
)
def test_a_near_text_holds_a_group(
    text: list[str], other: list[str], known: Known, minimum: float
) -> None:
    found = groups(text, edits_allowed(len(text), minimum), known)
    words = [word for group, _ in found for word in group]
    assert len(words) == len(set(words))
    if score(text, other) >= minimum:
        assert any(set(group) <= set(other) for group, _ in found)


def test_rare_words_stand_alone_and_common_ones_together() -> None:
    text = ["باكو", "الوزير", "من", "زار", "كتاب", "في", "أمس"]
    common = {"في": 50, "من": 40, "الوزير": 5, "أمس": 4}
    known = Known(100, dict.fromkeys(text, 1) | common)
    asked = near(text, 70, known)
    assert (asked.shortest, asked.longest) == (4, 10)
    sizes = "|".join(quoted(f"#{number}") for number in range(4, 11))
    assert all(query.endswith(f"&({sizes})") for query in asked.queries)
    assert len(asked.queries) == edits_allowed(7, 70) + 1
    statement, values = asked.statement()
    assert statement.count("%s") == len(values)


def test_a_very_long_text_is_one_question() -> None:
    text = [f"كلمة{number}" for number in range(5000)]
    known = Known(10**6, dict.fromkeys(text, 10_000))
    asked = near(text, 50, known)
    assert len(asked.queries) == 1
    assert all(quoted(word) in asked.queries[0] for word in text[:10])

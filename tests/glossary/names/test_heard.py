"""Which words are heard alike though their letters are no doubles of one another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.arabic import key
from glossary.names.heard import heard_alike, heard_blocks


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        pytest.param("بيريث", "بيريز", True, id="Spanish z"),
        pytest.param("هاليزوفا", "حاليزوفا", True, id="h"),
        pytest.param("كاتوفيتسه", "كاتوفيتشي", True, id="Polish c"),
        pytest.param("فاندنبيرخ", "فاندنبيرغ", True, id="Dutch g"),
        pytest.param("بالنسيا", "فالنسيا", True, id="Spanish v"),
        pytest.param("بيريث", "بيريث", False, id="nothing differs"),
        pytest.param("كارلوس", "كارلوت", False, id="other sounds"),
        pytest.param("خان", "هان", False, id="too short"),
        pytest.param("بيريثوف", "فيريزوف", False, id="two letters differ"),
    ],
)
def test_one_foreign_sound(one: str, other: str, alike: bool) -> None:  # noqa: FBT001 - a table
    assert heard_alike(key(one), key(other)) is alike
    assert heard_alike(key(other), key(one)) is alike


WORDS = st.text(alphabet="ابتثجحخذزسشغفكلهوي", min_size=5, max_size=8)


@given(WORDS, st.data())
def test_words_heard_alike_share_a_block(word: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(word) - 1))
    other = word[:place] + data.draw(st.sampled_from("ثسزشخهفب")) + word[place + 1 :]
    if heard_alike(word, other):
        assert set(heard_blocks(word)) & set(heard_blocks(other))

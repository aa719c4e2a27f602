from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.render.report.content import Quote, quote
from glossary.model import Evidence
from tests.cli.report.samples import TEXTS, evidence


def test_the_mention_is_the_one_that_is_meant() -> None:
    context = evidence("a.txt", "الكنيست", 1)
    assert quote(context, TEXTS["a.txt"]) == Quote(
        "a.txt", 22, "الكنيست صوّت. ثم صوّت ", "الكنيست", " مرة أخرى."
    )


def test_another_text_is_refused() -> None:
    with pytest.raises(ValueError, match=r"does not stand in a\.txt$"):
        quote(evidence("a.txt", "الكنيست"), "الكنيست")


@given(text=st.text("اب ", min_size=1), cuts=st.lists(st.integers(0, 99), min_size=4))
def test_the_parts_make_up_the_context(text: str, cuts: list[int]) -> None:
    left, start, end, right = sorted(cut % (len(text) + 1) for cut in cuts[:4])
    context = Evidence(document="x", start=start, end=end, text=text[left:right])
    found = quote(context, text)
    assert found.before + found.mention + found.after == context.text
    assert found.mention == text[start:end]
    assert found.start == start
    assert text.startswith(context.text, start - len(found.before))

from __future__ import annotations

import pytest

from glossary.model import Candidate
from tests.glossary.extract.world import extraction

JOINED = "بحث الوفد التعاون الزراعي والسياحي."


def candidates(*texts: str, **settings: int) -> dict[str, Candidate]:
    return {one.term: one for one in extraction(*texts, **settings).candidates}


def test_both_terms_of_a_coordination_are_counted() -> None:
    found = candidates(
        "بحث الوفد التعاون الاقتصادي والأمني أمس. وسيبحث التعاون الثقافي والأمني غدا."
    )
    term = found["التعاون الأمني"]
    assert term.count == 2
    assert dict(term.variants) == {
        "التعاون الاقتصادي والأمني": 1,
        "التعاون الثقافي والأمني": 1,
    }
    shown = [context.text for context in term.contexts]
    assert len(shown) == 2
    assert all("والأمني" in one for one in shown)


def test_a_joined_and_a_plain_mention_make_two() -> None:
    found = candidates(f"{JOINED} ثم اكتمل التعاون السياحي.")
    assert dict(found["التعاون السياحي"].variants) == {
        "التعاون الزراعي والسياحي": 1,
        "التعاون السياحي": 1,
    }


def test_one_mention_is_not_enough() -> None:
    assert "التعاون السياحي" not in candidates(JOINED)


def test_a_candidate_is_not_made_twice() -> None:
    terms = [
        one.term
        for one in extraction(
            f"{JOINED} واكتمل التعاون السياحي. ونجح التعاون السياحي أمس."
        ).candidates
    ]
    assert terms.count("التعاون السياحي") == 1


@pytest.mark.parametrize(
    "other",
    [
        "بحث الوفد التعاون الزراعي وسياحي.",  # one adjective is definite
        "بحث الوفد التعاون الزراعي، والسياحي.",  # a comma
        "بحث الوفد التعاون الزراعي والكبير.",  # no relative adjective
        "بحث الوفد التعاون الزراعي السياحي.",  # no conjunction
        "بحث الوفد التعاون الزراعي.\n\nوالسياحي غائب.",  # two paragraphs
    ],
)
def test_what_is_no_coordination(other: str) -> None:
    found = candidates(f"{other} {other}")
    assert "التعاون السياحي" not in found
    assert "التعاون الكبير" not in found


def test_terms_without_articles() -> None:
    found = candidates("هذا تعاون زراعي وسياحي. وذاك تعاون علمي وسياحي.")
    assert found["تعاون سياحي"].count == 2


def test_a_plain_mention_stays_in_its_sentence() -> None:
    found = candidates(f"{JOINED} ثم انتهى التعاون. السياحي غائب.")
    assert "التعاون السياحي" not in found


def test_a_plain_mention_stays_in_its_document() -> None:
    found = candidates(f"{JOINED} ثم انتهى التعاون", "السياحي غائب.", least=1)
    contexts = [one for term in found.values() for one in term.contexts]
    assert all(one.start < one.end for one in contexts)


def test_a_place_counts_once() -> None:
    found = candidates("بحث الوفد التعاون السياحي والسياحي.")
    assert "التعاون السياحي" not in found


def test_a_plain_mention_agrees_in_the_article() -> None:
    found = candidates(f"{JOINED} وهذا التعاون سياحي.")
    assert "التعاون السياحي" not in found

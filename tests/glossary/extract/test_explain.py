from __future__ import annotations

import math

import pytest

from glossary.extract.candidates import Extraction
from glossary.extract.explain import explain
from glossary.extract.rank import ranking
from tests.glossary.extract.world import extraction

TEXT = (
    "زار سامي الحداد الكنيست أمس. وقالت مصادر بالكنيست"
    " إن للكنيست لجانا. والكنيست منعقد. ثم"
    " عاد سامي الحداد من باكو. وأعلنت وزارة الطاقة الجديدة أن وزارة الطاقة راضية."
)


@pytest.fixture(scope="module")
def found() -> Extraction:
    return extraction(TEXT, "اجتمع الكنيست في باكو.")


@pytest.mark.parametrize(
    "asked",
    ["الكنيست", "كنيست", "للكنيست", "والكنيست", "الْكُنَيْسِت", "الكـنيست", " الكنيست "],
)
def test_a_term_is_found_by_any_of_its_forms(found: Extraction, asked: str) -> None:
    (only,) = explain(found, asked)
    assert only.candidate.term == "الكنيست"


@pytest.mark.parametrize("asked", ["", " ", "؟", "Knesset", "قال", "أمس", "طائرة"])
def test_what_is_no_candidate_has_no_explanation(found: Extraction, asked: str) -> None:
    assert explain(found, asked) == []


def test_every_candidate_has_an_explanation(found: Extraction) -> None:
    for rank, candidate in enumerate(found.candidates, start=1):
        mine = [one for one in explain(found, candidate.term) if one.rank == rank]
        assert [one.candidate for one in mine] == [candidate]


def test_an_explanation_adds_up(found: Extraction) -> None:
    weights = ranking().name
    for candidate in found.candidates:
        for one in explain(found, candidate.term):
            total = weights.constant + sum(share.adds for share in one.shares)
            assert one.name == pytest.approx(1 / (1 + math.exp(-total)))
            sizes = [abs(share.adds) for share in one.shares]
            assert sizes == sorted(sizes, reverse=True)
            assert {share.feature for share in one.shares} == set(weights.features)
            chances = [chance for _, chance in one.types]
            assert chances == sorted(chances, reverse=True)
            assert sum(chances) <= 1 + 1e-2
            assert one.signature == ranking().signature


def test_every_written_word_is_read(found: Extraction) -> None:
    (only,) = explain(found, "الكنيست")
    read = {
        form: (reading.proclitics, reading.article) for form, reading, _ in only.words
    }
    assert read == {
        "الكنيست": ("", True),
        "بالكنيست": ("ب", True),
        "للكنيست": ("ل", True),
        "والكنيست": ("و", True),
    }
    assert all(reading.reason for _, reading, _ in only.words)


def test_mentions_inside_longer_candidates_are_not_alone() -> None:
    text = "زار الوفد بحر قزوين. وعاد الوفد إلى بحر قزوين. ثم وصف قزوين."
    for one in explain(extraction(text), "قزوين"):
        assert 0 <= one.alone <= one.candidate.count


def test_one_form_of_two_candidates_explains_both() -> None:
    made = extraction(
        "زار الوفد قصر السلام أمس. وعاد من قصر السلام. والسلام بعيد، السلام."
    )
    ranks = [one.rank for one in explain(made, "السلام")]
    assert ranks == sorted(ranks)

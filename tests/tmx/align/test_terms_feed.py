"""What aligned texts add to candidates."""

from __future__ import annotations

import pytest

from glossary.model import Candidate, ConceptType, Origin, Rendering
from tmx.align.terms import TermPair
from tmx.align.terms_feed import with_parallel

CURATED = Rendering(text="Knesset", origin=Origin.CURATED, confidence=1.0)
PLACE = Rendering(text="The Parliament", origin=Origin.GAZETTEER, confidence=0.6)
GUESS = Rendering(text="al-Knyst", origin=Origin.ROMANISED, confidence=0.2)


def candidate(*renderings: Rendering) -> Candidate:
    return Candidate(
        term="الكنيست",
        type=ConceptType.ORGANISATION,
        score=0.9,
        count=3,
        documents=1,
        variants=(("الكنيست", 3),),
        renderings=renderings,
    )


def shown(text: str, score: float = 0.9) -> dict[str, TermPair]:
    pair = TermPair(
        source="الكنيست", target=text, score=score, count=3, evidence=(0, 4, 7)
    )
    return {pair.source: pair}


@pytest.mark.parametrize(
    ("before", "found", "texts", "origins"),
    [
        ([], shown("parliament"), ["parliament"], ["parallel"]),
        ([GUESS], shown("Knesset"), ["Knesset"], ["parallel"]),
        ([GUESS], shown("Knesset", 0.4), ["al-Knyst"], ["romanised"]),
        ([GUESS], {}, ["al-Knyst"], ["romanised"]),
        ([CURATED], shown("knesset"), ["Knesset"], ["curated"]),
        (
            [CURATED, PLACE],
            shown("house"),
            ["Knesset", "house", "The Parliament"],
            ["curated", "parallel", "gazetteer"],
        ),
        ([PLACE], shown("the parliament"), ["The Parliament"], ["parallel"]),
    ],
)
def test_order(
    before: list[Rendering],
    found: dict[str, TermPair],
    texts: list[str],
    origins: list[str],
) -> None:
    (one,) = with_parallel([candidate(*before)], found)
    assert [each.text for each in one.renderings] == texts
    assert [each.origin for each in one.renderings] == origins


def test_the_evidence_is_in_the_detail() -> None:
    (one,) = with_parallel([candidate()], shown("Knesset"))
    (rendering,) = one.renderings
    assert rendering.confidence == 0.9
    assert rendering.detail == "3 mentions in sentence pairs 1, 5, 8"


def test_the_evidence_names_the_file() -> None:
    files = [("a.tmx", 5), ("empty.tmx", 0), ("b.tsv", 9)]
    (one,) = with_parallel([candidate()], shown("Knesset"), files)
    assert one.renderings[0].detail == (
        "3 mentions in sentence pairs 1, 5 of a.tmx; 3 of b.tsv"
    )

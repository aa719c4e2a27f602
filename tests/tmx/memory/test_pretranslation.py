"""A job answered by a memory that stands in for the real one."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tmx.formats.translation import State
from tmx.memory.pretranslation import Answer, answers, translation
from tmx.memory.protocol import Kind, Match, Query, Search
from tmx.model import (
    InlineCode,
    Segment,
    TranslationUnit,
    Variant,
    text_unit,
    text_variant,
)

HOW = Search(minimum=50)


class Memory:
    """Answers with what it was given, and remembers what it was asked."""

    def __init__(self, known: dict[str, Match]) -> None:
        self.known = known
        self.asked: list[Query] = []

    def search(self, queries: Sequence[Query], _how: Search) -> list[list[Match]]:
        self.asked += queries
        return [[m] if (m := self.known.get(q.text)) else [] for q in queries]


def match(
    source: str,
    target: str,
    score: float = 100,
    kind: Kind = Kind.EXACT,
    **more: object,
) -> Match:
    unit = more.get("unit") or text_unit(("ar", source), ("en", target))
    assert isinstance(unit, TranslationUnit)
    return Match(
        id=1,
        score=score,
        kind=kind,
        source=source,
        target=target,
        origin="a.tmx",
        unit=unit,
    )


def job(*texts: str) -> list[TranslationUnit]:
    return [TranslationUnit(variants=(text_variant("ar-SA", text),)) for text in texts]


@pytest.mark.parametrize("number", [0, 1, 2, 255, 256, 257, 600])
def test_every_segment_is_asked_for_with_its_neighbours(number: int) -> None:
    texts = [f"جملة {n}" for n in range(number)]
    memory = Memory({})
    found = list(answers(memory, job(*texts), HOW))  # type: ignore[arg-type]
    assert [one.source for one in found] == texts
    assert memory.asked == [
        Query(
            text=text,
            before=texts[place - 1] if place else None,
            after=texts[place + 1] if place + 1 < number else None,
        )
        for place, text in enumerate(texts)
    ]


def test_empty_segments_and_other_languages_are_passed_over() -> None:
    units = [*job("نهر", "  "), TranslationUnit(variants=(text_variant("en", "x"),))]
    memory = Memory({"نهر": match("نهر", "river")})
    (one,) = answers(memory, units, HOW)  # type: ignore[arg-type]
    assert one.match is not None
    assert one.match.target == "river"


def answer(found: Match | None, unit: TranslationUnit | None = None) -> Answer:
    unit = unit or job("نهر")[0]
    return Answer(unit, unit.variants[0].plain, "", found)


def test_below_the_minimum_nothing_is_written() -> None:
    assert translation(answer(match("نهر", "river", 74)), HOW, minimum=75) is None
    assert translation(answer(None), HOW, minimum=75) is None


@pytest.mark.parametrize(
    ("score", "kind", "state"),
    [
        (100, Kind.CONTEXT, State.TRANSLATED),
        (100, Kind.EXACT, State.TRANSLATED),
        (100, Kind.NUMBERS, State.NEEDS_REVIEW),
        (98, Kind.EXACT, State.NEEDS_REVIEW),
        (80, Kind.FUZZY, State.NEEDS_REVIEW),
    ],
)
def test_what_is_not_the_same_needs_review(
    score: float, kind: Kind, state: State
) -> None:
    done = translation(answer(match("نهر", "river", score, kind)), HOW, minimum=75)
    assert done is not None
    assert (done.segment.plain, done.state, done.of) == ("river", state, None)


def test_a_fuzzy_match_says_what_it_translates() -> None:
    found = match("النهر الطويل", "the long river", 80, Kind.FUZZY)
    done = translation(answer(found), HOW, minimum=75)
    assert done is not None
    assert done.of == "النهر الطويل"


def coded(lang: str, text: str, number: str) -> Variant:
    code = InlineCode(tag="ph", attributes=(("x", number),))
    return Variant(lang=lang, segment=Segment(parts=(text, code)))


@pytest.mark.parametrize(("number", "parts"), [("1", 2), ("2", 1)])
def test_codes_come_along_where_they_are_the_same(number: str, parts: int) -> None:
    known = TranslationUnit(
        variants=(coded("ar", "نهر", "1"), coded("en", "river", "1"))
    )
    segment = TranslationUnit(variants=(coded("ar", "نهر", number),))
    done = translation(
        answer(match("نهر", "river", unit=known), segment), HOW, minimum=75
    )
    assert done is not None
    assert len(done.segment.parts) == parts


@pytest.mark.parametrize(
    ("source", "known", "target", "written"),
    [
        ("وصل الوفد.", "وصل الوفد", "They arrived", "They arrived."),
        ("وصل الوفد؟", "وصل الوفد", "They arrived", "They arrived?"),
        ("وصل الوفد", "وصل الوفد.", "They arrived.", "They arrived"),
        ("وصل الوفد.", "وصل الوفد.", "They arrived", "They arrived"),
        ("وصل الوفد.", "وصل الوفد", "They arrived!", "They arrived!"),
    ],
)
def test_a_stop_comes_and_goes_with_the_source(
    source: str, known: str, target: str, written: str
) -> None:
    (unit,) = job(source)
    done = translation(answer(match(known, target), unit), HOW, minimum=75)
    assert done is not None
    assert done.segment.plain == written

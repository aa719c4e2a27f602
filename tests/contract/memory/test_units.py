"""Units come back whole and in order, whatever database keeps them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from glossary.errors import FormatError, LanguageError, StoreError, Where
from tests.contract.memory.samples import ARRIVAL, MEETING, VISIT, fill, unit
from tmx.memory.protocol import (
    Arrival,
    Batch,
    MemoryCounts,
    MemoryStore,
    OnDuplicate,
    Query,
    Search,
    UnitFilter,
)
from tmx.memory.store import open_memory
from tmx.model import InlineCode, Note, Segment, TranslationUnit, Variant, text_unit

RICH = TranslationUnit(
    id="tu-1",
    variants=(
        Variant(
            lang="ar-EG",
            segment=Segment(
                parts=("زار ", InlineCode(tag="ph", attributes=(("x", "1"),)), "باكو")
            ),
            attributes=(("creationdate", "20250101T000000Z"),),
        ),
        Variant(lang="fr", segment=Segment(parts=("Il visita Bakou",))),
        Variant(lang="en", segment=Segment(parts=("He visited Baku",))),
    ),
    items=(Note(text="ملاحظة", attributes=(("xml:lang", "ar"),)),),
    attributes=(("changedate", "20260101T000000Z"), ("changeid", "amal")),
)


EVERY = UnitFilter()


def sources(memory: MemoryStore, wanted: UnitFilter = EVERY) -> list[str]:
    return [one.unit.variants[0].plain for one in memory.units(wanted)]


def test_a_unit_comes_back_whole(memory: MemoryStore) -> None:
    document = unit(VISIT, "V", x_document="a.txt")
    given = [RICH, document]
    arrival = replace(ARRIVAL, domain="politics")
    assert memory.add_many(given, arrival=arrival) == MemoryCounts(2, 0, 0, 0)
    stored = list(memory.units())
    assert [one.unit for one in stored] == given
    assert memory.get(stored[1].id) == stored[1]
    assert (stored[1].origin, stored[1].document) == ("news.tmx", "a.txt")
    assert (stored[1].added, stored[1].added_by) == (ARRIVAL.at, "amal")
    assert stored[1].domain == "politics"
    assert memory.get(stored[1].id + 1) is None


def test_units_without_both_languages_are_counted(memory: MemoryStore) -> None:
    lacking = [
        text_unit(("ar", "نص"), ("fr", "texte")),
        text_unit(("ar", "نص"), ("en", " ")),
        replace(RICH, variants=RICH.variants[:1]),
    ]
    counts = memory.add_many([*lacking, RICH], arrival=ARRIVAL)
    assert counts == MemoryCounts(added=1, replaced=0, skipped=0, lacking=3)


@pytest.mark.parametrize(
    ("policy", "more", "counts", "left"),
    [
        (
            OnDuplicate.SKIP,
            [("س", "a"), ("س", "d"), ("س", "d"), ("ص ", "b")],
            (2, 0, 2, 0),
            ["a", "b", "d", "b"],
        ),
        (OnDuplicate.ADD, [("س", "a"), ("س", "a")], (2, 0, 0, 0), ["a", "b", "a", "a"]),
        (
            OnDuplicate.REPLACE,
            [("س", "d"), ("ع", "e"), ("س", "f"), ("ص", "b"), ("ع", "e"), ("ع", "g")],
            (1, 1, 4, 0),
            ["b", "f", "g"],
        ),
    ],
)
def test_duplicates(
    memory: MemoryStore,
    policy: OnDuplicate,
    more: list[tuple[str, str]],
    counts: tuple[int, ...],
    left: list[str],
) -> None:
    memory.add_many([unit("س", "a"), unit("ص", "b")], arrival=ARRIVAL)
    units = [unit(*one) for one in more]
    assert memory.add_many(units, arrival=ARRIVAL, on_duplicate=policy) == counts
    assert [one.unit.variants[1].plain for one in memory.units()] == left
    assert memory.statistics().units == len(left)


def test_a_code_makes_a_difference(memory: MemoryStore) -> None:
    bare = replace(
        RICH,
        variants=(
            replace(RICH.variants[0], segment=Segment(parts=("زار باكو",))),
            *RICH.variants[1:],
        ),
    )
    assert memory.add_many([RICH, bare, RICH], arrival=ARRIVAL).added == 2


def test_an_identical_unit_is_not_replaced(memory: MemoryStore) -> None:
    (first,) = fill(memory, MEETING)
    given = [unit(MEETING, f"T {MEETING}")]
    counts = memory.add_many(given, arrival=ARRIVAL, on_duplicate=OnDuplicate.REPLACE)
    assert counts == MemoryCounts(0, 0, 1, 0)
    assert memory.get(first) is not None


def test_all_files_or_none(memory: MemoryStore) -> None:
    fill(memory, MEETING)

    def broken() -> object:
        yield unit(VISIT)
        raise FormatError("is broken", where=Where("b.tmx", 7))

    batches = [Batch(ARRIVAL, [unit("ثالث")]), Batch(ARRIVAL, broken())]  # type: ignore[arg-type]
    with pytest.raises(FormatError, match=r"b\.tmx:7: is broken"):
        memory.add_batches(batches)
    assert sources(memory) == [MEETING]
    assert memory.statistics().units == 1


def test_an_id_is_never_used_again(memory: MemoryStore) -> None:
    first, second = fill(memory, "أول", "ثان")
    assert memory.delete([second, second, 99]) == 1
    (third,) = fill(memory, "ثالث")
    assert third > second
    assert [one.id for one in memory.units()] == [first, third]
    assert memory.delete([]) == 0


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (UnitFilter(), ["أ", "ب", "ج", "د"]),
        (UnitFilter(origins=("b.tmx",)), ["ب"]),
        (UnitFilter(domains=("sport", "law")), ["ج", "د"]),
        (UnitFilter(since="2026-02-01T00:00:00Z"), ["ب", "ج"]),
        (UnitFilter(until="2026-02-01T00:00:00Z"), ["أ", "د"]),
        (UnitFilter(origins=("a.tmx",), domains=("law",)), ["د"]),
        (UnitFilter(origins=("none",)), []),
    ],
)
def test_listing(memory: MemoryStore, wanted: UnitFilter, found: list[str]) -> None:
    old, new = "2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z"
    memory.add_batches(
        [
            Batch(Arrival(origin="a.tmx", who="x", at=old), [unit("أ")]),
            Batch(Arrival(origin="b.tmx", who="x", at=new), [unit("ب")]),
            Batch(
                Arrival(origin="c.tmx", who="x", at=new, domain="sport"), [unit("ج")]
            ),
            Batch(
                Arrival(origin="a.tmx", who="x", at=old),
                [unit("د", x_gloss_domain="law")],
            ),
        ]
    )
    assert sources(memory, wanted) == found


def test_statistics(memory: MemoryStore) -> None:
    assert memory.statistics().units == 0
    memory.add_batches(
        [
            Batch(
                Arrival(origin="a", who="x", at="2026-02-01T00:00:00Z"),
                [unit("ا ب", "one")],
            ),
            Batch(
                Arrival(origin="b", who="x", at="2026-01-01T00:00:00Z", domain="law"),
                [unit("ج د ه", "two three"), unit("و", "four")],
            ),
        ]
    )
    said = memory.statistics()
    assert said[:3] == (3, 6, 4)
    assert said.origins == (("b", 2), ("a", 1))
    assert said.domains == (("law", 2),)
    assert said.months == (("2026-01", 2), ("2026-02", 1))
    memory.delete([1])
    assert memory.statistics()[:4] == (2, 4, 3, (("b", 2),))


def test_it_is_there_when_opened_again(url: str) -> None:
    with open_memory(url, create=True) as memory:
        fill(memory, MEETING)
    with open_memory(url) as memory:
        assert sources(memory) == [MEETING]


def test_another_pair_of_languages_is_refused(url: str) -> None:
    open_memory(url, create=True).close()
    with pytest.raises(LanguageError, match="this memory is ar to en, not ar to fr"):
        open_memory(url, target="fr")


def test_half_a_character_cannot_be_stored(memory: MemoryStore) -> None:
    with pytest.raises(StoreError, match="cannot hold U\\+D800"):
        memory.add_many([unit("\ud800")], arrival=ARRIVAL)
    assert memory.statistics().units == 0


def test_odd_texts(memory: MemoryStore) -> None:
    texts = [
        "ﷺ",
        "***",
        "'\\' & | ! <-> :*",
        "x" * 5000,
        "كلمة " * 3000,
        "a\tb\nc\\N",
        "\u200f",
    ]
    fill(memory, *texts)
    assert sources(memory) == texts
    for text in texts[:-1]:
        (found,) = memory.search([Query(text=text)], Search(minimum=100))
        assert [one.source for one in found] == [text]
    for text in (texts[-1], ""):
        assert memory.search([Query(text=text)], Search()) == [[]]

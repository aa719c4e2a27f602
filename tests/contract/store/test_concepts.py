from __future__ import annotations

import tracemalloc
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings

from glossary.errors import ConflictError, StoreError
from glossary.model import Concept, ConceptType, LangSection, Status, Term
from glossary.store import (
    Change,
    ConceptFilter,
    Counts,
    Edit,
    OnExisting,
    Stored,
    TermStore,
)
from tests.contract.store.samples import change, concept, concepts

if TYPE_CHECKING:
    from collections.abc import Iterator

KEYED = "الكنيست"


def ids(found: Iterator[Stored] | list[Stored]) -> list[str]:
    return [one.concept.id for one in found]


def test_put_and_get(store: TermStore) -> None:
    assert store.get("knesset") is None
    assert store.put(concept(), expected=None, change=change()) == 1
    assert store.get("knesset") == Stored(concept=concept(), revision=1)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(one=concepts)
def test_what_is_put_is_got(store: TermStore, one: Concept) -> None:
    found = store.get(one.id)
    store.put(one, expected=found.revision if found else None, change=change())
    got = store.get(one.id)
    assert got is not None
    assert got.concept == one


def test_revisions_count_up(store: TermStore) -> None:
    store.put(concept(), expected=None, change=change())
    assert store.put(concept(note="a"), expected=1, change=change()) == 2
    assert store.put(concept(note="b"), expected=2, change=change()) == 3


def test_the_same_again_is_no_change(store: TermStore) -> None:
    store.put(concept(), expected=None, change=change())
    assert store.put(concept(), expected=1, change=change()) == 1
    assert store.statistics().changes == 1
    assert len(store.history("knesset")) == 1


def test_a_new_concept_must_be_new(store: TermStore) -> None:
    first = Change(who="hany", at="2026-03-01T10:00:00Z", action="add")
    store.put(concept(), expected=None, change=first)
    with pytest.raises(
        ConflictError,
        match=r"^concept 'knesset' exists already \(revision 1, by hany at "
        r"2026-03-01T10:00:00Z: add\); change that one, or give the new one another",
    ):
        store.put(concept(note="x"), expected=None, change=change())


def test_a_stale_revision_names_both_and_who(store: TermStore) -> None:
    store.put(concept(), expected=None, change=change())
    second = Change(who="hany", at="2026-03-01T10:00:00Z", action="edit")
    store.put(concept(note="a"), expected=1, change=second)
    with pytest.raises(
        ConflictError,
        match=r"^concept 'knesset' is at revision 2 \(by hany at 2026-03-01T10:00:00Z: "
        r"edit\), not at 1, which you read; read it again and repeat your change$",
    ):
        store.put(concept(note="b"), expected=1, change=change())
    got = store.get("knesset")
    assert got is not None
    assert got.concept.note == "a"


def test_what_is_removed_cannot_be_changed(store: TermStore) -> None:
    store.put(concept(), expected=None, change=change())
    store.delete("knesset", expected=1, change=change("delete", who="hany"))
    assert store.get("knesset") is None
    assert store.find("ar", KEYED) == []
    with pytest.raises(
        ConflictError, match=r"was removed \(revision 2, by hany at .*: delete\) after"
    ):
        store.put(concept(note="x"), expected=1, change=change())


def test_what_never_was_cannot_be_changed(store: TermStore) -> None:
    with pytest.raises(ConflictError, match=r"^concept 'x' does not exist"):
        store.delete("x", expected=1, change=change())


def test_revisions_go_on_after_a_deletion(store: TermStore) -> None:
    store.put(concept(), expected=None, change=change())
    store.delete("knesset", expected=1, change=change())
    assert store.put(concept(), expected=None, change=change()) == 3


def test_order_is_by_code_points(store: TermStore) -> None:
    names = ["b", "B", "a-1", "a1", "_", "أ", "ب", "é", "𐤀", "\ufb50"]
    store.put_many(
        (concept(name) for name in names),
        change=change(),
        on_existing=OnExisting.REFUSE,
    )
    assert ids(store.concepts()) == sorted(names)


def test_filters(store: TermStore) -> None:
    def one(name: str, text: str, status: Status, **fields: object) -> Concept:
        section = LangSection(lang="en", terms=(Term(text=text, status=status),))
        return concept(name, sections=(section,), **fields)

    person = one("1", "Isaac Herzog", Status.PREFERRED, type=ConceptType.PERSON)
    old = one("2", "Issac HERZOG", Status.DEPRECATED, type=ConceptType.PERSON)
    bank = one("3", "100% Bank", Status.ADMITTED, subject="finance")
    store.put_many([person, old, bank], change=change(), on_existing=OnExisting.REFUSE)
    usable = (Status.PREFERRED, Status.ADMITTED)
    for wanted, expected in [
        (ConceptFilter(), ["1", "2", "3"]),
        (ConceptFilter(type=ConceptType.PERSON), ["1", "2"]),
        (ConceptFilter(subject="finance"), ["3"]),
        (ConceptFilter(statuses=usable), ["1", "3"]),
        (ConceptFilter(statuses=usable, type=ConceptType.PERSON), ["1"]),
    ]:
        assert ids(store.concepts(wanted)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("KNESSET", ["1"]),
        ("ness", ["1"]),
        ("إلى", []),
        ("كنيس", ["1", "2"]),
        ("امن", ["2"]),
        ("أمن", ["2"]),
        ("0%", ["3"]),
        ("%", ["3"]),
        ("_", []),
        ("", []),
    ],
)
def test_text_is_part_of_a_key(
    store: TermStore, text: str, expected: list[str]
) -> None:
    security = Term(text="لجنة أمن الكنيست")
    store.put_many(
        [
            concept("1"),
            concept("2", sections=(LangSection(lang="ar", terms=(security,)),)),
            concept("3", sections=(LangSection(lang="en", terms=(Term(text="0%"),)),)),
        ],
        change=change(),
        on_existing=OnExisting.REFUSE,
    )
    assert ids(store.concepts(ConceptFilter(text=text))) == expected


def test_find_takes_narrower_tags(store: TermStore) -> None:
    def one(name: str, lang: str) -> Concept:
        return concept(name, sections=(LangSection(lang=lang, terms=terms),))

    terms = (Term(text="أمن"), Term(text="امن"))
    store.put_many(
        [one("1", "ar"), one("2", "ar-SA"), one("3", "ar_EG"), one("4", "fa")],
        change=change(),
        on_existing=OnExisting.REFUSE,
    )
    assert ids(store.find("ar", "امن")) == ["1", "2", "3"]
    assert ids(store.find("ar-SA", "امن")) == ["2"]
    assert ids(store.find("fa", "امن")) == ["4"]
    assert ids(store.find("fa-IR", "امن")) == []


def test_keys_follow_an_edit(store: TermStore) -> None:
    store.put(concept(), expected=None, change=change())
    section = LangSection(lang="ar", terms=(Term(text="البرلمان"),))
    store.put(concept(sections=(section,)), expected=1, change=change())
    assert store.find("ar", KEYED) == []
    assert ids(store.find("ar", "البرلمان")) == ["knesset"]


@pytest.mark.parametrize(
    ("mode", "counts", "note"),
    [
        (OnExisting.REPLACE, Counts(1, 1, 1, 0), "new"),
        (OnExisting.KEEP, Counts(1, 0, 1, 1), None),
    ],
)
def test_put_many_meets_existing_concepts(
    store: TermStore, mode: OnExisting, counts: Counts, note: str | None
) -> None:
    old = [concept("1"), concept("2")]
    store.put_many(old, change=change(), on_existing=OnExisting.REFUSE)
    new = [concept("1"), concept("2", note="new"), concept("3")]
    assert store.put_many(new, change=change(), on_existing=mode) == counts
    got = store.get("2")
    assert got is not None
    assert got.concept.note == note


def test_put_many_refuses_all_for_one(store: TermStore) -> None:
    store.put(concept("700"), expected=None, change=change())
    new = (concept(str(number)) for number in range(1000))
    with pytest.raises(ConflictError, match=r"^concept '700' exists already"):
        store.put_many(new, change=change(), on_existing=OnExisting.REFUSE)
    assert ids(store.concepts()) == ["700"]
    assert store.statistics().changes == 1


def test_put_many_keeps_nothing_of_a_broken_source(store: TermStore) -> None:
    def source() -> Iterator[Concept]:
        for number in range(1200):
            yield concept(str(number))
        raise RuntimeError("torn")

    with pytest.raises(RuntimeError, match="torn"):
        store.put_many(source(), change=change(), on_existing=OnExisting.REPLACE)
    assert store.statistics() == (0, 0, 0)


def test_put_many_takes_an_id_twice(store: TermStore) -> None:
    twice = [concept("1"), concept("2"), concept("1", note="later")]
    counts = store.put_many(twice, change=change(), on_existing=OnExisting.REPLACE)
    assert counts == Counts(2, 1, 0, 0)
    assert store.get("1") == Stored(concept=concept("1", note="later"), revision=2)


def test_an_import_of_nothing_new_is_no_change(store: TermStore) -> None:
    for _ in range(2):
        store.put_many([concept()], change=change(), on_existing=OnExisting.REPLACE)
    assert store.statistics() == (1, 0, 1)


def test_a_listing_does_not_see_later_changes(store: TermStore) -> None:
    many = [concept(f"{number:04}") for number in range(1500)]
    store.put_many(many, change=change(), on_existing=OnExisting.REFUSE)
    listing = store.concepts()
    next(listing)
    store.delete("1400", expected=1, change=change())
    assert len(list(listing)) == 1499
    assert len(list(store.concepts())) == 1499


def test_a_listing_may_be_left(store: TermStore) -> None:
    many = [concept(f"{number:04}") for number in range(1500)]
    store.put_many(many, change=change(), on_existing=OnExisting.REFUSE)
    for _ in range(40):
        next(store.concepts())
    store.delete("0000", expected=1, change=change())
    assert store.get("0000") is None


def test_threads_share_a_store(store: TermStore) -> None:
    def put(name: str) -> int:
        return store.put(concept(name), expected=None, change=change())

    names = [f"{number:02}" for number in range(40)]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(put, names)) == [1] * 40
    assert ids(store.concepts()) == names


def test_a_listing_is_not_held_in_memory(store: TermStore) -> None:
    many = (concept(f"{number:05}", note="x" * 2000) for number in range(5000))
    store.put_many(many, change=change(), on_existing=OnExisting.REFUSE)
    tracemalloc.start()
    assert sum(1 for _ in store.concepts()) == 5000
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 5_000_000


def test_half_a_character_is_refused(store: TermStore) -> None:
    with pytest.raises(StoreError, match=r"U\+D800, which is half of a character"):
        store.put(concept(note="\ud800"), expected=None, change=change())
    assert store.get("knesset") is None


def test_apply_is_all_or_nothing(store: TermStore) -> None:
    store.put(concept("1"), expected=None, change=change())
    steps = [
        Edit(id="2", expected=None, after=concept("2")),
        Edit(id="1", expected=7, after=None),
    ]
    with pytest.raises(ConflictError, match="not at 7"):
        store.apply(steps, change=change())
    assert ids(store.concepts()) == ["1"]


def test_apply_takes_steps_of_one_concept_in_order(store: TermStore) -> None:
    steps = [
        Edit(id="1", expected=None, after=concept("1")),
        Edit(id="1", expected=1, after=concept("1", note="x")),
        Edit(id="2", expected=None, after=concept("2")),
        Edit(id="2", expected=1, after=None),
    ]
    assert store.apply(steps, change=change()) == {"1": 2}
    assert ids(store.concepts()) == ["1"]


def test_an_edit_keeps_the_id() -> None:
    with pytest.raises(ValueError, match="keeps the id"):
        Edit(id="1", expected=None, after=concept("2"))


def test_only_what_was_read_is_deleted() -> None:
    with pytest.raises(ValueError, match="only what was read"):
        Edit(id="1", expected=None, after=None)


@pytest.mark.parametrize("at", ["2026-03-01T10:00:00", "2026-03-01T10:00:00+02:00"])
def test_times_are_in_utc(at: str) -> None:
    with pytest.raises(ValueError, match="is not a time in UTC"):
        Change(who="mona", at=at, action="edit")

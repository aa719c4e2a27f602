"""The packaged glossary is whole, sorted, without contradictions, proven by texts."""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from importlib import resources
from pathlib import Path

import pytest

from glossary import lexicon
from glossary.arabic import is_arabic, key
from glossary.base import FIELDS, Base, Entry, base, entries, pack, parse
from glossary.extract.candidates import extract
from glossary.extract.corpus import Document
from glossary.knowledge import concept_senses
from glossary.model import ConceptType, Status
from glossary.readings import word_keys

ARTICLES = Path(__file__).parents[2] / ".." / "shared" / "articles" / "ar"
TEXT = resources.files("glossary.data").joinpath("base.toml").read_text("utf-8")
ROWS = tomllib.loads(TEXT)
DOMAINS = (
    "politics diplomacy security economy energy media religion geography law society"
    " technology history"
).split()


def test_size() -> None:
    assert len(ROWS) >= 300
    assert sum("why" not in row for row in ROWS.values()) >= 250


def test_ids_are_sorted_and_plain() -> None:
    names = re.findall(r"^\[(.+)\]$", TEXT, re.MULTILINE)
    assert names == sorted(names)
    assert len(names) == len(ROWS)
    assert all(re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", name) for name in names)


@pytest.mark.parametrize("name", ROWS)
def test_row_is_complete(name: str) -> None:
    row = ROWS[name]
    assert set(row) <= FIELDS
    assert list(row) == sorted(row, key=list(_ORDER).index)
    assert row["type"] in set(ConceptType)
    assert row["domain"] in DOMAINS
    assert row["source"].strip()
    assert all(is_arabic(text) for field in _ARABIC for text in row.get(field, ()))
    assert not any(is_arabic(text) for field in _ENGLISH for text in row.get(field, ()))
    assert len(row.get("ar_short", ())) == len(row.get("en_short", ()))
    texts = [text for field in (*_ARABIC, *_ENGLISH) for text in row.get(field, ())]
    assert all(text == " ".join(text.split()) for text in texts)


_ARABIC = ("ar", "ar_variants", "ar_short", "near")
_ENGLISH = ("en", "en_forbidden")
_ORDER = dict.fromkeys(
    "type ar ar_variants ar_short en en_short en_forbidden near domain definition note"
    " source why".split()
)


def test_no_arabic_form_has_two_meanings_without_a_condition() -> None:
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for name, row in ROWS.items():
        if "near" in row:
            continue
        for field in ("ar", "ar_variants", "ar_short"):
            for text in row.get(field, ()):
                owners[" ".join(word_keys(text))].add(name)
    assert {form: names for form, names in owners.items() if len(names) > 1} == {}


def test_no_form_is_listed_twice_in_one_entry() -> None:
    for name, row in ROWS.items():
        forms = Counter(key(t) for f in ("ar", "ar_variants") for t in row.get(f, ()))
        assert [form for form, count in forms.items() if count > 1] == [], name


def test_no_two_entries_have_one_preferred_english() -> None:
    counts = Counter(row["en"][0].casefold() for row in ROWS.values())
    assert [text for text, count in counts.items() if count > 1] == []


def test_what_is_forbidden_is_accepted_nowhere() -> None:
    accepted = {
        text.casefold()
        for row in ROWS.values()
        for field in ("en", "en_short")
        for text in row.get(field, ())
    }
    forbidden = {
        text.casefold() for row in ROWS.values() for text in row.get("en_forbidden", ())
    }
    assert accepted & forbidden == set()


def test_each_entry_is_in_the_articles_or_says_why_it_is_here() -> None:
    if not ARTICLES.is_dir():
        pytest.skip("the five articles are not at hand (../shared/articles)")
    documents = [
        Document(p.name, p.read_text()) for p in sorted(ARTICLES.glob("*.txt"))
    ]
    found = {
        rendering.detail
        for candidate in extract(
            documents, lexicon=lexicon.arabic(), senses=list(concept_senses(entries()))
        )
        for rendering in candidate.renderings
    }
    missing = [
        name for name, row in ROWS.items() if "why" not in row if name not in found
    ]
    assert missing == []


def test_an_entry_becomes_a_concept() -> None:
    (entry,) = parse(
        """
[quba]
type = "place"
ar = ["قوبا"]
ar_variants = ["كوبا"]
en = ["Quba", "Guba"]
en_forbidden = ["Cuba"]
near = ["أذربيجان"]
domain = "geography"
source = "an atlas"
"""
    )
    assert entry == Entry(entry.concept, ("أذربيجان",))
    assert entry.concept.preferred("en").text == "Quba"  # type: ignore[union-attr]
    english = entry.concept.section("en")
    assert english is not None
    assert [(t.text, t.status) for t in english.terms] == [
        ("Quba", Status.PREFERRED),
        ("Guba", Status.ADMITTED),
        ("Cuba", Status.DEPRECATED),
    ]


def test_an_unknown_field_is_refused() -> None:
    with pytest.raises(ValueError, match=r"x: unknown fields \['english'\]"):
        list(parse('[x]\ntype = "term"\nar = ["أ"]\nen = ["a"]\nenglish = "a"\n'))


def test_the_packed_table_is_up_to_date() -> None:
    table = resources.files("glossary.data").joinpath("base.tsv").read_text("utf-8")
    assert table == pack(TEXT), "run bench/build_base.py"
    assert entries() == tuple(parse(TEXT))


_TWO = """
[quba]
type = "place"
ar = ["قوبا", "مدينة قوبا"]
en = ["Quba"]
near = ["أذربيجان"]

[knesset]
type = "organisation"
ar = ["الكنيست الإسرائيلي"]
en = ["Israel's Knesset"]
"""


@pytest.mark.parametrize(
    ("words", "leaving", "found"),
    [
        ({"قوبا"}, set(), ["quba"]),
        ({"مدينه"}, set(), ["quba"]),
        ({"كنيست", "quba"}, set(), ["quba", "knesset"]),
        ({"كنيست", "quba"}, {"quba"}, ["knesset"]),
        ({"اسراييلي"}, set(), []),
    ],
)
def test_entries_are_found_by_first_words(
    words: set[str], leaving: set[str], found: list[str]
) -> None:
    packed = Base(pack(_TWO))
    some = list(packed.beginning(words, leaving))
    assert [entry.concept.id for entry in some] == found
    assert all(entry in tuple(parse(_TWO)) for entry in some)


def test_first_words_leave_out_what_is_replaced() -> None:
    packed = Base(pack(_TWO))
    assert packed.first() - packed.first({"quba"}) == {"قوبا", "مدينه", "quba"}
    assert base().first() >= {"كنيست"}

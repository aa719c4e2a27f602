"""Which forms are one name: by table, in short texts of ours, in the five articles."""

from __future__ import annotations

import csv
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary import lexicon
from glossary.arabic import key
from glossary.extract.attested import attested
from glossary.extract.corpus import Document
from glossary.gazetteer import places
from glossary.knowledge import place_senses
from glossary.model import ConceptType
from glossary.names.english import packaged_senses
from glossary.names.forms import Attested
from glossary.names.kin import one_name, related, related_blocks
from glossary.names.skeleton import Kinship, blocks, kinship
from glossary.names.variants import NameVariants, compared, variants

TEXTS = Path(__file__).parent / "variants"
GOLD = Path(__file__).parents[3] / "bench" / "data"


@pytest.mark.parametrize(
    ("one", "other", "kin"),
    [
        ("غولدمان", "جولدمان", Kinship.SOUND),
        ("هنغبي", "هنجبي", Kinship.SOUND),
        ("تشرشل", "شرشل", Kinship.SOUND),
        ("ميونخ", "ميونيخ", Kinship.VOWELS),
        ("إسرائيل", "يسرائيل", Kinship.VOWELS),
        ("أذربيجان", "أذربجيان", Kinship.VOWELS),
        ("مقديشو", "مقديشيو", Kinship.VOWELS),
        ("نتنياهو", "نتيناهو", Kinship.SLIP),
        ("ناغويا", "ناجويا", Kinship.SOUND),
        ("كوبا", "قوبا", Kinship.NONE),
        ("غوتيريش", "جوتيريس", Kinship.SLIP),
        ("زيلينسكي", "زيلسنكي", Kinship.SLIP),
        ("أذربيجان", "أذربيجاني", Kinship.NONE),
        ("مرادوف", "مرادوفا", Kinship.NONE),
        ("زيلينسكي", "زيلينسكا", Kinship.NONE),
        ("حسنوف", "حسينوف", Kinship.NONE),
        ("كنيس", "كنيست", Kinship.NONE),
        ("قلب", "كلب", Kinship.NONE),
        ("إلهام", "إلنور", Kinship.NONE),
    ],
)
def test_kinship(one: str, other: str, kin: Kinship) -> None:
    assert kinship(key(one), key(other)) is kin
    assert kinship(key(other), key(one)) is kin


@pytest.mark.parametrize("word", ["", "ا", "ل", "هرتسوغ"])
def test_an_empty_key_is_related_to_none(word: str) -> None:
    assert related("", word) is related(word, "") is Kinship.NONE
    assert not one_name([word, "هرتسوغ"], ["", "هرتسوغ"], (1, 1), lambda _: 0.0)


WORDS = st.text(alphabet="ابتجدرسشعغفقكلمنهوي", min_size=1, max_size=9)


@given(WORDS, WORDS)
def test_related_words_share_a_block(one: str, other: str) -> None:
    if kinship(one, other):
        assert set(blocks(one)) & set(blocks(other))


@given(WORDS, st.data())
def test_words_that_are_related_share_a_block(word: str, data: st.DataObject) -> None:
    last = data.draw(st.sampled_from("اويه"))
    other = data.draw(
        st.sampled_from([f"ه{word}", word[:-1] + last, f"{word[:1]}و{word[1:]}"])
        | WORDS
    )
    if related(word, other):
        assert set(related_blocks(word)) & set(related_blocks(other))


@given(WORDS, st.data())
def test_a_lost_letter_leaves_a_block(word: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(word) - 1))
    other = word[:place] + word[place + 1 :]
    if kinship(word, other):
        assert set(blocks(word)) & set(blocks(other))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("سعد الحريري", "سعيد الحريري", False),
        ("حزب العمل", "حزب العمال", False),
        ("جولدمان ساكس", "غولدمان زاكس", True),
        ("إسرائيل اليوم", "يسرائيل هيوم", True),
        ("ناغورنو كاراباخ", "ناغورني كاراباخ", True),
        ("ماتيو بيرتولي", "ماتيو برتولي", True),
        ("مجلس الأمن", "مجلس الأمة", False),
        ("مختار ممدوف", "مختار محمدوف", True),
        ("ماريسول بيريث", "ماريسول بيريز", True),
        ("يونس لعروسي", "يونس العروسي", True),
        ("توتال إنرجي", "توتال إنرجيز", True),
        ("مي الترك", "مؤيد الترك", False),
    ],
)
def test_names_of_two_words(one: str, other: str, same: bool) -> None:  # noqa: FBT001 - a table
    zipf = lexicon.arabic().zipf
    words = [[key(w).removeprefix("ال") for w in name.split()] for name in (one, other)]
    assert one_name(*words, (1, 1), zipf) is same


PERSON, PLACE = ConceptType.PERSON, ConceptType.PLACE


def name(text: str, *mentions: int, type_: ConceptType = PERSON) -> Attested:
    """Return a name with its mentions in document 0, 1 …."""
    counts = {number: count for number, count in enumerate(mentions) if count}
    return Attested(text=text, type=type_, counts=counts)


def shown(found: list[NameVariants]) -> dict[str, list[tuple[str, int, int]]]:
    return {
        one.name: [(form.form, form.count, form.documents) for form in one.forms]
        for one in found
    }


def grouped(*names: Attested) -> list[NameVariants]:
    return variants(names, zipf=lambda _: 0.0)


def test_a_short_form_goes_to_the_full_name_of_its_text() -> None:
    found = grouped(
        name("رامز كوفالتشوك", 1), name("ليف كوفالتشوك", 0, 1), name("كوفالتشوك", 2, 3)
    )
    assert shown(found) == {
        "ليف كوفالتشوك": [("كوفالتشوك", 3, 1), ("ليف كوفالتشوك", 1, 1)],
        "رامز كوفالتشوك": [("كوفالتشوك", 2, 1), ("رامز كوفالتشوك", 1, 1)],
    }
    assert found[0].note == (
        "كوفالتشوك may also be رامز كوفالتشوك; not رامز كوفالتشوك: another given name"
    )


def test_a_surname_is_that_of_the_only_person_named_before_it() -> None:
    first, second = name("رامز كوفالتشوك", 1), name("ليف كوفالتشوك", 1)
    surname = Attested(
        text="كوفالتشوك",
        type=PERSON,
        counts={0: 2},
        bearers={0: frozenset({"رامز كوفالتشوك"})},
    )
    assert shown(grouped(first, second, surname)) == {
        "رامز كوفالتشوك": [("كوفالتشوك", 2, 1), ("رامز كوفالتشوك", 1, 1)]
    }


def test_a_bearer_that_is_called_otherwise_elsewhere_decides_nothing() -> None:
    first, second = name("رامز كوفالتشوك", 1), name("ليف كوفالتشوك", 1)
    surname = Attested(
        text="كوفالتشوك",
        type=PERSON,
        counts={0: 2},
        bearers={0: frozenset({"شيخ كوفالتشوك", "ليف كوفالتشوك"})},
    )
    assert shown(grouped(first, second, surname)) == {
        "ليف كوفالتشوك": [("كوفالتشوك", 2, 1), ("ليف كوفالتشوك", 1, 1)]
    }


def test_an_article_inside_a_name_makes_another_form() -> None:
    found = grouped(name("نصيرة تومي", 2), name("نصيرة التومي", 1))
    assert shown(found) == {
        "نصيرة تومي": [("نصيرة تومي", 2, 1), ("نصيرة التومي", 1, 1)]
    }


def test_a_short_form_of_two_names_in_one_text_stays_alone() -> None:
    assert (
        grouped(
            name("رامز كوفالتشوك", 1), name("ليف كوفالتشوك", 1), name("كوفالتشوك", 4)
        )
        == []
    )


def test_a_slip_is_rare_beside_the_name() -> None:
    often, seldom = name("غوتيريش", 9), name("غوتيريس", 2)
    assert shown(grouped(often, seldom)) == {
        "غوتيريش": [("غوتيريش", 9, 1), ("غوتيريس", 2, 1)]
    }
    assert grouped(name("غوتيريش", 3), name("غوتيريس", 3)) == []


def test_two_known_places_stay_apart() -> None:
    one = Attested(text="شيروان", type=PLACE, counts={0: 1}, concept="a")
    other = Attested(text="شيرفان", type=PLACE, counts={0: 1}, concept="b")
    same = Attested(text="سيروان", type=PLACE, counts={0: 1}, concept="a")
    assert shown(grouped(one, other, same)) == {
        "سيروان": [("سيروان", 1, 1), ("شيروان", 1, 1)]
    }


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("أبو زعبوطة", "أبوزعبوطة"),
        ("خور زعبوط", "خورزعبوط"),
        ("نادر بن زعبوط", "نادر بنزعبوط"),
        ("زعبو طين", "زعبوطن"),
        ("ألبازور ستار", "البازور ستار"),
    ],
)
def test_neither_spaces_nor_a_lost_hamza_make_another_name(
    one: str, other: str
) -> None:
    ((*forms,),) = shown(grouped(name(one, 1), name(other, 1))).values()
    assert {form for form, _, _ in forms} == {one, other}


def test_a_person_is_called_by_the_first_word_of_the_only_such_name_in_a_text() -> None:
    full, short = name("كوم زعبوط شين", 1, 1), name("كوم", 2, 0, 3)
    assert shown(grouped(full, short)) == {
        "كوم زعبوط شين": [("كوم", 2, 1), ("كوم زعبوط شين", 2, 2)]
    }
    assert grouped(full, short, name("كوم فرنوط", 1)) == []


def test_a_surname_may_end_in_another_vowel_and_not_in_alef() -> None:
    full = name("غيورغي زعبوطدزه", 1)
    assert len(grouped(full, name("زعبوطدزي", 1))) == 1
    assert grouped(full, name("زعبوطدزا", 1)) == []


def apart(*names: Attested, zipf: float = 0.0) -> set[tuple[str, str, str]]:
    found = compared(names, zipf=lambda _: zipf).apart
    return {(one.name, one.other, one.reason) for one in found}


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        (name("رامز زعبوط", 2), name("نادر زعبوط", 1), "another given name"),
        (
            name("زعبوطة", 3),
            name("زعبوتة", 2, type_=PLACE),
            "person and place",
        ),
        (
            name("زعبوطة", 2, type_=PLACE),
            name("نادي زعبوطة", 1, type_=ConceptType.ORGANISATION),
            "place and organisation",
        ),
        (
            Attested(text="كوبا", type=PLACE, counts={0: 2}, concept="a"),
            Attested(text="قوبا", type=PLACE, counts={0: 1}, concept="b"),
            "two things that are known",
        ),
        (
            name("غوتيريش", 4),
            name("غوتيريس", 3),
            "nothing bears out that they are one",
        ),
    ],
)
def test_look_alikes_are_told_with_what_speaks_against_them(
    one: Attested, other: Attested, reason: str
) -> None:
    assert apart(one, other) == {(one.text, other.text, reason)}


def test_surnames_of_two_persons_are_told_apart() -> None:
    found = apart(
        name("رامز زعبوط", 1),
        name("زعبوط", 3),
        name("نادر زعبوت", 0, 1),
        name("زعبوت", 0, 2),
    )
    assert found == {
        (
            "رامز زعبوط",
            "نادر زعبوت",
            "surnames of persons with other given names",
        )
    }


def test_names_that_are_one_are_not_apart() -> None:
    assert apart(name("غولدزيم", 1), name("جولدزيم", 1)) == set()


def test_the_article_makes_no_other_form() -> None:
    assert grouped(name("القوقاز", 3, type_=PLACE), name("قوقاز", 1, type_=PLACE)) == []


def test_a_family_is_no_full_name() -> None:
    assert grouped(name("آل كوفالتشوك", 1), name("كوفالتشوك", 2)) == []


def pairs(groups: list[list[str]]) -> set[frozenset[str]]:
    return {
        frozenset(pair) for group in groups for pair in combinations(sorted(group), 2)
    }


def rows(path: Path, delimiter: str) -> list[list[str]]:
    lines = path.read_text().splitlines()
    return [line.split(delimiter) for line in lines if not line.startswith("#")]


@cache
def made(folder: Path, *, base: bool) -> set[frozenset[str]]:
    """Return the pairs of forms that the texts of a folder have as one name."""
    texts = [Document(p.name, p.read_text()) for p in sorted(folder.glob("*.txt"))]
    senses = packaged_senses() if base else tuple(place_senses(places()))
    general = lexicon.arabic()
    found = variants(attested(texts, lexicon=general, senses=senses), zipf=general.zipf)
    return pairs([[form.form for form in one.forms] for one in found])


def f1(found: set[frozenset[str]], gold: set[frozenset[str]]) -> float:
    return 2 * len(found & gold) / (len(found) + len(gold))


@pytest.mark.parametrize("base", [True, False])
def test_short_texts(base: bool) -> None:  # noqa: FBT001 - a parameter of the test
    found = made(TEXTS, base=base)
    gold = pairs(rows(TEXTS / "groups.tsv", ";"))
    assert f1(found, gold) >= 0.95, (gold - found, found - gold)
    apart = {frozenset(row) for row in rows(TEXTS / "apart.tsv", "\t")}
    assert found & apart == set()


@pytest.mark.parametrize("base", [True, False])
def test_five_articles(shared: Path, base: bool) -> None:  # noqa: FBT001 - the same
    """In this gold list a full name and its short form are two rows."""
    found = made(shared / "articles" / "ar", base=base)
    lines = [
        line
        for line in (GOLD / "articles_gold.tsv").read_text().splitlines()
        if not line.startswith("#")
    ]
    items = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    groups = [[i["arabic"], *filter(None, i["spellings"].split(";"))] for i in items]
    every = {form for group in groups for form in group}
    gold = _unnested(pairs(groups))
    assert f1(_unnested({pair for pair in found if pair <= every}), gold) >= 0.95
    apart = {frozenset(row[:2]) for row in rows(GOLD / "articles_apart.tsv", "\t")}
    assert found & apart == set()


def _unnested(found: set[frozenset[str]]) -> set[frozenset[str]]:
    """Leave out short forms: pairs of names of as many words stay."""
    return {pair for pair in found if len({len(form.split()) for form in pair}) == 1}

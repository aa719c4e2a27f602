"""What is decided for many units at once is what is decided for each."""

from __future__ import annotations

import csv
from collections import Counter
from itertools import chain, pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.arabic import analyses
from glossary.arabic.clitics import stems
from glossary.arabic.tokens import WORD, split
from glossary.check import Finding, Pair, Settings, check, engine
from glossary.check import chunks as chunking
from glossary.check.batch import Batch, Sides
from glossary.check.chunks import Chunks, Column, Made, Ragged
from glossary.check.context import Context
from glossary.check.figures import screen as figures
from glossary.check.frames import encoded, framed
from glossary.check.near import framed as alike
from glossary.check.phrases import Renderings, Terms
from glossary.check.rules import bidi_control, number_mismatch, untranslated
from glossary.check.unit import Case, Unit, word_starts, words_in
from glossary.check.wanted import Glossary
from glossary.matcher import Matcher
from glossary.names.model import names
from tests.glossary.check.cases import concept

ROWS = Path(__file__).resolve().parents[3] / "bench" / "data" / "check" / "pairs.tsv"

_ARABIC = st.sampled_from(
    [
        *("وقال", "«الكنيست»", "عربي21", "٩٫٥", "مُحَمَّد", "لـ", "،", "x\ny", "قال،"),
        *("خمسة", "وعشرين", "مليون", "(2000،", "17", "٪", "50%", "الأول", "\u200f"),
    ]
)
_ENGLISH = st.sampled_from(
    [
        *("the", "U.S.", "Hoenlein's", "F-35", "(two", "5", "pm", "bn", "17.", "%"),
        *("1,200", "2000", "قال", "؟", "million", "May", "per", "cent", "\u202e", "an"),
    ]
)
_SOURCES = st.lists(st.one_of(_ARABIC, st.text(max_size=3)), max_size=8).map(" ".join)
_TARGETS = st.lists(st.one_of(_ENGLISH, st.text(max_size=3)), max_size=8).map(" ".join)
_PAIRS = st.lists(
    st.builds(Pair, st.just("f"), st.just("1"), _SOURCES, _TARGETS), min_size=1
)


def batch(pairs: list[Pair], sides: Sides | None = None) -> Batch:
    return Batch(pairs, [()] * len(pairs), 0, sides or Sides())


def context() -> Context:
    return Context(Settings(), Glossary([], "en"), None)


@given(st.lists(st.lists(_SOURCES, max_size=4), max_size=6))
def test_columns_hold_what_is_made_of_each_chunk(batches: list[list[str]]) -> None:
    chunks = Chunks(most=4)
    sizes = Column(chunks, lambda new: list(map(len, new)))
    letters = Ragged(chunks, lambda new: Made.of([[(ord(c),) for c in w] for w in new]), 1)  # fmt: skip  # noqa: E501
    for texts in batches:
        read = chunks.read(texts)
        parts = [text.split() for text in texts]
        every = list(chain.from_iterable(parts))
        assert sizes.of(read).tolist() == list(map(len, every))
        origin, values = letters.of(read)
        assert [(every[o], chr(v)) for o, (v,) in zip(origin, values, strict=True)] == [
            (one, char) for one in every for char in one
        ]
        assert read.sums(sizes.of(read)).tolist() == [
            sum(map(len, part)) for part in parts
        ]
        assert read.owners.tolist() == [n for n, p in enumerate(parts) for _ in p]
    assert len(chunks.texts) < 4 + 4 * 8 * 4


@given(st.lists(st.lists(st.sampled_from("abc"), max_size=4), min_size=1))
def test_digests_tell_texts_apart(texts: list[list[str]]) -> None:
    chunks = Chunks()
    read = chunks.read([" ".join(text) for text in texts])
    digests = read.digests(Column(chunks, lambda new: list(map(hash, new))).of(read))
    for one, left in zip(texts, digests.tolist(), strict=True):
        for two, right in zip(texts, digests.tolist(), strict=True):
            assert (one == two) == (left == right)


@given(*[st.lists(st.sampled_from("BSMNLR"), max_size=9).map("".join)] * 2)
def test_frames_as_numbers_are_as_near_as_frames(one: str, other: str) -> None:
    rows = [np.array([encoded(frame)], np.int64) for frame in (one, other)]
    assert framed(*rows).tolist() == [alike(one, other)]


def test_frames_of_other_letters() -> None:
    rows = [np.array([encoded(frame)], np.int64) for frame in ("S2", "Sß", "B0")]
    assert framed(rows[0], rows[1]).all()
    assert not framed(rows[0], rows[2]).any()
    assert encoded("B" * 40) == encoded("B" * 17)


@given(_SOURCES)
def test_words_of_chunks(text: str) -> None:
    for chunk in text.split():
        found = list(WORD.finditer(chunk))
        assert words_in(chunk) == [match[0] for match in found]
        assert word_starts(chunk) == [match.start() for match in found]


@given(st.text("وفبلكاس", max_size=6))
def test_stems_are_those_of_the_analyses(word: str) -> None:
    assert stems(word) == [one.stem for one in analyses(word)]


@given(_PAIRS)
def test_what_is_screened_out_has_no_findings(pairs: list[Pair]) -> None:
    job = context()
    some = batch(pairs, job.sides)
    for screen, look in (
        (figures, number_mismatch.check),
        (bidi_control.screen, bidi_control.check),
        (untranslated.screen, untranslated.check),
    ):
        for wanted, unit in zip(screen(job)(some), some.units, strict=True):
            assert wanted or not list(look(unit, job))


@pytest.mark.parametrize(
    ("source", "target", "wanted"),
    [
        ("في 17 منها", "in 17 of them.", False),
        ("في (2000، 17)", "17 in 2000", False),
        ("في 17 منها", "in 18", True),
        ("في 17 منها", "in 17 bn", True),
        ("في 17 % منها", "in 17", True),
        ("في خمسة", "in five", True),
    ],
)
def test_figures_that_are_plainly_the_same(
    source: str, target: str, *, wanted: bool
) -> None:
    job = context()
    some = batch([Pair("f", "1", source, target)], job.sides)
    assert figures(job)(some).tolist() == [wanted]


@given(
    st.lists(st.sampled_from(["في  بحر\nقزوين", "بحر", "قزوين،", "«بحر"]), min_size=1)
)
def test_words_that_terms_hold(parts: list[str]) -> None:
    texts = [" ".join(parts), " ", parts[0]]
    matcher = Matcher.build([concept("بحر قزوين", "Caspian Sea")], "ar")
    cases = [
        tuple(Case(one, (), 1, weak=False) for one in found)
        for found in matcher.find_many(texts)
    ]
    some = Batch([Pair("f", "1", text, "") for text in texts], cases, 0, Sides())
    wanted = [
        any(case.found.whole[0] <= start < case.found.whole[1] for case in own)
        for text, own in zip(texts, cases, strict=True)
        for start in split(text).starts
    ]
    assert some.held.tolist() == wanted


@given(st.lists(st.lists(st.sampled_from(["بيان", "ختامي", "لجنة", "،", "في"])), min_size=1))  # fmt: skip  # noqa: E501
def test_pairs_that_recur(texts: list[list[str]]) -> None:
    terms = Terms(sides := Sides())
    some = batch([Pair("f", "1", " ".join(text), "x") for text in texts], sides)
    units = terms.add(some, np.ones(len(texts), np.bool_), len(texts))
    names_ = {"بيان", "ختامي", "لجنه"}
    rows = [[word.replace("ة", "ه") for word in text] for text in texts]
    pairs = [
        {f"{one} {two}" for one, two in pairwise(row) if {one, two} <= names_}
        for row in rows
    ]
    assert units.tolist() == [n for n, own in enumerate(pairs) if own]
    kept = [own for own in pairs if own]
    counts = Counter(chain.from_iterable(kept))
    assert [(text, places.tolist()) for text, places in terms.recurring(2)] == [
        (text, [n for n, own in enumerate(kept) if text in own])
        for text in sorted(counts)
        if counts[text] > 1
    ]


@given(
    st.lists(
        st.lists(st.sampled_from("final statement talks it panel".split())), min_size=1
    ),
    st.data(),
)
def test_renderings_in_common(texts: list[list[str]], data: st.DataObject) -> None:
    english = Renderings(sides := Sides())
    some = batch([Pair("f", "1", "", " ".join(text)) for text in texts], sides)
    english.add(some, np.arange(len(texts)))
    targets = english.all()
    units = [targets.unit(number) for number in range(len(texts))]
    chosen = sorted(data.draw(st.sets(st.sampled_from(range(len(texts))), min_size=1)))
    counts = Counter(chain.from_iterable(units[number] for number in chosen))
    spread = Counter(chain.from_iterable(units))
    assert dict(targets.common(np.array(chosen), 0.75, 0.8)) == {
        text: count
        for text, count in counts.items()
        if count >= 0.75 * len(chosen) and count >= 0.8 * spread[text]
    }
    assert "it" in targets.unit(0) or "it" not in texts[0]


def test_findings_do_not_depend_on_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    with ROWS.open(encoding="utf-8", newline="") as stream:
        rows = [
            (row["ar"], row["en"])
            for row in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
        ]
    pairs = [Pair("f", str(n), *row, n) for n, row in enumerate(rows * 2, start=1)]
    concepts = [concept("المدينة", "city|town"), concept("قوبا", "Quba", "place")]

    def found() -> list[Finding]:
        return list(check(pairs, concepts=concepts, names=names()))

    together = found()
    monkeypatch.setattr(engine, "_BATCH", 7)
    monkeypatch.setattr(chunking.Chunks.__init__, "__defaults__", (60,))
    assert found() == together
    assert len({one.rule for one in together}) > 3


def test_units_keep_their_words() -> None:
    unit = Unit(Pair("f", "1", "قال: «نعم»", "He said “yes”"), 0)
    assert unit.words == ["قال", "نعم"]

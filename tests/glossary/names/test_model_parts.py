"""The parts of the character model, on tables small enough to work out by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.names.alphabet import (
    ARABIC,
    LATIN,
    LONGEST,
    arabic_letters,
    encode,
    latin_letters,
)
from glossary.names.beams import Beams, Pieces
from glossary.names.model import names
from glossary.names.reader import FLOOR, Arabic, Latin, likelihood
from glossary.names.shortlist import expected, observed, shortlist
from glossary.names.tables import pack, unpack
from glossary.names.writer import Attested, shortened


@pytest.mark.parametrize(
    ("word", "letters"),
    [
        ("مُحَمَّد", "محمد"),
        ("اللـــه", "الله"),
        ("أحمدًا", "أحمدا"),
        ("مسؤولة", "مسؤولة"),
        ("کریمی", "كريمي"),
        ("عبد الله", "عبدالله"),
        ("Baku", ""),
        ("ب" * (LONGEST + 1), ""),
    ],
)
def test_arabic_keeps_what_tells_names_apart(word: str, letters: str) -> None:
    assert arabic_letters(word) == letters


@pytest.mark.parametrize(
    ("word", "letters"),
    [
        ("Al-Qāhirah", "alqahirah"),
        ("Groß", "gross"),
        ("Łódź", "lodz"),
        ("O'Brien", "obrien"),
        ("İlham", "ilham"),
        ("Bəhramov", "bahramov"),
        ("باكو", ""),
        ("b" * (LONGEST + 1), ""),
    ],
)
def test_latin_becomes_plain_letters(word: str, letters: str) -> None:
    assert latin_letters(word) == letters


@given(st.lists(st.text(LATIN, max_size=LONGEST), min_size=1))
def test_numbers_spell_the_words_again(words: list[str]) -> None:
    rows, lengths = encode(words, LATIN)
    assert [
        "".join(LATIN[number - 1] for number in row[:length])
        for row, length in zip(rows, lengths, strict=True)
    ] == words
    assert all(
        (row[length:] == 0).all() for row, length in zip(rows, lengths, strict=True)
    )


def test_cuts_of_one_spelling_add_up() -> None:
    """Of two words each has its own best; "ab" in one piece and in two is one."""
    pieces = Pieces.of(["a", "b", "ab", "c"])
    piece, chance = np.array([[0, 3], [1, 2]]), np.log([[0.5, 0.4], [0.3, 0.2]])
    one = Beams.begun(2).grown(piece, chance, pieces, 2)
    assert [(owner, text) for owner, text, _ in one.rows()] == [
        (0, "a"),
        (0, "c"),
        (1, "b"),
        (1, "ab"),
    ]
    first = Beams.begun(1).grown(np.array([[0, 2]]), np.log([[0.5, 0.1]]), pieces, 2)
    empty = Pieces.of(["", "b", "c"])
    last = np.array([[1, 2], [0, 2]])
    both = first.grown(last, np.log([[0.4, 0.2], [1.0, 0.5]]), empty, 2)
    found = [(text, round(math.exp(score), 6)) for _, text, score in both.rows()]
    assert found == [("ab", 0.3), ("ac", 0.1)]


def test_likelihood_sums_over_all_cuts() -> None:
    """Two Latin letters for three Arabic ones: as 1+2, 2+1; never as 0+3."""
    pieces = 5  # nothing, three letters, one pair; then the column of no piece
    one, two = (
        np.array([0.1, 0.2, 0.3, 0, 0.4, 0]),
        np.array([0.5, 0, 0, 0.25, 0.25, 0]),
    )
    latin = Latin(
        lengths=np.array([2]),
        starts=np.array([0]),
        rows=np.array([one, two, np.zeros(6)], np.float32),
    )
    arabic = Arabic(
        lengths=np.array([3]),
        single=np.array([[1, 2, 3]], np.int32),
        double=np.array([[pieces, 4, 4]], np.int32),
        article=np.array([False]),
        background=np.zeros(1, np.float32),
    )
    numbers = np.zeros(1, np.int64)
    value = likelihood(arabic, latin, (numbers, numbers))
    assert value[0] == pytest.approx(math.log(0.2 * 0.25 + 0.4 * 0.25))


def test_likelihood_has_a_floor() -> None:
    reader = names().reader
    arabic, latin = reader.arabic(["ققققققققققق"]), reader.latin(["a"])
    numbers = np.zeros(1, np.int64)
    assert likelihood(arabic, latin, (numbers, numbers))[0] == FLOOR


def test_expectations_are_probabilities() -> None:
    latin = names().reader.latin(["baku", "x", "netanyahu"])
    np.testing.assert_allclose(latin.rows[:-1].sum(1), 1, rtol=1e-5)
    assert latin.starts.tolist() == [0, 4, 5]


def test_the_shortlist_has_the_likeliest_letters() -> None:
    reader = names().reader
    words = ["baku", "ganja", "moscow", "yerevan", "tbilisi", "ankara"]
    profile = expected(reader, reader.latin(words))
    found = shortlist(observed(["باكو", "أنقرة", "الموسكو"]), profile, 1)
    assert [words[row[0]] for row in found] == ["baku", "ankara", "moscow"]


def test_words_in_use_have_their_class() -> None:
    words = ["baku", "ganja", "shusha"]
    packed = (shortened(words) << np.uint32(4)) | np.array([3, 0, 15], np.uint32)
    attested = Attested(words=np.sort(packed))
    assert attested.classes([*words, "qxqxq"]).tolist() == [4, 1, 16, 0]
    assert attested.classes([]).tolist() == []


def test_tables_survive_packing() -> None:
    model = names()
    reader, writer, attested = unpack(pack(model.reader, model.writer, model.attested))
    np.testing.assert_array_equal(reader.network.window, model.reader.network.window)
    np.testing.assert_array_equal(writer.behind, model.writer.behind)
    np.testing.assert_array_equal(attested.words, model.attested.words)
    assert writer.pieces == model.writer.pieces
    assert reader.pairs.shape == (len(ARABIC) + 1, len(ARABIC) + 1)

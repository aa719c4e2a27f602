from __future__ import annotations

import pytest

from glossary.model import LangSection, Status, Term, TermKind
from glossary.pairing import pairs

SHORT, VARIANT = TermKind.SHORT_FORM, TermKind.VARIANT


def texts(arabic: list[Term], english: list[Term]) -> list[tuple[str, str]]:
    source = LangSection(lang="ar", terms=tuple(arabic))
    target = LangSection(lang="en", terms=tuple(english))
    return [(one.text, other.text) for one, other in pairs(source, target)]


def short(text: str) -> Term:
    return Term(text=text, status=Status.ADMITTED, kind=SHORT)


FULL = Term(text="مختار محمدوف")
ENGLISH = Term(text="Mukhtar Mammadov")


def test_synonyms_and_spellings_go_with_the_preferred_term() -> None:
    other = Term(text="مختار ممدوف", status=Status.ADMITTED, kind=VARIANT)
    assert texts([other, FULL], [ENGLISH]) == [
        ("مختار محمدوف", "Mukhtar Mammadov"),
        ("مختار ممدوف", "Mukhtar Mammadov"),
    ]


@pytest.mark.parametrize(
    ("arabic", "english", "expected"),
    [
        (["محمدوف"], ["Mammadov"], ["Mammadov"]),
        (["محمدوف", "ممدوف"], ["Mammadov"], ["Mammadov", "Mammadov"]),
        (["محمدوف", "السفير"], ["Mammadov", "the envoy"], ["Mammadov", "the envoy"]),
        (["محمدوف"], [], ["Mukhtar Mammadov"]),
        (["ا", "ب", "ج"], ["a", "b"], ["Mukhtar Mammadov"] * 3),
    ],
)
def test_a_short_form_goes_with_a_short_form(
    arabic: list[str], english: list[str], expected: list[str]
) -> None:
    found = texts([FULL, *map(short, arabic)], [ENGLISH, *map(short, english)])
    assert found[1:] == list(zip(arabic, expected, strict=True))


def test_no_pair_without_a_term_to_write() -> None:
    bad = Term(text="Mamedov", status=Status.DEPRECATED)
    assert texts([FULL], [bad]) == []
    assert texts([Term(text="قديم", status=Status.SUPERSEDED)], [ENGLISH]) == []


def test_a_deprecated_source_term_is_left_out() -> None:
    old = Term(text="قديم", status=Status.SUPERSEDED)
    assert texts([FULL, old], [ENGLISH]) == [("مختار محمدوف", "Mukhtar Mammadov")]

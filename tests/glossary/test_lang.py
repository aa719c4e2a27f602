from __future__ import annotations

import pytest

from glossary import lang
from glossary.errors import LanguageError


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("AR_sa", "ar-SA"),
        ("en-gb", "en-GB"),
        ("AZ-latn-az", "az-Latn-AZ"),
        ("zh-hant-tw", "zh-Hant-TW"),
        ("es-419", "es-419"),
        ("de-1996", "de-1996"),
        ("en-x-PRESS", "en-x-press"),
        ("x-Klingon", "x-klingon"),
    ],
)
def test_canonical(tag: str, expected: str) -> None:
    assert lang.canonical(tag) == expected


@pytest.mark.parametrize("tag", ["", "a", "arabic language", "ar-", "ar--EG", "1234"])
def test_what_is_no_tag(tag: str) -> None:
    with pytest.raises(LanguageError, match="is not a language tag; write it like"):
        lang.canonical(tag)


@pytest.mark.parametrize(
    ("wanted", "tag", "answer"),
    [
        ("ar", "ar-SA", True),
        ("ar", "AR", True),
        ("ar", "ar_EG", True),
        ("ar-EG", "ar", False),
        ("ar", "arc", False),
        ("en", "en-x-press", True),
    ],
)
def test_matches(wanted: str, tag: str, *, answer: bool) -> None:
    assert lang.matches(wanted, tag) is answer


@pytest.mark.parametrize(
    ("wanted", "tags", "answer"),
    [
        ("ar", ["en", "ar-SA", "ar"], "ar"),
        ("ar", ["en", "ar-SA", "ar-EG"], "ar-SA"),
        ("ar-EG", ["ar-SA", "ar"], "ar"),
        ("ar-EG", ["ar-SA"], None),
        ("EN-us", ["en", "en-US"], "en-US"),
    ],
)
def test_best(wanted: str, tags: list[str], answer: str | None) -> None:
    assert lang.best(wanted, tags) == answer


@pytest.mark.parametrize(
    ("tag", "direction"),
    [
        ("ar", "rtl"),
        ("ar-Latn", "ltr"),
        ("en", "ltr"),
        ("az-Arab", "rtl"),
        ("he", "rtl"),
    ],
)
def test_direction(tag: str, direction: str) -> None:
    assert lang.direction(tag) == direction

"""A name of several words by a scheme: articles, construct state, capitals."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from glossary.arabic import bare, is_arabic, key
from glossary.arabic.keys import INVISIBLE, TATWEEL
from glossary.names.given import given_names
from glossary.names.schemes.word import Sign, signs, stem

if TYPE_CHECKING:
    from glossary.names.schemes.tables import Scheme

_SUN = frozenset("تثدذرزسشصضطظلن")
_DROPPED = re.compile(f"[{INVISIBLE}{TATWEEL}]+")
_PREFIXES = {"و": "wa", "ف": "fa", "ب": "bi", "ك": "ka", "ل": "li"}
_DIGITS = {code: str(code - 0x0660) for code in range(0x0660, 0x066A)}
_SMALL = frozenset("في من على إلى و عن".split())
_SHORTEST = 3
"""Letters of a word in ال: its article and one more."""

# Spellings that leave out a long vowel or write a silent letter (ALA-LC rules 19, 23
# and 24; BGN/PCGN special rules 3 and 4), and the words that make names.
_IRREGULAR = {
    "الله": "ٱللّٰه",
    "طه": "طَاهَا",
    "يس": "يَاسِين",
    "يسن": "يَاسِين",
    "عمرو": "عَمْر",
    "ذلك": "ذٰلِك",
    "هذا": "هٰذَا",
    "هذه": "هٰذِه",
    "عبد": "عَبْد",
    "أبو": "أَبُو",
    "ابو": "أَبُو",
    "أبي": "أَبِي",
    "ابي": "أَبِي",
    "ابن": "اِبْن",
    "إبن": "اِبْن",
    "في": "فِي",
    "فى": "فِي",
    "من": "مِن",
    "على": "عَلَى",
    "إلى": "إِلَى",
}


class _Part(NamedTuple):
    """A written word taken apart."""

    prefix: str
    article: bool
    stem: list[Sign]
    text: str


def romanise(text: str, scheme: Scheme) -> str:
    """Return a name in a published scheme; what is not Arabic stays as it is.

    A tā’ marbūṭah is written t where the word has no article, is no given name and
    another word follows that is no feminine adjective.
    """
    plain = unicodedata.normalize("NFC", _DROPPED.sub("", _letters(text)))
    words = plain.translate(_DIGITS).split()
    parts = [_part(word) if is_arabic(word) else None for word in words]
    latin = []
    for place, (word, part) in enumerate(zip(words, parts, strict=True)):
        if part is None:
            latin.append(word)
            continue
        after = parts[place + 1] if place + 1 < len(parts) else None
        latin.append(_word(part, after, scheme, first=place == 0))
    return " ".join(latin)


def _letters(text: str) -> str:
    """Return presentation forms (U+FB50-FDFF, U+FE70-FEFC) as ordinary letters."""
    if any("\ufb50" <= char <= "\ufefc" for char in text):
        return unicodedata.normalize("NFKC", text)
    return text


def _part(word: str) -> _Part:
    text = bare(word)
    if text in _IRREGULAR and text == word:
        word = _IRREGULAR[text]
    letters = signs(word)
    if text in {"الله", "لله", "بالله"}:
        return _Part("", False, letters, text)  # noqa: FBT003 - a row
    prefix = _PREFIXES.get(letters[0].letter, "") if letters else ""
    if prefix and letters[0].letter == "ل" and _is_article(letters, 1):
        return _Part(prefix, True, letters[2:], text)  # noqa: FBT003 - a row
    if prefix and letters[1:] and letters[1].letter in "اٱ" and _is_article(letters, 2):
        return _Part(prefix, True, letters[3:], text)  # noqa: FBT003 - a row
    article = (
        len(letters) >= _SHORTEST
        and letters[0].letter in "اٱ"
        and letters[1].letter == "ل"
        and not letters[1].vowel
        and not letters[1].doubled
    )
    return _Part("", article, letters[2:] if article else letters, text)


def _is_article(letters: list[Sign], place: int) -> bool:
    """Tell whether marks prove that the lam at a place is the article's.

    Without marks والد may be a father: only a vowelled prefix before a lam with sukun,
    or before a doubled sun letter, is taken for one.
    """
    if len(letters) <= place + 1 or not letters[0].vowel:
        return False
    lam, following = letters[place : place + 2]
    return lam.letter == "ل" and (
        lam.vowel == "" or (lam.vowel is None and following.doubled)
    )


def _word(part: _Part, after: _Part | None, scheme: Scheme, *, first: bool) -> str:
    if part.text in {"الله", "لله", "بالله"}:  # ALA-LC rule 23
        return {"لله": "lillāh", "بالله": "billāh"}.get(part.text, "Allāh")
    if part.text == "بن":
        return scheme.son.capitalize() if first else scheme.son
    letters = part.stem
    if part.article and letters:
        letters = [letters[0]._replace(doubled=False), *letters[1:]]
    latin = stem(letters, scheme, construct=_construct(part, after))
    if part.text not in _SMALL or first:
        latin = _capital(latin)
    if not part.article:
        return latin
    return _article(part, letters, scheme, first=first) + latin


def _construct(part: _Part, after: _Part | None) -> bool:
    """Tell whether a word in ة is the first of two nouns: Wizārat al-Tarbiyah."""
    if part.article or after is None or key(part.text) in given_names():
        return False
    return after.article or not after.text.endswith("ة")


def _article(part: _Part, letters: list[Sign], scheme: Scheme, *, first: bool) -> str:
    """Return the article with its prefix and what joins it to the noun."""
    last = "l"
    if scheme.assimilates and letters and letters[0].letter in _SUN:
        last = scheme.letters[letters[0].letter]
    vowel = "i" if part.prefix == "bi" and scheme.prefix == " " else "a"
    if part.prefix == "li" or (part.prefix and vowel == "i"):
        # ALA-LC rule 17(b): lil-; BGN/PCGN special rule 2: lil, bil, assimilated.
        whole = f"{part.prefix[0]}i{last}"
        return f"{whole}{scheme.article}"
    capital = scheme.capital_article == "always" or (
        scheme.capital_article == "first" and first and not part.prefix
    )
    article = ("A" if capital else "a") + last
    before = f"{part.prefix}{scheme.prefix}" if part.prefix else ""
    return f"{before}{article}{scheme.article}"


def _capital(latin: str) -> str:
    """Return the word with its first letter, after a sign for ayn, as a capital."""
    for place, char in enumerate(latin):
        if char.isalpha() and char not in "ʻʼ‘’":
            return latin[:place] + char.upper() + latin[place + 1 :]
    return latin

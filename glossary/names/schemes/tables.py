"""What tells the published schemes apart, as data.

ALA-LC: *Arabic romanization table* of the American Library Association and the Library
of Congress, 2012; rules are cited by number. UNGEGN: the system of United Nations
resolution XI/3 (2017), made in Beirut in 2007; notes of the working group's report.
BGN/PCGN: *Romanization of Arabic*, 1956 system; notes and special rules by number.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_COMMON = dict(
    zip(
        "بتجدرزسفقكلمنهويپڤگڨڭڥ",
        "b t j d r z s f q k l m n h w y p v g g g v".split(),
        strict=True,
    )
) | {"ث": "th", "خ": "kh", "ذ": "dh", "ش": "sh", "غ": "gh", "چ": "ch", "ژ": "zh"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """One published way to write Arabic in Latin letters."""

    letters: Mapping[str, str]
    """Each consonant, with its digraphs."""
    hamza: str
    article: str
    """What joins the article to its noun: a hyphen or a space."""
    assimilates: bool
    """Whether the article's l becomes the sun letter after it."""
    capital_article: str
    """Where the article has a capital: ``never``, ``first`` or ``always``."""
    separator: str
    """What stands between two letters that would read as a digraph."""
    doubled: tuple[str, str]
    """Damma with a doubled waw and kasra with a doubled ya inside a word."""
    tanwin: bool
    """Whether -in and -an are written."""
    initial_waw: str
    """The vowel before the waw of an initial أو that bears no mark."""
    son: str
    """بن inside a name; ابن and a first بن have a capital."""
    prefix: str
    """What joins a preposition or conjunction to the article after it."""


ALA_LC = Scheme(
    letters=MappingProxyType(
        _COMMON | dict(zip("حصضطظع", "ḥ ṣ ḍ ṭ ẓ ʻ".split(), strict=True))
    ),
    hamza="ʼ",
    article="-",  # rule 17(a)
    assimilates=False,  # rule 17(c)
    capital_article="never",  # rule 18(a)
    separator="ʹ",  # rule 21(a)
    doubled=("ūw", "īy"),  # rule 11
    tanwin=True,  # rule 12
    initial_waw="u",  # rule 22: the vowel nearest to the original
    son="ibn",  # rule 25
    prefix="-",  # rule 16(b)
)

UNGEGN = Scheme(
    letters=MappingProxyType(
        _COMMON | dict(zip("حصضطظع", "ẖ s̱ ḏ ṯ d͟h ‘".split(), strict=True))
    ),
    hamza="’",
    article=" ",
    assimilates=True,  # note on sun letters
    capital_article="always",  # note on the article
    separator="·",  # note on ambiguous sequences
    doubled=("uww", "iyy"),
    tanwin=False,  # note on nunation
    initial_waw="u",
    son="Bin",
    prefix=" ",
)

BGN_PCGN = Scheme(
    letters=MappingProxyType(
        _COMMON | dict(zip("حصضطظع", "ḩ ş ḑ ţ z̧ ‘".split(), strict=True))
    ),
    hamza="’",
    article=" ",
    assimilates=True,  # special rule 1b
    capital_article="first",  # special rule 1a
    separator="·",  # special rule 13
    doubled=("uww", "īy"),  # note 7
    tanwin=False,  # note 6
    initial_waw="a",  # note 11
    son="Bin",  # special rule 5
    prefix=" ",
)

SCHEMES: Mapping[str, Scheme] = MappingProxyType(
    {"ala-lc": ALA_LC, "ungegn": UNGEGN, "bgn-pcgn": BGN_PCGN}
)

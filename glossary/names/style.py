"""A house style for the spelling of names: one choice, made everywhere."""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from glossary.arabic import key

if TYPE_CHECKING:
    from collections.abc import Mapping

CHOICES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "article": ("al-", "Al-", "el-", "El-", "none"),
        "abd": (
            "Abdul Rahman",
            "Abdul-Rahman",
            "Abdulrahman",
            "Abdel Rahman",
            "Abdel-Rahman",
            "Abdelrahman",
            "Abd al-Rahman",
        ),
        "mohammed": ("Mohammed", "Muhammad", "Mohamed", "Mohammad"),
        "son": ("bin", "ibn", "ben"),
        "ov": ("ov", "off"),
        "ta_marbuta": ("a", "ah"),
        "marks": ("none", "'", "ʿʾ"),
    }
)
"""The settings of ``[style]`` with their values; the first stands where none is set."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """The choices of a publication; ``None`` leaves known names as they are."""

    article: str | None = None
    abd: str | None = None
    """عبد and the name of God after it, shown on عبد الرحمن."""
    mohammed: str | None = None
    son: str | None = None
    ov: str | None = None
    """The end of Romanov, Lavrov, Aliyev."""
    ta_marbuta: str | None = None
    """A final ة: Fatima or Fatimah."""
    marks: str | None = None
    """How ayn and hamza are shown: not, by one sign, or each by its own."""

    def __post_init__(self) -> None:
        for name, values in CHOICES.items():
            value = getattr(self, name)
            if value is not None and value not in values:
                raise ValueError(f"{name} = {value!r} is none of {', '.join(values)}")

    def chosen(self, name: str) -> str:
        """Return a setting's value, or what the press mostly writes."""
        value: str | None = getattr(self, name)
        return CHOICES[name][0] if value is None else value


_MOHAMMED = frozenset(CHOICES["mohammed"]) | {"Mohamad", "Muhammed", "Mohamet"}
_ARTICLE = re.compile(r"^(?:al|el)-(?=\w)", re.IGNORECASE)
_OV = re.compile(r"(?<=[oe])(?:v|ff?)$")
_SONS = frozenset(CHOICES["son"])


def styled(arabic: str, latin: str, style: Style) -> str:
    """Return one word of a name in the house style; ``latin`` is as newspapers print.

    Only what is set changes, and only where the Arabic word has the feature: the
    article, a final ة, وف or يف, an ayn or a hamza.
    """
    folded = key(arabic)
    if style.mohammed and folded == "محمد" and latin in _MOHAMMED:
        return style.mohammed
    if style.son and folded in {"بن", "ابن"} and latin.casefold() in _SONS:
        return style.son if latin.islower() else style.son.capitalize()
    if style.ov and folded.endswith(("وف", "يف")):
        latin = _OV.sub("v" if style.ov == "ov" else "ff", latin)
    if style.ta_marbuta and arabic.endswith("ة") and latin.endswith(("a", "ah")):
        latin = latin.removesuffix("h")[:-1] + style.ta_marbuta
    if style.marks not in {None, "none"}:
        latin = _marked(arabic, latin, str(style.marks))
    if style.article and folded.startswith("ال"):
        bare = _ARTICLE.sub("", latin)
        if bare != latin:
            article = "" if style.article == "none" else style.article
            latin = article + bare
    return latin


_SERVANT = re.compile(r"\bAbd[ -]?(?:ul|el|al)[ -]?(?!lah\b)(\w)(\w*)")

_UNMARKED = re.compile(r"(?<![\w'ʿ])Abd(?=[ -]|[ue]l)")


def servant(latin: str, style: Style) -> str:
    """Return a name with عبد and what follows in the house style: Abdel-Rahman."""
    if style.abd is not None:
        name = "rahman" if style.abd.endswith("rahman") else "Rahman"
        before = style.abd.removesuffix(name)
        lower = name.islower()
        latin = _SERVANT.sub(
            lambda m: before + (m[1].lower() if lower else m[1].upper()) + m[2], latin
        )
    if style.marks not in {None, "none"}:
        latin = _UNMARKED.sub(f"{str(style.marks)[0]}Abd", latin)
    return latin


# The Latin letters with which each consonant may begin; ع and ء have none.
_SOUNDS = {
    **dict(
        zip(
            "بتثجحخدذرزسشصضطظغفقكلمنه",
            "bp t t jg h k d dzt r z sc sc s d t zd g fvp qkgc kcq l m n h".split(),
            strict=True,
        )
    ),
    "و": "wv",
    "ي": "y",
}
_HIDDEN = "عءأؤئآ"


def _marked(arabic: str, latin: str, marks: str) -> str:
    """Return the word with signs for ayn and for a hamza that does not begin it.

    The consonants of both words are followed side by side; of two vowels the sign
    stands between, before one vowel it stands where Arabic writes that vowel long.
    """
    signs = {"ع": marks[0], **dict.fromkeys("ءأؤئآ", marks[-1])}
    article = _ARTICLE.match(latin)
    place = article.end() if article else 0
    stem = arabic.removeprefix("ال") if article else arabic
    out = latin[:place]
    for number, letter in enumerate(stem):
        if letter in _HIDDEN and (number or letter != "آ"):
            if number == 0:
                out += signs[letter] if letter == "ع" else ""
                continue
            vowels = re.match("[aeiou]*", latin[place:])
            length = len(vowels.group()) if vowels else 0
            long = letter == "آ" or stem[number + 1 : number + 2] in {"ا", "و", "ي"}
            before = 1 if length > 1 else length * (not long)
            out += latin[place : place + before] + signs[letter]
            place += before
            continue
        found = _find(letter, latin, place)
        if found >= 0:
            out += latin[place : found + 1]
            place = found + 1
            while latin[place : place + 1] in {"h", out[-1].lower()}:
                out += latin[place]
                place += 1
    return out + latin[place:]


def _find(letter: str, latin: str, place: int) -> int:
    """Return where a consonant's sound comes next, or -1."""
    sounds = _SOUNDS.get(letter, "")
    for step, char in enumerate(latin[place : place + 3].lower()):
        if char in sounds:
            return place + step
        if char not in "aeiouh":
            break
    return -1

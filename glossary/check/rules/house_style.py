"""What a publication's style sheet says: quotation marks, spelling, words to avoid.

Off until its options say something.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from glossary.check.hit import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from glossary.check.context import Context
    from glossary.check.unit import Unit

OPTIONS = frozenset("quotes article spelling forbidden".split())
_QUOTES = {
    "straight": re.compile("[“”‘’„«»]"),
    "curly": re.compile(r"[\"„«»]|(?<!\w)'|'(?!\w)"),
}
_ARTICLES = {
    "al-": re.compile(r"\b[Ee]l-(?=[A-Z])"),
    "el-": re.compile(r"\b[Aa]l-(?=[A-Z])"),
}
_KEPT = (
    "advise advertise chastise comprise compromise concise demise despise devise"
    " disguise enterprise excise exercise expertise franchise improvise merchandise"
    " otherwise praise premise promise raise revise rise supervise surprise televise"
    " treatise wise likewise precise noise poise bruise cruise arise paradise"
).split()
_ISE = re.compile(r"\b[A-Za-z]{3,}[iy]s(?:e[ds]?|ing|ation|ations)\b")
_IZE = re.compile(r"\b[A-Za-z]{3,}[iy]z(?:e[ds]?|ing|ation|ations)\b")
_SIZES = ("size", "sizes", "sized", "prize", "prizes", "seize", "seized", "seizes")


def check(unit: Unit, context: Context) -> Iterator[Hit]:
    """Yield the breaches of the style that the options describe."""
    options, target = context.settings.of("house-style"), unit.pair.target
    for name, patterns in (("quotes", _QUOTES), ("article", _ARTICLES)):
        choice = options.get(name)
        if choice is None:
            continue
        for match in patterns[str(choice)].finditer(target):
            if name == "quotes" and match[0] == "’" and _inside(target, match):
                continue
            yield Hit(f"{name}: {choice}", *match.span(), found=match[0])
    yield from _spelling(options, target)
    yield from _forbidden(options, target)


def _inside(target: str, match: re.Match[str]) -> bool:
    """Tell whether a sign is the apostrophe of a word."""
    return target[match.start() - 1 : match.start()].isalpha()


def _spelling(options: Mapping[str, object], target: str) -> Iterator[Hit]:
    choice = options.get("spelling")
    if choice not in {"-ise", "-ize"}:
        return
    for match in (_IZE if choice == "-ise" else _ISE).finditer(target):
        low = match[0].casefold()
        if low.startswith(tuple(word[:-1] for word in _KEPT)) or low in _SIZES:
            continue
        if choice == "-ize" and low.endswith(tuple(word[-4:] for word in ("analyse",))):
            continue
        yield Hit(f"spelling: {choice}", *match.span(), found=match[0])


def _forbidden(options: Mapping[str, object], target: str) -> Iterator[Hit]:
    words = options.get("forbidden", ())
    if not isinstance(words, (list, tuple)):
        raise ValueError("house-style: forbidden is a list of words")  # noqa: TRY004 - the user's
    for word in words:
        pattern = rf"(?<!\w){re.escape(str(word))}(?!\w)"
        for match in re.finditer(pattern, target, re.IGNORECASE):
            yield Hit(f"{match[0]!r} is not used here", *match.span(), found=match[0])

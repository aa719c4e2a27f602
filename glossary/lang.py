"""Language tags (BCP 47): well-formedness, matching, script and direction."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from glossary.errors import LanguageError

if TYPE_CHECKING:
    from collections.abc import Iterable

# RFC 5646 section 2.1, without grandfathered tags: language, extended languages,
# script, region, variants, extensions and private use. ``_`` is what gettext writes.
_TAG = re.compile(
    r"(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})(?P<script>-[a-z]{4})?"
    r"(?P<region>-(?:[a-z]{2}|\d{3}))?(?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))*"
    r"(?:-[a-wyz\d](?:-[a-z\d]{2,8})+)*(?:-x(?:-[a-z\d]{1,8})+)?|x(?:-[a-z\d]{1,8})+",
    re.IGNORECASE,
)
_RTL_LANGUAGES = frozenset(
    "ar arc ckb dv fa he iw ji ks nqo pnb prs ps sd ug ur yi".split()
)
_RTL_SCRIPTS = frozenset(("Adlm", "Arab", "Hebr", "Nkoo", "Syrc", "Thaa"))


def is_tag(text: str) -> bool:
    """Tell whether ``text`` is well formed as a tag; ``_`` may stand for ``-``."""
    return _TAG.fullmatch(text.replace("_", "-")) is not None


def canonical(tag: str) -> str:
    """Return the tag in the customary case: ``AR_sa`` as ``ar-SA``.

    Raises ``LanguageError`` where the text is no tag. Tags found in files are kept as
    they are; this form is for comparing and for what the user types.
    """
    parts = tag.replace("_", "-").split("-")
    if not is_tag(tag):
        raise LanguageError(
            f"{tag!r} is not a language tag; write it like 'ar', 'ar-EG' or 'en-GB'"
        )
    out = [parts[0].lower()]
    single = len(parts[0]) == 1
    for part in parts[1:]:
        if single:
            out.append(part.lower())
        elif len(part) == 4 and part.isalpha():  # noqa: PLR2004 - a script subtag
            out.append(part.title())
        elif len(part) == 2:  # noqa: PLR2004 - a region subtag
            out.append(part.upper())
        else:
            out.append(part.lower())
        single = single or len(part) == 1
    return "-".join(out)


def primary(tag: str) -> str:
    """Return the language subtag in lower case: ``ar`` of ``ar-SA``."""
    return tag.replace("_", "-").partition("-")[0].lower()


def matches(wanted: str, tag: str) -> bool:
    """Tell whether a text tagged ``tag`` answers a question for ``wanted``.

    RFC 4647 basic filtering, case-insensitive: ``ar`` is answered by ``ar-SA``, but
    ``ar-EG`` is not.
    """
    left, right = wanted.replace("_", "-").lower(), tag.replace("_", "-").lower()
    return right == left or right.startswith(f"{left}-")


def best(wanted: str, tags: Iterable[str]) -> str | None:
    """Choose the tag that answers ``wanted`` best.

    Exact first, then regardless of case, then a narrower tag (``ar-SA`` for ``ar``),
    then the bare language (``ar`` for ``ar-SA``). Never another region's text.
    """
    known = list(tags)
    if wanted in known:
        return wanted
    tests = (
        lambda tag: tag.replace("_", "-").lower() == wanted.replace("_", "-").lower(),
        lambda tag: matches(wanted, tag),
        lambda tag: tag.lower() == primary(wanted),
    )
    for test in tests:
        for tag in known:
            if test(tag):
                return tag
    return None


def direction(tag: str) -> Literal["ltr", "rtl"]:
    """Return the writing direction that a tag implies by its script or language."""
    for part in tag.replace("_", "-").split("-")[1:]:
        if len(part) == 4 and part.isalpha():  # noqa: PLR2004 - a script subtag
            return "rtl" if part.title() in _RTL_SCRIPTS else "ltr"
    return "rtl" if primary(tag) in _RTL_LANGUAGES else "ltr"

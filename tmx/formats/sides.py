"""What language each side of a file is in, where the file does not say."""

from __future__ import annotations

import unicodedata
from collections import Counter

from glossary import lang


def two_languages(
    declared: tuple[str, str], known: tuple[str, str], source_text: str
) -> tuple[str, str]:
    """Return the tags of the source and target side; what is declared stands.

    An empty declaration is filled from the two ``known`` languages: never one that the
    other side has, and for the source the one whose script ``source_text`` is in.
    """
    source, target = declared
    if not source:
        rtl = _is_right_to_left(source_text)
        free = _others(known, target)
        wanted = "rtl" if rtl else "ltr"
        source = next((one for one in free if lang.direction(one) == wanted), free[0])
    return source, target or _others(known, source)[0]


def _others(known: tuple[str, str], taken: str) -> tuple[str, ...]:
    free = tuple(one for one in known if not taken or not lang.matches(one, taken))
    return free or known


def _is_right_to_left(text: str) -> bool:
    kinds: Counter[str] = Counter()
    for char, count in Counter(text).items():
        kinds[unicodedata.bidirectional(char)] += count
    return kinds["AL"] + kinds["R"] > kinds["L"]

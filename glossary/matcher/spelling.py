"""What match keys fold and a glossary must tell apart: على and علي, أمن and آمن."""

from __future__ import annotations

from glossary.arabic import bare, key

_FINAL_ALEF = frozenset("على إلى الى حتى لدى متى سوى بلى".split())
"""Function words that are no spelling of a word in ي (علي)."""
_FINAL_YA = frozenset(map(key, _FINAL_ALEF))
_SHORT = 3
"""Up to this length a hamza in the text must be the term's: أمن, آمن; وأن, وان."""
_HAMZA = frozenset("أإآٱ")


def label_of(word: str) -> str:
    """Return the match key of a word, with the hamza that ends it: ماء is not ما."""
    folded = key(word)
    if word[-1:] in "ءًٌٍَُِّْ" and bare(word).endswith("ء"):
        folded += "ء"
    return folded


def alike(term: str, text: str) -> bool:
    """Tell whether a text with the match keys of a term may be that term.

    Clitics and an article may stand before it. على is not علي, and a short word with
    another hamza is another word.
    """
    return text.endswith(term) or all(
        map(_same, reversed(bare(term).split()), reversed(bare(text).split()))
    )


def delicate(label: str) -> bool:
    """Tell whether ``alike`` could ever tell apart words with this match key.

    Numbers are delicate too, since they may be a part of others.
    """
    short = len(label) <= _SHORT or label in _FINAL_YA
    return short or label[0].isdecimal() or label[-1].isdecimal()


def _same(term: str, text: str) -> bool:
    """Tell whether two words of one label may be one word, clitics left aside."""
    if term == text:
        return True
    if term in _FINAL_ALEF or text in _FINAL_ALEF:
        return {term, text} <= {"الى", "إلى"}
    if len(term) > _SHORT:
        return True
    return all(
        theirs in (ours, "ا") or theirs not in _HAMZA
        for ours, theirs in zip(reversed(term), reversed(text), strict=False)
    )

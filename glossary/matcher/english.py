"""English words: case, plurals, possessives, accents and apostrophes."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from glossary.matcher.forms import ENDING, GENITIVE, PLURAL, Form, Forms, Spelling
from glossary.matcher.scan import APOSTROPHES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from glossary.matcher.forms import Labels

_GENITIVE = re.compile(f"[{APOSTROPHES}][sS]$")
_ARTICLES = frozenset(("the", "a", "an"))
_LETTERS = str.maketrans(
    {
        **dict.fromkeys(APOSTROPHES),
        **dict(zip("əıøłđ", "eiold", strict=True)),
        "ß": "ss",
        "æ": "ae",
    }
)


class English:
    """What a matcher must know about English."""

    apostrophes = True
    names_inflect = True
    shortest = 0

    def learn(self, labels: Labels) -> None:
        """Take the labels of the terms, once, before ``forms``."""
        self._labels = labels

    def spellings(
        self, words: Sequence[str], parted: Sequence[bool]
    ) -> Iterator[Spelling]:
        """Yield the labels of a term: as it is, without *the*, in the singular."""
        labels = tuple(map(_label, words))
        signs = tuple(parted)
        if words[0] in _ARTICLES and len(words) > 1:
            labels, signs = labels[1:], (False, *signs[2:])
        yield Spelling(labels, signs)
        if words[0] == "The" and len(words) > 2:  # noqa: PLR2004 - The Hague stays
            yield Spelling(labels[1:], (False, *signs[2:]))
        for singular in _singulars(labels[-1]):
            yield Spelling((*labels[:-1], singular), signs, own=False)

    def forms(self, words: Sequence[str]) -> tuple[Forms, Forms]:
        """Return how words may begin a term, and how they may go on with one."""
        first, later, _, numbers = self._labels
        forms = list(map(_forms, words))
        begins, follows = (
            [[(f.label, f.code) for f in one if f.label in known] for one in forms]
            for known in (first, later)
        )
        return Forms.of(begins, numbers), Forms.of(follows, numbers)

    def agrees(self, term: str, text: str, code: int) -> bool:  # noqa: ARG002
        """Tell whether a text may stand for a term: Turkey is not turkey, nor US us."""
        if text == term:
            return True
        ours, theirs = _WORDS.findall(term), _WORDS.findall(text)
        if ours[0].lower() in _ARTICLES and len(ours) > len(theirs):
            ours = ours[1:]
        if len(ours) == 1 and ours[0][:1].isupper() and not theirs[0][:1].isupper():
            return False
        return all(
            not _is_acronym(left) or right.removesuffix("s").isupper()
            for left, right in zip(ours, theirs, strict=False)
        )

    def risky(self, label: str) -> bool:  # noqa: ARG002 - capitals matter in any word
        """Tell whether ``agrees`` could ever refuse a word with this label."""
        return True

    def definite(self, term: str) -> bool:  # noqa: ARG002 - no article is added
        """Tell whether a term bears an article, so that none is added to it."""
        return False


_WORDS = re.compile(rf"[^\W_](?:[^\W_]|[{APOSTROPHES}](?=[^\W_]))*+")


def _is_acronym(word: str) -> bool:
    return len(word) > 1 and word.isupper()


@lru_cache(maxsize=1 << 16)
def _label(word: str) -> str:
    """Return what the spellings of a word share: no case, accents, apostrophes."""
    if not word.isascii():
        word = unicodedata.normalize("NFKD", word)
        word = "".join(char for char in word if not unicodedata.combining(char))
    return word.casefold().translate(_LETTERS)


def _forms(word: str) -> list[Form]:
    """Return the forms of a word, the plainest first."""
    found = [Form(_label(word))]
    if _GENITIVE.search(word):
        word = word[:-2]
        found.append(Form(_label(word), ENDING, GENITIVE))
    found += [Form(one, ENDING, PLURAL) for one in _singulars(_label(word))]
    return found


def _singulars(label: str) -> list[str]:
    """Return the words of which a word may be the plural by its letters."""
    if not label.endswith("s") or label.endswith("ss") or len(label) <= 2:  # noqa: PLR2004
        return []
    found = [label[:-1]]
    if label.endswith("ies") and len(label) > 4:  # noqa: PLR2004 - skies, not ties
        found.append(label[:-3] + "y")
    elif label.endswith(("ses", "xes", "zes", "ches", "shes", "oes")):
        found.append(label[:-2])
    return found

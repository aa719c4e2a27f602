"""The table of Latin words in use: how many languages have a word, and how often.

From the word lists of wordfreq (CC-BY-SA-4.0) and the people's names of Faker (MIT).
"""

from __future__ import annotations

import re
from importlib import resources

import numpy as np
import wordfreq

from glossary.names.alphabet import latin_letters
from glossary.names.writer import shortened

LANGUAGES = (
    "en de fr es it pt nl pl cs sv fi ca nb da tr ro hu id sh lt lv sk sl is fil ms"
).split()
NAMED = 2
"""Faker's lists of names count as so many languages."""
MANY = (2, 4, 9)
OFTEN = (0, 10**-7.4, 10**-6.4)
QUOTED = re.compile(r"[\"']([^\"'\n]+)[\"']")


def attested() -> np.ndarray:
    """Return the packed words of :class:`glossary.names.writer.Attested`."""
    languages: dict[str, int] = {}
    english: dict[str, float] = {}
    for language in LANGUAGES:
        listed = wordfreq.get_frequency_dict(language, "best")
        folded = {latin_letters(word): share for word, share in listed.items()}
        for word in folded:
            languages[word] = languages.get(word, 0) + 1
        if language == "en":
            for word, share in listed.items():
                plain = latin_letters(word)
                english[plain] = max(english.get(plain, 0), share)
    for word in people():
        languages[word] = languages.get(word, 0) + NAMED
    kept = [
        word
        for word, count in sorted(languages.items())
        if len(word) > 1 and (count >= MANY[0] or word in english)
    ]
    classes = [
        4 * sum(languages[word] >= least for least in MANY)
        + sum(english.get(word, 0) > least for least in OFTEN)
        for word in kept
    ]
    packed = (shortened(kept) << np.uint32(4)) | np.array(classes, np.uint32)
    order = np.sort(packed)
    # Of words that share a digest the one in wider use stays.
    last = np.append((order[1:] >> 4) != (order[:-1] >> 4), [True])
    return order[last]


def people() -> set[str]:
    names: set[str] = set()
    folder = resources.files("faker.providers").joinpath("person")
    for locale in sorted(folder.iterdir(), key=lambda entry: entry.name):
        source = locale.joinpath("__init__.py")
        if source.is_file():
            for quoted in QUOTED.findall(source.read_text("utf-8")):
                names.update(map(latin_letters, re.split(r"[\s\-]+", quoted)))
    return names - {""}

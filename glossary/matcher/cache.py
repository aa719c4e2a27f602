"""A built matcher as one file of arrays, which loads without building anything."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple
from zipfile import BadZipFile

import numpy as np

from glossary.arabic import KEY_VERSION
from glossary.errors import StoreError
from glossary.matcher.terms import Terms
from glossary.matcher.trie import Trie

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import BinaryIO

    from numpy.typing import NDArray

VERSION = 1
"""Raised whenever the labels of a term or the arrays change."""


class Saved(NamedTuple):
    """All of a matcher but its language's rules."""

    lang: str
    trie: Trie
    owners: NDArray[np.int32]
    """The number of each spelling's term."""
    own: NDArray[np.bool_]
    """Whether each spelling is of the term's own form."""
    terms: Terms
    labels: Sequence[str]
    nouns: NDArray[np.bool_]
    """Whether each label is of a term of one word that may be inflected."""


def write(stream: BinaryIO, saved: Saved) -> None:
    """Write a matcher; the same one gives the same bytes."""
    tree, terms = saved.trie, saved.terms
    strings: dict[str, Sequence[str]] = {
        "head": [str(VERSION), str(KEY_VERSION), saved.lang],
        "labels": saved.labels,
        "texts": terms.texts,
        "details": terms.details,
    }
    arrays: dict[str, Any] = {
        **{name: _packed(value) for name, value in strings.items()},
        **{f"trie_{name}": value for name, value in tree._asdict().items()},
        "owners": saved.owners,
        "own": saved.own,
        "concepts": terms.concepts,
        "names": terms.names,
        "nouns": saved.nouns,
    }
    np.savez(stream, **arrays)


def read(stream: BinaryIO) -> Saved:
    """Return what ``write`` wrote; raise ``StoreError`` for anything else."""
    try:
        arrays = np.load(stream, allow_pickle=False)
        version, keys, lang = _strings(arrays["head"])
        if (version, keys) != (str(VERSION), str(KEY_VERSION)):
            raise StoreError("the index of terms is of another version; build it again")
        return Saved(
            lang=lang,
            trie=Trie(*(arrays[f"trie_{name}"] for name in Trie._fields)),
            owners=arrays["owners"],
            own=arrays["own"],
            terms=Terms(
                arrays["concepts"],
                arrays["names"],
                _strings(arrays["texts"]),
                _strings(arrays["details"]),
            ),
            labels=_strings(arrays["labels"]),
            nouns=arrays["nouns"],
        )
    except (ValueError, KeyError, OSError, EOFError, BadZipFile, TypeError) as error:
        raise StoreError(
            f"the index of terms is damaged; build it again: {error}"
        ) from None


def _packed(strings: Sequence[str]) -> NDArray[np.uint8]:
    return np.frombuffer(json.dumps(list(strings)).encode(), np.uint8)


def _strings(packed: NDArray[np.uint8]) -> list[str]:
    found: Any = json.loads(packed.tobytes())
    return [str(one) for one in found]

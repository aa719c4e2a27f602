"""A shard of a corpus: the words of some documents, with what is known of each."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from glossary.arabic import Gap
from glossary.extract.corpus import scan
from glossary.extract.stopwords import clues
from glossary.extract.types import AGENT, AT
from glossary.model import ConceptType
from glossary.names.given import given_names

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from glossary.extract.corpus import Document
    from glossary.extract.shelf import Shelf
    from glossary.extract.vocabulary import Vocabulary

RELATIVE = ("ي", "ية", "يين", "يون")
"""Endings of adjectives made from nouns."""
TYPES = tuple(ConceptType)
_NONE = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexis:
    """What counting asks of each distinct word; see ``Vocabulary``."""

    lexeme: NDArray[np.int32]
    form: NDArray[np.int32]
    stop: NDArray[np.bool_]
    weak: NDArray[np.bool_]
    verb: NDArray[np.bool_]
    article: NDArray[np.bool_]
    bound: NDArray[np.bool_]
    noun: NDArray[np.bool_]
    """The word may be the noun before two adjectives."""
    relative: NDArray[np.bool_]
    """The word is an adjective made from a noun."""
    plain: NDArray[np.bool_]
    """The word bears no proclitic."""
    joined: NDArray[np.bool_]
    """Its proclitic is و alone."""
    name: NDArray[np.bool_]
    """The word may be part of a person's foreign name."""
    given: NDArray[np.bool_]
    title: NDArray[np.bool_]
    """The word introduces a person, and so does the agent of a verb of saying."""
    agent: NDArray[np.bool_]
    at: NDArray[np.bool_]
    """A place's name may follow the word."""
    head: NDArray[np.int8]
    """Which of ``TYPES`` the word heads or introduces; -1 for none."""
    classes: NDArray[np.int64]
    attributes: NDArray[np.int32]
    """The recogniser's rows, a column for each kind of attribute."""

    def save(self, shelf: Shelf) -> None:
        """Put the arrays where every worker finds them."""
        for field in fields(self):
            shelf[f"lexis.{field.name}"] = getattr(self, field.name)


def lexis(
    vocabulary: Vocabulary,
    attributes: NDArray[np.int32],
    classes: NDArray[np.int64],
) -> Lexis:
    """Return what counting asks of a vocabulary's words."""
    words = vocabulary.words
    titles, heads = clues()
    kinds = {type_: number for number, type_ in enumerate(TYPES)}
    given = _among(words.lexeme, given_names())
    head = [heads.get(lexeme) for lexeme in words.lexeme]
    known = [_NONE if one is None else kinds[one] for one in head]
    place = np.array([one is ConceptType.PLACE for one in head], bool)
    plain = ~(vocabulary.stop | vocabulary.weak | vocabulary.verb)
    relative = np.array([stem.endswith(RELATIVE) for stem in words.stem], bool)
    return Lexis(
        lexeme=vocabulary.lexeme,
        form=vocabulary.form,
        stop=vocabulary.stop,
        weak=vocabulary.weak,
        verb=vocabulary.verb,
        article=vocabulary.article,
        bound=vocabulary.bound,
        noun=plain & ~vocabulary.generic,
        relative=relative & ~vocabulary.stop,
        plain=np.array([not one for one in words.proclitics], bool),
        joined=np.array([one == "و" for one in words.proclitics], bool),
        name=plain
        & ~vocabulary.article
        & ~vocabulary.generic
        & (vocabulary.foreign | given),
        given=given,
        title=_among(words.lexeme, titles),
        agent=_among(words.lexeme, AGENT),
        at=_among(words.lexeme, AT) | place,
        head=np.array(known, np.int8),
        classes=classes,
        attributes=attributes,
    )


def _among(names: Sequence[str], some: Collection[str]) -> NDArray[np.bool_]:
    return np.array([name in some for name in names], bool)


class Scanned(NamedTuple):
    """What scanning a shard tells besides the arrays that it keeps."""

    types: tuple[str, ...]
    """Distinct words in order of first appearance; the shard's words count in them."""
    counts: NDArray[np.int64]
    documents: list[tuple[str, int]]
    """Name and offset of each document or part of one."""


def scanned(shelf: Shelf, job: tuple[int, Iterable[Document]]) -> Scanned:
    """Split the documents of a shard into words, and keep those and the texts."""
    number, documents = job
    corpus = scan(documents)
    for name in ("word", "gap", "start", "end", "document"):
        shelf[f"{number}.{name}"] = getattr(corpus, name)
    texts = [one.text.encode("utf-8", "surrogatepass") for one in corpus.documents]
    shelf[f"{number}.text"] = np.frombuffer(b"".join(texts), np.uint8)
    shelf[f"{number}.sizes"] = np.array(list(map(len, texts)), np.int64)
    return Scanned(
        corpus.types,
        np.bincount(corpus.word, minlength=len(corpus.types)),
        [(one.name, one.offset) for one in corpus.documents],
    )


class Shard:
    """The words of a shard, with what is known of each, in reading order."""

    def __init__(self, shelf: Shelf, number: int) -> None:
        self.number = number
        self.shelf = shelf
        self.word: NDArray[np.int32] = self.kept("word")
        self.gap: NDArray[np.int8] = self.kept("gap")

    def __len__(self) -> int:
        return len(self.word)

    def of(self, name: str) -> NDArray[Any]:
        """Return a column of ``Lexis`` for each word."""
        column: NDArray[Any] = self.shelf[f"lexis.{name}"][self.word]
        return column

    def common(self, name: str) -> NDArray[Any]:
        """Return an array that all shards share."""
        return self.shelf[name]

    def kept(self, name: str) -> NDArray[Any]:
        """Return an array that an earlier step kept for the shard."""
        return self.shelf[f"{self.number}.{name}"]

    def keep(self, name: str, array: NDArray[Any]) -> None:
        """Keep an array for a later step."""
        self.shelf[f"{self.number}.{name}"] = array

    def renumber(self) -> None:
        """Let the words count in the types of all shards."""
        self.word = self.kept("types")[self.word]
        self.keep("word", self.word)

    @cached_property
    def lexeme(self) -> NDArray[np.int32]:
        """The lexeme of each word."""
        return self.of("lexeme")

    @cached_property
    def form(self) -> NDArray[np.int32]:
        """The form of each word."""
        return self.of("form")

    @cached_property
    def document(self) -> NDArray[np.int32]:
        """Which of the shard's documents each word is in."""
        return self.kept("document")

    def before(
        self, places: NDArray[np.int64]
    ) -> Iterator[tuple[int, NDArray[np.int64], NDArray[np.int64]]]:
        """Yield distance, mentions and rows of the two words before each mention.

        A word beyond a break or a paragraph's end is none.
        """
        numbers, rows = np.arange(len(places)), places
        for distance in (1, 2):
            near = (rows > 0) & (self.gap[rows] <= Gap.QUOTE)
            numbers, rows = numbers[near], rows[near] - 1
            yield distance, numbers, rows

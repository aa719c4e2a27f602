"""What ``gloss align`` works on: which texts belong together, and what helps."""

from __future__ import annotations

import csv
import re
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cli import documents, files, streams
from glossary.errors import FileError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from glossary.errors import FormatError
    from glossary.model import Concept
    from glossary.readings import Reading
    from tmx.align import Knowledge
    from tmx.align.terms import TermPair

_WORDS = 3
"""Longer terms say little about which of their words is which."""


class Pair(NamedTuple):
    """Two files of one text, and the name it has in records."""

    document: str
    source: str
    target: str


def pairs(
    source: str, target: str, languages: tuple[str, str]
) -> tuple[list[Pair], list[str]]:
    """Return the texts to align, sorted, and the files that have no partner.

    Two files are one text. Files of directories belong together by their names, less
    the language (``x.ar.txt`` and ``x.en.txt``, ``ar/x.txt`` and ``en/x.txt``).
    """
    folders = [Path(name).is_dir() for name in (source, target)]
    if folders[0] != folders[1]:
        raise FileError(
            f"{source} and {target}: one is a directory and the other is not; name two "
            "files or two directories"
        )
    if not folders[0]:
        return [Pair(Path(source).name, source, target)], []
    ours, theirs = (
        _named(folder, languages[side], languages[1 - side], same=source == target)
        for side, folder in enumerate((source, target))
    )
    found = [Pair(name, ours[name], theirs[name]) for name in ours if name in theirs]
    rest = [path for name, path in ours.items() if name not in theirs]
    rest += [path for name, path in theirs.items() if name not in ours]
    if not found:
        raise FileError(
            f"{source} and {target}: no two files share a name; call them the same, or "
            f"x.{languages[0]}.txt and x.{languages[1]}.txt"
        )
    return found, rest


def _named(folder: str, lang: str, other: str, *, same: bool) -> dict[str, str]:
    """Return the files of one language by their names without it."""
    found = {}
    for path in documents.walk([folder]):
        name = str(Path(path).relative_to(folder))
        own = _without(name, lang)
        if own == name and (same or _without(name, other) != name):
            continue
        found[own] = path
    return found


def _without(name: str, lang: str) -> str:
    """Return a file's name without the tag before its suffix."""
    tag = rf"[._-]{re.escape(lang)}(?:[_-][A-Za-z]{{2,4}})?(?=\.[^.]*$|$)"
    return re.sub(tag, "", name, flags=re.IGNORECASE)


def knowledge(concepts: Iterable[Concept], languages: tuple[str, str]) -> Knowledge:
    """Return what the glossary, the gazetteer and the list of given names know.

    Of two dictionaries the first has each word of a term with all of its English, the
    last what one word translates by itself.
    """
    from tmx.align import Knowledge, collect

    terms_ = list(_terms(concepts, *languages))
    phrases = ((word, words) for arabic, words in terms_ for word in arabic)
    alone = (
        (arabic[0], words)
        for arabic, words in terms_
        if len(arabic) == 1 and len(words) == 1
    )
    return Knowledge(dictionaries=(collect(phrases), collect(chain(alone, _words()))))


def terms(
    source: Sequence[str],
    target: Sequence[str],
    known: Knowledge,
    wanted: Sequence[str] | None = None,
) -> list[TermPair]:
    """Return the term pairs of aligned sentences, with all that the packages know."""
    from tmx.align.terms import term_pairs

    return term_pairs(
        source,
        target,
        wanted=wanted,
        reader=reader,
        dictionaries=known.dictionaries[-1:],
        names=same_name,
    )


def read_pairs(
    name: str,
    languages: tuple[str, str],
    on_problem: Callable[[FormatError], None] | None = None,
) -> Iterator[tuple[str, str]]:
    """Yield the pairs of an aligned file: .tsv, or any format of translation units.

    A TSV has two columns, or a header that names ``source`` and ``target`` or the
    languages. What cannot be read goes to ``on_problem``; without it, it is raised.
    Raises ``FileError`` where no row has both languages.
    """
    from cli.exchange import Exchange, Format, detect, read_units

    some = False
    with files.open_binary(name) as stream:
        kind = detect(name, stream)
        if kind is Format.TSV:
            rows = _tsv(streams.text_lines(stream, name, on_problem), languages)
        else:
            how = Exchange(
                name=name,
                source=languages[0],
                target=languages[1],
                strict=on_problem is None,
            )
            units = read_units(kind, stream, how)
            both = filter(None, (unit.pair(*languages) for unit in units))
            texts = ((one.segment, other.segment) for one, other in both)
            rows = ((one.plain, other.plain) for one, other in texts if one and other)
        for row in rows:
            some = True
            yield row
        if kind is not Format.TSV and on_problem:
            for problem in how.problems:
                on_problem(problem)
    if not some:
        raise FileError(
            f"{name}: no pair has both {languages[0]} and {languages[1]}; a .tsv needs "
            "a header that names its columns, or just the two"
        )


def _tsv(lines: Iterable[str], languages: tuple[str, str]) -> Iterator[tuple[str, str]]:
    rows: Iterator[list[str]] = csv.reader(lines, delimiter="\t")
    first = next(rows, [])
    columns = (0, 1)
    for names in (("source", "target"), languages):
        if set(names) <= set(first):
            columns = first.index(names[0]), first.index(names[1])
            break
    else:
        rows = chain([first], rows)
    for row in rows:
        if len(row) > max(columns) and all(row[place].strip() for place in columns):
            yield row[columns[0]], row[columns[1]]


def reader(counts: Mapping[str, int]) -> Callable[[str], Reading]:
    """Return what reads the words of a text by its clitics."""
    from glossary.lexicon import arabic
    from glossary.readings import Readings

    return Readings(arabic(), corpus=counts).read


def same_name(arabic: Sequence[str], latin: Sequence[str]) -> NDArray[np.float32]:
    """Return how likely each Arabic word is the Latin one beside it, as a name."""
    from glossary.names.model import names

    model = names()
    return model.confidence(model.score(arabic, latin), arabic)


def _terms(
    concepts: Iterable[Concept], source: str, target: str
) -> Iterator[tuple[list[str], list[str]]]:
    """Yield the words of each term with those of each English term, short ones only."""
    for concept in concepts:
        ours, theirs = concept.section(source), concept.section(target)
        if ours is None or theirs is None:
            continue
        english = [term.text.split() for term in theirs.terms]
        for term in ours.terms:
            arabic = term.text.split()
            for words in english:
                if max(len(arabic), len(words)) <= _WORDS:
                    yield arabic, words


def _words() -> Iterator[tuple[str, list[str]]]:
    """Yield the words of places and given names one by one."""
    from glossary.gazetteer import places
    from glossary.names.given import given_names

    for name, homonyms in places().items():
        arabic = name.split()
        for place in homonyms:
            words = place.english.split()
            if len(arabic) == len(words):
                pairs_ = zip(arabic, words, strict=True)
                yield from ((one, [other]) for one, other in pairs_)
    for one, english_name in given_names().items():
        yield one, [english_name]

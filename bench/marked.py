"""The marked articles of bench/data/marked: our own texts with their names and terms.

The first line of a file says what the text is about; in the rest ``[PER …]`` marks a
name of a type and ``{…}`` a term. Proclitics stand outside the marks.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from glossary.extract.corpus import Corpus, Document, scan
from glossary.extract.types import LABELS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

FOLDER = Path(__file__).parent / "data" / "marked"
TERM = "TERM"
_NAMES = "|".join(label for label in LABELS if label != TERM)
_MARK = re.compile(rf"\[({_NAMES}) ([^\[\]{{}}]*)\]|\{{([^{{}}\[\]]*)\}}")


class Span(NamedTuple):
    """A marked name or term: code points from 0 in the text without marks."""

    start: int
    end: int
    label: str


class Marked(NamedTuple):
    """A text and its marks, in order."""

    document: Document
    spans: list[Span]


def articles(folder: Path = FOLDER) -> list[Marked]:
    """Return the marked articles in the order of their names."""
    return [parse(path) for path in sorted(folder.glob("*.txt"))]


def parse(path: Path) -> Marked:
    _, _, body = path.read_text("utf-8").partition("\n")
    text, place, spans = "", 0, []
    for match in _MARK.finditer(body):
        text += body[place : match.start()]
        start = len(text)
        text += match[2] if match[1] else match[3]
        spans.append(Span(start, len(text), match[1] or TERM))
        place = match.end()
    text += body[place:]
    if stray := re.search(r"[\[\]{}]", text):
        raise SystemExit(f"{path}: stray {stray.group()} at {stray.start()}")
    return Marked(Document(path.stem, text), spans)


def labelled(marked: Sequence[Marked]) -> tuple[Corpus, list[str]]:
    """Return the corpus of some articles and a label (O, B-PER, I-PER …) a word."""
    corpus = scan(article.document for article in marked)
    return corpus, list(_labels(corpus, [article.spans for article in marked]))


def _labels(corpus: Corpus, spans: Sequence[Sequence[Span]]) -> Iterator[str]:
    last = None
    next_ = [0] * len(spans)
    rows: Iterable[tuple[int, int, int]] = zip(
        corpus.document.tolist(),
        corpus.start.tolist(),
        corpus.end.tolist(),
        strict=True,
    )
    for number, start, end in rows:
        here, index = spans[number], next_[number]
        while index < len(here) and here[index].end <= start:
            index += 1
        next_[number] = index
        if index < len(here) and here[index].start < end:
            yield ("I-" if last == (number, index) else "B-") + here[index].label
            last = (number, index)
        else:
            yield "O"
            last = None

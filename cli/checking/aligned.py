"""Texts and their translations, aligned on the way to be checked."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from cli import documents, files, session
from glossary.check.model import Pair
from glossary.errors import GlossError
from glossary.lang import direction

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cli.aligned import Aligned
    from cli.checking.inputs import Inputs
    from glossary.model import Concept


_LEAST = 0.1
"""Pairs that score less are hardly ever translations of each other; those that only
score low may do so because of the very faults that are sought."""


def aligned_pairs(
    source: str, target: str, inputs: Inputs, concepts: Sequence[Concept]
) -> Iterator[Pair]:
    """Yield the sentences of two texts, or of two directories, that belong together.

    The file is the translation's, the line that of its first sentence; the unit is the
    pair's number in the text. A source sentence without a translation is a unit with
    an empty target; a sentence in the source's script that the translation still has
    belongs to the unit before it. Pairs that are probably no translations of each
    other are left out, and so is what the translation adds: standard error says how
    many.
    """
    from cli.alignment import knowledge, pairs
    from cli.bitext import Options, aligned
    from tmx.align import Associations

    found, alone = pairs(source, target, inputs.languages)
    for name in alone:
        session.say(f"{name}: has no partner in the other language; not checked")
    how = Options(
        languages=inputs.languages,
        by_line=False,
        least=_LEAST,
        unmatched=True,
        knowledge=knowledge(concepts, inputs.languages),
    )
    learned = Associations()
    for pair in found:
        try:
            places = _Lines(pair.target)
            rows = aligned(pair, how, learned)
            for number, one in enumerate(_whole(rows, inputs.languages[0]), start=1):
                inputs.checked += 1
                line = places.line(one.link.target, one.target)
                yield Pair(pair.target, str(number), one.source, one.target, line)
        except GlossError as error:
            inputs.complain(error)


def _whole(rows: Iterable[Aligned], source: str) -> Iterator[Aligned]:
    """Yield what has a source, with what is left untranslated behind it."""
    held: Aligned | None = None
    for one in rows:
        if one.sources:
            if held is not None:
                yield held
            held = one
        elif held is not None and _is_left(one.target, source):
            held = held._replace(targets=(*held.targets, *one.targets))
    if held is not None:
        yield held


def _is_left(text: str, source: str) -> bool:
    """Tell whether most letters of a text are in the script of the source."""
    from glossary.arabic import is_arabic

    letters = [char for char in text if char.isalpha()]
    arabic = 2 * sum(map(is_arabic, letters)) > len(letters)
    return arabic and direction(source) == "rtl"


class _Lines:
    """The lines of a text's sentences, where the text has any."""

    def __init__(self, name: str) -> None:
        from tmx.sentences import segment

        text = "" if name == files.STDIN else documents.read(name)
        self._texts = [(one.text, one.start) for one in segment(text)]
        self._breaks = [place for place, char in enumerate(text) if char == "\n"]

    def line(self, sentences: Sequence[int], text: str) -> int | None:
        """Return the line of the first sentence; ``None`` where the text is another."""
        if not sentences or sentences[0] >= len(self._texts):
            return None
        found, start = self._texts[sentences[0]]
        if not text.startswith(found.strip()):
            return None
        return bisect_right(self._breaks, start) + 1

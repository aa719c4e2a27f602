"""The review of Arabic texts that have no translation."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from glossary.check.engine import finding
from glossary.check.model import Finding, Pair
from glossary.check.rules import RULES
from glossary.check.rules.bidi_control import controls
from glossary.check.rules.spelling_variant import (
    attested,
    concepts_of,
    listed,
    look,
)
from glossary.check.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from glossary.check.hit import Hit
    from glossary.check.rules.spelling_variant import Spelling
    from glossary.model import Concept


def check_texts(
    documents: Iterable[tuple[str, str]],
    *,
    concepts: Sequence[Concept] = (),
    settings: Settings | None = None,
) -> Iterator[Finding]:
    """Yield the findings of Arabic texts (name, text), text by text, line by line.

    A finding's unit is its line, counted from 1, and its source that line. All texts
    are held, for their spellings are compared.
    """
    chosen = settings or Settings()
    texts = list(documents)
    spellings: list[Spelling] = []
    if chosen.runs("spelling-variant"):
        spellings = _spellings(texts, concepts, chosen.source)
    matcher = None
    if spellings:
        from glossary.matcher import Matcher  # noqa: PLC0415 - reads the lexicon

        matcher = Matcher.build(concepts_of(spellings, chosen.source), chosen.source)
    for name, text in texts:
        lines = text.split("\n")
        starts = [0, *accumulate(len(line) + 1 for line in lines)]
        hits: list[tuple[int, str, Hit]] = []
        if matcher is not None:
            hits += [
                (hit.start, "spelling-variant", hit)
                for hit in look(text, matcher, spellings)
            ]
        if chosen.runs("bidi-control"):
            hits += [
                (hit.start, "bidi-control", hit) for hit in controls(text, "source")
            ]
        for place, rule, hit in sorted(hits, key=lambda row: row[:2]):
            yield _placed(name, lines, starts, place, rule, hit, chosen)


def _placed(  # noqa: PLR0913, PLR0917 - all of a text's place
    name: str,
    lines: list[str],
    starts: list[int],
    place: int,
    rule: str,
    hit: Hit,
    settings: Settings,
) -> Finding:
    """Return a finding in its line; one that runs on ends with the line."""
    number = bisect_right(starts, place)
    start = starts[number - 1]
    line = lines[number - 1]
    pair = Pair(name, str(number), line, "", number)
    moved = hit._replace(start=place - start, end=min(len(line), hit.end - start))
    return finding(RULES[rule], moved, pair, settings)


def _spellings(
    texts: Sequence[tuple[str, str]], concepts: Sequence[Concept], lang: str
) -> list[Spelling]:
    """Return the forms to find, those of the glossary first."""
    from glossary import lexicon  # noqa: PLC0415 - heavy, and only where it is wanted
    from glossary.base import Entry  # noqa: PLC0415 - the same
    from glossary.extract.attested import attested as names_in  # noqa: PLC0415
    from glossary.extract.corpus import Document  # noqa: PLC0415
    from glossary.knowledge import concept_senses  # noqa: PLC0415
    from glossary.names.english import packaged_senses  # noqa: PLC0415
    from glossary.names.variants import variants  # noqa: PLC0415

    general = lexicon.arabic()
    senses = [*concept_senses(map(Entry, concepts), lang), *packaged_senses()]
    found = names_in(
        (Document(name, text) for name, text in texts), lexicon=general, senses=senses
    )
    every = [*listed(concepts, lang), *attested(variants(found, zipf=general.zipf))]
    unique = {one.form: one for one in reversed(every)}
    wanted = {one.expected for one in every}
    return [one for one in reversed(unique.values()) if one.form not in wanted]

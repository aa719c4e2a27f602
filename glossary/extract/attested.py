"""The names that texts attest, known ones and those that the recogniser sees."""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

import numpy as np

from glossary.arabic import bare, key
from glossary.extract.known import match
from glossary.extract.recognised import PAIR, Mention, Recognised
from glossary.extract.resumed import resumed
from glossary.extract.understood import Bench, understand
from glossary.model import ConceptType, Origin
from glossary.names.forms import Attested
from glossary.names.given import given_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from glossary.extract.corpus import Document
    from glossary.extract.understood import Understood
    from glossary.knowledge import Sense
    from glossary.lexicon import Lexicon


def attested(
    documents: Iterable[Document], *, lexicon: Lexicon, senses: Sequence[Sense] = ()
) -> list[Attested]:
    """Return each form of each name with its mentions, in order of appearance.

    ``senses`` are tried in order, as ``extract`` does.
    """
    bench = Bench(size=sys.maxsize)  # one shard: names are compared with all others
    text = understand(documents, lexicon=lexicon, senses=senses, bench=bench)
    spans = Recognised(text.corpus(), text.vocabulary, lexicon)
    mentions = [*_known(text, spans), *spans.mentions()]
    size = len(spans.corpus.word)
    kept = _longest(mentions, size)
    kept = _longest([*resumed(kept, spans), *kept], size)
    return _forms([*kept, *_nested(text, kept, spans)], spans)


def _known(text: Understood, spans: Recognised) -> Iterator[Mention]:
    """Yield the mentions of known names; a person's surname is no place."""
    shelf = text.bench.shelf
    slots, places = shelf["0.known.slot"], shelf["0.known.place"]
    for group, fine in zip(text.groups, text.fine.tolist(), strict=True):
        sense = group.senses[0]
        if sense.type is ConceptType.TERM or not fine:
            continue
        concept = _concept(sense)
        for slot in group.slots:
            length = len(text.words[slot])
            for place in places[slots == slot].tolist():
                if (
                    length == 1
                    and sense.type is ConceptType.PLACE
                    and spans.person(place)
                ):
                    yield Mention(place, 1, ConceptType.PERSON, None, None)
                    continue
                yield Mention(place, length, sense.type, concept, group.head)


def _nested(
    text: Understood, kept: Sequence[Mention], spans: Recognised
) -> Iterator[Mention]:
    """Yield the known places after في at the end of a longer name."""
    shelf = text.bench.shelf
    ends = {one.start + one.length: one.start for one in kept if one.length > PAIR}
    pairs, places = shelf["0.found.pair"], shelf["0.found.place"]
    for pair, place in zip(pairs.tolist(), places.tolist(), strict=True):
        words, senses = match(text.meanings, pair)
        if senses[0].type is not ConceptType.PLACE:
            continue
        outer = ends.get(place + len(words))
        if outer is not None and outer < place - 1 and spans.after_in(place):
            yield Mention(place, len(words), senses[0].type, _concept(senses[0]), None)


def _concept(sense: Sense) -> str:
    first = sense.renderings[0]
    curated = first.origin is Origin.CURATED and first.detail
    return curated or sense.group


def _longest(mentions: Iterable[Mention], size: int) -> list[Mention]:
    """Keep of mentions that overlap the longest; of equals the known one."""
    taken = np.zeros(size, bool)
    kept = []
    for mention in sorted(
        mentions, key=lambda one: (-one.length, one.concept is None, one.start)
    ):
        here = slice(mention.start, mention.start + mention.length)
        if not taken[here].any():
            taken[here] = True
            kept.append(mention)
    return sorted(kept)


def _forms(mentions: Sequence[Mention], spans: Recognised) -> list[Attested]:
    """Count the mentions of each form."""
    corpus = spans.corpus
    whole = _whole_words(mentions, spans)
    counts: defaultdict[
        tuple[str, ConceptType, str | None, str | None], Counter[int]
    ] = defaultdict(Counter)
    for mention in mentions:
        rows = corpus.word[mention.start : mention.start + mention.length].tolist()
        text = _text(rows, spans, whole=rows[0] in whole)
        counts[text, mention.type, mention.concept, mention.head][
            int(corpus.document[mention.start])
        ] += 1
    return [
        Attested(text=text, type=type_, counts=each, concept=concept, head=head)
        for (text, type_, concept, head), each in counts.items()
    ]


def _text(rows: Sequence[int], spans: Recognised, *, whole: bool) -> str:
    corpus, vocabulary = spans.corpus, spans.vocabulary
    first = bare(corpus.types[rows[0]]) if whole else vocabulary.words.base(rows[0])
    return " ".join((first, *(bare(corpus.types[row]) for row in rows[1:])))


def _no_hamza(stem: str) -> bool:
    """Tell whether a stem lacks the hamza that a foreign name would have: واندرسون."""
    return stem.startswith("ا") and not stem.startswith("ال")


def _whole_words(mentions: Sequence[Mention], spans: Recognised) -> set[int]:
    """Return the first words of persons' names that bear no proclitic after all.

    A given name is one (بنحاس), and so is what never stands without the letter.
    """
    seen: defaultdict[int, set[str]] = defaultdict(set)
    written: defaultdict[int, Counter[int]] = defaultdict(Counter)
    for mention in mentions:
        if mention.type is ConceptType.PERSON and mention.concept is None:
            row = int(spans.corpus.word[mention.start])
            lexeme = int(spans.vocabulary.lexeme[row])
            seen[lexeme].add(spans.vocabulary.words.proclitics[row])
            written[lexeme][row] += 1
    found: set[int] = set()
    for lexeme, proclitics in seen.items():
        rows = written[lexeme]
        never = "" not in proclitics and len(proclitics) == 1
        always = never and rows.total() > 1
        found.update(
            row
            for row in rows
            if always
            or key(spans.corpus.types[row]) in given_names()
            or (never and _no_hamza(spans.vocabulary.words.stem[row]))
        )
    return found

"""The names that texts attest, known ones and those that the recogniser sees."""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

import numpy as np

from glossary.arabic import Gap, bare
from glossary.extract.first_words import first_words
from glossary.extract.known import match
from glossary.extract.recognised import PAIR, Mention, Recognised
from glossary.extract.resumed import resumed
from glossary.extract.understood import Bench, understand
from glossary.model import ConceptType, Origin
from glossary.names.forms import Attested
from glossary.names.skeleton import skeleton

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

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
    firsts = first_words(mentions, spans)
    counts: defaultdict[
        tuple[str, ConceptType, str | None, str | None], Counter[int]
    ] = defaultdict(Counter)
    bearers: defaultdict[str, defaultdict[int, list[set[str]]]]
    bearers = defaultdict(lambda: defaultdict(list))
    full: defaultdict[tuple[int, str], set[str]] = defaultdict(set)
    """The persons with a surname whom a document has named in full so far."""
    for mention in mentions:
        document = int(corpus.document[mention.start])
        text = _text(mention, spans, firsts)
        counts[text, mention.type, mention.concept, mention.head][document] += 1
        if mention.type is ConceptType.PERSON:
            surname = skeleton(spans.lexeme(mention.start + mention.length - 1))
            if mention.length > 1:
                full[document, surname].add(text)
            else:
                bearers[text][document].append(set(full[document, surname]))
    return [
        Attested(
            text=text,
            type=type_,
            counts=each,
            concept=concept,
            head=head,
            bearers={
                document: frozenset.union(*map(frozenset, every))
                for document, every in bearers.get(text, {}).items()
            },
        )
        for (text, type_, concept, head), each in counts.items()
    ]


def _text(mention: Mention, spans: Recognised, firsts: Mapping[int, str]) -> str:
    """Return a mention as it is written, without proclitics."""
    corpus = spans.corpus
    first, *others = range(mention.start, mention.start + mention.length)
    text = firsts[int(corpus.word[first])]
    for place in others:
        tight = corpus.start[place] - corpus.end[place - 1] == 1
        joint = "-" if tight and corpus.gap[place] == Gap.HYPHEN else " "
        text += joint + bare(corpus.types[corpus.word[place]])
    return text

"""A timeline of a glossary's terms, from dated articles and dated translations."""

from __future__ import annotations

from collections import Counter
from itertools import islice, tee
from typing import TYPE_CHECKING

from cli import dates, files, session

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cli.config import Config, Workspace
    from cli.documents.rows import Fields, Text
    from cli.session import Session
    from glossary.errors import FormatError, GlossError
    from glossary.model import Candidate, Concept
    from glossary.timeline import Timeline
    from tmx.model import TranslationUnit


_ROUND = 1000
"""Units whose terms are sought together."""


def chosen(terms: Sequence[str], where: Session, settings: Config) -> list[Concept]:
    """Return what to follow: the terms named, else the workspace's, else the packaged.

    A workspace has its concepts, the packaged ones that its texts hold, and its
    candidates. A term that a glossary knows is followed in all its spellings.
    """
    from glossary.arabic import key
    from glossary.base import entries

    workspace = where.workspace()
    own = session.own_concepts(workspace)
    packaged = [entry.concept for entry in entries()]
    if terms:
        known = {
            key(term.text): concept
            for concept in (*packaged, *own)
            if (section := concept.section(settings.source))
            for term in section.terms
        }
        return [known.get(key(one)) or _concept(one, (), settings) for one in terms]
    if workspace is None:
        return packaged
    return [*own, *_of_candidates(workspace, settings, {one.id for one in own})]


def _of_candidates(
    workspace: Workspace, settings: Config, taken: set[str]
) -> Iterator[Concept]:
    from cli.concepts import matched
    from glossary.model import Origin
    from glossary.store import State

    with session.open_store(workspace) as store:
        yield from (one for one in matched(store) if one.id not in taken)
        for stored in store.candidates(State.OPEN):
            first = next(iter(stored.candidate.renderings), None)
            if first is None or first.origin is not Origin.CURATED:
                yield _of_candidate(stored.candidate, settings)


def _of_candidate(candidate: Candidate, settings: Config) -> Concept:
    english = tuple(one.text for one in candidate.renderings[:1])
    return _concept(candidate.term, english, settings)


def _concept(term: str, english: Sequence[str], settings: Config) -> Concept:
    from glossary.model import Concept, LangSection, Term

    sections = [LangSection(lang=settings.source, terms=(Term(text=term),))]
    if english:
        terms = tuple(Term(text=text) for text in english)
        sections.append(LangSection(lang=settings.target, terms=terms))
    return Concept(id=term, sections=tuple(sections))


def count(
    timeline: Timeline,
    paths: Sequence[str],
    concepts: Sequence[Concept],
    settings: Config,
    known: dict[str, dates.Dated],
    fields: Fields,
    problems: list[GlossError],
) -> list[str]:
    """Count the concepts' terms in the articles; return those without a date."""
    from cli.documents import corpora
    from cli.render.progress import counted
    from glossary.arabic import tokens
    from glossary.matcher import Matcher

    matcher = Matcher.build(concepts, settings.source)
    names = [name_of(one, settings) for one in concepts]
    missing: list[str] = []
    texts = corpora.each(corpora.walk(paths), fields, problems.append)
    searched, kept = tee(_dated(counted(texts, "articles"), known, missing))
    found = matcher.find_many(one.text for one, _, _ in searched)
    for (one, date, outlet), hits in zip(kept, found, strict=True):
        try:
            timeline.add(
                date=date,
                outlet=outlet,
                words=len(tokens(one.text)),
                counts=Counter(
                    names[entry.concept] for hit in hits for entry in hit.entries[:1]
                ),
            )
        except ValueError:  # a year only, where months are asked for
            missing.append(one.name)
    return missing


def _dated(
    texts: Iterable[Text], known: dict[str, dates.Dated], missing: list[str]
) -> Iterator[tuple[Text, str, str]]:
    """Yield the articles that have a date with it and their outlet; note the others."""
    for one in texts:
        when = dates.dated(one, known)
        if when.date is None:
            missing.append(one.name)
        else:
            yield one, when.date, when.outlet or ""


def count_renderings(
    timeline: Timeline,
    paths: Iterable[str],
    concepts: Sequence[Concept],
    settings: Config,
    problems: list[FormatError],
) -> list[str]:
    """Count what the terms are called in dated units; return the files of undated."""
    from glossary.matcher import Matcher

    left = Matcher.build(concepts, settings.source)
    right = Matcher.build(concepts, settings.target)
    missing = []
    units = _units(paths, settings, problems)
    while some := list(islice(units, _ROUND)):
        dated: list[tuple[str, str]] = []
        pairs: list[tuple[str, str]] = []
        for name, unit in some:
            pair, when = unit.pair(settings.source, settings.target), _date_of(unit)
            if pair and when:
                dated.append((name, when))
                pairs.append((pair[0].plain, pair[1].plain))
            elif pair:
                missing.append(name)
        meant = left.find_many(source for source, _ in pairs)
        said = right.find_many(target for _, target in pairs)
        for (name, when), ours, theirs in zip(dated, meant, said, strict=True):
            texts = {e.concept: e.term.text for one in theirs for e in one.entries}
            for entry in (entry for one in ours for entry in one.entries):
                if entry.concept in texts:
                    timeline.add_rendering(
                        date=when,
                        outlet=name,
                        term=name_of(concepts[entry.concept], settings),
                        text=texts[entry.concept],
                    )
    return missing


def name_of(concept: Concept, settings: Config) -> str:
    """Return the term that a concept is listed under."""
    found = concept.preferred(settings.source)
    if found:
        return found.text
    section = concept.section(settings.source)
    return section.terms[0].text if section else concept.id


def _units(
    paths: Iterable[str], settings: Config, problems: list[FormatError]
) -> Iterator[tuple[str, TranslationUnit]]:
    from cli.exchange import SUFFIXES, Exchange, detect, read_units

    for name in files.walk(paths, SUFFIXES):
        how = Exchange(
            name=name,
            source=settings.source,
            target=settings.target,
            problems=problems,
        )
        with files.open_binary(name) as stream:
            for unit in read_units(detect(name, stream), stream, how):
                yield name, unit


def _date_of(unit: TranslationUnit) -> str | None:
    """Return the day on which a unit was translated: else of its last change."""
    holders = [dict(unit.attributes), *(dict(one.attributes) for one in unit.variants)]
    found = [
        stamp
        for name in ("creationdate", "changedate")
        for one in holders
        if (stamp := one.get(name))
    ]
    if not found or not found[0][:8].isdecimal():
        return None
    stamp = found[0]
    return f"{stamp[:4]}-{stamp[4:6]}-{stamp[6:8]}"

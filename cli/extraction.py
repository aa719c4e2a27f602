"""From paths to candidates: what ``gloss extract`` does before it prints."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from cli import documents, session
from cli.render.progress import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cli.config import Config, Workspace
    from glossary.errors import GlossError
    from glossary.extract.candidates import Extraction
    from glossary.extract.corpus import Document
    from glossary.model import Candidate


def default_paths(workspace: Workspace | None, settings: Config) -> list[str]:
    """Return the paths that the workspace names."""
    from glossary.errors import FileError

    if workspace is None:
        raise FileError(
            "nothing to read: name files or directories, or make a workspace with "
            "'gloss init'"
        )
    return [os.path.relpath(workspace.root / path) for path in settings.articles]


def read(
    paths: Sequence[str], *, strict: bool
) -> tuple[list[Document], list[GlossError]]:
    """Read every text that can be read, and say why the others cannot."""
    from glossary.arabic import is_arabic
    from glossary.errors import FileError, GlossError
    from glossary.extract.corpus import Document

    texts: list[Document] = []
    problems: list[GlossError] = []
    for name in counted(documents.walk(paths), "texts read"):
        try:
            text = documents.read(name)
            if not text.strip():
                raise FileError(f"{name}: is empty")
            if not is_arabic(text):
                raise FileError(f"{name}: holds no Arabic text")
            texts.append(Document(name, text))
        except GlossError as error:
            if strict:
                raise
            problems.append(error)
    if not texts:
        session.complain(problems[:-1])
        raise problems[-1]
    return texts, problems


def extracted(
    texts: list[Document],
    workspace: Workspace | None,
    settings: Config,
    min_count: int | None,
) -> Extraction:
    """Extract with everything the workspace and the packages know."""
    from glossary import lexicon
    from glossary.base import Entry, entries
    from glossary.extract.candidates import Extraction, Settings
    from glossary.gazetteer import places
    from glossary.knowledge import concept_senses, place_senses

    own = [Entry(concept) for concept in session.own_concepts(workspace)]
    mine = {entry.concept.id for entry in own}
    known = [*own, *(entry for entry in entries() if entry.concept.id not in mine)]
    return Extraction(
        texts,
        lexicon=lexicon.arabic(),
        senses=[
            *concept_senses(known, settings.source, settings.target),
            *place_senses(places()),
        ],
        settings=Settings(
            least=min_count or settings.min_count,
            contexts=settings.contexts,
            style=settings.style,
        ),
    )


def proofs(
    paths: Sequence[str] | None, workspace: Workspace | None, settings: Config
) -> list[str]:
    """Return the aligned files that were named, else those that the workspace names."""
    if paths or workspace is None:
        return list(paths or ())
    return [os.path.relpath(workspace.root / path) for path in settings.parallel]


def with_parallel(
    found: Sequence[Candidate], paths: Sequence[str], settings: Config, *, strict: bool
) -> tuple[list[Candidate], list[GlossError]]:
    """Return the candidates with the English that aligned files show, in their order.

    The files are those that ``gloss align`` writes, or any format of translation units.
    Also return what could not be read in them; with ``strict`` it is raised.
    """
    from cli.alignment import knowledge, read_pairs, terms
    from glossary.base import entries
    from glossary.errors import GlossError
    from tmx.align.terms_feed import with_parallel as fed

    languages = (settings.source, settings.target)
    problems: list[GlossError] = []
    pairs: list[tuple[str, str]] = []
    sizes: list[tuple[str, int]] = []
    for name in paths:
        before = len(pairs)
        try:
            pairs += read_pairs(name, languages, None if strict else problems.append)
        except GlossError as error:
            if strict:
                raise
            problems.append(error)
        sizes.append((name, len(pairs) - before))
    known = knowledge((entry.concept for entry in entries()), languages)
    wanted = list(dict.fromkeys(one.term for one in found))
    sides = [one for one, _ in pairs], [other for _, other in pairs]
    shown = {one.source: one for one in terms(*sides, known, wanted)}
    return list(fed(found, shown, sizes)), problems


def prove(
    extracted: Extraction, paths: Sequence[str], settings: Config, *, strict: bool
) -> list[GlossError]:
    """Give the candidates the English that aligned files show, if any are named.

    What is bad in them is said and returned.
    """
    if not paths:
        return []
    ranked = extracted.ranked
    found, problems = with_parallel(
        [candidate for candidate, _ in ranked], paths, settings, strict=strict
    )
    groups = (group for _, group in ranked)
    extracted.ranked = list(zip(found, groups, strict=True))
    session.complain(problems)
    return problems

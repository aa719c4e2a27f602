"""``gloss terms find``: where a glossary's terms stand in texts."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli import documents, files, session
from cli.commands.terms import app
from cli.options import FormatOption, OutputOption
from cli.render.records import Format, chosen, lines, table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from glossary.errors import GlossError
    from glossary.matcher import Matcher
    from glossary.matcher.model import Entry
    from glossary.matcher.places import Meaning
    from glossary.model import Concept, Term

__all__ = ["app"]

KEYS = ("document", "start", "end", "text", "term", "target")
COLUMNS = [
    ("document", "document"),
    ("start", "start"),
    ("target", "target"),
    ("term", "term"),
    ("text", "text"),
]


@app.command()
def find(
    ctx: typer.Context,
    paths: Annotated[list[str], typer.Argument(help="Files, directories, -.")],
    *,
    glossary: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FILE", help="Instead of the workspace's and the built-in one."
        ),
    ] = None,
    lang: Annotated[
        str | None, typer.Option(help="The texts' language. Default: the source's.")
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Add why each place is the term.")
    ] = False,
    format_: FormatOption = None,
    output: OutputOption = None,
    source: Annotated[str | None, typer.Option(help="Default: ar.")] = None,
    target: Annotated[str | None, typer.Option(help="Default: en.")] = None,
) -> None:
    """Find the glossary's terms in texts, whatever clitics and endings they bear.

    start and end count code points from 0 and delimit whole words; of overlapping terms
    the longest is found. A form that several concepts share gives a record for each.
    target is what to write in the other language.

    Example: gloss terms find articles/ --format csv

    Example: gloss terms find --glossary terms.csv --explain article.txt

    Example: gloss terms find --lang en translation.txt
    """
    from cli.checking.glossaries import concepts
    from glossary import lang as languages
    from glossary.collecting import uncollected
    from glossary.matcher import Matcher

    settings = ctx.obj.settings(source, target)
    pair = settings.source, settings.target
    here = languages.canonical(lang) if lang else settings.source
    other = pair[0] if languages.matches(pair[1], here) else pair[1]
    problems: list[GlossError] = []
    with uncollected():
        known = concepts(glossary or [], ctx.obj.workspace(), pair, problems)
        matcher = Matcher.build(known, here)
    keys = (*KEYS, "reason") if explain else KEYS
    rows = _rows(paths, matcher, _Meant(known, here, other), keys, problems)
    format_ = chosen(format_, output)
    if format_ is Format.TABLE:
        table(rows, [*([("reason", "reason")] if explain else []), *COLUMNS])
    else:
        files.write_text(output or "-", lines(rows, format_, keys))
    if problems:
        raise typer.Exit(2)


def _rows(
    paths: Sequence[str],
    matcher: Matcher,
    meant: _Meant,
    keys: Sequence[str],
    problems: list[GlossError],
) -> Iterator[dict[str, Any]]:
    """Yield a record for each place and concept; say which files are no text."""
    waiting: deque[tuple[str, str]] = deque()
    for places in matcher.places(_texts(paths, waiting, problems)):
        meanings = places.meanings
        for rows in places.rows():
            name, text = waiting.popleft()
            several = list(rows)
            near = meant.near(text, (meanings[number] for *_, number in several))
            for _, _, start, end, number in several:
                meaning = meanings[number]
                for term, target in meant.pairs(meaning, near):
                    values = (name, start, end, text[start:end], term, target)
                    yield dict(zip(keys, (*values, meaning.reason), strict=False))


def _texts(
    paths: Sequence[str], waiting: deque[tuple[str, str]], problems: list[GlossError]
) -> Iterator[str]:
    """Yield the texts of files, which wait with their names until they are searched."""
    from glossary.errors import GlossError

    for name in documents.walk(paths):
        try:
            text = documents.read(name)
        except GlossError as error:
            session.complain([error])
            problems.append(error)
            continue
        waiting.append((name, text))
        yield text


class _Meant:
    """Tells which of the built-in homonyms a text can mean (كوبا: Cuba, or Quba)."""

    def __init__(self, concepts: Sequence[Concept], lang: str, other: str) -> None:
        from glossary.base import entries
        from glossary.matcher import Matcher
        from glossary.model import Concept, LangSection, Term

        self._concepts, self._lang, self._other = concepts, lang, other
        self._known: dict[tuple[int, str], tuple[str, str | None]] = {}
        packaged = {entry.concept.id: entry for entry in entries() if entry.near}
        self._near = {
            number: packaged[concept.id].near
            for number, concept in enumerate(concepts)
            if concept.id in packaged and concept == packaged[concept.id].concept
        }
        self._words = list(
            dict.fromkeys(word for near in self._near.values() for word in near)
        )
        terms = ((Term(text=word),) for word in self._words)
        sections = (LangSection(lang=lang, terms=several) for several in terms)
        self._matcher = Matcher.build(
            [Concept(id=str(n), sections=(one,)) for n, one in enumerate(sections)],
            lang,
        )

    def near(self, text: str, meanings: Iterable[Meaning]) -> frozenset[str]:
        """Return the words of a text that tell homonyms apart, where it has some."""
        if not any(e.concept in self._near for one in meanings for e in one.entries):
            return frozenset()
        return frozenset(
            self._words[entry.concept]
            for one in self._matcher.find(text, overlapping=True)
            for entry in one.entries
        )

    def pairs(
        self, meaning: Meaning, near: frozenset[str]
    ) -> Iterator[tuple[str, str | None]]:
        """Yield the terms that a place may stand for, with what to write for them."""
        for entry in meaning.entries:
            wanted = self._near.get(entry.concept)
            if wanted is None or not near.isdisjoint(wanted):
                yield self._pair(entry)

    def _pair(self, entry: Entry) -> tuple[str, str | None]:
        key = entry.concept, entry.term.text
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = entry.term.text, self._target(*entry)
        return found

    def _target(self, number: int, term: Term) -> str | None:
        """Return what to write for a term: the short form for a short one."""
        from glossary.pairing import pairs

        concept = self._concepts[number]
        here, there = concept.section(self._lang), concept.section(self._other)
        if here and there:
            for ours, theirs in pairs(here, there):
                if ours == term:
                    return theirs.text
        written = concept.preferred(self._other)
        return written.text if written else None

"""Glossaries of machine translation services: one target for one source, within limits.

What a service would refuse the whole file for is left out and counted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from glossary.formats.csv import quoted
from glossary.formats.pairs import sides
from glossary.model import LangSection
from glossary.pairing import pairs

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from glossary.losses import Losses
    from glossary.model import Concept, Term

# C0, DEL and C1 controls, and the line and paragraph separators.
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """What a service accepts, by its own documentation; sizes in bytes of UTF-8."""

    name: str
    most_of_text: int | None
    """In one source or target text."""
    most_of_file: int = 10 << 20
    has_header: bool = False
    """Whether the first line names the languages."""


# developers.deepl.com: "each source/target text … is limited to 1024 UTF-8 bytes",
# 10 MiB a glossary, no duplicates, no control characters, no blanks around.
DEEPL = Service(name="DeepL", most_of_text=1024)
# cloud.google.com/translate/docs/advanced/glossary: a one-way glossary has no header.
GOOGLE = Service(name="Google", most_of_text=1024)
# docs.aws.amazon.com/translate: "Creating a custom terminology", "Guidelines and
# quotas"; the language codes head the columns, a source counts as it is cased.
AMAZON = Service(name="Amazon", most_of_text=200, has_header=True)
# learn.microsoft.com, "Use glossaries with Document Translation": one to one.
AZURE = Service(name="Azure", most_of_text=None)


def write_mt(
    concepts: Iterable[Concept],
    *,
    service: Service,
    losses: Losses,
    languages: tuple[str, str] = ("ar", "en"),
    delimiter: str = "\t",
) -> Iterator[str]:
    """Yield a header where the service wants one, then a line for each source text.

    Each spelling of the source is a line, with the target to write for it. Of two
    translations of one source the first is kept. No guard against spreadsheet formulas
    is added: the service would translate it along.
    """
    left = service.most_of_file
    if service.has_header:
        head = delimiter.join(languages) + "\n"
        left -= len(head)
        yield head
    seen: dict[str, str] = {}
    for concept in concepts:
        for ours, theirs in _pairs(concept, languages, losses):
            source, target = _clean(ours.text, losses), _clean(theirs.text, losses)
            if not _fits(source, target, service, losses):
                continue
            if source in seen:
                if seen[source] != target:
                    losses.add("further translations of one source")
                continue
            cells = [source, target]
            if delimiter == ",":
                cells = [quoted(one, delimiter) for one in cells]
            line = delimiter.join(cells) + "\n"
            if len(line.encode()) > left:
                losses.add(f"entries beyond {service.most_of_file >> 20} MB")
                continue
            left -= len(line.encode())
            seen[source] = target
            yield line


def _pairs(
    concept: Concept, languages: tuple[str, str], losses: Losses
) -> Iterator[tuple[Term, Term]]:
    pair = sides(concept, *languages, losses)
    if pair is None:
        return
    if concept.note or concept.definition:
        losses.add("notes and definitions")
    for term in (*pair.source, *pair.target):
        if not term.status.usable:
            losses.add(f"{term.status.label} terms")
    ours, theirs = (
        LangSection(lang=tag, terms=terms)
        for tag, terms in zip(languages, pair, strict=True)
    )
    found = list(pairs(ours, theirs))
    if not found:
        losses.add("concepts without a usable term")
    written = {theirs for _, theirs in found}
    if any(one.status.usable and one not in written for one in pair.target):
        losses.add("synonyms of the target")
    yield from found


def _fits(source: str, target: str, service: Service, losses: Losses) -> bool:
    if not source or not target:
        losses.add("texts of control characters only")
        return False
    most = service.most_of_text
    if most is not None and max(len(source.encode()), len(target.encode())) > most:
        losses.add(f"texts longer than {most} bytes")
        return False
    return True


def _clean(text: str, losses: Losses) -> str:
    if _CONTROLS.search(text):
        losses.add("control characters, tabs and line breaks")
    return " ".join(_CONTROLS.sub(" ", text).split())

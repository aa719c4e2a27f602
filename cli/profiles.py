"""What each tool reads, and what of a glossary it would misread (docs/formats.md)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from cli.formats import Format
from glossary import lang
from glossary.errors import FileError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cli.formats import Exchange
    from glossary.model import Concept, LangSection


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One tool: its formats, and what must not reach it."""

    label: str
    formats: dict[Format, Format]
    """What an option writes for this tool; all that the tool reads."""
    default: tuple[Format, ...]
    """What is written when no format is asked for."""
    usable_only: bool = False
    """Whether it offers terms that are not to be written as if they were."""
    exact_tags: bool = False
    """Whether it finds nothing under a tag with a region that nobody asked for."""
    plain_heads: bool = False
    """Whether it knows the columns of a table by ``source`` and ``target`` only."""
    tags: frozenset[str] | None = None
    """The tags with a region that it knows, where it knows few."""
    most_of_text: int | None = None
    """Bytes of UTF-8 in a text; where the format's writer does not see to it."""
    advice: dict[Format, str] = field(default_factory=dict)
    """What it does with a format that it does not read."""


def _same(*kinds: Format) -> dict[Format, Format]:
    return {kind: kind for kind in kinds}


_V2 = "reads TBX 2 and not 3"
PROFILES = {
    "omegat": Profile(
        label="OmegaT",
        formats=_same(Format.OMEGAT, Format.TMX, Format.TBX, Format.PO),
        default=(Format.OMEGAT, Format.TMX),
        usable_only=True,
        advice={
            Format.TSV: "ignores files that end in .tsv; use --omegat",
            Format.CSV: "takes a header for an entry; use --omegat",
        },
    ),
    "trados": Profile(
        label="Trados",
        formats=_same(Format.TMX, Format.TBX, Format.XLSX, Format.CSV),
        default=(Format.TMX, Format.TBX),
    ),
    "memoq": Profile(
        label="memoQ",
        formats=_same(Format.TMX, Format.TBX, Format.CSV, Format.XLSX),
        default=(Format.TMX, Format.TBX, Format.CSV),
    ),
    "weblate": Profile(
        label="Weblate",
        formats=_same(Format.TBX, Format.TMX, Format.CSV, Format.PO),
        default=(Format.TBX, Format.TMX),
        usable_only=True,
        exact_tags=True,
        plain_heads=True,
    ),
    "lokalize": Profile(
        label="Lokalize",
        formats=_same(Format.TBX, Format.PO, Format.TMX),
        default=(Format.TBX, Format.PO),
        usable_only=True,
        exact_tags=True,
    ),
    "poedit": Profile(
        label="Poedit",
        formats=_same(Format.TMX, Format.PO),
        default=(Format.TMX, Format.PO),
        usable_only=True,
        exact_tags=True,
    ),
    "deepl": Profile(
        label="DeepL",
        formats={Format.TSV: Format.DEEPL},
        default=(Format.TSV,),
    ),
    "google": Profile(
        label="Google",
        formats={Format.CSV: Format.GOOGLE, Format.TSV: Format.GOOGLE},
        default=(Format.CSV,),
    ),
    "amazon": Profile(
        label="Amazon",
        formats={
            Format.CSV: Format.AMAZON,
            Format.TSV: Format.AMAZON,
            Format.TMX: Format.TMX,
        },
        default=(Format.CSV,),
        # docs.aws.amazon.com/translate: "Supported languages and language codes".
        tags=frozenset(("es-MX", "fa-AF", "fr-CA", "pt-PT", "zh-TW")),
        most_of_text=200,
    ),
    "azure": Profile(
        label="Azure",
        formats={Format.TSV: Format.AZURE},
        default=(Format.TSV,),
    ),
    "llm": Profile(
        label="a language model",
        formats=_same(Format.LLM),
        default=(Format.LLM,),
    ),
}


def profile(tool: str) -> Profile:
    """Return a tool's profile; raise ``FileError`` for a tool that is not known."""
    if tool not in PROFILES:
        raise FileError(f"--for {tool}: choose from {', '.join(PROFILES)}")
    return PROFILES[tool]


def tag_for(tool: Profile, tag: str) -> str:
    """Return the tag to write: without its region where the tool does not know it."""
    known = tool.tags is None or lang.canonical(tag) in tool.tags
    return tag if known else lang.primary(tag)


def remarks(tool: Profile, kinds: Iterable[Format], tbx_version: int) -> Iterator[str]:
    """Yield what to tell about formats that the tool does not read as they are."""
    for kind in kinds:
        if kind not in tool.formats:
            options = [f"--{one}" for one in tool.formats if one is not Format.LLM]
            own = ", ".join(options) or "-o FILE"
            advice = tool.advice.get(kind, f"does not read it; use {own}")
            yield f"--{kind}: {tool.label} {advice}"
        elif kind is Format.TBX and tbx_version > 2:  # noqa: PLR2004 - TBX 2
            yield f"--tbx: {tool.label} {_V2}; version 2 is written"


def fitted(
    concepts: Iterable[Concept], tool: Profile, how: Exchange
) -> Iterator[Concept]:
    """Yield the concepts as the tool reads them right, and count what that costs."""
    for concept in concepts:
        sections = concept.sections
        if tool.exact_tags:
            sections = tuple(_retagged(concept, how))
        if tool.most_of_text is not None:
            sections = tuple(_short(sections, tool.most_of_text, how))
        if sections != concept.sections:
            concept = replace(concept, sections=sections)  # noqa: PLW2901 - changed
        yield concept


def _retagged(concept: Concept, how: Exchange) -> Iterator[LangSection]:
    chosen = {concept.section(tag): tag for tag in how.languages()}
    for section in concept.sections:
        tag = chosen.get(section, section.lang)
        if tag == section.lang:
            yield section
        else:
            how.losses.add(f"language tag {section.lang}")
            yield replace(section, lang=tag)


def _short(
    sections: Iterable[LangSection], most: int, how: Exchange
) -> Iterator[LangSection]:
    for section in sections:
        terms = tuple(one for one in section.terms if len(one.text.encode()) <= most)
        if len(terms) < len(section.terms):
            how.losses.add(f"texts longer than {most} bytes")
        yield replace(section, terms=terms)

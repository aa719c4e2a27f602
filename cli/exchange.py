"""Exchange formats: how to tell them, read them and write them.

Formats of concepts (TBX, CSV, XLSX, OmegaT, JSONL) and of translation units (TMX, PO,
XLIFF, what translate-toolkit reads) turn into each other where a command asks for it.
"""

from __future__ import annotations

from cli.formats import SUFFIXES, Exchange, Format, by_name, counted, detect, sniff
from cli.readers import as_units, read_concepts, read_units
from cli.writers import version, write_concepts, write_units
from glossary.errors import LanguageError

__all__ = [
    "SUFFIXES",
    "Exchange",
    "Format",
    "as_units",
    "by_name",
    "counted",
    "detect",
    "need_pair",
    "read_concepts",
    "read_units",
    "sniff",
    "version",
    "write_concepts",
    "write_units",
]


def need_pair(how: Exchange) -> None:
    """Raise ``LanguageError`` where a file had entries, but none in both languages."""
    lost = ("units without both languages", "concepts without both languages")
    if not how.written and any(how.losses.counts[what] for what in lost):
        raise LanguageError(
            f"{how.name}: no entry has both {how.source} and {how.target}; "
            "name the file's languages with --source and --target"
        )

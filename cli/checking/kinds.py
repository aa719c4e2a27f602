"""The kinds of files that are checked."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """How a file is read, where its name and content do not tell."""

    TMX = "tmx"
    XLIFF = "xliff"
    PO = "po"
    TSV = "tsv"
    CSV = "csv"
    XLSX = "xlsx"
    TEXT = "text"
    """A text in one language: an article, whatever it was saved as."""

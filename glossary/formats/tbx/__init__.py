"""TermBase eXchange (ISO 30042): versions 2 and 3, and TBX-Min 1 for reading."""

from __future__ import annotations

from glossary.formats.tbx.copy import copy_tbx
from glossary.formats.tbx.dialects import BASIC_2, BASIC_3, DEFAULT_2, Dialect
from glossary.formats.tbx.read import read_tbx
from glossary.formats.tbx.validate import validate_tbx
from glossary.formats.tbx.write import Header, write_tbx

__all__ = [
    "BASIC_2",
    "BASIC_3",
    "DEFAULT_2",
    "Dialect",
    "Header",
    "copy_tbx",
    "read_tbx",
    "validate_tbx",
    "write_tbx",
]

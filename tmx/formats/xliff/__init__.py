"""XLIFF 1.x and 2.x: read as translation units, and filled in place."""

from tmx.formats.translation import State, Translation
from tmx.formats.xliff.fill import fill
from tmx.formats.xliff.read import read_xliff

__all__ = ["State", "Translation", "fill", "read_xliff"]

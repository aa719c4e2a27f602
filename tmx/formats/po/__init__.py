"""Gettext PO: a reader and a writer that share polib and nothing else of its ways."""

from tmx.formats.po.fill import fill_po
from tmx.formats.po.read import PoFile, copy_po, decode_po, read_po
from tmx.formats.po.write import write_po

__all__ = ["PoFile", "copy_po", "decode_po", "fill_po", "read_po", "write_po"]

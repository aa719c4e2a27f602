"""TMX 1.1 to 1.4b: a streaming, lossless reader and writer, and a validator."""

from tmx.formats.tmx.read import TmxFile, read_tmx
from tmx.formats.tmx.validate import validate_tmx
from tmx.formats.tmx.write import write_tmx

__all__ = ["TmxFile", "read_tmx", "validate_tmx", "write_tmx"]

"""Find a glossary's terms in Arabic or English text, clitics and endings included."""

from glossary.matcher.matcher import Matcher
from glossary.matcher.model import Entry, Found

__all__ = ["Entry", "Found", "Matcher"]

"""Romanisation by published rules: one scheme, one table."""

from glossary.names.schemes.buckwalter import buckwalter
from glossary.names.schemes.phrase import romanise
from glossary.names.schemes.tables import SCHEMES

__all__ = ["SCHEMES", "buckwalter", "romanise"]

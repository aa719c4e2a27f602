"""Concepts as translation units and back."""

from tmx.terms.concepts import units_to_concepts
from tmx.terms.names import KIND
from tmx.terms.units import concept_units

__all__ = ["KIND", "concept_units", "units_to_concepts"]

"""Extraction: counting, phrases, names, ranking; texts in, candidates out."""

"""Packaged knowledge of the memory side."""

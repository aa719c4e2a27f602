"""The memory: translation units, their formats, and terms as units."""

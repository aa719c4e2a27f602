"""Exchange formats of translation units."""

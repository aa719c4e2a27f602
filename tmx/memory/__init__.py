"""The translation memory: units kept, found again exactly, nearly or in part."""

"""The termbase: Arabic text, candidates, names, concepts, formats and stores."""

"""Aligned texts side by side, as a page in which a person corrects the links."""

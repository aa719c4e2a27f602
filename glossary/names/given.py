"""Given names that newspapers spell in one way: the surest sign of a person."""

from __future__ import annotations

from functools import cache
from importlib import resources

from glossary.arabic import key


@cache
def given_names() -> dict[str, str]:
    """Return the English of each packaged given name, by match key."""
    text = (
        resources.files("glossary.data").joinpath("given_names.tsv").read_text("utf-8")
    )
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {key(arabic): english for arabic, english in rows}

"""The words of the interface: catalogues in PO, read when a language is asked for."""

from __future__ import annotations

import gettext
import io
import re
from functools import cache
from importlib import resources

LANGUAGES = {"en": "English", "ar": "العربية"}
"""By tag, each in its own words."""


@cache
def catalogue(tag: str) -> gettext.NullTranslations:
    """Return the words of a language; English is what stands in the templates."""
    if tag == "en":
        return gettext.NullTranslations()
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    place = resources.files("cli.web").joinpath("locale", tag, "messages.po")
    read = read_po(io.BytesIO(place.read_bytes()), locale=tag)
    compiled = io.BytesIO()
    write_mo(compiled, read)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def preferred(accepted: str) -> str:
    """Return the language that an ``Accept-Language`` header likes best of ours."""
    best, weight = "en", 0.0
    for part in accepted.split(","):
        tag, _, rest = part.strip().partition(";")
        named = tag.partition("-")[0].lower()
        said = re.fullmatch(r"\s*q=([01](?:\.\d{1,3})?)\s*", rest)
        q = float(said[1]) if said else 1.0
        if named in LANGUAGES and q > weight:
            best, weight = named, q
    return best


def _(text: str) -> str:
    """Mark a text for the catalogues."""
    return text


ACTIONS = {
    "accept": _("Accepted"),
    "reject": _("Rejected"),
    "later": _("Put off"),
    "reopen": _("Open again"),
    "forbid": _("Forbidden"),
    "merge": _("Merged"),
    "split": _("Split"),
    "edit": _("Changed"),
    "add": _("Added"),
    "delete": _("Removed"),
    "restore": _("Restored"),
    "undo": _("Taken back"),
    "extract": _("Extracted"),
}
"""What became of things, by the action that the history names."""

PROBLEMS = {
    400: _("That does not work"),
    403: _("Not allowed"),
    404: _("Not found"),
    405: _("That does not work"),
    409: _("Somebody was faster"),
    413: _("Too large"),
    421: _("Wrong address"),
    422: _("That does not work"),
}
"""Titles of what went wrong, by status."""

REASONS = (
    _("This page answers to its own name only."),
    _("The request comes from another site."),
    _("That is too large."),
    _("A token opens pages only."),
    _("Open the address that gloss review printed: it has the key."),
    _("The form is out of date: load the page again."),
    _("Your role does not allow this."),
    _("Not Found"),
    _("Method Not Allowed"),
)
"""What is said where templates are not at hand."""

NAMES = {
    "type": {
        "person": _("person"),
        "place": _("place"),
        "organisation": _("organisation"),
        "media": _("media"),
        "agreement": _("agreement"),
        "event": _("event"),
        "product": _("product"),
        "term": _("term"),
    },
    "origin": {
        "curated": _("glossary"),
        "memory": _("memory"),
        "parallel": _("parallel text"),
        "gazetteer": _("gazetteer"),
        "name-model": _("name model"),
        "romanised": _("guess"),
    },
    "state": {
        "open": _("Open"),
        "later": _("Later"),
        "accepted": _("Accepted"),
        "rejected": _("Rejected"),
        "all": _("All"),
    },
    "status": {
        "preferred": _("preferred"),
        "admitted": _("admitted"),
        "deprecated": _("forbidden"),
        "superseded": _("superseded"),
    },
    "kind": {
        "fullForm": _("full form"),
        "acronym": _("acronym"),
        "abbreviation": _("abbreviation"),
        "shortForm": _("short form"),
        "variant": _("variant"),
        "phrase": _("phrase"),
    },
    "field": {
        "type": _("Type"),
        "domain": _("Domain"),
        "definition": _("Definition"),
        "note": _("Note"),
        "source": _("Source"),
        "term": _("Term"),
        "status": _("Status"),
        "kind": _("Kind"),
        "whole": _("Entry"),
    },
}
"""What the interface calls the values of the model's closed sets."""


@cache
def names(tag: str) -> dict[str, dict[str, str]]:
    """Return ``NAMES`` in a language."""
    found = catalogue(tag)
    every = NAMES | {"action": ACTIONS}
    return {
        kind: {value: found.gettext(name) for value, name in values.items()}
        for kind, values in every.items()
    }

"""What the store and the page say went wrong, in the language of the interface.

Such sentences are made in English far from any request; here they are recognised by
their shape. One that is not known stays as it is.
"""

from __future__ import annotations

import re
from functools import cache

from cli.web.words import _, catalogue, names

SENTENCES = (
    _("concept %(id)s does not exist: nothing to change"),
    _(
        "concept %(id)s was removed (revision %(number)s, %(whom)s) after you read "
        "revision %(read)s; put it anew if it is still wanted"
    ),
    _(
        "concept %(id)s is at revision %(number)s (%(whom)s), not at %(read)s, which "
        "you read; read it again and repeat your change"
    ),
    _(
        "concept %(id)s exists already (revision %(number)s, %(whom)s); change that "
        "one, or give the new one another id"
    ),
    _(
        "candidate %(term)s is %(state)s (%(whom)s), not %(was)s as you saw it; look "
        "again and decide anew"
    ),
    _("by nobody on record"),
    _("by %(who)s at %(at)s: %(action)s"),
    _("change %(number)s is undone already, by change %(by)s"),
    _("concept %(id)s has changed since (%(whom)s); undo that first"),
    _("candidate %(term)s has changed since (%(whom)s); undo that first"),
    _("%(file)s has changed: look again"),
    _("the finding is gone: the file or the glossary has changed"),
    _("there is no file %(number)s"),
    _("there is no article %(number)s"),
    _("%(file)s is large: use 'gloss check'"),
    _("%(english)s cannot be both forbidden and preferred"),
    _("choose spellings of %(term)s to split off"),
    _("the rows of the form do not fit together"),
    _("%(term)s is there twice"),
    _("a concept needs a term; to be rid of it, remove it"),
    _("no concept %(id)s"),
    _("no candidate %(term)s"),
    _("%(term)s: write its translation first"),
    _("a waiver needs a reason"),
    _("this is not certain enough to be mended by itself"),
    _("both parts need a translation"),
    _("choose a concept, or other candidates and their English"),
    _("%(file)s: holds no entry"),
)
"""Each with the places of what varies."""
_STATES, _ACTION = frozenset(("state", "was")), "action"


def translated(tag: str, sentence: str) -> str:
    """Return a sentence in the language of a tag; one that is unknown, unchanged."""
    if tag == "en":
        return sentence
    for pattern, text in _patterns():
        found = pattern.fullmatch(sentence)
        if found:
            return catalogue(tag).gettext(text) % {
                name: _named(tag, name, value)
                for name, value in found.groupdict().items()
            }
    return sentence


def _named(tag: str, name: str, value: str) -> str:
    if name in _STATES:
        return names(tag)["state"].get(value, value)
    if name == _ACTION:
        return names(tag)["action"].get(value, value)
    if name == "whom":
        return translated(tag, value)
    # Isolated, so that a Latin name does not turn the sentence around it.
    return f"\u2068{value}\u2069"


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    def pattern(text: str) -> re.Pattern[str]:
        pieces = re.split(r"%\((\w+)\)s", text)
        named = [
            f"(?P<{piece}>.+?)" if number % 2 else re.escape(piece)
            for number, piece in enumerate(pieces)
        ]
        return re.compile("".join(named), re.DOTALL)

    return tuple((pattern(text), text) for text in SENTENCES)

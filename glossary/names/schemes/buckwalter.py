"""Tim Buckwalter's transliteration: one ASCII sign for each Arabic one, and back."""

from __future__ import annotations

SIGNS = dict(
    zip(
        "ءآأؤإئابةتثجحخدذرزسشصضطظعغـفقكلمنهوىيًٌٍَُِّْٰٱپچڤگ",
        "'|>&<}AbptvjHxd*rzs$SDTZEg_fqklmnhwYyFNKaui~o`{PJVG",
        strict=True,
    )
)
"""The original table with its letters for Persian and dialectal sounds."""

_TABLE = str.maketrans(SIGNS)


def buckwalter(text: str) -> str:
    """Return the text with each sign of the table replaced, everything else kept.

    Text of the table's signs, white space and digits alone comes back by the inverse.
    """
    return text.translate(_TABLE)

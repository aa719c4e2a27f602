"""What was not carried, how often, and why: the words of every lossiness report."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cli.formats import Format

if TYPE_CHECKING:
    from glossary.losses import Losses

_LABELS = {
    Format.TMX: "TMX",
    Format.TBX: "TBX",
    Format.CSV: "CSV",
    Format.TSV: "TSV",
    Format.XLSX: "the table",
    Format.OMEGAT: "an OmegaT glossary",
    Format.PO: "PO",
    Format.XLIFF: "a translation unit",
    Format.FOREIGN: "a translation unit",
    Format.DEEPL: "DeepL",
    Format.GOOGLE: "Google",
    Format.AMAZON: "Amazon",
    Format.AZURE: "Azure",
    Format.LLM: "the prompt",
}
_OFFERED = "tools would offer them as right"
# (what it begins with, why, in which formats): the first that fits.
_REASONS: tuple[tuple[str, str, tuple[Format, ...]], ...] = (
    ("deprecated terms|superseded terms", _OFFERED, ()),
    ("variant terms|spelling variants", "they are found in texts, never written", ()),
    ("concepts without both languages", "an entry is a pair", ()),
    ("concepts without a usable term", "no term of theirs may be written", ()),
    ("units without", "an entry is a pair", ()),
    ("illegal character", "the format cannot hold it", ()),
    ("control characters|tabs and line", "an entry is one line", ()),
    ("sources that begin with #", "such a line is a comment", ()),
    ("repeated|further translations", "one source has one entry", ()),
    ("texts longer|entries beyond", "the whole file would be refused", ()),
    ("ends of cells|rows beyond", "Excel's own limit", ()),
    ("synonyms of the target", "one source has one target", ()),
    ("language tag", "the tag that was asked for is written", ()),
    ("language |other languages|texts in", "two languages are written", ()),
    ("the sheet ", "its cells cannot be told apart", ()),
    ("dates without a time", "TMX wants a time in UTC", (Format.TMX,)),
    ("obsolete entries", "their texts are out of use", ()),
    ("alternative translations", "they are proposals, not the translation", ()),
)


def lines(losses: Losses, kind: Format) -> list[str]:
    """Return ``what: entries (why)`` for each field that ``kind`` did not carry."""
    return [f"{what}: {number} ({why(what, kind)})" for what, number in losses.rows()]


def why(what: str, kind: Format) -> str:
    """Return why a format does not carry something, in a few words."""
    for pattern, reason, kinds in _REASONS:
        if re.match(pattern, what) and (not kinds or kind in kinds):
            return reason
    return f"{_LABELS.get(kind, 'a concept')} has no place for it"

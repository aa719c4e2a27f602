"""The inline codes ``sc`` and ``ec`` of TBX 3: how a start and its end must agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.xmlschema import error

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from glossary.model import Diagnostic
    from glossary.xmlevents import Event


def check_codes(codes: Sequence[Event]) -> Iterator[Diagnostic]:
    """Yield what is wrong with the codes of one text, given in order.

    The Schematron pattern ``XLIFF.inlineConstraints``: a start is paired when any end
    follows it, and an end when any start precedes it.
    """
    for number, code in enumerate(codes):
        attributes = dict(code.attributes)
        start = code.name == "sc"
        others = codes[number + 1 :] if start else codes[:number]
        paired = any(other.name != code.name for other in others)
        wrong = "yes" if paired else "no"
        if attributes.get("isolated") == wrong:
            right = "no" if paired else "yes"
            partner = "has" if paired else "lacks"
            message = (
                f"<{code.name}> {partner} its partner in this text; write "
                f"isolated={right!r} or leave it out"
            )
            yield error(code.line, "code-isolated", message)
        needed = "" if start else ("startRef" if paired else "id")
        if needed and needed not in attributes:
            message = f"<{code.name}> needs the attribute {needed!r} here; add it"
            yield error(code.line, "code-reference", message)

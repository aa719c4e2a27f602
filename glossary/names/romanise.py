"""Names in Latin letters: as newspapers print them, or by a published scheme."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.arabic import is_arabic
from glossary.model import Origin
from glossary.names.english import packaged
from glossary.names.press import Press, Romanisation
from glossary.names.schemes import SCHEMES, buckwalter
from glossary.names.schemes import romanise as by_rule
from glossary.names.style import Style

if TYPE_CHECKING:
    from collections.abc import Mapping

    from glossary.names.english import Known

PRESS, BUCKWALTER = "press", "buckwalter"
ALL = (PRESS, *SCHEMES, BUCKWALTER)
"""The names of the schemes."""


def transliterate(name: str, scheme: str) -> list[Romanisation]:
    """Return a name by a published scheme: one romanisation, or none of a blank name.

    A name without Arabic letters stays as it is. Raises ``KeyError`` for no scheme.
    """
    text = name.strip()
    if not is_arabic(text):
        return [Romanisation(text, None)] if text else []
    latin = buckwalter(text) if scheme == BUCKWALTER else by_rule(text, SCHEMES[scheme])
    return [Romanisation(latin, Origin.ROMANISED)]


def press(
    style: Style | None = None, known: Mapping[str, tuple[Known, ...]] | None = None
) -> Press:
    """Return the packaged way of the press, in a style and with other known names."""
    from glossary.names.model import names  # noqa: PLC0415 - loads the model's table

    found = packaged() if known is None else known
    return Press(names(), found, style or Style())

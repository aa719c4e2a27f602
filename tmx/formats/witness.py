"""What translate-toolkit, which knows nothing of our writers, sees in a file."""

from __future__ import annotations

import importlib
import io
from typing import Any, NamedTuple

from glossary.errors import FormatError, Where

LABEL = "translate-toolkit"


class _Store(NamedTuple):
    module: str
    parser: str
    takes_languages: bool = False


_STORES = {
    "tmx": _Store("tmx", "tmxfile", takes_languages=True),
    "tbx": _Store("tbx", "tbxfile", takes_languages=True),
    "po": _Store("pypo", "pofile"),
    "xliff": _Store("xliff", "xlifffile"),
    "csv": _Store("csvl10n", "csvfile"),
}
KINDS = frozenset(_STORES)


def seen(
    data: bytes, *, kind: str, name: str, languages: tuple[str, str]
) -> list[tuple[str, str]]:
    """Return the pairs of texts that it offers, in its order.

    Raises ``FormatError`` with its own words where it cannot read the file.
    """
    store = _STORES[kind]
    module = importlib.import_module(f"translate.storage.{store.module}")
    more = languages if store.takes_languages else ()
    try:
        parsed = getattr(module, store.parser)(io.BytesIO(data), *more)
        units = [one for one in parsed.units if not one.isheader()]
        return [pair for one in units if (pair := _pair(one)) is not None]
    except Exception as error:
        words = " ".join(str(error).split())[:200] or type(error).__name__
        raise FormatError(f"cannot be read: {words}", where=Where(name)) from error


def _pair(unit: Any) -> tuple[str, str] | None:  # noqa: ANN401 - untyped
    source, target = unit.source, unit.target
    # Its strings are str with another comparison.
    return (str.__str__(source), str.__str__(target)) if source and target else None

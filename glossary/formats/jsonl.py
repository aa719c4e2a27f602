"""JSON Lines: one concept a line, every field of the model, keys in a fixed order."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from glossary.errors import FormatError, Where
from glossary.formats.report import OnProblem, report
from glossary.record import from_record, to_record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from glossary.model import Concept


def read_jsonl(
    lines: Iterable[str], *, name: str = "<jsonl>", on_problem: OnProblem = None
) -> Iterator[Concept]:
    """Yield the concept of each line that is not blank.

    A key that no concept has is a problem, but the rest of its concept is kept.
    """
    for number, line in enumerate(lines, start=1):
        text = line.removeprefix("\ufeff").strip() if number == 1 else line.strip()
        if not text:
            continue
        where = Where(name, number)
        try:
            record = _record(text)
            concept = from_record(record)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            report(FormatError(_reason(error), where=where), on_problem)
            continue
        for key in _unknown(record, to_record(concept)):
            problem = f"no concept has a key {key!r}; its value is not read"
            report(FormatError(problem, where=where), on_problem)
        yield concept


def write_jsonl(concepts: Iterable[Concept]) -> Iterator[str]:
    """Yield a line for each concept; this format carries everything."""
    for concept in concepts:
        yield json.dumps(to_record(concept), ensure_ascii=False) + "\n"


def _record(text: str) -> dict[str, Any]:
    record = json.loads(text)
    if not isinstance(record, dict):
        raise TypeError("a line must be an object like {'id': …, 'languages': […]}")
    # A lone surrogate is legal in JSON and in no file that we could write.
    json.dumps(record, ensure_ascii=False).encode()
    return record


def _reason(error: Exception) -> str:
    match error:
        case json.JSONDecodeError():
            return f"not JSON: {error.msg} at column {error.colno}"
        case UnicodeEncodeError():
            return "a text holds half of a surrogate pair; write the character itself"
        case KeyError():
            return f"the key {error.args[0]!r} is missing"
        case _:
            return f"not a concept: {error}"


def _unknown(record: Any, known: Any, path: str = "") -> Iterator[str]:  # noqa: ANN401 - JSON
    """Yield the path of each key in ``record`` that the concept did not take."""
    if isinstance(record, dict) and isinstance(known, dict):
        for key, value in record.items():
            place = f"{path}.{key}" if path else str(key)
            if key not in known:
                yield place
            else:
                yield from _unknown(value, known[key], place)
    elif isinstance(record, list) and isinstance(known, list):
        for one, other in zip(record, known, strict=False):
            yield from _unknown(one, other, path)

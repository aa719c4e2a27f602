"""TBX to TBX of the same version, element by element, without a model between."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from lxml import etree

from glossary.formats.tbx.names import ENTRIES
from glossary.formats.tbx.read import entries, open_tbx
from glossary.xml import escape_attribute, local_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.formats.report import OnProblem
    from glossary.xmlevents import Root

_HEADERS = frozenset(("martifHeader", "tbxHeader", "header"))
_AROUND = frozenset(("text", "body"))


def copy_tbx(
    stream: BinaryIO, *, name: str, on_problem: OnProblem = None
) -> Iterator[str]:
    """Yield a well-formed document with everything of the old one but comments.

    Dialect, style, header, back matter and all categories stay as they are; the
    encoding is for the caller to choose and is declared as UTF-8. Entries that cannot
    be parsed are problems and are left out.
    """
    reader = open_tbx(stream, name=name, on_problem=on_problem)
    root = reader.root
    prefix = root.name.removesuffix(root.local)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    if root.doctype:
        yield f"{root.doctype}\n"
    yield _tag(root.name, dict(root.attributes))
    open_: list[str] = []
    for element in entries(reader, _HEADERS | {"back"}):
        kind = local_name(element)
        if kind in ENTRIES and "body" not in open_:
            for around in reversed([*element.iterancestors(*_qualified(element))]):
                here = prefix + local_name(around)
                open_.append(local_name(around))
                yield _tag(here, {str(k): str(v) for k, v in around.attrib.items()})
        if kind == "back" and "body" in open_:
            yield f"</{prefix}{open_.pop()}>\n"
        yield f"{_markup(element, root)}\n"
    for around_name in reversed(open_):
        yield f"</{prefix}{around_name}>\n"
    yield f"</{root.name}>\n"

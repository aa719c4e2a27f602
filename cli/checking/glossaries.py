"""The concepts that a review goes by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cli import files, session
from cli.concepts import with_packaged
from cli.exchange import Exchange, detect, read_concepts
from glossary.collecting import uncollected
from glossary.errors import FormatError, Where

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cli.config import Workspace
    from glossary.errors import GlossError
    from glossary.model import Concept


def concepts(
    names: Sequence[str],
    workspace: Workspace | None,
    languages: tuple[str, str],
    problems: list[GlossError],
) -> list[Concept]:
    """Return the concepts of the files named, else of the workspace and the package.

    A concept of the workspace stands for the packaged one with its id. Bad entries of
    a file are reported; a file without any entry is a ``FormatError``.
    """
    if names:
        return [one for name in names for one in _read(name, languages, problems)]
    return with_packaged(session.own_concepts(workspace))


def _read(
    name: str, languages: tuple[str, str], problems: list[GlossError]
) -> list[Concept]:
    how = Exchange(name=name, source=languages[0], target=languages[1])
    with files.open_binary(name) as stream, uncollected():
        found = list(read_concepts(detect(name, stream), stream, how))
    problems += how.problems
    session.complain(how.problems)
    if not any(one.section(languages[0]) for one in found):
        raise FormatError(
            f"holds no term in {languages[0]}; name the glossary's languages with "
            "--source and --target",
            where=Where(name),
        )
    return found

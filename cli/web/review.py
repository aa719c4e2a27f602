"""Findings of ``gloss check`` for the page: run, waived, mended."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from cli import exchange, files
from cli.web.articles import numbered
from glossary.errors import ConflictError, FileError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cli.checking.inputs import Inputs
    from cli.config import Workspace
    from glossary.check import Finding

_SUFFIXES = frozenset(
    suffix
    for suffix, kind in exchange.SUFFIXES.items()
    if kind.of_units and kind is not exchange.Format.FOREIGN
) | {".tsv", ".csv", ".xlsx"}
_LARGEST = 32 << 20
"""Bytes of a file that the page reviews; larger ones are for the command."""
_MOST, _SMALL = 10, 1 << 20
"""Translations, and bytes of one, in which drift is counted while a page waits."""
_DRIFT = frozenset(("name-drift", "same-source-different-target", "term-inconsistent"))
"""The rules that find one Arabic text in several English ones."""
_ESCAPED = str.maketrans({"[": "[[]", "*": "[*]", "?": "[?]"})
"""What shell patterns, which waivers are, take for more than itself."""


class Hit(NamedTuple):
    """A finding with what forms name it by, and whether it can be mended."""

    key: str
    finding: Finding
    sure: bool


@dataclass(slots=True)
class Reviews:
    """Runs reviews of the workspace's files, and keeps the last one."""

    workspace: Workspace
    _last: tuple[tuple[object, ...], list[Hit]] | None = None
    _lock: Lock = field(default_factory=Lock)

    def files(self) -> list[str]:
        """Return the files of units in the workspace, by name, then the articles."""
        root = self.workspace.root
        found = []
        for place, folders, names in os.walk(root):
            folders[:] = sorted(one for one in folders if not one.startswith("."))
            found += [
                str(Path(place) / name)
                for name in sorted(names)
                if Path(name).suffix.lower() in _SUFFIXES and not name.startswith(".")
            ]
        return list(dict.fromkeys([*found, *numbered(self.workspace).files]))

    def is_article(self, name: str) -> bool:
        """Tell whether a file is Arabic alone."""
        return self._inputs(name).is_text(name)

    def name(self, number: int) -> str:
        """Return a file by its number, from 1."""
        found = self.files()
        if not 1 <= number <= len(found):
            raise FileError(f"there is no file {number}")
        return found[number - 1]

    def run(self, name: str, changes: int) -> list[Hit]:
        """Return the findings of a file; ``changes`` counts those of the store."""
        if Path(name).stat().st_size > _LARGEST:
            raise FileError(f"{Path(name).name} is large: use 'gloss check'")
        state = (name, _mark(name), _mark(str(self._waivers)), changes)
        with self._lock:
            if self._last is None or self._last[0] != state:
                self._last = (state, self._found(name))
            return self._last[1]

    def drift(self, changes: int) -> Iterator[tuple[int, str, int]]:
        """Yield the number and name of translations, and what drifts in each."""
        root = self.workspace.root
        checked = 0
        for number, name in enumerate(self.files(), start=1):
            if checked == _MOST or self.is_article(name):
                continue
            if Path(name).stat().st_size > _SMALL:
                continue
            checked += 1
            hits = self.run(name, changes)
            drifting = sum(one.finding.rule in _DRIFT for one in hits)
            yield number, os.path.relpath(name, root), drifting

    def waive(self, finding: Finding, reason: str, *, everywhere: bool) -> None:
        """Let a finding stand: in this sentence, or wherever its term is."""
        said = {"rule": finding.rule}
        if everywhere and finding.term:
            said["term"] = finding.term.translate(_ESCAPED)
        else:
            said["text"] = finding.source if finding.source.strip() else finding.target
        said["reason"] = reason
        table = "".join(f"{name} = {_toml(text)}\n" for name, text in said.items())
        with self._lock:
            old = files.read_text(str(self._waivers)) if self._waivers.exists() else ""
            gap = "\n" if old.strip() else ""
            files.write_text(
                str(self._waivers),
                [f"{old.rstrip()}{gap}\n[[waive]]\n{table}".lstrip()],
            )

    def mend(self, name: str, finding: Finding) -> None:
        """Put what is expected in the place of what was found, in the file itself."""
        from cli.checking import fix

        inputs = self._inputs(name)
        kind = inputs.format(name)
        if kind is None:
            raise FileError(f"{name}: holds no units to mend")
        data = files.read_bytes(name)
        made = fix.mend(data, kind, inputs.exchange(name), [finding])
        if not made.done:
            raise ConflictError(f"{Path(name).name} has changed: look again")
        with files.writing(name) as stream:
            stream.write(fix.packed(made.data, name))

    @property
    def _waivers(self) -> Path:
        return self.workspace.root / "gloss.waivers.toml"

    def _inputs(self, name: str) -> Inputs:
        from cli.checking.inputs import Inputs

        config = self.workspace.config
        return Inputs(names=(name,), languages=(config.source, config.target))

    def _found(self, name: str) -> list[Hit]:
        from cli.checking import fix, waivers
        from cli.checking.glossaries import concepts
        from cli.checking.review import Job
        from cli.checking.settings import Asked, plan
        from glossary.check import RULES

        config, root = self.workspace.config, self.workspace.root
        asked = plan(Asked(), config, root)
        inputs = self._inputs(name)
        known = concepts(
            asked.glossary, self.workspace, inputs.languages, inputs.problems
        )
        place = str(self._waivers)
        held = (
            waivers.read(files.read_text(place), place, frozenset(RULES))
            if self._waivers.exists()
            else []
        )
        today = datetime.now(UTC).astimezone().date()
        outcome = Job(
            plan=asked,
            inputs=inputs,
            concepts=known,
            waivers=waivers.Waivers(held, today),
        ).run()
        sure = {id(one) for some in fix.sure(outcome.fresh).values() for one in some}
        if self.is_article(name):
            sure = set()  # there is nothing beside it that proves the mending
        return [Hit(_key(one), one, id(one) in sure) for one in outcome.fresh]


def _key(one: Finding) -> str:
    what = (one.rule, one.unit, one.source, one.target, one.side, one.start, one.end)
    return hashlib.sha256(json.dumps(what).encode()).hexdigest()[:20]


def _mark(name: str) -> tuple[int, int]:
    try:
        found = Path(name).stat()
    except OSError:
        return (0, 0)
    return (found.st_mtime_ns, found.st_size)


def _toml(text: str) -> str:
    """Return a basic string of TOML 1.0, which takes JSON's escapes."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")

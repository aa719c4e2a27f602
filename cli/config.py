"""The workspace: the directory with ``gloss.toml``, and what the file says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from glossary.errors import ConfigError, LanguageError, Where

if TYPE_CHECKING:
    from pathlib import Path

    from glossary.names.style import Style

FILE = "gloss.toml"
STORE = "gloss.db"

TEMPLATE = """\
# A gloss workspace. Commands run anywhere below this directory find it.

[workspace]
name = "{name}"
# What `gloss extract` reads when no path is given.
articles = ["articles"]
source = "ar"
target = "en"
# Translations of yours that prove the English of candidates: TMX, TSV, XLIFF, PO …
# parallel = ["memory.tmx"]
{store}
[extract]
# How often a term that no glossary knows must occur.
min_count = 2
# Sentences kept with each candidate.
contexts = 3
# Large texts are worked on in shards: by so many processes, in so many MB.
# jobs = 2
# memory = 800

[style]
# How names are written that `gloss names romanize` spells; unset: as newspapers do.
# article = "al-"          # al-, Al-, el-, El-, none
# abd = "Abdul Rahman"     # or Abdul-Rahman, Abdulrahman, Abdel ..., Abd al-Rahman
# mohammed = "Mohammed"    # Mohammed, Muhammad, Mohamed, Mohammad
# son = "bin"              # bin, ibn, ben
# ov = "ov"                # ov, off
# ta_marbuta = "a"         # a, ah
# marks = "none"           # ayn and hamza: none, ' or ʿʾ

[check]
# What `gloss check` does; `gloss check --list-rules` names the rules.
# skip = ["first-reference"]
# severity = "info"        # the least that is shown
# [check.number-mismatch]
# severity = "error"
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of ``gloss.toml`` that only its command can judge."""

    values: dict[str, Any]
    file: str
    text: str

    def where(self, word: str) -> Where:
        """Return the place of the first line that begins with a key or a table."""
        return _line(self.file, self.text, word)


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """The settings of a workspace, or the defaults where there is none."""

    name: str = "glossary"
    articles: tuple[str, ...] = ("articles",)
    parallel: tuple[str, ...] = ()
    """Aligned files that prove the English of candidates."""
    source: str = "ar"
    target: str = "en"
    store: str | None = None
    """A database URL; ``None`` for the SQLite file in the workspace."""
    min_count: int = 2
    contexts: int = 3
    jobs: int | None = None
    """Processes that extract; ``None``: one a core for large texts."""
    memory: int | None = None
    """Megabytes for the shards of large texts; ``None`` for the default."""
    style: Style | None = None
    """How names are spelled; ``None`` where nothing is set."""
    check: Table | None = None
    """What ``gloss check`` is told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace:
    """A directory with its settings."""

    root: Path
    config: Config

    @property
    def store(self) -> str:
        """The store's file or URL."""
        return self.config.store or str(self.root / STORE)


def find(start: Path) -> Path | None:
    """Return the nearest directory with a gloss.toml: this one or one above it."""
    here = start.resolve()
    return next(
        (root for root in (here, *here.parents) if (root / FILE).is_file()), None
    )


def load(root: Path, text: str) -> Workspace:
    """Read the text of a workspace's ``gloss.toml``.

    Raises ``ConfigError`` with the line for what is no TOML, and for a table, a key or
    a value without meaning.
    """
    name = str(root / FILE)
    tables = toml(text, name)
    values: dict[str, Any] = {}
    style: dict[str, Any] = {}
    for table, keys in _KEYS.items():
        found = tables.pop(table, {})
        if not isinstance(found, dict):
            raise ConfigError(
                f"[{table}] must be a table", where=_line(name, text, table)
            )
        for key, value in found.items():
            if key not in keys:
                known = ", ".join(keys)
                raise ConfigError(
                    f"[{table}] has no setting {key!r}; it knows {known}",
                    where=_line(name, text, key),
                )
            where = _line(name, text, key)
            if table == "style":
                style[key] = _choice(key, value, where)
            else:
                values[key] = _value(key, value, keys[key], where)
    if "check" in tables:
        values["check"] = _table(tables.pop("check"), name, text)
    if tables:
        extra = next(iter(tables))
        raise ConfigError(
            f"unknown table [{extra}]; the file knows "
            + ", ".join(f"[{table}]" for table in (*_KEYS, "check")),
            where=_line(name, text, extra),
        )
    values.setdefault("name", root.resolve().name or "glossary")
    if style:
        from glossary.names.style import Style

        values["style"] = Style(**style)
    return Workspace(root=root, config=Config(**values))


def toml(text: str, name: str) -> dict[str, Any]:
    """Return what a text in TOML says; raise ``ConfigError`` with the line else."""
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        where = Where(name, int(line[1]) if line else None)
        raise ConfigError(f"is not valid TOML: {error}", where=where) from None


_KEYS: dict[str, dict[str, str]] = {
    "workspace": {
        "name": "name",
        "articles": "paths",
        "parallel": "paths",
        "source": "language",
        "target": "language",
        "store": "text",
    },
    "extract": {
        "min_count": "number",
        "contexts": "number",
        "jobs": "number",
        "memory": "number",
    },
    "style": dict.fromkeys(
        ("article", "abd", "mohammed", "son", "ov", "ta_marbuta", "marks"), "choice"
    ),
}


def _value(key: str, value: object, kind: str, where: Where) -> object:
    """Check one setting and return it as ``Config`` holds it."""
    if kind == "number" and isinstance(value, int) and not isinstance(value, bool):
        if value >= (0 if key == "contexts" else 1):
            return value
    elif kind == "paths" and isinstance(value, list):
        if value and all(isinstance(one, str) and one for one in value):
            return tuple(value)
    elif kind == "name" and isinstance(value, str):
        if value and not re.search(r"[/\\\x00-\x1f]", value):
            return value
    elif kind == "language" and isinstance(value, str):
        from glossary import lang

        try:
            return lang.canonical(value)
        except LanguageError as error:
            raise ConfigError(f"{key}: {error}", where=where) from None
    elif kind == "text" and isinstance(value, str) and value:
        return value
    raise ConfigError(f"{key} = {value!r} is not a {kind}", where=where)


def _table(found: object, name: str, text: str) -> Table | None:
    """Return ``[check]``, which only the command itself can judge; ``None`` if bare."""
    if not isinstance(found, dict):
        raise ConfigError("[check] must be a table", where=_line(name, text, "check"))
    return Table(values=found, file=name, text=text) if found else None


def _choice(key: str, value: object, where: Where) -> object:
    """Check a setting of ``[style]``: one of a few values."""
    from glossary.names.style import CHOICES

    if value not in CHOICES[key]:
        raise ConfigError(
            f"{key} = {value!r} is none of {', '.join(CHOICES[key])}", where=where
        )
    return value


def _line(name: str, text: str, word: str) -> Where:
    """Return the place of the first line that begins with a key or a table."""
    for number, line in enumerate(text.splitlines(), start=1):
        if re.match(rf"\s*\[?{re.escape(word)}\b", line):
            return Where(name, number)
    return Where(name)

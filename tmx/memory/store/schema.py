"""The tables of a memory as they are now, beside those of the glossary."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    text,
)

METADATA = MetaData()
"""In every database."""
SERVER = MetaData()
"""On a server only: what the index beside a SQLite file holds otherwise."""

_BIG = BigInteger().with_variant(Integer, "sqlite")


def _table(name: str, metadata: MetaData, *parts: Column[str] | Column[int]) -> Table:
    return Table(name, metadata, *parts, sqlite_strict=True)


def _text(name: str, *, nullable: bool = False) -> Column[str]:
    return Column(name, Text, nullable=nullable)


def _integer(name: str, *more: ForeignKey, nullable: bool = False) -> Column[int]:
    return Column(name, _BIG, *more, nullable=nullable)


def _id(name: str, *more: ForeignKey) -> Column[int]:
    return Column(name, _BIG, *more, primary_key=True, autoincrement=False)


# What units have in common that came together, and how many of them are left.
ARRIVAL = _table(
    "memory_arrival",
    METADATA,
    _id("id"),
    _text("origin"),
    _text("who"),
    _text("at"),
    _text("domain", nullable=True),
    _integer("units"),
    _integer("source_words"),
    _integer("target_words"),
)

# ``content`` is the unit but for the two texts (``tmx.memory.codec``). ``pair`` holds
# 40 bits of a hash of the source over 24 bits of one of the target, so that one index
# finds equal pairs and, as a range, equal sources. ``before`` and ``after`` are hashes
# of the neighbours in the document, which may be deleted or never have been taken.
UNIT = _table(
    "memory_unit",
    METADATA,
    _id("id"),
    _integer("arrival_id", ForeignKey("memory_arrival.id")),
    _text("source"),
    _text("target"),
    _text("content"),
    _integer("pair"),
    _integer("before", nullable=True),
    _integer("after", nullable=True),
)
Index("memory_unit_pair", UNIT.c.pair)

# Ids that are gone, in the order in which they went, for the index to follow.
REMOVED = _table("memory_removed", METADATA, _id("seq"), _integer("unit_id"))

KEY = Table(
    "memory_key",
    SERVER,
    Column("unit_id", BigInteger, primary_key=True, autoincrement=False),
    Column("source_key", Text, nullable=False),
    Column("target_key", Text, nullable=False),
    Column("length", Integer, nullable=False),
)

# In how many units a word of a key is on a side.
WORD = Table(
    "memory_word",
    SERVER,
    Column("word", Text, primary_key=True),
    Column("source", BigInteger, nullable=False),
    Column("target", BigInteger, nullable=False),
)


def lexemes(column: str) -> str:
    """Return the SQL for the set of words of a key, by which units are found."""
    return f"array_to_tsvector(string_to_array({column}, ' '))"


for _side in ("source", "target"):
    Index(
        f"memory_key_{_side}",
        text(lexemes(f"{_side}_key")),
        postgresql_using="gin",
        _table=KEY,
    )

"""The tables of a term store as they are now; ``migrations`` brings older ones here."""

from __future__ import annotations

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

METADATA = MetaData()

# Order and equality are those of the bytes of UTF-8, as in SQLite, so that both
# databases list in the same order whatever locale the server was made with.
_TEXT = Text().with_variant(Text(collation="C"), "postgresql")


def _table(name: str, *parts: Column[str] | Column[int] | UniqueConstraint) -> Table:
    return Table(name, METADATA, *parts, sqlite_strict=True)


def _text(name: str, *more: ForeignKey, primary_key: bool = False) -> Column[str]:
    return Column(name, _TEXT, *more, primary_key=primary_key, nullable=False)


def _text_or_none(name: str) -> Column[str]:
    return Column(name, _TEXT, nullable=True)


def _integer(name: str, *more: ForeignKey, primary_key: bool = False) -> Column[int]:
    return Column(name, Integer, *more, primary_key=primary_key, nullable=False)


# ``part`` lets another store keep its tables and migrations in the same database.
MIGRATION = _table(
    "gloss_migration",
    _text("part", primary_key=True),
    _text("name", primary_key=True),
)

SETTING = _table(
    "gloss_setting",
    _text("name", primary_key=True),
    _text("value"),
)

CHANGE = _table(
    "change",
    _integer("id", primary_key=True),
    _text("at"),
    _text("who"),
    _text_or_none("why"),
    _text("action"),
    Column("undoes", Integer, ForeignKey("change.id"), nullable=True),
    Column("undone_by", Integer, ForeignKey("change.id"), nullable=True),
)

REVISION = _table(
    "revision",
    _integer("id", primary_key=True),
    _integer("change_id", ForeignKey("change.id")),
    _text("kind"),
    _text("key"),
    _integer("number"),
    _text_or_none("before"),
    _text_or_none("after"),
    UniqueConstraint("kind", "key", "number"),
)
Index("revision_change", REVISION.c.change_id)

CONCEPT = _table(
    "concept",
    _text("id", primary_key=True),
    _text("content"),
    _integer("revision"),
    _text("type"),
    _text_or_none("domain"),
)

# Derived from ``concept.content`` with every put.
TERM = _table(
    "term",
    _text("concept_id", ForeignKey("concept.id", ondelete="CASCADE"), primary_key=True),
    _integer("position", primary_key=True),
    _text("lang"),
    _text("text"),
    _text("key"),
    _text("status"),
    _text_or_none("kind"),
)
# The key stands first: it leaves a handful of rows, among which the language is
# compared as a range (``ar`` is answered by ``ar-SA``).
Index("term_key", TERM.c.key, TERM.c.lang)

CANDIDATE = _table(
    "candidate",
    _integer("rank", primary_key=True),
    _text("lang"),
    _text("term"),
    _text("key"),
    _text("content"),
)
Index("candidate_key", CANDIDATE.c.key, CANDIDATE.c.lang)

# Derived from ``candidate``: what lists are filtered by, in rows so short that reading
# all of them is quick.
FACET = _table(
    "candidate_facet",
    _integer(
        "rank", ForeignKey("candidate.rank", ondelete="CASCADE"), primary_key=True
    ),
    _text("lang"),
    _text("key"),
    _text("type"),
    _text_or_none("origin"),
    _integer("confidence"),
    _text("forms"),
)
Index("candidate_facet_key", FACET.c.key, FACET.c.lang)

# ``id`` is the language and the term as first decided. Two decisions whose terms get
# one key in a later version of the keys stay both; the last one holds the key, the
# other one has none.
DECISION = _table(
    "decision",
    _text("id", primary_key=True),
    _text("content"),
    _integer("revision"),
    _integer("change_id", ForeignKey("change.id")),
    _text("lang"),
    _text("term"),
    _text_or_none("key"),
    _text("state"),
    _text_or_none("concept_id"),
    UniqueConstraint("key", "lang"),
)
Index("decision_concept", DECISION.c.concept_id)

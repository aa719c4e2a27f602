"""Compile glossary/data/base.tsv, which is loaded, from base.toml, which is edited.

usage: python bench/build_base.py
"""

from __future__ import annotations

from pathlib import Path

from glossary.base import pack

DATA = Path(__file__).parents[1] / "glossary" / "data"


def main() -> None:
    table = pack((DATA / "base.toml").read_text("utf-8"))
    (DATA / "base.tsv").write_text(table, "utf-8")
    print(f"{table.count(chr(10)):,} entries, {len(table.encode()):,} bytes")


if __name__ == "__main__":
    main()

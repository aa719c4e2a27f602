"""translate-toolkit, which never saw our writers, reads the same counts and texts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from glossary.base import entries
from tests.conftest import Gloss

pytestmark = pytest.mark.cat


@pytest.fixture
def exported(gloss: Gloss, tmp_path: Path) -> dict[str, Any]:
    files = {kind: str(tmp_path / f"g.{kind}") for kind in ("tmx", "tbx", "po", "csv")}
    options = [part for kind, file in files.items() for part in (f"--{kind}", file)]
    done = gloss("export", "--all-builtin", *options)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    return {row["format"]: row for row in rows}


def test_tmx(exported: dict[str, Any]) -> None:
    from translate.storage.tmx import tmxfile

    row = exported["tmx"]
    with Path(row["file"]).open("rb") as stream:
        store = tmxfile(stream, "ar", "en")
    assert len(store.units) == row["units"]
    found = {(str(unit.source), str(unit.target)) for unit in store.units}
    assert ("الكنيست", "Knesset") in found
    assert ("محمدوف", "Mammadov") in found


def test_tbx(exported: dict[str, Any]) -> None:
    from translate.storage.tbx import tbxfile

    row = exported["tbx"]
    with Path(row["file"]).open("rb") as stream:
        store = tbxfile(stream, "ar", "en")
    assert row["units"] == len(entries())
    ids = {unit.xmlelement.get("id") for unit in store.units}
    assert len(ids) == row["units"]
    found = {(str(unit.source), str(unit.target)) for unit in store.units}
    assert ("الكنيست", "Knesset") in found


def test_po(exported: dict[str, Any]) -> None:
    from translate.storage.pypo import pofile

    row = exported["po"]
    with Path(row["file"]).open("rb") as stream:
        store = pofile(stream)
    units = [unit for unit in store.units if not unit.isheader()]
    assert len(units) == row["units"]
    assert ("الكنيست", "Knesset") in {(str(u.source), str(u.target)) for u in units}


def test_csv(exported: dict[str, Any]) -> None:
    from translate.storage.csvl10n import csvfile

    row = exported["csv"]
    text = Path(row["file"]).read_text().replace("ar,en,", "source,target,", 1)
    store = csvfile()
    store.parse(text.encode())
    units = [unit for unit in store.units if not unit.isheader()]
    assert len(units) == row["units"]
    assert ("الكنيست", "Knesset") in {(str(u.source), str(u.target)) for u in units}

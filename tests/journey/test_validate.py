"""Files mended into valid ones, and exports as other programs see them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cli import omegat
from tests.conftest import Gloss

TMX = """<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4"><header creationtool="x" datatype="plaintext"/><body>
<tu tuid="1"><tuv lang="ar"><seg>قلعة\x0b</seg><prop type="p">v</prop></tuv><tuv xml:lang="en"><seg>castle</seg></tuv><note>late</note></tu>
<tu tuid="1"><tuv xml:lang="ar"><seg>نهر</seg></tuv><tuv xml:lang="en"><seg>river</seg></tuv></tu>
</body></tmx>
"""  # noqa: E501 - a unit a line, as files have it
TBX = """<?xml version="1.0" encoding="UTF-8"?>
<martif type="TBX" xml:lang="en"><martifHeader><fileDesc><sourceDesc><p>x</p></sourceDesc></fileDesc></martifHeader>
<text><body>
<termEntry id="a"><langSet xml:lang="ar"><tig><note>n</note><term>نهر\x02</term></tig></langSet><descrip type="definition">d</descrip>
<langSet xml:lang="en"><tig><termNote type="termType">fullForm</termNote><term>river</term></tig></langSet></termEntry>
<termEntry id="a"><langSet xml:lang="ar"><tig><term>جسر</term></tig></langSet></termEntry>
</body></text></martif>
"""  # noqa: E501 - the same


def records(text: str) -> list[dict[str, Any]]:
    found = [json.loads(line) for line in text.splitlines()]
    assert all(
        list(one) == ["file", "line", "rule", "severity", "message"] for one in found
    )
    return found


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        (
            "a.tmx",
            TMX,
            [
                "duplicate ids made unique: 1",
                "elements put in the standard's order: 2",
                "header attribute srclang added: 1",
                "header attribute segtype added: 1",
                "languages written as xml:lang: 1",
            ],
        ),
        (
            "a.tbx",
            TBX,
            [
                "duplicate ids made unique: 1",
                "elements put in the standard's order: 3",
            ],
        ),
    ],
)
def test_fix(
    gloss: Gloss, tmp_path: Path, name: str, text: str, said: list[str]
) -> None:
    (tmp_path / name).write_text(text)
    gloss("validate", name, status=1)
    done = gloss("validate", name, "--fix", f"new-{name}")
    assert not [one for one in records(done.stdout) if one["severity"] == "error"]
    for one in said:
        assert f"new-{name}: mended: {one}" in done.stderr
    assert f"gloss: {name}:" in done.stderr  # the character that is left out
    assert (tmp_path / name).read_text() == text
    again = gloss("validate", f"new-{name}", "--fix", f"third-{name}")
    assert "mended" not in again.stderr
    assert (tmp_path / f"third-{name}").read_bytes() == (
        tmp_path / f"new-{name}"
    ).read_bytes()


def test_what_cannot_be_mended_without_loss_stays(gloss: Gloss, tmp_path: Path) -> None:
    (tmp_path / "a.tmx").write_text(TMX.replace('<tuv xml:lang="en">', "<tuv>", 1))
    done = gloss("validate", "a.tmx", "--fix", "b.tmx", status=1)
    assert [one["file"] for one in records(done.stdout)] == ["b.tmx"]
    assert "lacks the attribute 'xml:lang'" in done.stdout


def test_fix_wants_two_files(gloss: Gloss, tmp_path: Path) -> None:
    (tmp_path / "a.tmx").write_text(TMX)
    message = "name one file, and another one to write"
    assert message in gloss("validate", "a.tmx", "--fix", "a.tmx", status=2).stderr
    assert message in gloss("validate", "a.tmx", "a.tmx", "--fix", "b", status=2).stderr


CSV = (
    "ar,en,status,id\nالكنيست,Knesset,preferred,1\nالكنيست,Kneset,deprecated,1\n"
    "نهر,river,preferred,2\n"
)


@pytest.mark.cat
@pytest.mark.parametrize("kind", ["tmx", "po", "tbx"])
def test_what_translate_toolkit_sees(
    gloss: Gloss, tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/nowhere")  # no Java, so no OmegaT
    (tmp_path / "g.csv").write_text(CSV)
    gloss("convert", "g.csv", f"g.{kind}")
    (one,) = records(gloss("validate", "--round-trip", f"g.{kind}").stdout)
    assert one["rule"] == "round-trip-seen"
    assert one["message"] == ("translate-toolkit sees 2 pairs, and 2 of the 2 to write")


@pytest.mark.cat
def test_what_translate_toolkit_does_not_see(gloss: Gloss, tmp_path: Path) -> None:
    (tmp_path / "g.csv").write_text(CSV)
    done = gloss("validate", "--round-trip", "g.csv", status=1)
    rules = [one["rule"] for one in records(done.stdout)]
    assert rules[:3] == ["round-trip-seen", "round-trip-missing", "round-trip-missing"]
    gloss("convert", "g.csv", "g.tbx", "--tbx-version", "3")
    done = gloss("validate", "--round-trip", "g.tbx", status=1)
    assert "round-trip-unreadable" in done.stdout


@pytest.mark.cat
@pytest.mark.skipif(omegat.jar() is None, reason="OmegaT is not installed")
def test_what_omegat_offers(gloss: Gloss, tmp_path: Path) -> None:
    (tmp_path / "g.csv").write_text(CSV)
    gloss("convert", "g.csv", "g.tbx")
    found = records(gloss("validate", "--round-trip", "g.tbx").stdout)
    assert [one["message"] for one in found if one["message"].startswith("OmegaT")] == [
        "OmegaT sees 3 pairs, and 2 of the 2 to write",
        "OmegaT offers as valid: الكنيست = Kneset",
    ]

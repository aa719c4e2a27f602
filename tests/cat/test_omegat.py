"""OmegaT itself loads what we export: counts, texts, and a pre-translation."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import PROGRAM

JAR = Path("/usr/share/omegat/OmegaT.jar")
PROBE = Path(__file__).with_name("probe.groovy")
SETTINGS = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat><project version="1.0">
<source_dir>__DEFAULT__</source_dir><target_dir>__DEFAULT__</target_dir>
<tm_dir>__DEFAULT__</tm_dir><glossary_dir>__DEFAULT__</glossary_dir>
<glossary_file>__DEFAULT__</glossary_file><dictionary_dir>__DEFAULT__</dictionary_dir>
<source_lang>ar</source_lang><target_lang>en</target_lang>
<source_tok>org.omegat.tokenizer.LuceneArabicTokenizer</source_tok>
<target_tok>org.omegat.tokenizer.LuceneEnglishTokenizer</target_tok>
<sentence_seg>true</sentence_seg>
<support_default_translations>true</support_default_translations>
<remove_tags>false</remove_tags>
</project></omegat>
"""
pytestmark = [
    pytest.mark.cat,
    pytest.mark.skipif(
        not JAR.exists() or shutil.which("java") is None,
        reason="OmegaT is not installed (Debian: omegat)",
    ),
]


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Return what OmegaT says of a project with our exports, and what we said."""
    root = tmp_path_factory.mktemp("omegat")
    project = root / "project"
    for name in ("source", "target", "omegat", "glossary", "tm/auto", "dictionary"):
        (project / name).mkdir(parents=True)
    (project / "omegat.project").write_text(SETTINGS)
    (project / "source" / "a.txt").write_text("الكنيست\n\nمحمدوف\n\nلا ترجمة لهذا\n")
    files = {
        "--tmx": project / "tm/auto/gloss.tmx",
        "--tbx": project / "glossary/gloss.tbx",
        "--omegat": project / "glossary/gloss.txt",
    }
    options = [part for option in files.items() for part in option]
    done = subprocess.run(
        [PROGRAM, "export", "--all-builtin", *options], capture_output=True, check=True
    )
    records = [json.loads(line) for line in done.stdout.splitlines()]
    answer = root / "answer.json"
    command = f"java -Djava.awt.headless=true -jar {JAR} --mode=console-translate"
    command += f" --config-dir={root}/config --disable-project-locking"
    subprocess.run(
        [*command.split(), f"--script={PROBE}", project],
        env={**os.environ, "GLOSS_PROBE": str(answer)},
        capture_output=True,
        timeout=120,
        check=True,
    )
    found = json.loads(answer.read_text())
    found["units"] = {record["format"]: record["units"] for record in records}
    found["project"] = project
    return found  # type: ignore[no-any-return]


def test_the_memory_is_loaded_whole(said: dict[str, Any]) -> None:
    loaded = said["memories"]["gloss.tmx"]
    assert len(loaded) == said["units"]["tmx"]
    assert ["اتفاقيات إبراهيم", "Abraham Accords"] in loaded


def test_the_memory_translates_by_itself(said: dict[str, Any]) -> None:
    assert said["entries"] == {
        "الكنيست": "Knesset",
        "محمدوف": "Mammadov",
        "لا ترجمة لهذا": None,
    }
    written = (said["project"] / "target" / "a.txt").read_text()
    assert written.split("\n\n")[:2] == ["Knesset", "Mammadov"]


def test_the_glossary_is_loaded_row_by_row(said: dict[str, Any]) -> None:
    loaded = said["glossaries"]["gloss.txt"]
    assert len(loaded) == said["units"]["omegat"]
    lines = (said["project"] / "glossary" / "gloss.txt").read_text().splitlines()
    assert [[source, *targets] for source, targets in loaded] == [
        line.split("\t")[:2] for line in lines
    ]


def test_every_pair_of_the_tbx_is_loaded(said: dict[str, Any]) -> None:
    """OmegaT makes an entry of each source term with each target term."""
    from glossary.base import entries

    wanted = {
        (ours.text, theirs.text)
        for entry in entries()
        for ours in entry.concept.sections[0].terms
        for theirs in entry.concept.sections[1].terms
    }
    loaded = said["glossaries"]["gloss.tbx"]
    assert {
        (source, target) for source, targets in loaded for target in targets
    } == wanted

"""OmegaT run without a window: what its own loaders make of a glossary or a memory."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from glossary.errors import FileError

LABEL = "OmegaT"
_JARS = ("/usr/share/omegat/OmegaT.jar", "/opt/omegat/OmegaT.jar")
_SECONDS = 120
_FOLDERS = ("source", "target", "omegat", "glossary", "tm/auto", "dictionary")
_SETTINGS = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat><project version="1.0">
<source_dir>__DEFAULT__</source_dir><target_dir>__DEFAULT__</target_dir>
<tm_dir>__DEFAULT__</tm_dir><glossary_dir>__DEFAULT__</glossary_dir>
<glossary_file>__DEFAULT__</glossary_file><dictionary_dir>__DEFAULT__</dictionary_dir>
<source_lang>{0}</source_lang><target_lang>{1}</target_lang>
<sentence_seg>true</sentence_seg>
<support_default_translations>true</support_default_translations>
<remove_tags>false</remove_tags>
</project></omegat>
"""
_PROBE = """
import groovy.json.JsonOutput
import org.omegat.gui.glossary.GlossaryReaderTBX
import org.omegat.gui.glossary.GlossaryReaderTSV
import org.omegat.gui.glossary.GlossaryReaderCSV
if (eventType.toString() == "LOAD") {
    def pairs = []
    project.transMemories.each { name, memory ->
        memory.entries.each { pairs << [it.source, it.translation] }
    }
    def folder = new File(project.projectProperties.glossaryRoot.toString())
    folder.listFiles().each { file ->
        def reader = file.name.endsWith(".tbx") ? GlossaryReaderTBX :
            file.name.endsWith(".csv") ? GlossaryReaderCSV : GlossaryReaderTSV
        reader.read(file, false).each { entry ->
            entry.getLocTerms(false).each { pairs << [entry.srcText, it] }
        }
    }
    new File(System.getenv("GLOSS_PROBE")).write(JsonOutput.toJson(pairs), "UTF-8")
}
"""


def jar() -> str | None:
    """Return where OmegaT is installed, or ``None`` without it or Java.

    ``OMEGAT_JAR`` names it where it is in no usual place.
    """
    if shutil.which("java") is None:
        return None
    places = (os.environ.get("OMEGAT_JAR", ""), *_JARS)
    return next((one for one in places if one and Path(one).is_file()), None)


def seen(
    program: str, data: bytes, *, suffix: str, languages: tuple[str, str]
) -> list[tuple[str, str]]:
    """Return the pairs that OmegaT offers from a file, in its order.

    Raises ``FileError`` where OmegaT fails or takes longer than two minutes.
    """
    with tempfile.TemporaryDirectory(prefix="gloss-omegat-") as temporary:
        root = Path(temporary)
        project = root / "project"
        for folder in _FOLDERS:
            (project / folder).mkdir(parents=True)
        (project / "omegat.project").write_text(_SETTINGS.format(*languages))
        (project / "source" / "a.txt").write_text("1\n")
        folder = "tm/auto" if suffix == ".tmx" else "glossary"
        (project / folder / f"probed{suffix}").write_bytes(data)
        (root / "probe.groovy").write_text(_PROBE)
        command = [
            *("java", "-Djava.awt.headless=true", "-jar", program),
            *("--mode=console-translate", f"--config-dir={root / 'config'}"),
            *("--disable-project-locking", f"--script={root / 'probe.groovy'}"),
            str(project),
        ]
        answer = root / "answer.json"
        env = {**os.environ, "GLOSS_PROBE": str(answer)}
        try:
            done = subprocess.run(  # noqa: S603 - our own arguments, no shell
                command, env=env, capture_output=True, timeout=_SECONDS, check=False
            )
        except subprocess.TimeoutExpired:
            raise FileError(f"OmegaT did not answer in {_SECONDS} seconds") from None
        if not answer.is_file():
            words = done.stderr.decode("utf-8", "replace").strip()[-200:]
            raise FileError(f"OmegaT did not load the file: {words}")
        return [(source, target) for source, target in json.loads(answer.read_text())]

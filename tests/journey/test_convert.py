"""Files in, files out, without a store."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from tests.conftest import Gloss

TMX = """<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4"><header creationtool="x" creationtoolversion="1" segtype="sentence"
 o-tmf="x" adminlang="en" srclang="ar" datatype="plaintext"><note>kept</note></header><body>
<tu tuid="1"><tuv xml:lang="ar"><seg>قلعة <ph x="1">{0}</ph></seg></tuv><tuv xml:lang="en"><seg>castle <ph x="1">{0}</ph></seg></tuv></tu>
<tu tuid="2"><tuv xml:lang="ar"><seg>نهر</seg></tuv><tuv xml:lang="en"><seg>river</seg></tuv></tu>
</body></tmx>
"""  # noqa: E501 - a unit a line, as files have it


def test_a_memory_keeps_its_codes_and_its_header(gloss: Gloss, tmp_path: Path) -> None:
    (tmp_path / "a.tmx").write_text(TMX)
    gloss("convert", "a.tmx", "b.tmx")
    text = (tmp_path / "b.tmx").read_text()
    assert '<ph x="1">{0}</ph>' in text
    assert 'creationtool="x"' in text
    assert "<note>kept</note>" in text


def test_gzip_by_name(gloss: Gloss, tmp_path: Path) -> None:
    (tmp_path / "a.tmx").write_text(TMX)
    gloss("convert", "a.tmx", "b.tmx.gz")
    gloss("convert", "b.tmx.gz", "c.tmx")
    packed = gzip.decompress((tmp_path / "b.tmx.gz").read_bytes())
    assert packed == (tmp_path / "c.tmx").read_bytes()


@pytest.mark.parametrize("kind", ["tbx", "csv", "tsv", "po", "jsonl", "txt"])
def test_every_format_from_a_memory(gloss: Gloss, tmp_path: Path, kind: str) -> None:
    (tmp_path / "a.tmx").write_text(TMX)
    gloss("convert", "a.tmx", f"b.{kind}")
    gloss("convert", f"b.{kind}", "c.csv")
    rows = (tmp_path / "c.csv").read_text().splitlines()
    assert sum("نهر,river" in row for row in rows) == 1


def test_a_truncated_memory_gives_its_whole_units(gloss: Gloss, tmp_path: Path) -> None:
    (tmp_path / "a.tmx").write_text(TMX[: TMX.index("river")])
    done = gloss("convert", "a.tmx", "b.tmx", status=1)
    assert "a.tmx:" in done.stderr
    text = (tmp_path / "b.tmx").read_text()
    assert "castle" in text
    assert "نهر" not in text


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.tmx", b"", "a.tmx: is empty"),
        ("a.tmx", b"<html><body>404</body></html>", "HTML"),
        ("a.xyz", b"x", "the name does not tell the format; it may end in .tmx"),
        ("a.csv", b"one,two\n1,2\n", "a.csv: no entry has both ar and en"),
    ],
)
def test_what_cannot_be_read_leaves_no_file(
    gloss: Gloss, tmp_path: Path, name: str, data: bytes, message: str
) -> None:
    (tmp_path / name).write_bytes(data)
    assert message in gloss("convert", name, "out.tmx", status=2).stderr
    assert not (tmp_path / "out.tmx").exists()


def test_a_memory_of_other_languages(gloss: Gloss, tmp_path: Path) -> None:
    (tmp_path / "a.tmx").write_text(TMX.replace('lang="ar"', 'lang="fr"'))
    stderr = gloss("convert", "a.tmx", "b.csv", status=2).stderr
    assert "no entry has both ar and en; name the file's languages" in stderr
    gloss("convert", "a.tmx", "b.csv", "--source", "fr")
    assert "نهر,river" in (tmp_path / "b.csv").read_text()


def test_a_po_file_keeps_its_header(gloss: Gloss, tmp_path: Path) -> None:
    (tmp_path / "a.po").write_text(
        'msgid ""\nmsgstr ""\n"Language: de\\n"\n"Last-Translator: Mona\\n"\n\n'
        'msgid "river"\nmsgstr "Fluss"\n'
    )
    gloss("convert", "a.po", "b.po")
    text = (tmp_path / "b.po").read_text()
    assert "Last-Translator: Mona" in text
    assert 'msgstr "Fluss"' in text
    assert "Language: de" in text


def test_a_po_string_without_its_end_is_reported(gloss: Gloss, tmp_path: Path) -> None:
    (tmp_path / "a.po").write_text(
        'msgid "good"\nmsgstr "gut"\n\nmsgid "bad\nmsgstr "schlecht"\n'
    )
    done = gloss("convert", "a.po", "b.po", status=1)
    assert "a.po:4: the string has no closing quote" in done.stderr
    text = (tmp_path / "b.po").read_text()
    assert "gut" in text
    assert "schlecht" not in text


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.csv", "source,target\nقلعة,castle\n"),
        ("a.tsv", "ar\ten\tnote\nقلعة\tcastle\t\n"),
        ("a.txt", "# mine\nقلعة\tcastle\n"),
    ],
)
def test_a_text_format_stays_as_it_is(
    gloss: Gloss, tmp_path: Path, name: str, text: str
) -> None:
    (tmp_path / name).write_bytes(text.encode("utf-16"))
    gloss("convert", name, f"out-{name}")
    assert (tmp_path / f"out-{name}").read_text() == text


def test_a_row_that_cannot_be_decoded_is_left_out(gloss: Gloss, tmp_path: Path) -> None:
    data = "ar,en\nقلعة,castle\n".encode() + b"\xff,bad\n" + "نهر,river\n".encode()
    (tmp_path / "a.csv").write_bytes(data)
    done = gloss("convert", "a.csv", "b.tmx", status=1)
    assert f"a.csv:3: byte {data.index(255)} (0xFF) is not UTF-8" in done.stderr
    text = (tmp_path / "b.tmx").read_text()
    assert "castle" in text
    assert "river" in text


def test_validate(gloss: Gloss, tmp_path: Path) -> None:
    (tmp_path / "good.tmx").write_text(TMX)
    (tmp_path / "bad.tmx").write_text(TMX.replace(' srclang="ar"', ""))
    (tmp_path / "none.tmx").write_text("<html/>")
    assert gloss("validate", "good.tmx").stdout == ""
    (row,) = map(json.loads, gloss("validate", "bad.tmx", status=1).stdout.splitlines())
    assert list(row) == ["file", "line", "rule", "severity", "message"]
    assert (row["file"], row["line"], row["severity"]) == ("bad.tmx", 2, "error")
    assert "srclang" in row["message"]
    gloss("validate", "none.tmx", status=2)
    gloss("validate", "good.tmx", "none.tmx", "bad.tmx", status=2)


def test_an_empty_glossary_is_no_tbx(gloss: Gloss, tmp_path: Path) -> None:
    gloss("init")
    stderr = gloss("export", "--tbx", "x.tbx", status=2).stderr
    assert "there is no concept to write, and a TBX file needs one" in stderr
    assert not (tmp_path / "x.tbx").exists()
    gloss("export", "--tmx", "x.tmx")
    gloss("validate", "x.tmx")


def test_two_memories_become_one_without_duplicates(
    gloss: Gloss, tmp_path: Path
) -> None:
    (tmp_path / "a.tmx").write_text(TMX)
    (tmp_path / "b.tmx").write_text(TMX.replace("river", "stream"))
    done = gloss("convert", "a.tmx", "b.tmx", "c.tmx", "--dedupe")
    assert "c.tmx: units read: 4; units kept: 3; duplicate: 1" in done.stderr
    text = (tmp_path / "c.tmx").read_text()
    assert [text.count(one) for one in ("castle", "river", "stream")] == [1, 1, 1]
    assert "<note>kept</note>" in text


def test_a_file_for_each_value_of_a_property(gloss: Gloss, tmp_path: Path) -> None:
    prop = '<tu tuid="1"><prop type="d">a/b</prop>'
    (tmp_path / "a.tmx").write_text(TMX.replace('<tu tuid="1">', prop))
    gloss("convert", "a.tmx", "out.tmx", "--split-by", "d")
    assert "castle" in (tmp_path / "out-a-b.tmx").read_text()
    assert "river" in (tmp_path / "out-none.tmx").read_text()


def test_convert_needs_two_names(gloss: Gloss) -> None:
    assert (
        "name what to read and what to write"
        in gloss("convert", "a.tmx", status=2).stderr
    )


def test_a_gzip_bomb_is_refused(gloss: Gloss, tmp_path: Path) -> None:
    head = TMX.partition("<tu ")[0].encode()
    (tmp_path / "a.tmx.gz").write_bytes(gzip.compress(head + b" " * 200_000_000, 9))
    done = gloss("convert", "a.tmx.gz", "b.tmx", status=2)
    assert "a.tmx.gz: unpacks to more than 300 times its size" in done.stderr


def test_nothing_lossy_is_written(gloss: Gloss, tmp_path: Path) -> None:
    (tmp_path / "a.tmx").write_text(TMX)
    (tmp_path / "b.csv").write_text("before")
    done = gloss("convert", "a.tmx", "b.csv", "--strict-loss", status=1)
    assert "b.csv: not written, because of --strict-loss: inline codes" in done.stderr
    assert (tmp_path / "b.csv").read_text() == "before"
    done = gloss("convert", "a.tmx", "b.csv", "--strict-loss", "--dedupe", status=1)
    assert "b.csv: not written, because of --strict-loss" in done.stderr
    assert (tmp_path / "b.csv").read_text() == "before"
    gloss("convert", "a.tmx", "c.tmx", "--strict-loss")
    assert (tmp_path / "c.tmx").exists()
    done = gloss("convert", "a.tmx", "-", "--to", "csv", "--strict-loss", status=2)
    assert "--strict-loss takes nothing back: name a file" in done.stderr


def test_proposals_of_a_job_go_into_a_memory(gloss: Gloss, tmp_path: Path) -> None:
    (tmp_path / "a.xlf").write_text(
        '<xliff version="1.2"><file original="a" source-language="ar" '
        'target-language="en"><body><trans-unit id="1"><source>نهر</source>'
        '<target>river</target><alt-trans match-quality="80%"><source>أنهار</source>'
        "<target>rivers</target></alt-trans></trans-unit></body></file></xliff>"
    )
    done = gloss("convert", "a.xlf", "a.tmx")
    assert "not carried" not in done.stderr
    text = (tmp_path / "a.tmx").read_text()
    assert text.count("<tu>") == 2
    assert text.count('<prop type="x-match-quality">80%</prop>') == 1
    lossy = gloss("convert", "a.xlf", "a.csv")
    assert "alternative translations: 1" in lossy.stderr

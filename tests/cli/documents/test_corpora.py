"""Many documents: wildcards, URLs, a row each."""

from __future__ import annotations

import gzip
import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli import documents
from cli.documents import corpora
from cli.documents.corpora import Piece
from cli.documents.rows import Fields, Text
from glossary.errors import FileError, GlossError

TEXT = "زار الوفد باكو."
OTHER = "وصل الوفد إلى تبليسي."


def found(
    *names: str | Path, fields: Fields = corpora.PLAIN
) -> tuple[list[tuple[str, str]], list[str]]:
    """Return the documents of files, and what was said of the others."""
    bad: list[GlossError] = []
    texts = list(corpora.each(map(str, names), fields, bad.append))
    return [(one.name, one.text) for one in texts], list(map(str, bad))


def rows(path: Path, *some: object) -> Path:
    """Write rows as JSON Lines; what is text is written as it is."""
    lines = [one if isinstance(one, str) else json.dumps(one) for one in some]
    data = "".join(f"{line}\n" for line in lines).encode()
    path.write_bytes(gzip.compress(data) if path.suffix == ".gz" else data)
    return path


@pytest.mark.parametrize("name", ["a.jsonl", "a.NDJSON", "a.jsonl.gz"])
def test_a_row_is_a_document(tmp_path: Path, name: str) -> None:
    file = rows(
        tmp_path / name,
        {"id": "x/1", "text": TEXT},
        {"id": 7, "text": OTHER, "more": [1]},
        "",
        {"text": TEXT},
        {"id": "", "text": TEXT},
        {"id": None, "text": TEXT},
    )
    texts, bad = found(file)
    assert bad == []
    names = ["x/1", "7", f"{file}#4", f"{file}#5", f"{file}#6"]
    assert texts == list(zip(names, [TEXT, OTHER, TEXT, TEXT, TEXT], strict=True))


def test_fields_have_names(tmp_path: Path) -> None:
    file = rows(tmp_path / "a.jsonl", {"url": "u", "body": TEXT, "day": "2024-05-03"})
    fields = Fields(text="body", id="url", date="day")
    (text,) = corpora.each([str(file)], fields)
    assert text[:2] == ("u", TEXT)
    assert text.date == "2024-05-03"
    assert (text.where.file, text.where.line) == (str(file), 1)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("{", "is no JSON: Expecting property name"),
        ("[1]", "is no JSON object"),
        ('"text"', "is no JSON object"),
        ("[" * 100_000, "is no JSON: "),
        ({"id": 1, "body": TEXT}, "has no field 'text' (it has: id, body); see --text"),
        ({}, "has no field 'text' (it has: none)"),
        ({"text": 5}, "'text' is no text"),
        ({"text": None}, "'text' is no text"),
        ({"text": TEXT, "id": True}, "'id' is neither text nor a whole number; see"),
        ({"text": TEXT, "id": [1]}, "'id' is neither text nor a whole number"),
        ({"text": TEXT, "id": 1.5}, "'id' is neither text nor a whole number"),
        ({"text": TEXT + "\ud800"}, "holds half a character (U+D800)"),
        ({"text": TEXT, "id": "\udfff"}, "holds half a character (U+DFFF)"),
    ],
)
def test_a_bad_row_is_told_and_the_rest_kept(
    tmp_path: Path, row: object, message: str
) -> None:
    file = rows(tmp_path / "a.jsonl", {"text": TEXT}, row, {"text": OTHER})
    texts, (bad,) = found(file)
    assert texts == [(f"{file}#1", TEXT), (f"{file}#3", OTHER)]
    assert bad.startswith(f"{file}:2: {message}")
    with pytest.raises(GlossError, match=":2: "):
        list(corpora.each([str(file)]))


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    good = json.dumps({"text": TEXT}).encode()
    file.write_bytes(b'{"text": "\xc7\xe1"}\n' + good + b"\n")
    assert found(file) == (
        [(f"{file}#2", TEXT)],
        [f"{file}:1: byte 10 (0xC7) is not UTF-8"],
    )
    file.write_bytes(b"\xef\xbb\xbf" + good)
    assert found(file) == ([(f"{file}#1", TEXT)], [])
    file.write_bytes(good.decode().encode("utf-16"))
    assert "is UTF-16; JSON Lines are UTF-8" in found(file)[1][0]


def test_a_file_that_is_wholly_bad(tmp_path: Path) -> None:
    empty = rows(tmp_path / "empty.jsonl")
    blank = rows(tmp_path / "blank.jsonl", "", "")
    torn = tmp_path / "torn.jsonl.gz"
    torn.write_bytes(gzip.compress(b'{"text": "x"}\n' * 9)[:-12])
    good = rows(tmp_path / "good.jsonl", {"text": TEXT})
    texts, bad = found(empty, blank, torn, tmp_path / "none.jsonl", good)
    assert texts[-1] == (f"{good}#1", TEXT)
    assert bad[:2] == [f"{empty}: is empty", f"{blank}: is empty"]
    assert bad[2].startswith(f"{torn}: is no whole gzip file")
    assert bad[3].startswith(f"{tmp_path}/none.jsonl: no such file")


def test_an_endless_line_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cli.documents.rows._LONGEST", 64)
    file = rows(tmp_path / "a.jsonl", {"text": "x"}, {"text": "y" * 99})
    texts, bad = found(file)
    assert len(texts) == 1
    assert bad == [f"{file}:2: the line has no end: is this one JSON object a line?"]


@given(
    st.lists(st.sampled_from(["", "{}", '{"text": "ا"}', '{"id": "ب", "text": "ج"}'])),
    st.integers(1, 90),
    st.sampled_from(["", "\n"]),
)
def test_pieces_hold_what_the_whole_holds(
    tmp_path_factory: pytest.TempPathFactory, lines: list[str], size: int, end: str
) -> None:
    file = tmp_path_factory.mktemp("pieces") / "a.jsonl"
    file.write_text("\n".join(lines) + end, encoding="utf-8")
    divided = corpora.pieces(str(file), size)
    assert divided is not None
    assert sum(bytes_ for _, bytes_ in divided) == file.stat().st_size
    bad: list[GlossError] = []
    texts: list[Text] = []
    for piece, _ in divided:
        texts += corpora.read(piece, corpora.PLAIN, bad.append)
    whole_bad: list[GlossError] = []
    assert texts == list(corpora.each([str(file)], on_problem=whole_bad.append))
    if texts or bad:
        assert list(map(str, bad)) == list(map(str, whole_bad))


def test_what_cannot_be_divided(tmp_path: Path) -> None:
    text = tmp_path / "a.txt"
    text.write_text(TEXT * 9, encoding="utf-8")
    packed = rows(tmp_path / "a.jsonl.gz", *({"text": TEXT} for _ in range(99)))
    assert corpora.pieces(str(text), 1000) == [
        (Piece(str(text)), len(TEXT * 9) * 2 - 27)
    ]
    assert corpora.pieces(str(text), 20) is None
    assert corpora.pieces(str(packed), 200) is None
    assert corpora.pieces("-", 1000) is None


def test_wildcards(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/c/1.txt", "a.txt", "b/x.md", ".b/h.txt", "a[1].txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    every = [
        f"{tmp_path}/{one}" for one in ("a.txt", "a[1].txt", "b/2.txt", "b/c/1.txt")
    ]
    for walk in (documents.walk, corpora.walk):
        assert list(walk([f"{tmp_path}/**/*.txt"])) == every
        assert list(walk([f"{tmp_path}/b/*.*", f"{tmp_path}/b"])) == [
            f"{tmp_path}/b/2.txt", f"{tmp_path}/b/x.md", f"{tmp_path}/b/c/1.txt",
        ]  # fmt: skip
        assert list(walk([f"{tmp_path}/a[1].txt"])) == [f"{tmp_path}/a[1].txt"]
        with pytest.raises(FileError, match=r"\*\.pdf: matches no file"):
            list(walk([f"{tmp_path}/**/*.pdf"]))


def test_a_directory_of_rows_and_one_of_articles(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    part = rows(tmp_path / "out" / "part-0.jsonl", {"text": TEXT})
    (tmp_path / "out" / "_SUCCESS").touch()
    assert list(corpora.walk([str(tmp_path / "out")])) == [str(part)]
    (tmp_path / "out" / "a.txt").write_text(TEXT, encoding="utf-8")
    assert list(corpora.walk([str(tmp_path / "out")])) == [str(part.parent / "a.txt")]
    (tmp_path / "none").mkdir()
    with pytest.raises(FileError, match=r"holds no file of .*\.txt, .*\.jsonl, "):
        list(corpora.walk([str(tmp_path / "none")]))


def test_parquet(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    from pyarrow.parquet import write_table

    file = tmp_path / "a.parquet"
    columns = {
        "id": ["x", None, "z", "w"],
        "text": [TEXT, OTHER, None, TEXT],
        "day": [date(2024, 5, 3)] * 4,
    }
    write_table(pa.table(columns), file, row_group_size=1)
    texts, bad = found(file)
    assert texts == [("x", TEXT), (f"{file}#2", OTHER), ("w", TEXT)]
    assert bad == [f"{file}:3: 'text' is no text"]
    dated = corpora.each([str(file)], Fields(date="day"), lambda _: None)
    assert [one.date for one in dated] == ["2024-05-03"] * 3
    divided = corpora.pieces(str(file), 1)
    assert divided is not None
    assert [piece.rows for piece, _ in divided] == [(n, n + 1, n + 1) for n in range(4)]
    parts = [corpora.read(one, corpora.PLAIN, lambda _: None) for one, _ in divided]
    assert [(one.name, one.text) for part in parts for one in part] == texts


def test_parquet_that_is_none_or_lacks_the_column(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pa = pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    from pyarrow.parquet import write_table

    file = tmp_path / "a.parquet"
    write_table(pa.table({"id": [1], "body": [TEXT]}), file)
    message = f"{file}: has no column 'text' (it has: id, body); see --text-field"
    assert found(file) == ([], [message])
    assert found(file, fields=Fields(text="body")) == ([("1", TEXT)], [])
    file.write_bytes(b"PAR1 but no more")
    assert found(file)[1][0].startswith(f"{file}: is no Parquet that can be read: ")
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    assert found(file)[1][0].endswith("not installed: pip install 'glosskit[corpora]'")


@pytest.fixture
def store() -> str:
    """Return the URL of a directory in a store that lives in memory."""
    fsspec = pytest.importorskip("fsspec", reason="fsspec is not installed")
    memory = fsspec.filesystem("memory")
    memory.pipe({f"/news/{name}.txt": TEXT.encode() for name in "ba"})
    memory.pipe("/news/x.jsonl", json.dumps({"text": OTHER}).encode())
    return "memory://news"


def test_urls(store: str) -> None:
    texts = [f"memory:///news/{name}.txt" for name in "ab"]
    for walk in (documents.walk, corpora.walk):
        assert list(walk([store])) == texts
        assert len(list(walk([f"{store}/*.txt"]))) == 2
        assert list(walk([f"{store}/a.txt"])) == [f"{store}/a.txt"]
        with pytest.raises(FileError, match=r"\*\.md: matches no file"):
            list(walk([f"{store}/*.md"]))
    assert found(f"{store}/a.txt", f"{store}/x.jsonl", f"{store}/none.txt") == (
        [(f"{store}/a.txt", TEXT), (f"{store}/x.jsonl#1", OTHER)],
        [f"{store}/none.txt: no such file; check the spelling"],
    )
    assert corpora.size_of(f"{store}/a.txt") == len(TEXT.encode())
    assert corpora.size_of(f"{store}/none.txt") == 0


def test_a_file_url_and_one_that_nothing_reads(tmp_path: Path) -> None:
    pytest.importorskip("fsspec", reason="fsspec is not installed")
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    assert found(f"file://{tmp_path}/a.txt")[0] == [(f"file://{tmp_path}/a.txt", TEXT)]
    assert found("nowhere://x")[1][0].startswith("nowhere://x: ")
    assert list(corpora.walk(["https://example.org/a?b=1"])) == [
        "https://example.org/a?b=1"
    ]


def test_without_fsspec_a_url_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "fsspec", None)
    _, (bad,) = found("s3://bucket/a.txt")
    assert bad.startswith("s3://bucket/a.txt: a URL is read with fsspec, which is not")
    assert bad.endswith("pip install 'glosskit[corpora]'")


def test_only_arabic_is_usable(tmp_path: Path) -> None:
    file = rows(
        tmp_path / "a.jsonl", {"text": TEXT}, {"text": " \n"}, {"text": "English"}
    )
    bad: list[GlossError] = []
    texts = corpora.each([str(file)], on_problem=bad.append)
    assert [one.name for one in corpora.usable(texts, bad.append)] == [f"{file}#1"]
    assert list(map(str, bad)) == [
        f"{file}:2: is empty",
        f"{file}:3: holds no Arabic text",
    ]

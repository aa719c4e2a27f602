from __future__ import annotations

import json
from pathlib import Path

from tests.conftest import Gloss

GLOSSARY = "ar,en\nالكنيست,Knesset\nكوبا,Cuba\nكوبا,Quba\nسفارة,embassy\n"


def records(done: object) -> list[dict[str, object]]:
    return [json.loads(line) for line in done.stdout.splitlines()]  # type: ignore[attr-defined]


def test_terms_are_found_with_their_clitics(gloss: Gloss, tmp_path: Path) -> None:
    tmp_path.joinpath("terms.csv").write_text(GLOSSARY)
    tmp_path.joinpath("a.txt").write_text("قال وبالكنيست إن سفارتهم في كوبا")
    done = gloss("terms", "find", "--glossary", "terms.csv", "a.txt")
    assert records(done) == [
        {
            "document": "a.txt",
            "start": start,
            "end": end,
            "text": text,
            "term": term,
            "target": target,
        }
        for start, end, text, term, target in (
            (4, 13, "وبالكنيست", "الكنيست", "Knesset"),
            (17, 24, "سفارتهم", "سفارة", "embassy"),
            (28, 32, "كوبا", "كوبا", "Cuba"),
            (28, 32, "كوبا", "كوبا", "Quba"),
        )
    ]


def test_explain_adds_the_reason(gloss: Gloss, tmp_path: Path) -> None:
    tmp_path.joinpath("terms.csv").write_text(GLOSSARY)
    tmp_path.joinpath("a.html").write_text("<p>و<b>الكنيست</b></p>")
    done = gloss("terms", "find", "--glossary", "terms.csv", "--explain", "a.html")
    assert [one["reason"] for one in records(done)] == ["و + الكنيست"]


def test_the_built_in_glossary_tells_homonyms_apart(
    gloss: Gloss, tmp_path: Path
) -> None:
    tmp_path.joinpath("a.txt").write_text("وصل محمدوف إلى كوبا")
    tmp_path.joinpath("b.txt").write_text("وصل محمدوف إلى كوبا في أذربيجان")
    tmp_path.joinpath("c.txt").write_text("وصل محمدوف")
    first = records(gloss("terms", "find", "a.txt"))
    second = records(gloss("terms", "find", "b.txt"))
    assert "Quba" not in {one["target"] for one in first}
    assert "Quba" in {one["target"] for one in second}
    (third,) = records(gloss("terms", "find", "c.txt"))
    assert third["target"] == "Mammadov"


def test_english_terms_are_found_in_english_texts(gloss: Gloss, tmp_path: Path) -> None:
    tmp_path.joinpath("terms.csv").write_text(GLOSSARY)
    tmp_path.joinpath("e.txt").write_text("The Knesset's embassies; a cuba.")
    done = gloss("terms", "find", "--glossary", "terms.csv", "--lang", "en", "e.txt")
    assert [(one["text"], one["target"]) for one in records(done)] == [
        ("Knesset's", "الكنيست"),
        ("embassies", "سفارة"),
    ]


def test_what_is_no_text_is_named_and_the_rest_is_searched(
    gloss: Gloss, tmp_path: Path
) -> None:
    tmp_path.joinpath("terms.csv").write_text(GLOSSARY)
    tmp_path.joinpath("a.txt").write_bytes(b"\xff\xfe\xfd")
    tmp_path.joinpath("b.txt").write_text("الكنيست")
    done = gloss("terms", "find", "--glossary", "terms.csv", "a.txt", "b.txt", status=2)
    assert [one["text"] for one in records(done)] == ["الكنيست"]
    assert "a.txt" in done.stderr

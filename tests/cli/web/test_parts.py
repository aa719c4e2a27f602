"""Articles, overview, findings and files."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest

from cli.config import Workspace
from cli.web.articles import numbered
from cli.web.known import Knowledge
from cli.web.reading import PART, marked
from glossary.store import TermStore
from tests.cli.web.conftest import TEXT, Browser

TABLE = (
    "ar\ten\nزار الوفد باكو أمس.\tThe delegation visited Bakou yesterday.\n"
    "وصل 25 وزيرا إلى القدس.\t35 ministers arrived in Jerusalem.\n"
)


def plain(html: str) -> str:
    found = re.search(r"<article.*?>(.*?)</article>", html, re.DOTALL)
    assert found
    return re.sub(r"<[^>]*>", "", found[1]).strip()


def test_an_article_is_all_there_with_its_terms_marked(page: Browser) -> None:
    html = page.get("/articles/1")
    assert plain(html) == TEXT
    marks = {
        text: kind
        for kind, text in re.findall(
            r'class="t (\w+)[^>]*data-item[^>]*>([^<]+)<', html
        )
    }
    assert marks["باكو"] == "packaged"
    assert marks["الزيارة"] == "candidate"
    page.send("/candidates/decide", term="باكو", action="accept", english="Baku")
    assert 'class="t own"' in page.get("/articles/1")
    assert "articles/1.txt" in page.get("/articles")


@pytest.mark.parametrize(
    ("cited", "number"),
    [
        ("articles/1.txt", 1),
        ("demo/articles/1.txt", 1),
        ("/elsewhere/demo/articles/1.txt", 1),
        ("1.txt", None),
        ("articles/11.txt", None),
        ("", None),
    ],
)
def test_a_citation_leads_to_its_article(
    workspace: Workspace, cited: str, number: int | None
) -> None:
    assert numbered(workspace).number(cited) == number


def test_the_memory_shows_what_the_english_was(
    page: Browser, workspace: Workspace
) -> None:
    assert page.ask("GET", "/candidates/memory?term=باكو").json() == []
    from cli.memory import open_memory
    from tmx.memory.protocol import Arrival
    from tmx.model import text_unit

    arrival = Arrival(origin="old.tmx", who="x", at="2026-03-01T09:30:00Z")
    unit = text_unit(
        ("ar", "زار الوفد باكو أمس."), ("en", "The delegation visited Baku.")
    )
    with open_memory(workspace) as memory:
        memory.add_many([unit], arrival=arrival)
    found = page.ask("GET", "/candidates/memory?term=باكو").json()
    assert found == [
        [
            "زار الوفد ",
            "باكو",
            " أمس.",
            "The delegation visited Baku.",
            "old.tmx",
            "source",
        ]
    ]
    assert "The delegation visited Baku." in page.get("/candidates/one", term="باكو")


def test_a_place_in_an_article_is_shown(page: Browser) -> None:
    html = page.get("/articles/1", at=TEXT.index("باكو") + 1)
    assert re.search(r'id="at"[^>]*>باكو<', html)


def test_an_article_is_hostile(page: Browser, workspace: Workspace) -> None:
    evil = workspace.root / "articles" / "2.txt"
    evil.write_text("قال <script>alert(1)</script> \u202e باكو", encoding="utf-8")
    html = page.get("/articles/2")
    assert "<script>alert" not in html
    assert "&lt;script&gt;" in html


def test_a_long_article_comes_in_parts(store: TermStore) -> None:
    text = "زار الوفد باكو.\n" * 6000
    known = Knowledge(store, "ar").now()
    first = marked(text, known, part=0, at=None)
    assert first.parts == len(text) // PART + 1
    last = marked(text, known, part=99, at=None)
    assert last.part == first.parts - 1
    there = marked(text, known, part=0, at=PART * 2)
    assert there.part == 1
    whole = [marked(text, known, part=number, at=None) for number in range(first.parts)]
    said = ["".join(one.text for one in p) for part in whole for p in part.paragraphs]
    assert said == text.splitlines()


def test_what_is_known_is_read_again_after_a_change(
    page: Browser, store: TermStore
) -> None:
    before = Knowledge(store, "ar")
    assert before.now() is before.now()
    old = before.now()
    page.send("/candidates/decide", term="باكو", action="accept", english="Baku")
    assert before.now() is not old
    assert "baku" in before.now().own


def test_the_overview_counts(page: Browser) -> None:
    page.send("/candidates/decide", term="باكو", action="accept", english="Baku")
    html = page.get("/overview")
    assert "<dt>Concepts</dt><dd>3</dd>" in html
    assert "<dt>Decided</dt><dd>20%</dd>" in html
    assert 'aria-label="Open 4, Accepted 1, Rejected 0, Later 0"' in html
    assert "2026-03-02" in html


def test_findings_are_waived_with_a_reason(page: Browser, workspace: Workspace) -> None:
    (workspace.root / "job.tsv").write_text(TABLE, encoding="utf-8")
    html = page.get("/findings", file=1)
    keys = re.findall(r'name="key" value="(\w+)">Waive', html)
    assert len(keys) == 2
    page.post("/findings/waive", 400, file=1, key=keys[1], reason="  ")
    page.post("/findings/waive", file=1, key=keys[1], reason='as "agreed"\nby all')
    page.post("/findings/waive", 409, file=1, key=keys[1], reason="again")
    rest = re.findall(r'name="key" value="(\w+)">Waive', page.get("/findings", file=1))
    assert rest == keys[:1]
    page.post("/findings/waive", file=1, key=keys[0], reason="ours", scope="term")
    assert "Nothing to find fault with" in page.get("/findings", file=1)
    text = (workspace.root / "gloss.waivers.toml").read_text(encoding="utf-8")
    assert text.count("[[waive]]") == 2
    assert 'term = "باكو"' in text


def test_what_is_sure_is_fixed_in_the_file(page: Browser, workspace: Workspace) -> None:
    file = workspace.root / "job.tsv"
    file.write_text(TABLE, encoding="utf-8")
    html = page.get("/findings", file=1)
    sure = re.search(r'name="key" value="(\w+)">Fix', html)
    assert sure
    keys = re.findall(r'name="key" value="(\w+)">Waive', html)
    page.post("/findings/fix", 400, file=1, key=keys[1])
    page.post("/findings/fix", file=1, key=sure[1])
    assert file.read_text(encoding="utf-8") == TABLE.replace("Bakou", "Baku")
    page.post("/findings/fix", 409, file=1, key=sure[1])


@pytest.mark.parametrize(
    ("kind", "begins"),
    [
        ("tmx", b"<?xml"),
        ("tbx", b"<?xml"),
        ("csv", b"ar,en"),
        ("po", b"msgid"),
        ("jsonl", b"{"),
        ("xlsx", b"PK"),
        ("omegat", "البرلمان".encode()),
    ],
)
def test_the_glossary_goes_out(page: Browser, kind: str, begins: bytes) -> None:
    answer = page.ask("GET", f"/exchange/export?kind={kind}&only=curated")
    assert answer.status_code == 200
    assert begins in answer.content[:200]
    assert "attachment" in answer.headers["content-disposition"]
    assert "%D9%85%D8%B3%D8%B1%D8%AF" in answer.headers["content-disposition"]
    if kind == "xlsx":
        assert zipfile.ZipFile(io.BytesIO(answer.content)).testzip() is None


def send(page: Browser, name: str, data: bytes, **form: str) -> tuple[int, str]:
    answer = page.ask(
        "POST",
        "/exchange/import",
        data={"csrf": page.csrf(), **form},
        files={"file": (name, data)},
    )
    return answer.status_code, answer.text


def test_terms_come_in_whole_and_can_be_undone(page: Browser, store: TermStore) -> None:
    data = "ar,en\nهدنة,truce\nهجوم,attack\n".encode()
    status, _ = send(page, "../../terms.csv", data)
    assert status == 303
    last = store.changes(limit=1)[0]
    assert (last.change.action, last.concepts) == ("import terms.csv", 2)
    page.post("/undo", number=last.number)
    assert store.statistics().concepts == 2


@pytest.mark.parametrize(
    ("name", "data", "status", "said"),
    [
        ("x.csv", b"ar,en\n", 400, "holds no entry"),
        ("x.exe", b"MZ", 404, "the name does not tell the format"),
        ("", b"", 422, "file"),
        ("x.tmx", b"<tmx", 400, ""),
        ("x.xlsx", b"PK\x03\x04", 400, ""),
        (
            "x.csv",
            "ar,en,status\nهدنة,truce,\nهجوم,attack,great\n".encode(),
            200,
            "1 added",
        ),
    ],
)
def test_what_comes_in_badly(
    page: Browser, name: str, data: bytes, status: int, said: str
) -> None:
    found, text = send(page, name, data)
    assert found == status, text
    assert said in text


def test_no_articles_is_no_failure(page: Browser, workspace: Workspace) -> None:
    for file in Path(workspace.root / "articles").iterdir():
        file.unlink()
    assert "There is no article yet" in page.get("/articles")
    page.get("/")


class TestWhatElseIsKnown:
    def test_the_english_elsewhere_in_the_memory(
        self, page: Browser, workspace: Workspace
    ) -> None:
        from cli.memory import open_memory
        from tmx.memory.protocol import Arrival
        from tmx.model import text_unit

        arrival = Arrival(origin="old.tmx", who="x", at="2026-03-01T09:30:00Z")
        units = [
            text_unit(("ar", "عاد الوفد من العاصمة."), ("en", "They left Baku.")),
            text_unit(("ar", "زار الوفد باكو."), ("en", "They visited Baku.")),
        ]
        with open_memory(workspace) as memory:
            memory.add_many(units, arrival=arrival)
        found = page.ask("GET", "/candidates/memory?term=باكو&english=Baku").json()
        assert [(one[1], one[3], one[5]) for one in found] == [
            ("باكو", "They visited Baku.", "source"),
            ("Baku", "عاد الوفد من العاصمة.", "target"),
        ]
        shown = page.get("/candidates/one", term="باكو")
        assert "They left <mark>Baku</mark>." in shown

    def test_a_memory_is_taken_in_and_units_that_are_known_are_not(
        self, page: Browser, workspace: Workspace
    ) -> None:
        table = "ar\ten\nزار الوفد باكو.\tThey visited Baku.\n".encode()
        for added in (1, 0):
            answer = page.ask(
                "POST",
                "/exchange/memory",
                data={"csrf": page.csrf()},
                files={"file": ("../old.tsv", table, "text/plain")},
            )
            assert answer.status_code == 200, answer.text
            assert f"{added} units added, {1 - added} known already" in answer.text
            assert "<bdi>old.tsv</bdi>" in answer.text
        from cli.memory import open_memory

        with open_memory(workspace) as memory:
            (unit,) = memory.units()
        assert (unit.origin, unit.added_by) == ("old.tsv", "سامي")

    def test_an_empty_memory_is_refused(self, page: Browser) -> None:
        answer = page.ask(
            "POST",
            "/exchange/memory",
            data={"csrf": page.csrf()},
            files={"file": ("old.tsv", b"ar\ten\n", "text/plain")},
        )
        assert answer.status_code == 400
        assert "holds no entry" in answer.text

    def test_coverage_counts_words_by_what_knows_them(self, page: Browser) -> None:
        from cli.web.coverage import Coverage

        coverage: Coverage = page.app.state.site.coverage
        (article,), left = coverage.now()
        assert (article.name, article.words, left) == ("articles/1.txt", 10, 0)
        kinds = dict(article.kinds)
        assert sum(kinds.values()) == 10
        assert kinds["candidate"] >= 1
        page.post("/candidates/decide", term="باكو", action="accept", english="Bakoo")
        (article,), _ = coverage.now()
        assert dict(article.kinds)["own"] == 1
        assert "Running text that the glossary knows" in page.get("/overview")

    def test_drift_is_counted_where_it_is_asked_for(
        self, page: Browser, workspace: Workspace
    ) -> None:
        (workspace.root / "job.tsv").write_text(
            "ar\ten\nوصل الوفد.\tThey arrived.\nوصل الوفد.\tThe group came.\n",
            encoding="utf-8",
        )
        assert "Count it in the translations" in page.get("/overview")
        shown = page.get("/overview", drift="count")
        assert "Count it in the translations" not in shown
        (drift,) = page.app.state.site.reviews.drift(-1)
        assert drift == (1, "job.tsv", 1)

    def test_an_article_is_reviewed_by_itself(
        self, page: Browser, workspace: Workspace
    ) -> None:
        article = workspace.root / "articles" / "1.txt"
        article.write_text("زار \u202eالوفد باكو.", encoding="utf-8")
        assert "Arabic articles, by themselves" in page.get("/findings")
        shown = page.get("/findings", file=1)
        assert "bidi-control" in shown
        assert "Fix in the file" not in shown


def test_a_long_sentence_is_cut_around_the_mention() -> None:
    from cli.web.shown import Context

    whole = Context("a.txt", None, 0, "كلمة " * 500, "باكو", " كلمة" * 500)
    short = whole.short
    assert short.before.startswith("…كلمة ")
    assert short.before.endswith("كلمة ")
    assert short.after.startswith(" كلمة")
    assert short.after.endswith("كلمة…")
    assert max(len(short.before), len(short.after)) <= 91
    assert (short.is_short, whole.is_short) == (True, False)
    solid = whole._replace(before="ك" * 500, after="ك" * 500).short
    assert (solid.before, solid.after) == ("…" + "ك" * 90, "ك" * 90 + "…")


@pytest.mark.parametrize("gap", [" ", "", "\n"])
def test_an_article_of_one_line_comes_in_parts(
    page: Browser, workspace: Workspace, gap: str
) -> None:
    text = (f"باكو{gap}" * 250_000)[:1_000_000]
    (workspace.root / "articles" / "1.txt").write_text(text, encoding="utf-8")
    for part in (0, 24):
        assert len(page.get("/articles/1", part=part)) < 2_500_000


@pytest.mark.parametrize(
    "text", ["", "a", "ab " * 50_000, "a" * 130_000, "\n" * 90_000]
)
def test_parts_are_the_whole_text(text: str) -> None:
    from cli.web.reading import PART, _parts

    bounds = list(_parts(text))
    assert "".join(text[start:end] for start, end in bounds) == text
    assert max(end - start for start, end in bounds) <= 2 * PART

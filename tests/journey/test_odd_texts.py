"""Texts that no newspaper prints: extraction neither fails nor talks nonsense."""

from __future__ import annotations

import itertools
import json
import random
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from cli import extraction
from cli.config import Config
from cli.render.candidates import record as as_record
from glossary.arabic import key
from tests.cli.documents.word import document, p, r
from tests.conftest import PROGRAM

STORY = """\
وصلت لمياء شاهين إلى تبليسي في مطلع الشهر، واستقبلتها رئيسة بلدية تبليسي في المطار.
وقالت شاهين إن التعاون الاقتصادي والأمني بين البلدين يتقدم، وإن تبليسي شريك قديم.
وأعلنت وزارة الطاقة أن مشروع الربط الكهربائي يبدأ في الربيع، وأن الربط الكهربائي يخدم
خمس مدن. وعادت شاهين من تبليسي إلى الرباط مساء الخميس، وقالت وزارة الطاقة إنها راضية.
"""
SHORT = "زار الوفد باكو أمس. وعاد الوفد من باكو."
KILOBYTE, MEGABYTE = 1 << 10, 1 << 20
Record = dict[str, Any]


class Run(NamedTuple):
    """What a run of the program gave and took."""

    records: list[Record]
    stderr: str
    seconds: float
    """Of the processor."""
    megabytes: float
    """Resident, at most."""

    @property
    def terms(self) -> dict[str, Record]:
        return {record["term"]: record for record in self.records}


MEASURE = """
import resource, subprocess, sys
status = subprocess.run(sys.argv[1:]).returncode
used = resource.getrusage(resource.RUSAGE_CHILDREN)
with open(".used", "w") as stream:
    print(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, file=stream)
sys.exit(status)
"""
"""A small process between: a child's peak is never below that of its parent."""


def extract(folder: Path, *args: str, status: int = 0) -> Run:
    """Run the installed program in a directory and measure it."""
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, PROGRAM, "extract", *args],
        cwd=folder,
        capture_output=True,
        check=False,
    )
    stderr = done.stderr.decode()
    assert done.returncode == status, stderr[-2000:]
    assert "Traceback" not in stderr
    # Not splitlines: it would end a record at U+0085 and U+2028 too.
    lines = done.stdout.decode().split("\n")[:-1]
    seconds, megabytes = map(float, (folder / ".used").read_text().split())
    return Run(list(map(json.loads, lines)), stderr, seconds, megabytes)


def of(folder: Path, text: str, *args: str) -> Run:
    """Extract from one text with the program, and check its records."""
    (folder / "x.txt").write_bytes(text.encode())
    run = extract(folder, "x.txt", *args)
    sound(run.records, text)
    return run


def sound(records: list[Record], text: str) -> None:
    """Check what holds of every record."""
    for record in records:
        assert 0 <= record["score"] <= 1, record
        assert record["count"] == sum(one["count"] for one in record["variants"])
        assert record["term"] == unicodedata.normalize("NFC", record["term"]).strip()
        for context in record["contexts"]:
            mention = text[context["start"] : context["end"]]
            assert mention.strip() == mention != "", record
            assert mention in context["text"]
            assert len(context["text"]) < 6_000


def inside(folder: Path, text: str) -> dict[str, Record]:
    """Extract from one text in this process, which is faster; by match key."""
    (folder / "x.txt").write_bytes(text.encode())
    texts, problems = extraction.read([str(folder / "x.txt")], strict=True)
    found = extraction.extracted(texts, None, Config(), None).candidates
    records = list(map(as_record, found))
    assert not problems
    sound(records, text)
    return {key(one["term"]): one for one in records}


def words(number: int, kinds: int) -> list[str]:
    """Return so many made-up words of so many kinds, the same each time."""
    dice = random.Random(7)
    letters = "ابتجحدرسشصطعفقكلمنهوي"
    known = STORY.replace(".", "").replace("،", "").split()
    made = ["".join(dice.choices(letters, k=dice.randint(3, 7))) for _ in range(kinds)]
    return dice.choices(known + made, k=number)


def presentation(text: str) -> str:
    """Write lam-alef and the first alef forms as presentation forms."""
    return text.replace("لا", "\ufefb").replace("ش", "\ufeb5").replace("ب", "\ufe8f")


STORIES: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "CR alone": lambda text: text.replace("\n", "\r"),
    "line separators": lambda text: text.replace("\n", "\u2028"),
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "thin no-break spaces": lambda text: text.replace(" ", "\u202f"),
    "tabs": lambda text: text.replace(" ", "\t"),
    "spaces everywhere": lambda text: text.replace(" ", "   \u200b "),
    "one word a line": lambda text: text.replace(" ", "\n"),
    "zero-width joiners": lambda text: text.replace("ي", "ي\u200d"),
    "a byte-order mark inside": lambda text: text.replace(". ", ". \ufeff"),
    "marks of direction": lambda text: "".join(
        f"\u202b{line}\u202c\u200f\n" for line in text.splitlines()
    ),
    "isolates": lambda text: text.replace("تبليسي", "\u2067تبليسي\u2069"),
    "elongated": lambda text: text.replace("تبليسي", "تبـــليـسي"),
    "vocalised": lambda text: text.replace("تبليسي", "تِبِلِيسِي").replace("ش", "شَ"),
    "presentation forms": presentation,
    "Persian letters": lambda text: text.replace("ي", "ی").replace("ك", "ک"),
    "hashtags": lambda text: text.replace("تبليسي", "#تبليسي"),
    "emoji": lambda text: text.replace(" ", " 🙂 ", 3).replace(".", " 👍🏽.\n"),
    "brackets": lambda text: text.replace("تبليسي", "(تبليسي)"),
    "guillemets": lambda text: text.replace("تبليسي", "«تبليسي»"),
    "Markdown": lambda text: text.replace("تبليسي", "**تبليسي**").replace("\n", "\n> "),
    "a private-use character": lambda text: text.replace("، ", "\ue000 "),
    "astral characters": lambda text: f"𞤀𞤁 {text} 𐤀𐤁",
}


@pytest.mark.parametrize("shape", STORIES)
def test_the_shape_of_a_text_does_not_hide_its_names(
    tmp_path: Path, shape: str
) -> None:
    found = inside(tmp_path, STORIES[shape](STORY))
    assert found["تبليسي"]["count"] == 4
    assert found["تبليسي"]["translation"] == "Tbilisi"
    assert found["الرباط"]["type"] == "place"
    assert found["شاهين"]["count"] == 3


ODD: dict[str, Callable[[], str]] = {
    "vocalised": lambda: (
        "ذَهَبَ مُحَمَّدٌ إِلَى السُّوقِ، فَاشْتَرَى مُحَمَّدٌ تُفَّاحًا. وَقَالَ مُحَمَّدٌ لِأَخِيهِ: السُّوقُ كَبِيرٌ.\n"
    ),
    "Quranic marks": lambda: (
        "قَالَ ٱلرَّجُلُ لِلصَّـٰحِبِ ۖ إِنَّ ٱلۡبَيۡتَ قَرِيبٌ ۚ وَٱلۡبَيۡتُ لِلضَّيۡفِ ۝١ ٱلۡبَيۡتَ ۩ بَعِيدٌ ۞"
    ),
    "marks alone": lambda: "\u064b\u0651\u0670 \u06d6\u06dd ب " * 50,
    "tatweel alone": lambda: "ـ ـــ لـ والـ ـه " * 50,
    "Persian": lambda: (
        "پژوهشگر ایرانی گفت که دانشگاه تهران کتابخانه‌ای دارد. دانشگاه تهران بزرگ است.\n"
    ),
    "Urdu": lambda: (
        "لاہور ایک بڑا شہر ہے۔ میں لاہور میں رہتا ہوں۔ لاہور کے لوگ مہمان نواز ہیں۔\n"
    ),
    "Kurdish": lambda: "هەولێر شارێکی گەورەیە. من لە هەولێر دەژیم. هەولێر جوانە.\n",
    "mixed scripts": lambda: (
        "اشترت شركة OpenHarbor منصة Zeno24 وقالت OpenHarbor إن منصةZeno24 وПривет و你好"
        " تعمل في דרך مع شركةOpenHarbor.\n"
    ),
    "social media": lambda: (
        "راااائع جداااا 😂😂😂 #القدس_عاصمة @sami_1990 RT @أبو_وائل: شووووكرا!!!! "
        "https://example.org/ا/ب?q=القدس&x=1 #القدس_عاصمة ههههههه ❤️‍🔥 #القدس_عاصمة\n"
    ),
    "Arabizi": lambda: (
        "mar7aba ya shabab, ana raye7 3al jam3a elyom, yalla bye ya 7abibi مرحبا\n" * 9
    ),
    "numbers": lambda: "\n".join(
        f"{n}\t{n * 3.5:.1f}\t{n:05d}\t٪{n}\t٢٠٢{n % 10}-٠١-١٥\tريال"
        for n in range(300)
    ),
    "one number": lambda: "١٢٣٤٥ ٦٧٨٩٫٥ 10:30 +212-555-0100 ا",
    "stop words": lambda: (
        "في من إلى على عن هذا هذه ذلك التي الذي ثم أو أن إن كان " * 200
    ),
    "one letter": lambda: "ب",
    "one word": lambda: "باكو",
    "a letter on each line": lambda: "\n".join("تبليسي مدينة قديمة" * 40),
    "punctuation": lambda: "؟!،؛…«»()[]{}—–-\"'٭•·|/\\" * 100 + " باكو",
    "a word of 100,000 letters": lambda: "م" * 100_000 + " باكو",
    "a word of 10,000 marks": lambda: "م" + "\u064e" * 10_000 + "ن باكو",
    "clitics upon clitics": lambda: "وفبلكالوالفالبالكالوللفب " * 300,
    "quotation marks unclosed": lambda: '"«“' * 2000 + SHORT,
    "code": lambda: "def f(x): return {'باكو': x[0]}  # باكو\n" * 50,
    "JSON": lambda: json.dumps({"عنوان": [SHORT] * 20}, ensure_ascii=False),
    "escapes": lambda: json.dumps({"x": [SHORT] * 20}) + " باكو",
    "control characters": lambda: "\x1b[31mباكو\x07 \x0b باكو \x85 باكو \x7f\n" * 5,
    "lone hamzas": lambda: "ء ء ؤ ئ أ آ ٱ " * 100,
    "every Arabic character": lambda: " ".join(
        chr(one)
        for one in (
            *range(0x600, 0x700),
            *range(0x750, 0x780),
            *range(0x8A0, 0x900),
            *range(0xFB50, 0xFE00),
            *range(0xFE70, 0xFF00),
            *range(0x1EE00, 0x1EF00),
        )
    ),
}


@pytest.mark.parametrize("case", ODD)
def test_odd_texts(tmp_path: Path, case: str) -> None:
    run = of(tmp_path, ODD[case]())
    assert run.seconds < 10
    assert run.megabytes < 500


SENTENCE = SHORT[:-1] + "، "
LARGE: dict[str, tuple[Callable[[], str], float, float]] = {
    # Text, and the most seconds and megabytes it may take.
    "no punctuation, 200 KB": (lambda: " ".join(words(22_000, 3_000)), 15, 600),
    "no punctuation, all words new": (lambda: " ".join(words(22_000, 40_000)), 30, 700),
    "one line of 5 MB": (lambda: SENTENCE * (5 * MEGABYTE // 70), 30, 900),
    "one line of 5 MB, varied": (lambda: " ".join(words(550_000, 9_000)), 60, 1500),
    "a name 10,000 times": (lambda: "باكو " * 10_000, 10, 400),
    "an unknown name 10,000 times": (lambda: "زنغبيلار " * 10_000, 10, 400),
    "two words 10,000 times": (lambda: "سليم زنغبيلار " * 10_000, 10, 400),
    "a name a line, 10,000 times": (lambda: "باكو\n" * 10_000, 10, 400),
    "10,000 lines alike": (lambda: STORY * 2_500, 15, 600),
    "a table": (
        lambda: "".join(
            f"{n}\tسليم زنغبيلار\t{n % 7}.5\tتبليسي\t{n * 13}\n" for n in range(9_000)
        ),
        15,
        500,
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("case", LARGE)
def test_large_texts_take_bounded_time_and_memory(tmp_path: Path, case: str) -> None:
    make, seconds, megabytes = LARGE[case]
    run = of(tmp_path, make())
    assert run.records
    assert run.seconds < seconds
    assert run.megabytes < megabytes


@pytest.mark.slow
def test_three_thousand_tiny_files(tmp_path: Path) -> None:
    (tmp_path / "many").mkdir()
    for number in range(3_000):
        text = SHORT if number % 3 else STORY
        (tmp_path / "many" / f"{number:04}.txt").write_text(text)
    run = extract(tmp_path, "many", "--limit", "40")
    assert run.terms["باكو"]["count"] == 4_000
    assert run.terms["باكو"]["documents"] == 2_000
    assert run.terms["تبليسي"]["count"] == 4_000
    assert run.terms["تبليسي"]["documents"] == 1_000
    assert run.seconds < 15
    assert run.megabytes < 400


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("x.html", "".join(f"<p>{line}</p>" for line in STORY.splitlines()).encode()),
        ("x.htm", f"<meta charset=cp1256><p>{STORY}".encode("cp1256")),
        ("x.docx", document("".join(p(r(line)) for line in STORY.splitlines()))),
        ("bom.txt", b"\xef\xbb\xbf" + STORY.encode()),
        ("wide.txt", STORY.encode("utf-16")),
    ],
)
def test_a_story_reads_alike_in_every_kind_of_file(
    tmp_path: Path, name: str, data: bytes
) -> None:
    (tmp_path / name).write_bytes(data)
    found = extract(tmp_path, name).terms
    assert found["تبليسي"]["count"] == 4
    assert found["شاهين"]["count"] == 3


def test_letters_that_are_cut_do_not_leave_half_a_term(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_bytes(STORY.encode()[:-3])
    run = extract(tmp_path, "x.txt", status=2)
    assert not run.records
    assert "x.txt" in run.stderr


def test_a_text_of_stop_words_has_no_candidates(tmp_path: Path) -> None:
    run = of(tmp_path, ODD["stop words"]())
    assert run.records == []
    for name in ("out.html", "out.xlsx", "out.csv"):
        extract(tmp_path, "x.txt", "-o", name)
        assert (tmp_path / name).stat().st_size


def test_every_written_form_is_shown_as_written(tmp_path: Path) -> None:
    text = "أهلا تبليسي! جئنا من تِبِلِيسِي إلى تبـليسي، ثم عدنا لتبليسي وبتبليسي."
    (record,) = (one for one in of(tmp_path, text).records if one["term"] == "تبليسي")
    forms = {one["form"] for one in record["variants"]}
    assert forms == {"تبليسي", "تِبِلِيسِي", "تبـليسي", "لتبليسي", "وبتبليسي"}


def test_alef_wasla_begins_an_article(tmp_path: Path) -> None:
    found = inside(tmp_path, "زار الوفد ٱلقدس وٱلقدس. ثم عاد الوفد من ٱلقدس.")
    assert found["القدس"]["translation"] == "Jerusalem"


def test_clitics_before_a_quotation_are_no_word(tmp_path: Path) -> None:
    found = inside(tmp_path, "شركة «نهر» والـ«نهر» والـ«سد» ثم والـ«سد» وبالـ«سد».")
    assert "وال" not in found


def test_a_hashtag_of_words_counts_its_words(tmp_path: Path) -> None:
    found = inside(tmp_path, "نحب #القدس_عاصمة دائما و#القدس_عاصمة. #القدس_عاصمة!")
    assert found["القدس"]["count"] == 3


def test_a_name_repeated_is_one_name(tmp_path: Path) -> None:
    assert set(inside(tmp_path, "باكو " * 50)) == {"باكو"}


@pytest.mark.parametrize("given", ["سامي", "ياسر", "نزار", "سعاد", "لمياء"])
def test_a_full_name_that_always_recurs_whole_is_one_name(
    tmp_path: Path, given: str
) -> None:
    text = "قال {0} البستاني شيئا. ثم حضر {0} البستاني. وعاد {0} البستاني."
    assert key(f"{given} البستاني") in inside(tmp_path, text.format(given))


def test_a_note_sign_is_no_part_of_a_name(tmp_path: Path) -> None:
    found = inside(tmp_path, "سافر الوفد إلى باكو². ثم عاد من باكو¹ إلى تبليسي³.")
    assert found["باكو"]["count"] == 2


def test_a_guess_keeps_the_digits(tmp_path: Path) -> None:
    found = inside(tmp_path, "افتتح سامي إكسبو2020 ثم زار إكسبو2020، وإكسبو2020 كبير.")
    assert (found["اكسبو2020"]["translation"] or "2020").endswith("2020")


def test_the_order_of_files_changes_no_count(tmp_path: Path) -> None:
    texts = dict(zip("abc", (STORY, SHORT, ODD["social media"]()), strict=True))
    counted = []
    for number, order in enumerate(itertools.permutations(texts)):
        folder = tmp_path / str(number)
        folder.mkdir()
        for place, name in enumerate(order):
            (folder / f"{place}.txt").write_text(texts[name])
        found = extract(folder, "0.txt", "1.txt", "2.txt").terms
        counted.append({term: one["count"] for term, one in found.items()})
    assert all(one == counted[0] for one in counted)

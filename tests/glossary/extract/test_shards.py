"""The same texts give the same candidates, however they are divided and worked on."""

from __future__ import annotations

import contextlib
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary import lexicon
from glossary.extract import candidates as module
from glossary.extract import corpus as corpus_module
from glossary.extract import counting, final, forked
from glossary.extract.candidates import Extraction, Settings
from glossary.extract.corpus import Document, parts, shards
from glossary.extract.forked import Forked
from glossary.extract.pool import Pool
from glossary.extract.shelf import Disk, Here, Workers
from glossary.extract.understood import Bench
from glossary.model import Candidate
from tests.glossary.extract.world import extraction, known

MARKED = Path(__file__).parents[3] / "bench" / "data" / "marked"
_MARK = re.compile(r"\[[A-Z]+ ([^\[\]{}]*)\]|\{([^{}\[\]]*)\}")
TEXTS = [
    _MARK.sub(lambda match: match[1] or match[2], path.read_text("utf-8"))
    for path in sorted(MARKED.glob("*.txt"))[:24]
]
STORY = "زار سامي الحداد الكنيست في باكو. وعاد الحداد من باكو.\n"


def whole() -> list[Candidate]:
    return extraction(*TEXTS).candidates


@pytest.fixture(scope="module")
def expected() -> list[Candidate]:
    found = whole()
    assert len(found) > 300
    return found


@settings(max_examples=8, deadline=None)
@given(st.integers(1, 60_000), st.integers(1, 5))
def test_shards_do_not_show(size: int, slices: int) -> None:
    bench = Bench(size=size, slices=slices)
    assert extraction(*TEXTS, bench=bench).candidates == whole()


@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")  # of BLAS's threads
@pytest.mark.parametrize("kind", [None, Pool, Forked])
def test_nor_do_files_and_processes(
    tmp_path: Path,
    expected: list[Candidate],
    kind: type[Pool | Forked] | None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(counting, "_MERGED", 5_000)
    monkeypatch.setattr(final, "_FEW", 10)
    if kind is Forked and not forked.POSSIBLE:
        pytest.skip("no fork here")
    workers: Workers = Here()
    beside: Workers = Here()
    with contextlib.ExitStack() as stack:
        if kind is Pool:
            workers = stack.enter_context(contextlib.closing(Pool(2)))
        elif kind:
            made = Forked(2, str(tmp_path))
            workers = beside = stack.enter_context(contextlib.closing(made))
        bench = Bench(
            shelf=Disk(str(tmp_path)),
            workers=workers,
            beside=beside,
            size=9_000,
            slices=3,
        )
        found = extraction(*TEXTS, bench=bench)
        assert found.each(lambda one: one) == expected
        assert found.candidates == expected
        group = found.ranked[0][1]
        plain = extraction(*TEXTS)
        assert found.places(group) == plain.places(plain.ranked[0][1])


@pytest.mark.parametrize("size", [1, 100, 10**9])
def test_a_long_text_is_one_document_with_its_own_offsets(
    monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    monkeypatch.setattr(corpus_module, "_PART", 130)
    text = STORY * 12
    other = "وصل سامي الحداد إلى باكو."
    found = extraction(text, other, bench=Bench(size=size))
    for candidate, group in found.ranked:
        assert candidate.documents == len({n for n, _ in found.places(group)})
        for context in candidate.contexts:
            source = text if context.document == "0.txt" else other
            assert context.text.strip() in source
            mention = source[context.start : context.end]
            assert mention in context.text
        for name, start in found.places(group):
            assert (text if name == "0.txt" else other)[start - 1 : start] in " \n"
    (baku,) = (one for one, _ in found.ranked if one.term == "باكو")
    assert (baku.count, baku.documents) == (25, 2)


@given(st.text("اب \n", max_size=60), st.integers(1, 9))
def test_parts_hold_the_whole_text(text: str, size: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(corpus_module, "_PART", size)
        found = list(parts(Document("x", text)))
    assert "".join(part.text for part in found) == text
    assert all(len(part.text) <= size for part in found)
    place = 0
    for part in found:
        assert part.offset == place
        place += len(part.text)


@given(st.lists(st.integers(0, 9), max_size=9), st.integers(1, 20))
def test_shards_keep_documents_in_order(sizes: list[int], size: int) -> None:
    documents = [Document(str(n), "ا" * length) for n, length in enumerate(sizes)]
    groups = list(shards(documents, size))
    assert [one for group in groups for one in group] == documents
    for group in groups[:-1]:
        assert sum(len(one.text) for one in group[:-1]) < size
        assert sum(len(one.text) for one in group) >= size


def test_a_large_text_asks_for_more_mentions(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "وصل كارلوس زلاتكوفيتش. ثم عاد زلاتكوفيتش. " + "مر يوم. " * 20
    monkeypatch.setattr(module, "WORDS_PER_MENTION", 10)

    def run(*, exact: bool) -> Extraction:
        return Extraction(
            [Document("x", text)],
            lexicon=lexicon.arabic(),
            senses=known(),
            settings=Settings(exact=exact),
        )

    found = run(exact=False)
    assert found.size == 46
    assert found.least == 5
    assert "زلاتكوفيتش" not in {one.term for one in found.candidates}
    found = run(exact=True)
    assert found.least == 2
    assert "زلاتكوفيتش" in {one.term for one in found.candidates}


def test_a_known_term_needs_one_mention_in_any_text(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "WORDS_PER_MENTION", 2)
    found = extraction(STORY + "مر يوم. " * 20)
    assert "الكنيست" in {one.term for one in found.candidates}
    assert found.least > 2

from __future__ import annotations

import html
import re
import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.documents.html import html_text
from glossary.errors import FormatError


@pytest.mark.parametrize(
    ("name", "page", "text"),
    [
        (
            "blocks part",
            "<p>زار باكو<p>وعاد<div>ثم</div>رجع",
            "زار باكو\n\nوعاد\n\nثم\n\nرجع",
        ),
        ("inline joins", "<p>و<b>ال</b>كني<i>ست</i><wbr>ان", "والكنيستان"),
        ("white space", "<p>\n وفد \t\r\n <b> باكو </b> عاد </p>", "وفد باكو عاد"),
        ("a space before markup", "<p>وفد <b>باكو</b></p>", "وفد باكو"),
        ("a hard space stays", "<p>بحر&nbsp;قزوين", "بحر\u00a0قزوين"),
        ("entities", "<p>&laquo;معاريف&raquo; &#x628; &amp;lt;", "«معاريف» ب &lt;"),
        ("a line", "<p>مؤتمر<br>المنظمات", "مؤتمر\nالمنظمات"),
        ("two lines", "<p>أول<br><br>ثان", "أول\n\nثان"),
        ("cells part", "<table><tr><td>باكو<td>كوبا</table>", "باكو\n\nكوبا"),
        ("items part", "<ul><li>باكو<li>كوبا</ul>", "باكو\n\nكوبا"),
        ("a note is no letter", "<p>باكو<sup>1</sup> مدينة", "باكو 1 مدينة"),
        ("as typed", "<pre>\nسطر\n  آخر</pre>", "سطر\n  آخر"),
        (
            "as typed between",
            "<pre><b>سطر</b>\n<b>آخر</b> <i>بعد</i></pre>",
            "سطر\nآخر بعد",
        ),
        ("programs", "<script>وفد</script><style>وفد</style><p>باكو", "باكو"),
        (
            "furniture",
            "<nav>وفد</nav><aside>وفد</aside><p>باكو<footer>ح</footer>",
            "باكو",
        ),
        (
            "the article's own foot",
            "<article>باكو<footer>كتبه</footer>",
            "باكو\n\nكتبه",
        ),
        ("roles", "<div role=Navigation>وفد</div><div role=main>باكو</div>", "باكو"),
        ("hidden", "<p hidden>وفد</p><i aria-hidden=true>وفد</i><p>باكو", "باكو"),
        ("controls", "<button>وفد</button><select><option>وفد</select>باكو", "باكو"),
        ("deleted", "<p><del>وفد</del><ins>باكو</ins>", "باكو"),
        ("comments", "<p>با<!-- وفد -->كو", "باكو"),
        ("the title", "<title>وفد</title><h1>باكو</h1>", "باكو"),
        ("a reading", "<ruby>باكو<rp>(</rp><rt>Baku</rt><rp>)</rp></ruby>", "باكو"),
        ("nothing", "", ""),
    ],
)
def test_what_a_reader_sees(name: str, page: str, text: str) -> None:
    assert html_text(page.encode(), "x.html") == text, name


@given(
    st.text(st.characters(exclude_categories=["Cc", "Cs"]) | st.sampled_from(" \n\t"))
)
def test_text_comes_back(text: str) -> None:
    page = f"<meta charset=utf-8><p>{html.escape(text)}</p>"
    words = [word for word in re.split("[ \t\n]+", text) if word]
    assert html_text(page.encode(), "x.html") == " ".join(words)


@given(st.binary())
def test_bytes_are_text_or_an_error(data: bytes) -> None:
    try:
        assert "\0" not in html_text(data, "x.html")
    except FormatError as error:
        assert str(error).startswith("x.html")  # noqa: PT017 - either may come


@pytest.mark.parametrize(
    "before",
    [
        "<i>" * 5000,
        "<div>" * 900,
        "<div><!-- <div> --></div>" * 2000,
        "<script>'<div>'</script>" * 2000,
        f"<svg>{'<g/>' * 2000}</svg>",
        "<a name=x/><h2>" * 2000,
        '<img alt="<div>">' * 2000,
        f"<p title='{'a b ' * 5000}'>",
        "".join(f"<font x={number}>" for number in range(200)),
    ],
)
def test_deep_pages_are_read(before: str) -> None:
    assert html_text(f"{before}باكو".encode(), "x.html").endswith("باكو")


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 200_000,
        "<div><!--</div>-->" * 50_000,
        "<x><p a='></x>'>" * 50_000,
        "".join(f"<p><font x={number}>" for number in range(2000)),
        f"<p {' '.join(f'a{number}' for number in range(50_000))}>",
    ],
)
def test_what_takes_the_parser_too_long_is_refused(page: str) -> None:
    begun = time.process_time()
    with pytest.raises(FormatError, match=r"^x\.html:2: nests its elements too deep"):
        html_text(f"<html>\n{page}".encode(), "x.html")
    assert time.process_time() - begun < 5


@pytest.mark.parametrize("piece", ["<a ", "<!--", "<script", "<p a='", "<p a="])
def test_checking_takes_linear_time(piece: str) -> None:
    begun = time.process_time()
    with suppress(FormatError):
        html_text((piece * 300_000).encode(), "x.html")
    assert time.process_time() - begun < 5


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ('<meta charset="windows-1256">', "cp1256"),
        ("<META CHARSET=x-cp1256>", "cp1256"),
        ("<meta charset=iso-8859-6>", "iso8859-6"),
        (
            '<meta http-equiv=Content-Type content="text/html; charset=windows-1256">',
            "cp1256",
        ),
        ('<?xml version="1.0" encoding="windows-1256"?><html>', "cp1256"),
        ("<!-- <meta charset=cp1252> --><meta charset=cp1256>", "cp1256"),
        ("", "utf-8"),
        ("<meta charset=utf-8>", "utf-8-sig"),
        ("<meta charset=utf-16>", "utf-8"),
        ("<meta charset=windows-1256>", "utf-16"),
        ("", "utf-32"),
    ],
)
def test_encodings(head: str, encoding: str) -> None:
    page = f"{head}<p>زار الوفد باكو"
    assert html_text(page.encode(encoding), "x.html") == "زار الوفد باكو"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (
            b"<meta charset=windows-1255>\n<p>\xd9",
            r"^x\.html:2: byte 31 \(0xD9\) is not WINDOWS-1255, which the page",
        ),
        (b"<p>\xff", r"^x\.html:1: byte 3 \(0xFF\) is not UTF-8; convert"),
        (
            b"<meta charset=klingon>",
            r"^x\.html: declares the encoding 'klingon', which",
        ),
        (b"<meta charset=utf-7>", r"^x\.html: declares the encoding 'utf-7', which"),
        (b"<meta charset=base64>", r"^x\.html: declares the encoding 'base64', which"),
        (b"<p>a\x00b", r"^x\.html: byte 4 is NUL: the file is binary"),
        (
            b"<meta charset=cp1256>\x00",
            r"^x\.html: byte 21 is NUL: the file is binary, not HTML$",
        ),
    ],
)
def test_what_is_no_page(data: bytes, message: str) -> None:
    with pytest.raises(FormatError, match=message):
        html_text(data, "x.html")

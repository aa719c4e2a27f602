"""The leverage of a job as a web page or a workbook."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

from xlsxwriter import Workbook

from cli import files, losses, session
from cli.formats import Format
from cli.render.page import Assets, page
from cli.render.sheet import Column, Sheet
from glossary.errors import FileError
from glossary.formats.sheet import EPOCH
from glossary.lang import direction
from glossary.losses import Losses
from tmx.memory.leverage import total

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tmx.memory.leverage import Band
    from tmx.memory.pretranslation import Answer

_PACKAGE = "cli.render.leverage"
_BANDS = (Column("band", 14), Column("segments", 10), Column("words", 10))
_SEGMENTS = (
    Column("number", 8),
    Column("band", 12),
    Column("score", 8),
    Column("kind", 10),
    Column("source", 60, wrap=True),
    Column("match", 60, wrap=True),
    Column("target", 60, wrap=True),
    Column("origin", 20),
)


class Segment(NamedTuple):
    """A segment of the job, with the band it was counted in."""

    band: str
    answer: Answer


class LeverageReport(NamedTuple):
    """What a report tells."""

    job: str
    languages: tuple[str, str]
    bands: Sequence[Band]
    segments: Sequence[Segment]


def write_report(name: str, report: LeverageReport) -> None:
    """Write the report to a file whose name ends in .html or .xlsx."""
    suffix = name.lower().rpartition(".")[2]
    if suffix in ("html", "htm"):
        files.write_text(name, html(report))
        return
    if suffix != "xlsx":
        raise FileError(f"{name}: a report is an .html or an .xlsx file")
    lost = Losses()
    with files.writing(name) as stream:
        stream.write(xlsx(report, lost))
    for line in losses.lines(lost, Format.XLSX):
        session.say(f"{name}: not carried: {line}")


def html(report: LeverageReport) -> Iterator[str]:
    """Yield the page: the bands as a table and a bar, then every segment."""
    whole = total(report.bands)
    return page(
        _PACKAGE,
        "leverage.html.j2",
        Assets(styles=["leverage.css"]),
        report=report,
        total=whole,
        bars=list(_bars(report.bands, whole.words)),
        share=lambda words: f"{words / whole.words:.0%}" if whole.words else "–",
    )


def _bars(bands: Sequence[Band], words: int) -> Iterator[tuple[str, float, float]]:
    """Yield (band, left, width) in per mille of all words."""
    left = 0.0
    for band in bands:
        width = 1000 * band.words / max(1, words)
        yield band.band, left, width
        left += width


def xlsx(report: LeverageReport, lost: Losses) -> bytes:
    """Return the workbook: one sheet of bands, one of segments."""
    target = BytesIO()
    book = Workbook(target, {"in_memory": True})
    book.set_properties({"created": EPOCH})
    rows = [list(band) for band in (*report.bands, total(report.bands))]
    Sheet(book, "Leverage", _BANDS, lost, is_rtl=False).fill({}, rows)
    is_rtl = direction(report.languages[0]) == "rtl"
    heads = dict(zip(("source", "target"), report.languages, strict=True))
    Sheet(book, "Segments", _SEGMENTS, lost, is_rtl=is_rtl).fill(
        heads, _rows(report.segments)
    )
    book.close()
    return target.getvalue()


def _rows(segments: Sequence[Segment]) -> Iterator[list[Any]]:
    for number, (band, answer) in enumerate(segments, start=1):
        near = answer.match or answer.shared
        kind = answer.match.kind.value if answer.match else "subsegment"
        yield [
            number,
            band,
            near.score if near else None,
            kind if near else None,
            answer.source,
            *((near.source, near.target, near.origin) if near else (None, None, None)),
        ]

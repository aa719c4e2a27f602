"""The files that a job comes in, read for their segments and written with targets."""

from __future__ import annotations

from collections import defaultdict, deque
from typing import TYPE_CHECKING, NamedTuple

from cli import documents, files
from cli.formats import SUFFIXES, Exchange, Format
from cli.readers import read_units
from glossary.errors import FileError
from glossary.losses import Losses

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from glossary.errors import FormatError
    from tmx.formats.translation import Translation
    from tmx.model import TranslationUnit

    Translate = Callable[[TranslationUnit], Translation | None]


class Job(NamedTuple):
    """A file to translate."""

    name: str
    languages: tuple[str, str]
    problems: list[FormatError]
    losses: Losses

    @property
    def format(self) -> Format | None:
        """XLIFF or PO; ``None`` for a text."""
        found = _told(self.name)
        return found if found in (Format.XLIFF, Format.PO) else None


def new_job(name: str, languages: tuple[str, str]) -> Job:
    """Return a job for a file; raise ``FileError`` for what cannot be translated."""
    job = Job(name, languages, [], Losses())
    bilingual = _told(name) not in (None, Format.OMEGAT, Format.FOREIGN)
    if job.format is None and bilingual:
        raise FileError(
            f"{name}: pretranslate fills XLIFF, PO and texts; "
            "turn it into one of them with 'gloss convert'"
        )
    return job


def units(job: Job) -> Iterator[TranslationUnit]:
    """Yield the job's segments in order, those without a translation too."""
    if job.format is None:
        for text in _sentences(job):
            yield _unit(job, text)
        return
    source, target = job.languages
    how = Exchange(name=job.name, source=source, target=target, problems=job.problems)
    with files.open_binary(job.name) as stream:
        yield from read_units(job.format, stream, how)


def filled(job: Job, translate: Translate, output: str) -> Iterator[bytes]:
    """Yield the job's file with targets, in the form that the output's name asks for.

    A text becomes XLIFF, TSV or, by any other name, the text with the sentences
    replaced that have a translation.
    """
    if job.format is None:
        for piece in _filled_text(job, translate, output):
            yield piece.encode()
    elif job.format is Format.PO:
        from tmx.formats.po import decode_po, fill_po

        text = decode_po(files.read_bytes(job.name), name=job.name)
        done = fill_po(
            text,
            translate,
            name=job.name,
            languages=job.languages,
            on_problem=lambda _: None,  # reported when the segments were read
        )
        yield done.encode()
    else:
        from tmx.formats.xliff import fill

        with files.open_binary(job.name) as stream:
            yield from fill(
                stream,
                translate,
                name=job.name,
                languages=job.languages,
                losses=job.losses,
            )


def in_turn(
    translations: Iterator[tuple[TranslationUnit, Translation | None]],
) -> Translate:
    """Return a function that gives each unit of a second reading its translation.

    A second reading may pass units over, so that they are told by id and text; those
    that share both take turns.
    """
    waiting: defaultdict[object, deque[Translation | None]] = defaultdict(deque)
    for unit, translation in translations:
        waiting[_mark(unit)].append(translation)

    def translate(unit: TranslationUnit) -> Translation | None:
        line = waiting.get(_mark(unit))
        return line.popleft() if line else None

    return translate


def _told(name: str) -> Format | None:
    """Return the exchange format that a name tells, if any."""
    lower = name.lower()
    return next((one for end, one in SUFFIXES.items() if lower.endswith(end)), None)


def _mark(unit: TranslationUnit) -> tuple[str | None, str]:
    return unit.id, unit.variants[0].plain if unit.variants else ""


def _sentences(job: Job) -> Iterator[str]:
    from tmx.sentences import segment

    for one in segment(documents.read(job.name)):
        yield one.text


def _unit(job: Job, text: str) -> TranslationUnit:
    from tmx.model import TranslationUnit, text_variant

    return TranslationUnit(variants=(text_variant(job.languages[0], text),))


def _filled_text(job: Job, translate: Translate, output: str) -> Iterator[str]:
    source, target = job.languages
    wanted = _told(output)
    if wanted is Format.XLIFF:
        from tmx.formats.xliff.write import write_xliff

        yield from write_xliff(
            ((text, translate(_unit(job, text))) for text in _sentences(job)),
            original=job.name,
            source=source,
            target=target,
        )
    elif wanted is Format.TSV:
        from cli.render.records import Format as Form
        from cli.render.records import lines

        rows = (
            {source: text, target: one.segment.plain if one else ""}
            for text in _sentences(job)
            for one in [translate(_unit(job, text))]
        )
        yield from lines(rows, Form.TSV, (source, target))
    else:
        yield from _replaced(job, translate)


def _replaced(job: Job, translate: Translate) -> Iterator[str]:
    """Yield the text with the translations in the place of their sentences."""
    from tmx.sentences import segment

    text = documents.read(job.name)
    done = 0
    for one in segment(text):
        translation = translate(_unit(job, one.text))
        yield text[done : one.start]
        yield translation.segment.plain if translation else text[one.start : one.end]
        done = one.end
    yield text[done:]

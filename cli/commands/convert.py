"""``gloss convert``: one exchange file into another, streaming, without a store."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from cli import exchange, files, session, streams
from cli.exchange import Exchange, Format
from cli.render.progress import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.errors import FormatError
    from tmx.clean import Cleaning


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("convert")(convert)


def convert(
    ctx: typer.Context,
    paths: Annotated[list[str], typer.Argument(metavar="IN... OUT")],
    *,
    source: Annotated[str | None, typer.Option(help="Default: ar.")] = None,
    target: Annotated[str | None, typer.Option(help="Default: en.")] = None,
    from_: Annotated[
        Format | None, typer.Option("--from", help="Default: by the file.")
    ] = None,
    to: Annotated[Format | None, typer.Option(help="Default: by the name.")] = None,
    tbx_version: Annotated[
        int | None, typer.Option(min=2, max=3, help="Default: IN's, else 2.")
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Stop at the first bad entry.")
    ] = False,
    strict_loss: Annotated[
        bool, typer.Option("--strict-loss", help="Write nothing that loses something.")
    ] = False,
    dedupe: Annotated[
        bool, typer.Option("--dedupe", help="Leave out units that came before.")
    ] = False,
    drop_empty: Annotated[
        bool, typer.Option("--drop-empty", help="Leave out units with an empty text.")
    ] = False,
    drop_untranslated: Annotated[
        bool,
        typer.Option(
            "--drop-untranslated",
            help="Leave out units in one language, or with one text in all.",
        ),
    ] = False,
    normalise_codes: Annotated[
        bool,
        typer.Option("--normalise-codes", help="Number inline codes from 1 on."),
    ] = False,
    split_by: Annotated[
        str | None,
        typer.Option(metavar="PROP", help="A file for each value of a property."),
    ] = None,
    lang_: Annotated[
        list[str] | None,
        typer.Option("--lang", help="Keep this language only; may be repeated."),
    ] = None,
) -> None:
    """Turn one exchange file into another; the names tell the formats.

    TMX to TMX and TBX to TBX change nothing but white space, comments and the encoding
    (always UTF-8). Bad entries are reported with their line and the good ones kept
    (status 1); what OUT's format cannot carry is said, and with --strict-loss OUT is
    then not written (status 1).

    Example: gloss convert client.tbx client.csv

    Several files become one, and the options clean up units on the way; stderr says
    how many were read, kept and left out, and why.

    Example: gloss convert damaged.tmx repaired.tmx

    Example: gloss convert a.tmx b.tmx all.tmx --dedupe --drop-empty
    """
    from cli.cleaning import refuse_loss
    from glossary import lang
    from tmx.clean import Cleaning

    *source_files, target_file = paths
    if not source_files:
        raise typer.BadParameter("name what to read and what to write: IN OUT")
    if strict_loss and target_file == files.STDIN:
        raise typer.BadParameter("--strict-loss takes nothing back: name a file")
    source_file = source_files[0]
    settings = ctx.obj.settings()
    problems: list[FormatError] = []
    to = to or exchange.by_name(target_file)
    how = Exchange(
        name=source_file,
        source=lang.canonical(source or settings.source),
        target=lang.canonical(target or settings.target),
        tbx_version=tbx_version or 2,
        problems=problems,
        strict=strict,
        strict_loss=strict_loss,
        with_proposals=to is Format.TMX,
    )
    cleaning = Cleaning(
        languages=tuple(map(lang.canonical, lang_ or ())),
        normalise_codes=normalise_codes,
        drop_empty=drop_empty,
        drop_untranslated=drop_untranslated,
        dedupe=dedupe,
    )
    if cleaning != Cleaning() or split_by or len(source_files) > 1:
        _clean_up(source_files, target_file, from_, to, how, cleaning, split_by)
        return
    with files.open_binary(source_file) as stream, files.writing(target_file) as out:
        kind = from_ or exchange.detect(source_file, stream)
        pieces = _pieces(kind, to, stream, how, target_file, tbx_version)
        for piece in counted(pieces, f"pieces of {target_file}"):
            out.write(piece)
        exchange.need_pair(how)
        if problems and not how.written:
            last = problems.pop()
            session.complain(problems)
            raise last
        refuse_loss(replace(how, name=target_file))
    session.complain(problems)
    lost = [f"{what}: {number}" for what, number in how.losses.rows()]
    if lost:
        session.say(f"{target_file}: not carried: {'; '.join(lost)}")
    if problems:
        raise typer.Exit(1)


def _clean_up(
    source_files: list[str],
    target_file: str,
    from_: Format | None,
    to: Format,
    how: Exchange,
    cleaning: Cleaning,
    split_by: str | None,
) -> None:
    from cli.cleaning import Inputs, clean_up, split

    if split_by and (files.STDIN in source_files or target_file == files.STDIN):
        raise typer.BadParameter("--split-by reads files more than once: name files")
    inputs = Inputs(source_files, how, from_)
    if split_by is None:
        clean_up(inputs, target_file, to, how, cleaning)
    else:
        split(inputs, target_file, to, how, cleaning, split_by)
    session.complain(inputs.problems)
    if lost := [f"{what}: {number}" for what, number in how.losses.rows()]:
        session.say(f"{target_file}: not carried: {'; '.join(lost)}")
    if inputs.problems:
        raise typer.Exit(1)


def _pieces(
    kind: Format,
    to: Format,
    stream: BinaryIO,
    how: Exchange,
    target_file: str,
    tbx_version: int | None,
) -> Iterator[bytes]:
    """Yield OUT's bytes; within one format the file's own header goes along."""
    out = Exchange(
        name=target_file,
        source=how.source,
        target=how.target,
        tbx_version=how.tbx_version,
        losses=how.losses,
    )
    if kind is to is Format.TMX:
        yield from _same_tmx(stream, how, out)
    elif kind is to is Format.PO:
        yield _same_po(stream, how, out)
    elif kind is to is Format.TBX and tbx_version is None:
        yield from _same_tbx(stream, how, out)
    elif kind is to and not kind.of_units and kind not in (Format.TBX, Format.XLSX):
        yield from _same_text(kind, stream, how, out)
    elif kind.of_units:
        units = exchange.read_units(kind, stream, how)
        yield from exchange.write_units(to, units, out)
    else:
        concepts = exchange.read_concepts(kind, stream, how)
        yield from exchange.write_concepts(to, concepts, out)
    how.written += out.written


def _same_tmx(stream: BinaryIO, how: Exchange, out: Exchange) -> Iterator[bytes]:
    from tmx.formats.tmx import read_tmx, write_tmx

    packed = streams.unpacked(stream, how.name)
    file = read_tmx(packed, name=how.name, on_problem=how.on_problem)
    units = exchange.counted(file.units, out)
    pieces = write_tmx(units, header=file.header, losses=how.losses)
    yield from streams.packed(pieces, out.name)


def _same_po(stream: BinaryIO, how: Exchange, out: Exchange) -> bytes:
    from tmx.formats.po import copy_po, decode_po

    text = decode_po(stream.read(), name=how.name)
    copy, out.written = copy_po(text, name=how.name, on_problem=how.on_problem)
    return copy.encode()


def _same_text(
    kind: Format, stream: BinaryIO, how: Exchange, out: Exchange
) -> Iterator[bytes]:
    """Copy a text that reads without a problem; else write what could be read."""
    text = "".join(streams.text_lines(stream, how.name, how.on_problem))
    good = io.BufferedReader(io.BytesIO(text.encode()))
    concepts = list(exchange.read_concepts(kind, good, how))
    if how.problems:
        yield from exchange.write_concepts(kind, concepts, out)
        return
    out.written = len(concepts)
    yield text.encode()


def _same_tbx(stream: BinaryIO, how: Exchange, out: Exchange) -> Iterator[bytes]:
    from glossary.formats.tbx.copy import copy_tbx

    pieces = copy_tbx(stream, name=how.name, on_problem=how.on_problem)
    for piece in pieces:
        yield piece.encode()
    out.written += 1

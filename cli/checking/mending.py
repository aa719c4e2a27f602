"""``--fix``: what is sure as a diff, as a new file, or in place."""

from __future__ import annotations

import difflib
from pathlib import PurePath
from typing import TYPE_CHECKING

from cli import files, session, streams
from cli.checking.fix import Mended, mend, packed, sure
from glossary.errors import FileError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cli.checking.inputs import Inputs
    from glossary.check.model import Finding

_DIFFS = (".diff", ".patch")


def fix(
    findings: Sequence[Finding], inputs: Inputs, output: str | None, *, in_place: bool
) -> list[Finding] | None:
    """Write what can be mended and return the findings that were mended.

    To standard output and to ``.diff`` and ``.patch`` files goes a unified diff, which
    mends nothing by itself: ``None`` is returned. Any other ``output`` is the one
    input's new file.
    """
    by_file = sure(findings)
    as_diff = not in_place and (
        output in (None, files.STDIN) or PurePath(str(output)).suffix in _DIFFS
    )
    if not as_diff and not in_place:
        _need_one(inputs, str(output))
    diffs: list[str] = []
    done: list[Finding] = []
    for name in inputs.files():
        own = by_file.get(name, [])
        mended = (
            _mended(name, inputs, own) if own or not (as_diff or in_place) else None
        )
        if mended is None:
            continue
        done += mended.done
        for one in mended.refused:
            session.say(
                f"{name}: unit {one.unit}: {one.found!r} stands around inline codes or "
                "its unit cannot be told; mend it by hand"
            )
        if as_diff:
            diffs += _diff(name, mended)
        else:
            goal = name if in_place else str(output)
            with files.writing(goal) as stream:
                stream.write(packed(mended.data, goal))
    if as_diff:
        files.write_text(output or files.STDIN, diffs)
    _report(findings, done, as_diff=as_diff)
    return None if as_diff else done


def _need_one(inputs: Inputs, output: str) -> None:
    names = inputs.files()
    if len(names) != 1 or PurePath(names[0]).suffix != PurePath(output).suffix:
        raise FileError(
            f"--fix -o {output}: name one file to check, and a new one of its format; "
            "--in-place mends any number, and a .diff holds them all"
        )
    if PurePath(names[0]) == PurePath(output):
        raise FileError(f"--fix -o {output}: that is the file itself; use --in-place")


def _mended(name: str, inputs: Inputs, own: list[Finding]) -> Mended | None:
    kind = inputs.format(name)
    if kind is None:
        return None
    if name == files.STDIN:
        raise FileError("--fix mends files: name one instead of -")
    with inputs.opened(name) as stream:
        data = streams.unpacked(stream, name).read()
    return mend(data, kind, inputs.exchange(name), own)


def _diff(name: str, mended: Mended) -> Iterator[str]:
    """Yield a unified diff that ``patch -p1`` and ``git apply`` take."""
    plain = PurePath(name).as_posix().lstrip("/")
    lines = difflib.unified_diff(
        mended.old.split("\n"),
        mended.new.split("\n"),
        f"a/{plain}",
        f"b/{plain}",
        lineterm="",
    )
    for line in lines:
        yield f"{line}\n"


def _report(findings: Sequence[Finding], done: list[Finding], *, as_diff: bool) -> None:
    rest = len(findings) - len(done)
    verb = "can be mended" if as_diff else "mended"
    said = f"{len(done)} finding{'' if len(done) == 1 else 's'} {verb}"
    session.say(f"{said}, {rest} left to you")

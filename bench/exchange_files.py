"""What exchange files lose on the way through, and what our rules say of them.

usage: python bench/exchange_files.py [--shared DIR]

Reads the TMX and TBX files of ../shared/data/exchange. Compared as canonical XML,
without comments and white space between structural elements: a TMX with its copy, the
entries of a TBX with theirs, and the texts and data categories of a TBX with those that
are left after it was read as concepts and written. The verdicts are those of the
official schemas (../shared/tools/validate_exchange.py) beside the rules of gloss. Every
file that differs is named.
"""

from __future__ import annotations

import argparse
import io
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1]))

from lxml import etree
from scorers import SHARED, scorer

from glossary.errors import FormatError, GlossError
from glossary.formats.tbx import read_tbx, write_tbx
from glossary.formats.tbx.copy import copy_tbx
from glossary.formats.tbx.dialects import DEFAULT_2
from glossary.formats.tbx.names import ENTRIES
from glossary.formats.tbx.validate import validate_tbx
from glossary.losses import Losses
from glossary.model import Severity
from glossary.xml import local_name
from tmx.formats.tmx import read_tmx, validate_tmx, write_tmx

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_STRUCTURE = frozenset(("tmx", "header", "body", "tu", "tuv", "ude"))
_PARSER = etree.XMLParser(
    resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True
)


class Tally:
    """How many files are right, and what is wrong with the others."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._right = 0
        self._wrong: list[str] = []

    def add(self, name: str, fault: str) -> None:
        """Count a file; without a fault it is right."""
        if fault:
            self._wrong.append(f"  {name}: {fault}")
        else:
            self._right += 1

    def show(self) -> None:
        """Print the share of files that are right, then the others."""
        total = self._right + len(self._wrong)
        print(f"{self._what}: {self._right} of {total} ({self._right / total:.3f})")
        print("".join(f"{line}\n" for line in self._wrong), end="")


def canonical(data: bytes) -> bytes:
    """Return a TMX as canonical XML; raises ``XMLSyntaxError`` for a broken one."""
    root = etree.fromstring(data, _PARSER)
    for element in root.iter():
        is_structure = (
            isinstance(element.tag, str) and local_name(element) in _STRUCTURE
        )
        if is_structure and not (element.text or "").strip():
            element.text = None
        parent = element.getparent()
        inside = parent is not None and local_name(parent) in _STRUCTURE
        if inside and not (element.tail or "").strip():
            element.tail = None
    return etree.tostring(root, method="c14n", with_comments=False)


def tmx_fault(data: bytes) -> str:
    """Return what of a TMX its copy lacks, nothing where they are equal."""
    wanted = canonical(data)
    problems: list[FormatError] = []
    try:
        file = read_tmx(io.BytesIO(data), name="m", on_problem=problems.append)
        pieces = write_tmx(file.units, header=file.header, losses=Losses())
        got = canonical(b"".join(pieces))
    except GlossError as error:
        return f"refused: {error}"
    if problems:
        return f"not read without a problem: {problems[0]}"
    if got == wanted:
        return ""
    place = next(
        (
            number
            for number, (one, other) in enumerate(zip(got, wanted, strict=False))
            if one != other
        ),
        min(len(got), len(wanted)),
    )
    return (
        f"{wanted[place - 30 : place + 50]!r} became {got[place - 30 : place + 50]!r}"
    )


def elements(data: bytes) -> list[etree._Element]:
    """Return the entries of a TBX."""
    root = etree.fromstring(data, _PARSER)
    return [one for one in root.iter(etree.Element) if local_name(one) in ENTRIES]


def bare(element: etree._Element) -> str:
    """Return an entry as canonical XML without white space between elements."""
    for one in element.iter(etree.Element):
        if len(one) and not (one.text or "").strip():
            one.text = None
        if not (one.tail or "").strip():
            one.tail = None
    # The older form of canonical XML refuses namespaces that are relative.
    markup = etree.tostring(element, encoding="unicode", with_tail=False)
    return str(etree.canonicalize(markup))


def tbx_fault(data: bytes) -> str:
    """Return which entries of a TBX its copy has otherwise."""
    wanted = [bare(one) for one in elements(data)]
    told: list[FormatError] = []
    try:
        copy = "".join(copy_tbx(io.BytesIO(data), name="f", on_problem=told.append))
    except GlossError as error:
        return f"refused: {error}"
    got = [bare(one) for one in elements(copy.encode())]
    wrong = sum(one != other for one, other in zip(wanted, got, strict=False))
    wrong += abs(len(wanted) - len(got))
    return f"{wrong} of {len(wanted)} entries differ" if wrong else ""


def own_text(element: etree._Element) -> str:
    """Return what stands in an element itself."""
    return "".join([element.text or "", *(one.tail or "" for one in element)])


def texts(data: bytes) -> Counter[str]:
    """Count what the elements of all entries say, white space apart."""
    return Counter(
        words
        for entry in elements(data)
        for one in entry.iter(etree.Element)
        if (words := " ".join(own_text(one).split()))
    )


def concepts_fault(data: bytes) -> str:
    """Return which texts of a TBX are lost where it is read as concepts and written."""
    problems: list[FormatError] = []
    losses = Losses()
    try:
        found = read_tbx(io.BytesIO(data), name="f", on_problem=problems.append)
        written = "".join(write_tbx(found, losses=losses, dialect=DEFAULT_2))
    except GlossError as error:
        return f"refused: {error}"
    kept = texts(written.encode())
    said_there = "\n".join(kept)
    # Keys and values of TBX-Min stand together in one note.
    lost = {
        text: number
        for text, number in (texts(data) - kept).items()
        if text not in said_there
    }
    if not lost:
        return ""
    said = "; ".join([*(str(one) for one in problems[:2]), *map(str, losses.rows())])
    return f"{sum(lost.values())} texts: {', '.join(list(lost)[:4])} (said: {said})"


def verdict(validate: Callable[..., Iterator[object]], data: bytes) -> tuple[bool, str]:
    """Tell whether our rules find no error, and the first that they find."""
    try:
        for one in validate(io.BytesIO(data), name="f"):
            if getattr(one, "severity", None) is Severity.ERROR:
                return False, str(getattr(one, "message", ""))
    except FormatError as error:
        return False, error.problem
    return True, ""


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=SHARED)
    shared = parser.parse_args().shared
    official = scorer(shared, "validate_exchange").validate
    checks: tuple[tuple[str, Callable[[bytes], str], Tally], ...] = (
        ("tmx", tmx_fault, Tally("TMX to TMX, canonical XML equal")),
        ("tbx", tbx_fault, Tally("TBX to TBX, entries equal")),
        ("tbx", concepts_fault, Tally("TBX by way of concepts, no text lost")),
    )
    judged = Tally("verdicts as the official schemas'")
    for path in sorted((shared / "data" / "exchange").glob("t[mb]x/*.t[mb]x")):
        data = path.read_bytes()
        kind = path.suffix[1:]
        for wanted, fault, tally in checks:
            if wanted != kind:
                continue
            try:
                tally.add(path.name, fault(data))
            except etree.LxmlError:
                continue  # not well formed, or with entities: nothing to compare
        theirs, _, messages = official(str(path))
        ours, first = verdict(validate_tbx if kind == "tbx" else validate_tmx, data)
        differs = ours != (theirs == "valid")
        said = f"official {theirs} {messages[:1]}, ours {first or 'valid'}"
        judged.add(path.name, said if differs else "")
    for tally in (*(tally for _, _, tally in checks), judged):
        tally.show()


if __name__ == "__main__":
    main()

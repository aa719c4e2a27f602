"""Mutate real exchange files and read them: nothing but FormatError, in bounded time.

usage: python bench/fuzz/readers.py [SECONDS] [SEED] [FILE...]

SECONDS (default 60) bound the whole run. Without FILE, the files of
../shared/data/exchange and one of ours for each format that it has none of. What a
reader raises beside GlossError, or takes longer than five seconds for, is written to a
file beside the report and ends in status 1.
"""

from __future__ import annotations

import hashlib
import io
import random
import sys
import tempfile
import time
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from cli.exchange import Exchange, Format, by_name, read_units  # noqa: E402 - after the path
from cli.writers import write_concepts  # noqa: E402 - the same
from glossary.base import entries  # noqa: E402 - the same
from glossary.errors import GlossError  # noqa: E402 - the same
from glossary.formats.tbx.copy import copy_tbx  # noqa: E402 - the same
from glossary.formats.tbx.validate import validate_tbx  # noqa: E402 - the same
from glossary.losses import Losses  # noqa: E402 - the same
from tmx.formats.po import copy_po, decode_po  # noqa: E402 - the same
from tmx.formats.tmx import read_tmx, validate_tmx, write_tmx  # noqa: E402 - the same
from tmx.formats.xliff import fill  # noqa: E402 - the same

if TYPE_CHECKING:
    from collections.abc import Iterator

SLOW = 5.0
_LARGEST = 60_000
SPICE = (
    *(b"<", b">", b"&", b'"', b"'", b"]]>", b"<!--", b"-->", b"<![CDATA[", b"<?x"),
    *(b"</tu>", b"<tu>", b"</seg>", b"&#1;", b"&#xD800;", b"&nbsp;", b"\xff", b"\0"),
    *(b"\r\n", b"<tuv>", b"<ph/>", b'xmlns="u"', b"\xef\xbf\xbe", b" a:b='c'"),
    *(b"<a:b>", b"<termEntry>", b"</langSet>", b"<mrk/>", b"<g>", b"</target>", b"\t"),
    *(b'""', b",", b"\n", b"\\", b"{", b"}", b"[", b"null", b"1e999", b"\xef\xbb\xbf"),
    *(b'msgid ""\n', b'msgstr[1] "x"\n', b"#~ ", b"#, fuzzy\n", b"\xe2\x80\xae"),
)


class Seed(NamedTuple):
    """A file to begin with."""

    name: str
    data: bytes


def seeds(names: list[Path]) -> Iterator[Seed]:
    """Yield the small files of formats that are read, and ours of the other formats."""
    for path in names:
        try:
            by_name(path.name)
        except GlossError:
            continue
        if path.is_file() and 0 < path.stat().st_size < _LARGEST:
            yield Seed(path.name, path.read_bytes())


def own() -> Iterator[Seed]:
    """Yield a glossary of ours in each format that concepts can be written in."""
    concepts = [entry.concept for entry in entries()][:12]
    for format_ in (Format.CSV, Format.TSV, Format.XLSX, Format.OMEGAT, Format.JSONL):
        how = Exchange(name=f"own.{format_}")
        suffix = "utf8" if format_ is Format.OMEGAT else format_.value
        pieces = write_concepts(format_, concepts, how)
        yield Seed(f"own.{suffix}", b"".join(pieces))


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Return the data with one to six changes."""
    out = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        place, kind = chance.randrange(len(out) + 1), chance.randrange(5)
        if kind == 0:
            out[place:place] = chance.choice(SPICE)
        elif kind == 1:
            del out[place : place + chance.randint(1, 40)]
        elif kind == 2:
            out[place : place + 1] = bytes((chance.randrange(256),))
        elif kind == 3:
            start = chance.randrange(len(out) + 1)
            out[place:place] = out[start : start + chance.randint(1, 200)]
        else:
            del out[place:]
    return bytes(out)


def repacked(data: bytes, chance: random.Random) -> bytes:
    """Return a workbook one part of which is changed, else any bytes changed."""
    import zipfile  # noqa: PLC0415 - for one format

    if chance.random() < 0.2:
        return mutated(data, chance)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        chosen = chance.choice(old.namelist())
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, mutated(part, chance) if name == chosen else part)
    return out.getvalue()


def read(seed: Seed) -> None:
    """Read with the reader of a format; copy, fill and validate what can be."""
    how = Exchange(name=seed.name)
    format_ = by_name(seed.name)

    def stream() -> io.BufferedReader:
        return io.BufferedReader(io.BytesIO(seed.data))

    if format_ is Format.TMX:
        file = read_tmx(stream(), name="f", on_problem=how.on_problem)
        kept = list(file.units)
        copy = b"".join(write_tmx(kept, header=file.header, losses=Losses()))
        again = read_tmx(io.BytesIO(copy), name="copy")
        assert list(again.units) == kept, "not what was written"
        list(validate_tmx(stream(), name="f"))
        return
    for one in (
        lambda: list(read_units(format_, stream(), how)),
        lambda: _more(format_, seed.data, how),
    ):
        try:
            one()
        except GlossError:
            continue


def _more(format_: Format, data: bytes, how: Exchange) -> None:
    """Do what else is done with a format."""
    pair = how.languages()
    if format_ is Format.TBX:
        pieces = copy_tbx(io.BytesIO(data), name="f", on_problem=how.on_problem)
        "".join(pieces).encode()
        list(validate_tbx(io.BytesIO(data), name="f"))
    elif format_ is Format.PO:
        copy_po(decode_po(data, name="f"), name="f", on_problem=how.on_problem)
    elif format_ is Format.XLIFF:
        stream = io.BytesIO(data)
        losses = Losses()
        b"".join(fill(stream, lambda _: None, name="f", languages=pair, losses=losses))


def fault(seed: Seed) -> str:
    """Return what is wrong with how a file is read, nothing where all is well."""
    started = time.process_time()
    try:
        read(seed)
    except GlossError:
        pass
    except Exception as error:  # noqa: BLE001 - this is what is sought
        last = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{Path(last.filename).name}:{last.lineno}"
        return f"{type(error).__name__} at {place}: {error}"[:200]
    return "slow" if time.process_time() - started > SLOW else ""


def main() -> None:
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 60
    chance = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    folder = ROOT / ".." / "shared" / "data" / "exchange"
    named = [Path(one) for one in sys.argv[3:]]
    found = list(seeds(named or sorted(folder.rglob("*.*"))))
    by_format: dict[Format, list[Seed]] = {}
    for seed in found if named else [*found, *own()]:
        by_format.setdefault(by_name(seed.name), []).append(seed)
    kept = Path(tempfile.mkdtemp(prefix="fuzz-"))
    runs = dict.fromkeys(by_format, 0)
    faults: set[str] = set()
    end = time.monotonic() + seconds
    while by_format and time.monotonic() < end:
        format_ = chance.choice(list(by_format))
        seed = chance.choice(by_format[format_])
        change = repacked if format_ is Format.XLSX else mutated
        changed = seed._replace(data=change(seed.data, chance))
        runs[format_] += 1
        wrong = fault(changed)
        if wrong and wrong not in faults:
            faults.add(wrong)
            digest = hashlib.sha256(changed.data).hexdigest()[:12]
            name = f"{digest}{Path(seed.name).suffix}"
            (kept / name).write_bytes(changed.data)
            print(f"{name} from {seed.name}: {wrong}", flush=True)
    counts = ", ".join(f"{format_} {number}" for format_, number in runs.items())
    print(f"read: {counts}; {len(faults)} faults{f' in {kept}' if faults else ''}")
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()

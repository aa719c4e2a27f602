"""Mutate real exchange files and read them: nothing but FormatError, in bounded time.

usage: python bench/fuzz/readers.py [SECONDS] [SEED] [FILE...]

SECONDS (default 60) bound the whole run. Without FILE, the files of
../shared/data/exchange. What a reader raises beside GlossError, or takes longer than
five seconds for, is written to a file beside the report and ends in status 1.
"""

from __future__ import annotations

import hashlib
import io
import random
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from glossary.errors import GlossError  # noqa: E402 - the path comes first
from glossary.formats.tbx.read import read_tbx  # noqa: E402 - the same
from glossary.losses import Losses  # noqa: E402 - the same
from tmx.formats.po import decode_po, read_po  # noqa: E402 - the same
from tmx.formats.tmx import read_tmx, validate_tmx, write_tmx  # noqa: E402 - the same

SLOW = 5.0
SPICE = (
    *(b"<", b">", b"&", b'"', b"'", b"]]>", b"<!--", b"-->", b"<![CDATA[", b"<?x"),
    *(b"</tu>", b"<tu>", b"</seg>", b"&#1;", b"&#xD800;", b"&nbsp;", b"\xff", b"\0"),
    *(b"\r\n", b"<tuv>", b"<ph/>", b'xmlns="u"', b"\xef\xbf\xbe", b" a:b='c'"),
)


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


def read(data: bytes, suffix: str) -> None:
    """Read with the reader of a format, and write a memory back."""
    problems: list[GlossError] = []
    stream = io.BufferedReader(io.BytesIO(data))
    if suffix == ".tmx":
        file = read_tmx(stream, name="f", on_problem=problems.append)
        kept = list(file.units)
        copy = b"".join(write_tmx(kept, header=file.header, losses=Losses()))
        again = read_tmx(io.BytesIO(copy), name="copy")
        assert list(again.units) == kept, "not what was written"
        list(validate_tmx(io.BytesIO(data), name="f"))
    elif suffix == ".tbx":
        list(read_tbx(stream, name="f", on_problem=problems.append))
    elif suffix == ".po":
        text = decode_po(data, name="f")
        pair = ("en", "ar")
        found = read_po(
            text, name="f", languages=pair, losses=Losses(), on_problem=problems.append
        )
        list(found.units)


def main() -> None:
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 60
    chance = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    folder = ROOT / ".." / "shared" / "data" / "exchange"
    names = [Path(one) for one in sys.argv[3:]] or sorted(folder.rglob("*.*"))
    seeds = [one for one in names if one.suffix in {".tmx", ".tbx", ".po"}]
    seeds = [one for one in seeds if 0 < one.stat().st_size < 60_000]
    kept = Path(tempfile.mkdtemp(prefix="fuzz-"))
    runs = bad = 0
    end = time.monotonic() + seconds
    while seeds and time.monotonic() < end:
        seed = chance.choice(seeds)
        data = mutated(seed.read_bytes(), chance)
        started = time.monotonic()
        fault = ""
        try:
            read(data, seed.suffix)
        except GlossError:
            pass
        except Exception as error:  # noqa: BLE001 - this is what is sought
            fault = f"{type(error).__name__}: {error}"[:160]
        if time.monotonic() - started > SLOW:
            fault = fault or "slow"
        runs += 1
        if fault:
            bad += 1
            found = kept / f"{hashlib.sha256(data).hexdigest()[:12]}{seed.suffix}"
            found.write_bytes(data)
            print(f"{found.name} from {seed.name}: {fault}")
    print(f"{runs} files read, {bad} faults{f' in {kept}' if bad else ''}")
    sys.exit(bool(bad))


if __name__ == "__main__":
    main()

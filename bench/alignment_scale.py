"""CPU and memory of ``gloss align`` on generated texts of growing length.

usage: python bench/alignment_scale.py [PAIRS...]

Without PAIRS: 10,000 30,000 100,000; one million takes half an hour. The texts are of
words of the packaged list, of names that sound alike and, most of them, of made-up
words that have to be learned; drawn by Zipf's law, in another order. A tenth of the
sentences is split, a tenth joined, one in fifty dropped. The exponent is that of the
time between two lengths: 1 is linear.
"""

from __future__ import annotations

import json
import math
import os
import random
import sys
import tempfile
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))

from tmx.align.dictionary import packaged

if TYPE_CHECKING:
    from collections.abc import Iterator

SIZES = (10_000, 30_000, 100_000)
_TYPES = 40_000
_ARABIC = "بتثجحخدرزسشصضطعغفقكلمنهوي"
_SOUNDS = dict(
    zip(
        _ARABIC,
        "b t t j h k d r z s sh s d t a gh f q k l m n h w y".split(),
        strict=True,
    )
)
_LATIN = "abcdefghiklmnoprstuvwz"
_SPLIT, _JOINED, _DROPPED = 0.1, 0.2, 0.22


class Run(NamedTuple):
    """What one length took."""

    pairs: int
    seconds: float
    megabytes: int
    right: float


def vocabulary(chance: random.Random) -> list[tuple[str, str]]:
    """Return pairs of words, the commonest first; one in five is a name."""
    known = [(word, min(english)) for word, english in sorted(packaged().items())]
    chance.shuffle(known)
    words = []
    for number in range(_TYPES):
        one = "".join(chance.choices(_ARABIC, k=chance.randint(3, 8)))
        other = "".join(chance.choices(_LATIN, k=chance.randint(3, 8)))
        if not number % 5:
            other = "".join(_SOUNDS[letter] + chance.choice("aiu") for letter in one)
            words.append((one, other.title()))
        elif not number % 3 and known:
            words.append(known.pop())
        else:
            words.append((one, other))
    return words


def sentences(size: int) -> Iterator[tuple[str, str]]:
    """Yield source and target sentences that translate each other."""
    chance = random.Random(size)
    words = vocabulary(chance)
    weights = list(accumulate(1 / (rank + 10) for rank in range(_TYPES)))
    for _ in range(size):
        drawn = chance.choices(words, cum_weights=weights, k=chance.randint(6, 26))
        # Translators leave words out and turn neighbours round.
        kept = [one for one in drawn if chance.random() < 0.85]
        for place in range(len(kept) - 1):
            if chance.random() < 0.3:
                kept[place], kept[place + 1] = kept[place + 1], kept[place]
        yield (
            " ".join(one for one, _ in drawn),
            " ".join(other for _, other in kept or drawn),
        )


def texts(size: int, folder: Path) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Write both texts and yield the links that hold."""
    chance = random.Random(size + 1)
    numbers = [0, 0]
    with (folder / "ar.txt").open("w") as left, (folder / "en.txt").open("w") as right:
        sides = left, right

        def write(side: int, *lines: str) -> tuple[int, ...]:
            first = numbers[side]
            numbers[side] += len(lines)
            sides[side].writelines(f"{line}.\n" for line in lines)
            return tuple(range(first, numbers[side]))

        held: tuple[str, str] | None = None
        for one, other in sentences(size):
            if held:
                yield write(0, held[0], one), write(1, f"{held[1]}, {other}")
                held = None
                continue
            kind = chance.random()
            words = other.split()
            half = len(words) // 2
            if kind < _SPLIT and half:
                parts = " ".join(words[:half]), " ".join(words[half:])
                yield write(0, one), write(1, *parts)
            elif kind < _JOINED:
                held = one, other
            elif kind < _DROPPED:
                write(0, one)
            else:
                yield write(0, one), write(1, other)


def measured(size: int) -> Run:
    """Align texts of a length with the installed command."""
    program = Path(sys.executable).with_name("gloss")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        gold = dict(texts(size, folder))
        names = [str(folder / one) for one in ("ar.txt", "en.txt", "out.jsonl")]
        process = os.posix_spawn(
            program,
            [str(program), "align", "--lines", *names[:2], "-o", names[2]],
            os.environ,
            file_actions=[(os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0)],
        )
        _, status, usage = os.wait4(process, 0)
        if status:
            sys.exit(f"gloss align failed on {size} pairs")
        with Path(names[2]).open() as stream:
            found = map(json.loads, stream)
            right = sum(
                gold.get(tuple(row["source_ids"])) == tuple(row["target_ids"])
                for row in found
            )
    seconds = usage.ru_utime + usage.ru_stime
    return Run(size, seconds, usage.ru_maxrss // 1024, right / len(gold))


def main() -> None:
    runs: list[Run] = []
    for size in [int(one) for one in sys.argv[1:]] or SIZES:
        run = measured(size)
        exponent = ""
        if runs:
            last = runs[-1]
            growth = math.log(run.seconds / last.seconds, run.pairs / last.pairs)
            exponent = f"  exponent {growth:.2f}"
        runs.append(run)
        print(
            f"{size:>9,} pairs  {run.seconds:7.1f} s of CPU  "
            f"{size / run.seconds:5.0f} pairs/s  {run.megabytes:4d} MB  "
            f"{run.right:.3f} of the links right{exponent}",
            flush=True,
        )


if __name__ == "__main__":
    main()

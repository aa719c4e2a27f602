"""Compile wordfreq's Arabic list into glossary/data/lexicon.npy, bit for bit.

usage: python bench/build_lexicon.py [OUT]

Words are folded to match keys and their frequencies added up. Each entry is one
unsigned 64-bit number, 56 bits of the key's hash over 8 of its Zipf frequency, sorted.
wordfreq's data are CC-BY-SA-4.0; so is the table.
"""

from __future__ import annotations

import math
import statistics
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np
import wordfreq
from babel import Locale

from glossary.arabic import is_arabic, key
from glossary.lexicon import ZIPF_STEP, digests

DEFAULT = Path(__file__).parents[1] / "glossary" / "data" / "lexicon.npy"


def main() -> None:
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT
    folded: defaultdict[str, float] = defaultdict(float)
    for word, frequency in sorted(wordfreq.get_frequency_dict("ar", "large").items()):
        folded_word = key(word)
        if is_arabic(folded_word) and " " not in folded_word:
            folded[folded_word] += frequency
    zipf = {word: math.log10(sum_ * 1e9) for word, sum_ in folded.items()}
    steps = np.array([round(value / ZIPF_STEP) for value in zipf.values()], np.uint64)
    table = np.sort(digests(list(zipf)) + steps)
    np.save(out, table)
    print(f"{len(table):,} keys, {out.stat().st_size:,} bytes, {out}")
    names = [key(name) for name in Locale("ar").territories.values()]
    bare = [
        name for name in names if zipf.get(name, 0) > 4 and not name.startswith("ال")
    ]
    for clitic in "وفبلك":
        gaps = [zipf[clitic + n] - zipf[n] for n in bare if clitic + n in zipf]
        print(f"{clitic}: median {statistics.median(gaps):+.2f} of {len(gaps)} names")


if __name__ == "__main__":
    main()

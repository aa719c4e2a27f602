"""CPU seconds and memory of loading the packaged lexicon, beside wordfreq's own list.

usage: python bench/lexicon.py

Each is loaded in a process of its own; needs wordfreq (dependency group ``data``).
"""

from __future__ import annotations

import subprocess
import sys

LOADS = {
    "packaged table": (
        "import numpy; from glossary import lexicon",
        "lexicon.arabic()",
    ),
    "wordfreq": ("import wordfreq", "wordfreq.get_frequency_dict('ar', 'large')"),
}
CODE = """
import resource, time
{imports}
def peak(): return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
memory, start = peak(), time.process_time()
table = {load}
print(f"{{len(table):,}} words, {{time.process_time() - start:.3f}} s CPU, "
      f"{{peak() - memory:.0f}} MB")
"""


def main() -> None:
    for name, (imports, load) in LOADS.items():
        code = CODE.format(imports=imports, load=load)
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=False
        )
        print(f"{name:<16}{done.stdout.strip() or done.stderr.strip()[-200:]}")


if __name__ == "__main__":
    main()

"""Take the pictures of the guide: the review page on the sample articles.

usage: python docs/screenshots.py

Needs chromium. Writes docs/images/*.png; no figure in them is of anything but the
sample that ``gloss init --sample`` makes.
"""  # noqa: INP001 - a script

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
IMAGES = ROOT / "docs" / "images"
GLOSS = str(Path(sys.executable).with_name("gloss"))
TRANSLATION = (
    "ar\ten\nزار الوفد باكو أمس.\tThe delegation visited Bakou yesterday.\n"
    "وصل 25 وزيرا إلى القدس.\t35 ministers arrived in Jerusalem.\n"
)
# name, path, width, height, scheme, language, what to do first
SHOTS = (
    ("review", "/", 1280, 800, "light", "en", ""),
    ("review-dark", "/", 1280, 800, "dark", "en", "open"),
    ("review-arabic", "/", 1280, 800, "light", "ar", ""),
    ("review-phone", "/", 360, 800, "light", "en", "scroll"),
    ("review-article", "/articles/1", 1280, 800, "light", "en", "point"),
    ("review-findings", "/findings?file=1", 1280, 620, "light", "en", ""),
    ("review-overview", "/overview", 1280, 760, "light", "en", ""),
)
FIRST = {
    "open": "document.querySelector('details.more').open = true",
    "scroll": "document.querySelector('.card').scrollIntoView()",
    "point": "document.querySelectorAll('.t[data-item]')[6].focus()",
}
_KEYS = "aaarala"


def main() -> None:
    """Make a workspace, serve it, and take one picture after the other."""
    sys.path.insert(0, str(ROOT))
    from tests.web.chromium import browser  # noqa: PLC0415 - found by the line above

    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        for folder_of, command in ((".", "init --sample demo"), ("demo", "extract")):
            subprocess.run(  # noqa: S603 - ours
                [GLOSS, *command.split()],
                cwd=place / folder_of,
                check=True,
                capture_output=True,
            )
        (place / "demo" / "job.tsv").write_text(TRANSLATION, encoding="utf-8")
        page_of = [GLOSS, "review", "--no-open"]
        with (
            subprocess.Popen(  # noqa: S603 - ours
                page_of, cwd=place / "demo", stdout=subprocess.PIPE, encoding="utf-8"
            ) as server,
            browser(place / "profile") as page,
        ):
            assert server.stdout is not None
            address = server.stdout.readline().strip()
            base = address.partition("/?")[0]
            page.visit(address)
            for number, key in enumerate(_KEYS, start=1):
                page.press(key)
                page.until(
                    f"document.querySelectorAll('.card.done').length >= {number}"
                )
            for name, path, width, height, scheme, language, first in SHOTS:
                page.scheme(scheme)
                cookie = {"name": "gloss_language", "value": language, "url": base}
                page.send("Network.setCookie", **cookie)
                page.visit(base + path, width=width)
                page.size(width, height)
                page.ask(f"{FIRST.get(first, '0')}; 0")
                page.ask("new Promise((done) => setTimeout(done, 400))")
                page.screenshot(IMAGES / f"{name}.png")
            server.terminate()


if __name__ == "__main__":
    main()

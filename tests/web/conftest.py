"""The review page, served as people get it, with a browser on it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.conftest import PROGRAM
from tests.web.chromium import Page

SHOTS = os.environ.get("GLOSS_SCREENSHOTS")


@contextmanager
def served(workspace: Path) -> Iterator[str]:
    """Run ``gloss review`` and give the address that it prints."""
    process = subprocess.Popen(
        [PROGRAM, "review", "--no-open", "--port", "0"],
        cwd=workspace,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "GLOSS_USER": "سامي"},
    )
    try:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/\?token=[\w-]{16,}", address)
        yield address
    finally:
        process.terminate()
        process.communicate(timeout=20)


def entered(page: Page, address: str) -> str:
    """Open the page with its token, and return where it is without."""
    base = address.partition("/?")[0]
    page.ours = (base, "about:")
    page.errors.clear()
    page.visit(address)
    return base


def shot(page: Page, name: str) -> None:
    """Keep a picture where the environment asks for them."""
    if SHOTS:
        page.screenshot(Path(SHOTS) / f"{name}.png")


@pytest.fixture(scope="session")
def extracted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the sample workspace once for all."""
    place = tmp_path_factory.mktemp("sample")
    for command in (["init", "--sample", "demo"], ["-w", "demo", "extract"]):
        subprocess.run([PROGRAM, *command], cwd=place, check=True, capture_output=True)
    return place / "demo"


@pytest.fixture
def demo(extracted: Path, tmp_path: Path) -> Path:
    """Return a copy of the sample workspace to change."""
    return shutil.copytree(extracted, tmp_path / "demo")


@pytest.fixture
def address(demo: Path) -> Iterator[str]:
    with served(demo) as found:
        yield found

"""What several suites share: the installed program, and the data beside the project."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

# Other programs share the machine: a slow example is no failure.
settings.register_profile("gloss", deadline=None)
settings.load_profile("gloss")

ROOT = Path(__file__).parents[1]
PROGRAM = Path(sys.executable).with_name("gloss")

Gloss = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the directory of articles, data, schemas and tools; skip without it."""
    found = ROOT / ".." / "shared"
    if not found.is_dir():
        pytest.skip("../shared is not here")
    return found


@pytest.fixture
def gloss(tmp_path: Path) -> Gloss:
    """Return a function that runs the installed program in an empty directory.

    The status must be the one expected (0 unless said).
    """

    def run(
        *args: str, status: int = 0, cwd: Path | None = None, **more: object
    ) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [PROGRAM, *args],
            cwd=cwd or tmp_path,
            capture_output=True,
            encoding="utf-8",
            check=False,
            **more,  # type: ignore[call-overload]
        )
        assert done.returncode == status, done.stderr + done.stdout
        return done

    return run


@pytest.fixture
def demo(gloss: Gloss, tmp_path: Path) -> Path:
    """Return a workspace with the sample articles, extracted."""
    gloss("init", "--sample", "demo")
    gloss("extract", cwd=tmp_path / "demo")
    return tmp_path / "demo"

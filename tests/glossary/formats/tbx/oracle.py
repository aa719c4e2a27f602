"""The shared files and the program that validates them by the official schemas."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

SHARED = Path(__file__).resolve().parents[4] / ".." / "shared"
_TOOL = SHARED / "tools" / "validate_exchange.py"
FILES = sorted((SHARED / "data" / "exchange" / "tbx").glob("*.tbx"))

Verdict: TypeAlias = Callable[[bytes], tuple[str, list[str]]]

needs_schemas = pytest.mark.skipif(
    not _TOOL.exists(), reason="needs the schemas that stand beside the repository"
)
each_file = pytest.mark.parametrize(
    "path",
    [pytest.param(path, id=path.stem) for path in FILES]
    or [
        pytest.param(
            None,
            marks=pytest.mark.skip(reason="needs the files beside the repository"),
        )
    ],
)


def verdict_with(folder: Path) -> Verdict:
    """Return a function from a document to its verdict and the schemas' messages."""
    spec = importlib.util.spec_from_file_location("validate_exchange", _TOOL)
    assert spec
    assert spec.loader
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)

    def verdict(document: bytes) -> tuple[str, list[str]]:
        path = folder / "document.tbx"
        path.write_bytes(document)
        found, _, messages = tool.validate(str(path))
        return found, messages

    return verdict

from __future__ import annotations

import pytest

from tests.glossary.formats.tbx.oracle import Verdict, verdict_with


@pytest.fixture(scope="session")
def verdict(tmp_path_factory: pytest.TempPathFactory) -> Verdict:
    return verdict_with(tmp_path_factory.mktemp("oracle"))

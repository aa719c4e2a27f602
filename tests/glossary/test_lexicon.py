from __future__ import annotations

import math
import subprocess
import sys
import time

import numpy as np
import pytest

from glossary import lexicon
from glossary.arabic import key
from glossary.lexicon import Lexicon, digests, surplus


def test_frequencies_are_those_of_general_arabic() -> None:
    words = lexicon.arabic()
    assert 6 < words.zipf("من") < 8
    assert 4 < words.zipf(key("إسرائيل")) < 6
    assert 1 < words.zipf("محمدوف") < 3
    assert words.zipf("غغغغغغ") == 0
    assert words.zipf("") == 0


def test_many_at_once_equal_one_by_one() -> None:
    words = lexicon.arabic()
    keys = ["من", "", "محمدوف", "غغغغغغ", "الكنيست"]
    assert words.zipfs(keys).tolist() == [words.zipf(one) for one in keys]
    assert words.zipfs([]).tolist() == []


def test_an_empty_table_knows_nothing() -> None:
    assert Lexicon(np.array([], np.uint64)).zipf("من") == 0


def test_a_table_of_one_word() -> None:
    table = Lexicon(digests(["من"]) + np.uint64(100))
    assert table.zipf("من") == pytest.approx(4.0)
    assert table.zipf("عن") == 0


def test_surplus() -> None:
    assert surplus(0, 5, "و") == -math.inf
    assert surplus(4, 0, "و") == math.inf
    assert surplus(3.0, 5.0, "و") < 0 < surplus(5.0, 3.0, "و")


def test_loading_takes_under_a_tenth_of_a_second() -> None:
    code = (
        "import time, numpy; from glossary import lexicon; t = time.process_time();"
        "lexicon.arabic(); print(time.process_time() - t)"
    )
    tries = (
        float(subprocess.check_output([sys.executable, "-c", code])) for _ in range(3)
    )
    assert min(tries) < 0.1, time.asctime()

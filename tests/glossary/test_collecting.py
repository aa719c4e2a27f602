"""The garbage collector put off."""

from __future__ import annotations

import gc

from glossary.collecting import uncollected


def test_the_collector_rests_for_a_while() -> None:
    with uncollected(), uncollected():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_what_rested_before_goes_on_resting() -> None:
    gc.disable()
    try:
        with uncollected():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()

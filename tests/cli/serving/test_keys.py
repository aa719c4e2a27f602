"""Keys are found by their digest, and count until they expire."""

from __future__ import annotations

import pytest

from cli.serving.keys import new_key, new_ring, read_ring, write_ring
from cli.web.identity import Role
from glossary.errors import FormatError


def test_a_key_is_found_again_and_never_kept() -> None:
    shown, key = new_key("ana", Role.READER, created="2026-01-01")
    ring = new_ring().with_key(key)
    text = "".join(write_ring(ring))
    assert shown not in text
    assert len(shown) > 40
    again = read_ring(text, "gloss.keys")
    assert again == ring
    assert again.find(shown, "2026-01-01") == key
    assert again.find(f"{shown}x", "2026-01-01") is None
    assert again.without("ana").find(shown, "2026-01-01") is None


@pytest.mark.parametrize(
    ("today", "counts"), [("2026-02-28", True), ("2026-03-01", False)]
)
def test_a_key_expires(today: str, *, counts: bool) -> None:
    shown, key = new_key("a", Role.READER, created="2026-01-01", expires="2026-03-01")
    ring = new_ring().with_key(key)
    assert (ring.find(shown, today) is not None) is counts
    assert (ring.named("a", today) is not None) is counts


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", 1),
        ("no json", 1),
        ('{"secret": "short"}', 1),
        ('{"secret": "%s"}\n{"name": "a"}' % ("a" * 64), 2),
        ('{"secret": "%s"}\n{"name": "a", "role": "king"}' % ("a" * 64), 2),
    ],
)
def test_what_is_no_key_file(text: str, line: int) -> None:
    with pytest.raises(FormatError, match=f"gloss.keys:{line}: is no key file"):
        read_ring(text, "gloss.keys")

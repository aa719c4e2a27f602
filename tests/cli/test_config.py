from __future__ import annotations

from pathlib import Path

import pytest

from cli.config import TEMPLATE, Config, find, load
from glossary.errors import ConfigError

ROOT = Path("/w")


def test_the_template_says_the_defaults() -> None:
    workspace = load(ROOT, TEMPLATE.format(name="n", store=""))
    assert workspace.config == Config(name="n")
    assert workspace.store == "/w/gloss.db"


def test_an_empty_file_is_a_workspace_named_after_its_directory() -> None:
    assert load(Path("/tmp/press"), "").config.name == "press"


def test_a_store_elsewhere() -> None:
    text = '[workspace]\nstore = "postgresql://u@h/d"\nsource = "AR_eg"\n'
    workspace = load(ROOT, text)
    assert workspace.store == "postgresql://u@h/d"
    assert workspace.config.source == "ar-EG"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[workspace\n", r"/w/gloss\.toml:1: is not valid TOML"),
        (
            "\n[wrkspace]\n",
            r"gloss\.toml:2: unknown table \[wrkspace\]; the file knows",
        ),
        (
            "[workspace]\nnme = 'x'\n",
            r"gloss\.toml:2: \[workspace\] has no setting 'nme'; it knows name",
        ),
        ("[extract]\nmin_count = 0\n", r"gloss\.toml:2: min_count = 0 is not a number"),
        ("[extract]\nmin_count = true\n", r":2: min_count = True is not a number"),
        ("[workspace]\narticles = 'a'\n", r":2: articles = 'a' is not a paths"),
        ("[workspace]\nname = 'a/b'\n", r":2: name = 'a/b' is not a name"),
        (
            "[workspace]\nsource = 'arabic language'\n",
            r":2: source: 'arabic language' is not a language tag",
        ),
        ("workspace = 1\n", r":1: \[workspace\] must be a table"),
    ],
)
def test_what_has_no_meaning_is_refused_with_its_place(text: str, message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        load(ROOT, text)


def test_the_nearest_workspace_is_found(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    assert find(inner) is None
    (tmp_path / "gloss.toml").touch()
    assert find(inner) == tmp_path
    (tmp_path / "a" / "gloss.toml").touch()
    assert find(inner) == tmp_path / "a"

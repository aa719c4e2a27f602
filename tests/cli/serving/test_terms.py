"""The glossary as the server holds it."""

from __future__ import annotations

from cli import config, session
from cli.serving.terms import Terms
from glossary.matcher import Matcher
from glossary.model import Concept, LangSection, Term
from glossary.store import Edit


def test_what_was_warmed_is_not_made_again(
    workspace: config.Workspace, monkeypatch: object
) -> None:
    del monkeypatch

"""Sentence alignment: which sentences of two texts translate each other."""

from tmx.align.confidence import DOUBTFUL
from tmx.align.dictionary import collect
from tmx.align.learn import Associations
from tmx.align.texts import Line, Link, align
from tmx.align.window import Knowledge

__all__ = [
    "DOUBTFUL",
    "Associations",
    "Knowledge",
    "Line",
    "Link",
    "align",
    "collect",
]

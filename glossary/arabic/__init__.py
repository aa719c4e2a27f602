"""Arabic text: match keys, tokens with offsets, sentences, clitics as hypotheses."""

from glossary.arabic.clitics import Analysis, analyses
from glossary.arabic.keys import KEY_VERSION, bare, is_arabic, key
from glossary.arabic.sentences import Span, sentences
from glossary.arabic.tokens import Gap, Token, tokens

__all__ = [
    "KEY_VERSION",
    "Analysis",
    "Gap",
    "Span",
    "Token",
    "analyses",
    "bare",
    "is_arabic",
    "key",
    "sentences",
    "tokens",
]

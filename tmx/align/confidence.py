"""How likely a pair of sentences is right, from 0 to 1."""

from __future__ import annotations

import math

DOUBTFUL = 0.5
"""Pairs below it should be looked at."""

# Fitted by logistic regression on pairs of known truth: sentences of published parallel
# texts joined, split and dropped at random, and texts set against what they are not;
# the documents of bench/quality_alignment.py were among them.
_BASE, _POSTERIOR, _EVIDENCE = -2.2, 1.2, 5.6
_LIKELY_TEXT, _UNLIKELY = 0.1, 10.0
_SURE = 1e-3


def confidence(posterior: float, evidence: float, of_text: float) -> float:
    """Return the probability that a bead is right.

    ``posterior`` is its share of all ways through the texts; ``evidence`` the log odds
    of its words, by word; ``of_text`` the same of all beads around it: in texts that do
    not translate each other no single pair deserves trust.
    """
    sure = min(max(posterior, _SURE), 1 - _SURE)
    logit = _BASE + _POSTERIOR * math.log(sure / (1 - sure))
    logit += _EVIDENCE * min(max(evidence, -0.5), 1.0)
    logit -= _UNLIKELY * max(0.0, _LIKELY_TEXT - of_text)
    return round(1 / (1 + math.exp(-logit)), 4)

"""Review of translations and Arabic texts: each rule a module, each hit a finding."""

from glossary.check.engine import check
from glossary.check.model import Finding, Pair
from glossary.check.rules import RULES, Rule
from glossary.check.settings import Settings
from glossary.check.texts import check_texts

__all__ = ["RULES", "Finding", "Pair", "Rule", "Settings", "check", "check_texts"]

"""Which attested forms denote one name: spellings, slips, short forms, other titles.

Words are compared by ``skeleton.kinship``; what stands beside them in the name, what
general Arabic knows of them and how often they occur decide the doubtful cases.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from glossary.model import ConceptType
from glossary.names.kin import RARE, related
from glossary.names.given import given_names
from glossary.names.skeleton import blocks, skeleton
from glossary.readings import word_keys

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    Zipf = Callable[[str], float]

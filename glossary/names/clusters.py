"""Names joined to clusters of which each denotes one thing."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING

from glossary.model import ConceptType
from glossary.names.kin import RARE, Likeness, likeness, name_blocks, one_name
from glossary.names.parted import (
    SPACED,
    ends_in,
    inside,
    parts,
    short,
    spaced,
    spaced_blocks,
)
from glossary.names.skeleton import Kinship, kinship, skeleton

if TYPE_CHECKING:
    from glossary.names.forms import Node
    from glossary.names.kin import Zipf

HEADS = frozenset(
    "حزب حركه شركه منظمه مؤسسه موسسه مجموعه بنك مصرف نادي وكاله تحالف ائتلاف جبهه تيار"
    " كتله رابطه جمعيه جماعه".split()
)
"""What an organisation's name may do without."""
_SHORTENED = (
    ConceptType.ORGANISATION,
    ConceptType.MEDIA,
    ConceptType.EVENT,
    ConceptType.AGREEMENT,
)
"""Besides persons, what is named in full once and then by its first words."""
_NAMESAKES = (ConceptType.PLACE, ConceptType.PERSON)
"""After these an organisation may be called without being one with them."""
_IN = "في"
_TWO = "two things that are known"
_ENDED = 6
"""Letters of such a surname."""
_ENDS = frozenset("هيو")
"""Vowels at the end of a foreign surname that writers put for one another."""


class Graph:
    """Nodes that are joined to clusters; a cluster has one concept at most."""

    def __init__(self, nodes: list[Node], zipf: Zipf) -> None:
        self.nodes = nodes
        self._zipf = cache(zipf)
        self._parent = list(range(len(nodes)))
        self._last: Counter[str] = Counter()
        for node in nodes:
            self._last[node.words[-1]] += node.count
        self.ending: defaultdict[str, list[int]] = defaultdict(list)
        """Last word of a name of several words to its nodes."""
        self._longer: defaultdict[str, list[int]] = defaultdict(list)
        for number, node in enumerate(nodes):
            if len(node.words) > 1:
                self.ending[node.words[-1]].append(number)
                for part in parts(node.words):
                    self._longer[part].append(number)
        self._concepts = [{node.concept} - {None} for node in nodes]
        self.apart: dict[tuple[int, int], str] = {}
        """Nodes that are spelled alike and were not joined: what speaks against it."""

    def root(self, number: int) -> int:
        """Return the number of the first node of a node's cluster."""
        while self._parent[number] != number:
            number = self._parent[number]
        return number

    def clusters(self) -> dict[int, list[int]]:
        """Return the numbers of each cluster's nodes, by its root."""
        found: defaultdict[int, list[int]] = defaultdict(list)
        for number in range(len(self.nodes)):
            found[self.root(number)].append(number)
        return found

    def join(self, one: int, other: int) -> bool:
        """Make one cluster of two; ``False`` if they denote two known things."""
        first, second = sorted((self.root(one), self.root(other)))
        concepts = self._concepts[first] | self._concepts[second]
        if len(concepts) > 1:
            return first == second
        if first != second:
            self._parent[second] = first
            self._concepts[first] = concepts
        return True

    def join_known(self) -> None:
        """Join what a glossary or gazetteer says is one thing."""
        first: dict[str, int] = {}
        for number, node in enumerate(self.nodes):
            if node.concept is not None:
                self.join(first.setdefault(node.concept, number), number)

    def join_spellings(self) -> None:
        """Join names whose words are spelled alike, longer names first."""
        pairs = sorted(self._near(), key=lambda pair: -len(self.nodes[pair[0]].words))
        for one, other in pairs:
            first, second = self.nodes[one], self.nodes[other]
            counts = (self._mentions(first), self._mentions(second))
            like = likeness(first.words, second.words, counts, self._zipf)
            if like is Likeness.STRANGERS:
                continue
            contrary = self._contrary(one, other, like)
            if not contrary and not self.join(one, other):
                contrary = _TWO
            if contrary:
                self.apart[one, other] = contrary

    def part_homonyms(self) -> None:
        """Keep a club or bank apart from the town whose name it bears."""
        named = defaultdict(list)
        for number, node in enumerate(self.nodes):
            named[node.words].append(number)
        for number, node in enumerate(self.nodes):
            if node.words[0] in HEADS and node.type is ConceptType.ORGANISATION:
                for other in named.get(node.words[1:], ()):
                    if self.nodes[other].type in _NAMESAKES:
                        types = f"{self.nodes[other].type} and {node.type}"
                        self.apart[other, number] = types

    def _contrary(self, one: int, other: int, like: Likeness) -> str:
        """Return what speaks against one name; empty for nothing."""
        first, second = self.nodes[one], self.nodes[other]
        if first.concept != second.concept and first.concept and second.concept:
            return _TWO
        if not self._one_kind(first, second):
            if first.type is second.type:
                return "of one spelling with something that is known"
            return f"{first.type} and {second.type}"
        if like is Likeness.ALIKE:
            return "nothing bears out that they are one"
        if self._borne_apart(one, other):
            return "surnames of persons with other given names"
        return ""

    def join_spaced(self) -> None:
        """Join names that differ in their spaces: أبو شوك, أبوشوك."""
        alike: defaultdict[str, list[tuple[int, int, str]]] = defaultdict(list)
        for number, node in enumerate(self.nodes):
            headed = len(node.words) > 1 and node.words[0] in HEADS
            for words in (node.words, node.words[1:])[: 1 + headed]:
                whole = "".join(words)
                if len(whole) >= SPACED:
                    for block in spaced_blocks(whole):
                        alike[block].append((number, len(words), whole))
        for some in alike.values():
            for (one, few, text), (other, many, whole) in combinations(some, 2):
                if few != many and one != other and spaced(text, whole):
                    self.join(one, other)

    def join_parts(self) -> None:
        """Join a full name with the one longer name that has more in its middle."""
        ends: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
        for number, node in enumerate(self.nodes):
            if node.full:
                for first in node.words[:-1][:2]:
                    ends[skeleton(first), skeleton(node.words[-1])].append(number)
        for numbers in ends.values():
            for number in numbers:
                words = self.nodes[number].words
                longer = {
                    self.root(other)
                    for other in numbers
                    if len(self.nodes[other].words) > len(words)
                    and inside(words, self.nodes[other].words)
                }
                if len(longer) == 1:
                    self.join(longer.pop(), number)

    def _near(self) -> list[tuple[int, int]]:
        """Return the pairs of names that may be spellings of one, frequent first."""
        blocks: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
        for number, node in enumerate(self.nodes):
            for block in set(name_blocks(node.words)):
                blocks[block].append(number)
        pairs = {
            pair for numbers in blocks.values() for pair in combinations(numbers, 2)
        }
        return sorted(pairs)

    def _mentions(self, node: Node) -> int:
        """Return how often a name's words occur at the end of any name."""
        if len(node.words) > 1:
            return node.count
        return self._last[node.words[0]]

    def _one_kind(self, one: Node, other: Node) -> bool:
        """Tell whether two names may name one thing by their types."""
        guessed = any(node.guessed for node in (one, other))
        if one.words == other.words:
            # الجيبوتي, the Djiboutian, is not Djibouti.
            return one.concept is other.concept
        return one.type is other.type or guessed

    def _borne_apart(self, one: int, other: int) -> bool:
        """Tell whether two surnames are those of persons with other given names."""
        if len(self.nodes[one].words) > 1:
            return False
        bearers = [
            {
                self.root(number)
                for number in self.ending[self.nodes[surname].words[0]]
                if self.nodes[number].full
            }
            for surname in (one, other)
        ]
        return bool(bearers[0] and bearers[1]) and bearers[0].isdisjoint(bearers[1])

    def longer(self, number: int) -> list[int]:
        """Return the names of which a name may be the short form, frequent first."""
        words = self.nodes[number].words
        found = {full for key in short(words) for full in self._longer.get(key, ())}
        return [full for full in sorted(found) if self._part_of(number, full)]

    def called(self, short: int) -> list[int]:
        """Return the persons whose full names begin with a name, frequent first."""
        words = self.nodes[short].words
        return [
            number
            for number in sorted(self._longer.get(f">{words[0]}", ()))
            if self.nodes[number].full
            and len(self.nodes[number].words) > len(words)
            and self.nodes[number].words[: len(words)] == words
        ]

    def _part_of(self, short: int, full: int) -> bool:
        """Tell whether a name may be the short form of another."""
        few, many = self.nodes[short], self.nodes[full]
        if many.full:
            return self._ends(few, many)
        size = len(few.words)
        guessed = few.concept is None and few.type not in _NAMESAKES
        one_kind = few.type is many.type or guessed or few.guessed
        if size >= len(many.words) or many.type not in _SHORTENED or not one_kind:
            return False
        if many.words[0] in HEADS and size == len(many.words) - 1:
            return one_name(few.words, many.words[1:], (0, 0), self._zipf)
        rare = self._zipf(few.words[0]) < RARE
        begins = many.words[:size]
        if size > 1 and many.words[size] == _IN:
            return begins == few.words
        sure = few.type is many.type or few.guessed
        spelled = sure and all(map(self._spelled, few.words, begins))
        return rare and (begins == few.words or spelled)

    def _ends(self, few: Node, many: Node) -> bool:
        """Tell whether a person's full name ends in a name, or in its spelling."""
        size, person = len(few.words), few.type is ConceptType.PERSON
        if size > 1 and ends_in(many.words, few.words):
            return person
        # Once a name is known in full, the type of its rare surname is no matter.
        rare = few.concept is None and self._zipf(few.words[-1]) < RARE
        return (
            size < len(many.words)
            and (person or rare)
            and all(map(self._spelled, few.words, many.words[-size:]))
        )

    def _spelled(self, one: str, other: str) -> bool:
        return one == other or self._rarely(one, other)

    def _rarely(self, one: str, other: str) -> bool:
        """Tell whether two surnames are spellings of one that is not in general use."""
        if min(self._zipf(one), self._zipf(other)) >= RARE:
            return False
        # لوميدزه, لوميدزي; but زيلينسكي and زيلينسكا are husband and wife.
        ends = {one[-1:], other[-1:]} <= _ENDS and one[:-1] == other[:-1]
        return kinship(one, other) >= Kinship.VOWELS or (ends and len(one) >= _ENDED)

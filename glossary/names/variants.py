"""Which attested forms denote one name: spellings, slips, short forms, other titles.

Words are compared by ``kin``; what stands beside them in the name, what general Arabic
knows of them and how often they occur decide the doubtful cases.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from glossary.model import ConceptType
from glossary.names.kin import RARE, name_blocks, one_name
from glossary.names.skeleton import Kinship, kinship, skeleton
from glossary.readings import word_keys

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from glossary.names.kin import Zipf

_JOINED = re.compile(r"(?<!\S)(عبد|[أا]بو|[أا]بي|[أا]با) (?=\S)")
"""Words that are written together with the next one, or not."""
_FAMILY = "آل"
"""A family's name is no person's full name."""
_HEADS = frozenset("حزب حركه شركه منظمه مؤسسه موسسه مجموعه بنك مصرف نادي وكاله".split())
"""What an organisation's name may do without."""
_SHORTENED = (
    ConceptType.ORGANISATION,
    ConceptType.MEDIA,
    ConceptType.EVENT,
    ConceptType.AGREEMENT,
)
"""Besides persons, what is named in full once and then by its first words."""
_IN = "في"
_NAMED = 3
"""Look-alikes that a note names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attested:
    """A form of a name as texts have it, without proclitics."""

    text: str
    type: ConceptType
    counts: Mapping[int, int]
    """Document number to mentions."""
    concept: str | None = None
    """The glossary's or gazetteer's name for what it denotes; ``None`` for unknown."""
    head: str | None = None
    """The form that the glossary would write."""


class Form(NamedTuple):
    """A form with its mentions and the number of documents that have it."""

    form: str
    count: int
    documents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NameVariants:
    """A name that has several forms, the most frequent first."""

    name: str
    forms: tuple[Form, ...]
    note: str | None
    """Look-alikes that were kept apart, and why; short forms that are ambiguous."""

    @property
    def count(self) -> int:
        """Mentions of all forms."""
        return sum(form.count for form in self.forms)


def variants(names: Iterable[Attested], *, zipf: Zipf) -> list[NameVariants]:
    """Return the names that have two or more forms, the most frequent first.

    ``zipf`` is the general frequency of a match key. A form that differs in the article
    alone is no other form. Ties are in the order of the names.
    """
    nodes = _nodes(names)
    graph = _Graph(nodes, zipf)
    graph.join_known()
    graph.join_spellings()
    graph.join_parts()
    short = _Short(graph)
    found = [made for members in short.clusters() if (made := _record(members, short))]
    return sorted(found, key=lambda one: (-one.count, one.name))


@dataclass(slots=True, eq=False)
class _Node:
    """The forms with the same match keys and the same meaning."""

    words: tuple[str, ...]
    types: Counter[ConceptType] = field(default_factory=Counter)
    forms: dict[str, Counter[int]] = field(default_factory=dict)
    concept: str | None = None
    head: str | None = None

    @property
    def type(self) -> ConceptType:
        return min(self.types, key=lambda type_: (-self.types[type_], type_))

    @property
    def count(self) -> int:
        return sum(counts.total() for counts in self.forms.values())

    @property
    def documents(self) -> set[int]:
        return {document for counts in self.forms.values() for document in counts}

    @property
    def text(self) -> str:
        """The most frequent form."""
        return min(self.forms, key=lambda form: (-self.forms[form].total(), form))

    @property
    def full(self) -> bool:
        """Whether this is a person's name of several words."""
        return (
            self.type is ConceptType.PERSON
            and len(self.words) > 1
            and not self.text.startswith(f"{_FAMILY} ")
        )

    def only(self, documents: Iterable[int]) -> _Node:
        """Return what the node has in some documents."""
        wanted = set(documents)
        forms = {
            form: Counter({d: n for d, n in counts.items() if d in wanted})
            for form, counts in self.forms.items()
        }
        return _Node(
            self.words,
            self.types,
            {form: counts for form, counts in forms.items() if counts},
            self.concept,
            self.head,
        )


def _nodes(names: Iterable[Attested]) -> list[_Node]:
    """Gather forms by their match keys; the most frequent first."""
    found: dict[tuple[tuple[str, ...], str | None], _Node] = {}
    for name in names:
        words = tuple(word_keys(_JOINED.sub(_together, name.text)))
        node = found.setdefault((words, name.concept), _Node(words))
        node.concept, node.head = name.concept, node.head or name.head
        counts = Counter(dict(name.counts))
        node.types[name.type] += counts.total()
        node.forms.setdefault(name.text, Counter()).update(counts)
    nodes = sorted(found.values(), key=lambda node: (-node.count, node.text))
    for node in nodes:
        node.forms = _without_article_forms(node.forms)
    return nodes


def _together(match: re.Match[str]) -> str:
    return "أبو" if match[1].endswith(("بو", "بي", "با")) else match[1]


def _without_article_forms(forms: dict[str, Counter[int]]) -> dict[str, Counter[int]]:
    """Count forms that differ in articles alone as the most frequent of them."""
    kept: dict[str, str] = {}
    merged: dict[str, Counter[int]] = {}
    for form in sorted(forms, key=lambda form: (-forms[form].total(), form)):
        plain = " ".join(
            word.removeprefix("ال") if len(word) > 4 else word  # noqa: PLR2004
            for word in form.split()
        )
        head = kept.setdefault(plain, form)
        merged.setdefault(head, Counter()).update(forms[form])
    return merged


class _Graph:
    """Nodes that are joined to clusters; a cluster has one concept at most."""

    def __init__(self, nodes: list[_Node], zipf: Zipf) -> None:
        self.nodes = nodes
        self._zipf = zipf
        self._parent = list(range(len(nodes)))
        self._last: Counter[str] = Counter()
        for node in nodes:
            self._last[node.words[-1]] += node.count
        self._concepts = [{node.concept} - {None} for node in nodes]

    def root(self, number: int) -> int:
        while self._parent[number] != number:
            number = self._parent[number]
        return number

    def clusters(self) -> dict[int, list[int]]:
        """Return the numbers of each cluster's nodes, by its root."""
        found: defaultdict[int, list[int]] = defaultdict(list)
        for number in range(len(self.nodes)):
            found[self.root(number)].append(number)
        return found

    def join(self, one: int, other: int) -> None:
        first, second = sorted((self.root(one), self.root(other)))
        concepts = self._concepts[first] | self._concepts[second]
        if first != second and len(concepts) < 2:  # noqa: PLR2004 - two things
            self._parent[second] = first
            self._concepts[first] = concepts

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
            if (
                self._one_kind(first, second)
                and one_name(first.words, second.words, counts, self._zipf)
                and not self._borne_apart(one, other)
            ):
                self.join(one, other)

    def join_parts(self) -> None:
        """Join a full name with the one longer name that has more in its middle."""
        ends: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
        for number, node in enumerate(self.nodes):
            if node.full:
                ends[tuple(map(skeleton, node.words[:: len(node.words) - 1]))].append(
                    number
                )
        for numbers in ends.values():
            for number in numbers:
                words = self.nodes[number].words
                longer = {
                    self.root(other)
                    for other in numbers
                    if len(self.nodes[other].words) > len(words)
                    and _inside(words, self.nodes[other].words)
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

    def _mentions(self, node: _Node) -> int:
        """Return how often a name's words occur at the end of any name."""
        if len(node.words) > 1:
            return node.count
        return self._last[node.words[0]]

    def _one_kind(self, one: _Node, other: _Node) -> bool:
        """Tell whether two names may name one thing by their types.

        The type of an unknown name that occurs once is a guess.
        """
        guessed = any(node.concept is None and node.count == 1 for node in (one, other))
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
                for number, node in enumerate(self.nodes)
                if node.full and node.words[-1:] == self.nodes[surname].words
            }
            for surname in (one, other)
        ]
        return bool(bearers[0] and bearers[1]) and bearers[0].isdisjoint(bearers[1])

    def part_of(self, short: int, full: int) -> bool:
        """Tell whether a name may be the short form of another."""
        few, many = self.nodes[short], self.nodes[full]
        size = len(few.words)
        if size >= len(many.words):
            return False
        if many.full:
            pairs = list(zip(few.words, many.words[-size:], strict=True))
            # Once a name is known in full, the type of its rare surname is no matter.
            surname = few.type is ConceptType.PERSON or (
                few.concept is None and self._zipf(few.words[-1]) < RARE
            )
            return surname and all(
                one == other or self._rarely(one, other) for one, other in pairs
            )
        if few.type is not many.type or few.type not in _SHORTENED:
            return False
        if many.words[0] in _HEADS and size == len(many.words) - 1:
            return one_name(few.words, many.words[1:], (0, 0), self._zipf)
        if many.words[:size] != few.words:
            return False
        rare = self._zipf(few.words[0]) < RARE
        return rare or (size > 1 and many.words[size] == _IN)

    def _rarely(self, one: str, other: str) -> bool:
        """Tell whether two surnames are spellings of one that is not in general use."""
        rarer = min(self._zipf(one), self._zipf(other))
        return rarer < RARE and kinship(one, other) >= Kinship.VOWELS


def _inside(words: Sequence[str], longer: Sequence[str]) -> bool:
    """Tell whether words begin and end a longer name and occur in their order."""
    rest = iter(longer)
    return _alike(words[0], longer[0]) and all(
        any(_alike(word, other) for other in rest) for word in words
    )


def _alike(one: str, other: str) -> bool:
    return kinship(one, other) >= Kinship.VOWELS


class _Short:
    """Short forms with the full names they belong to, document by document."""

    def __init__(self, graph: _Graph) -> None:
        self._graph = graph
        self.ambiguous: defaultdict[int, dict[str, set[int]]] = defaultdict(dict)
        """Cluster to its short forms that other clusters have too."""
        self._members: defaultdict[int, list[_Node]] = defaultdict(list)
        self._spread()

    def clusters(self) -> Iterator[list[tuple[int, _Node]]]:
        """Yield the members of each cluster, with its root."""
        for root, nodes in self._members.items():
            yield [(root, node) for node in nodes]

    def text(self, root: int) -> str:
        """Return what a note calls a cluster."""
        return self._graph.nodes[root].text

    def alike(self, root: int) -> list[int]:
        """Return other clusters of full names that end with the same surname."""
        nodes = self._graph.nodes
        surnames = {node.words[-1] for node in self._members[root] if node.full}
        found = {
            self._graph.root(number): None
            for number, node in enumerate(nodes)
            if len(node.words) > 1
            and node.type is ConceptType.PERSON
            and node.words[-1] in surnames
        }
        return [other for other in found if other != root and other in self._members]

    def _spread(self) -> None:
        graph = self._graph
        for root, numbers in graph.clusters().items():
            owners = {
                number: self._owners(number)
                if graph.nodes[number].concept is None
                else {}
                for number in numbers
            }
            every = {owner for found in owners.values() for owner in found} - {root}
            for number in numbers:
                node = graph.nodes[number]
                wanted = owners[number]
                if not wanted and len(every) == 1 and node.concept is None:
                    # A slip in a short form goes where the short form goes.
                    wanted = {owner: node.documents for owner in every}
                if len(wanted) > 1:
                    for owner in wanted:
                        self.ambiguous[owner][node.text] = set(wanted) - {owner}
                left = node.documents
                for owner, documents in self._shares(node, wanted).items():
                    self._members[owner].append(node.only(documents))
                    left = left - documents
                if left:
                    self._members[root].append(node.only(left))

    def _owners(self, number: int) -> dict[int, set[int]]:
        """Return the clusters of full names that end with a name: their documents."""
        graph = self._graph
        found: defaultdict[int, set[int]] = defaultdict(set)
        exact: defaultdict[int, set[int]] = defaultdict(set)
        size = len(graph.nodes[number].words)
        for full, node in enumerate(graph.nodes):
            if graph.part_of(number, full):
                found[graph.root(full)] |= node.documents
                ends = (node.words[-size:], node.words[:size])
                if graph.nodes[number].words in ends:
                    exact[graph.root(full)] |= node.documents
        return exact or found

    def _shares(
        self, node: _Node, owners: Mapping[int, set[int]]
    ) -> dict[int, set[int]]:
        """Return in which documents a short form stands for each full name."""
        shares: defaultdict[int, set[int]] = defaultdict(set)
        for document in node.documents:
            here = [owner for owner, places in owners.items() if document in places]
            chosen = here or list(owners)
            if len(chosen) == 1:
                shares[chosen[0]].add(document)
        return shares


def _record(members: list[tuple[int, _Node]], short: _Short) -> NameVariants | None:
    """Return the record of a cluster; ``None`` for a name with one form."""
    counts: dict[str, Counter[int]] = {}
    for _, node in members:
        for form, documents in node.forms.items():
            counts.setdefault(form, Counter()).update(documents)
    if len(counts) < 2:  # noqa: PLR2004 - several forms
        return None
    forms = sorted(
        (Form(form, each.total(), len(each)) for form, each in counts.items()),
        key=lambda form: (-form.count, form.form),
    )
    root = members[0][0]
    heads = [node.head for _, node in members if node.head in counts]
    full = [
        form.form
        for form in forms
        if any(node.full and form.form in node.forms for _, node in members)
    ]
    preferred = [head for head in heads if head in full or not full]
    name = next(iter((*preferred, *full)), forms[0].form)
    return NameVariants(name=str(name), forms=tuple(forms), note=_note(root, short))


def _note(root: int, short: _Short) -> str | None:
    parts = []
    for form, others in short.ambiguous[root].items():
        named = ", ".join(short.text(other) for other in sorted(others)[:_NAMED])
        parts.append(f"{form} may also be {named}")
    alike = [short.text(other) for other in short.alike(root)[:_NAMED]]
    if alike:
        parts.append(f"not {', '.join(alike)}: another given name")
    return "; ".join(parts) or None

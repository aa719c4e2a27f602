"""Which attested forms denote one name: spellings, slips, short forms, other titles.

Words are compared by ``kin``; what stands beside them in the name, what general Arabic
knows of them and how often they occur decide the doubtful cases.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from glossary.model import ConceptType
from glossary.names.clusters import Graph
from glossary.names.forms import gathered
from glossary.names.skeleton import kinship

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from glossary.names.forms import Attested, Node
    from glossary.names.kin import Zipf

_NAMED = 3
"""Look-alikes that a note names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form with its mentions and the number of documents that have it."""

    form: str
    count: int
    documents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NameVariants:
    """A name that has several forms, the most frequent first.

    Where a surname stands alone in another spelling only, its spelling in the full name
    is a form too, with the mentions of the full name.
    """

    name: str
    forms: tuple[Form, ...]
    note: str | None
    """Look-alikes that were kept apart, and why; short forms that are ambiguous."""

    @property
    def count(self) -> int:
        """Mentions of all forms."""
        return sum(form.count for form in self.forms)


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """Two names that look alike and are not one."""

    name: str
    other: str
    reason: str


class Compared(NamedTuple):
    """What comparing names gave."""

    variants: list[NameVariants]
    """The most frequent first; ties in the order of the names."""
    apart: list[Apart]
    """Those of the most frequent names first."""


def variants(names: Iterable[Attested], *, zipf: Zipf) -> list[NameVariants]:
    """Return the names that have two or more forms; see ``compared``."""
    return compared(names, zipf=zipf).variants


def compared(names: Iterable[Attested], *, zipf: Zipf) -> Compared:
    """Return the names that have two or more forms, and the look-alikes kept apart.

    ``zipf`` is the general frequency of a match key. A form that differs in the article
    alone is no other form, but inside a person's name.
    """
    nodes = gathered(names)
    graph = Graph(nodes, zipf)
    graph.join_known()
    graph.join_spellings()
    graph.join_spaced()
    graph.join_parts()
    graph.part_homonyms()
    short = _Short(graph)
    found = [made for members in short.clusters() if (made := _record(members, short))]
    return Compared(
        sorted(found, key=lambda one: (-one.count, one.name)),
        [
            Apart(name=short.text(one), other=short.text(other), reason=reason)
            for (one, other), reason in short.apart.items()
        ],
    )


class _Short:
    """Short forms with the full names they belong to, document by document."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self.ambiguous: defaultdict[int, dict[str, set[int]]] = defaultdict(dict)
        """Cluster to its short forms that other clusters have too."""
        self._members: defaultdict[int, list[Node]] = defaultdict(list)
        self._home: dict[int, int] = {}
        """Short form to the first cluster of a full name that it belongs to."""
        self._full = {
            form: graph.root(number)
            for number, node in enumerate(graph.nodes)
            for form in node.forms
            if node.full
        }
        """Full name to its cluster."""
        self._spread()
        self.apart = self._apart()
        """Two clusters, the more frequent first, to why they are not one."""

    def clusters(self) -> Iterator[list[tuple[int, Node]]]:
        """Yield the members of each cluster, with its root."""
        for root, nodes in self._members.items():
            yield [(root, node) for node in nodes]

    def text(self, root: int) -> str:
        """Return what a note calls a cluster."""
        return self._graph.nodes[root].text

    def alike(self, root: int) -> Iterator[tuple[str, str]]:
        """Yield what looks like a cluster and is not one with it, and why."""
        for pair, reason in self.apart.items():
            if root in pair:
                yield self.text(pair[1] if pair[0] == root else pair[0]), reason

    def _apart(self) -> dict[tuple[int, int], str]:
        graph = self._graph
        found: dict[tuple[int, int], str] = {}
        for pair, reason in graph.apart.items():
            one, other = sorted(
                self._home.get(number, graph.root(number)) for number in pair
            )
            if one != other and one in self._members and other in self._members:
                found.setdefault((one, other), reason)
        for root, nodes in self._members.items():
            for other in self._same_surname(nodes):
                if other != root:
                    found[min(root, other), max(root, other)] = "another given name"
        return dict(sorted(found.items()))

    def _same_surname(self, nodes: Iterable[Node]) -> Iterator[int]:
        """Yield the clusters of persons with a surname that some nodes have."""
        graph = self._graph
        for surname in {node.words[-1] for node in nodes if node.full}:
            for number in graph.ending[surname]:
                root = graph.root(number)
                if graph.nodes[number].full and root in self._members:
                    yield root

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
                    wanted = dict.fromkeys(every, node.documents)
                if len(wanted) > 1:
                    for owner in wanted:
                        self.ambiguous[owner][node.text] = set(wanted) - {owner}
                left = node.documents
                shares = self._shares(node, wanted) if wanted else self._called(number)
                for owner, documents in shares.items():
                    self._home.setdefault(number, owner)
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
        for full in graph.longer(number):
            node = graph.nodes[full]
            found[graph.root(full)] |= node.documents
            ends = (node.words[-size:], node.words[:size])
            if graph.nodes[number].words in ends:
                exact[graph.root(full)] |= node.documents
        return exact or found

    def _called(self, number: int) -> dict[int, set[int]]:
        """Return in which documents a name is how one person's name begins.

        Kim Dong-hyeok is Kim, and whoever bears no surname goes by the first name.
        """
        graph = self._graph
        node = graph.nodes[number]
        if node.type is not ConceptType.PERSON or node.concept is not None:
            return {}
        owners: defaultdict[int, set[int]] = defaultdict(set)
        for full in graph.called(number):
            for document in graph.nodes[full].documents & node.documents:
                owners[document].add(graph.root(full))
        shares: defaultdict[int, set[int]] = defaultdict(set)
        for document, persons in owners.items():
            if len(persons) == 1:
                shares[persons.pop()].add(document)
        return shares

    def _shares(
        self, node: Node, owners: Mapping[int, set[int]]
    ) -> dict[int, set[int]]:
        """Return in which documents a short form stands for each full name."""
        shares: defaultdict[int, set[int]] = defaultdict(set)
        for document in node.documents:
            here = [owner for owner, places in owners.items() if document in places]
            chosen = here or list(owners)
            if len(chosen) > 1:
                chosen = [
                    owner for owner in here if owner in self._named(node, document)
                ]
            if len(chosen) == 1:
                shares[chosen[0]].add(document)
        return shares

    def _named(self, node: Node, document: int) -> set[int]:
        """Return the clusters of the full names before a surname in a document."""
        bearers = node.bearers.get(document, ())
        return {self._full[text] for text in bearers if text in self._full}


def _record(members: list[tuple[int, Node]], short: _Short) -> NameVariants | None:
    """Return the record of a cluster; ``None`` for a name with one form."""
    counts: dict[str, Counter[int]] = {}
    for _, node in members:
        for form, documents in node.forms.items():
            counts.setdefault(form, Counter()).update(documents)
    for form, documents in _surnames(node for _, node in members):
        counts.setdefault(form, Counter()).update(documents)
    if len(counts) < 2:  # noqa: PLR2004 - several forms
        return None
    forms = sorted(
        (
            Form(form=form, count=each.total(), documents=len(each))
            for form, each in counts.items()
        ),
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


def _surnames(nodes: Iterable[Node]) -> Iterator[tuple[str, Counter[int]]]:
    """Yield the surnames of full names that stand alone in another spelling only."""
    nodes = list(nodes)
    alone = [node for node in nodes if len(node.words) == 1]
    written = {form.removeprefix("ال") for node in alone for form in node.forms}
    for node in nodes:
        if node.full and any(kinship(node.words[-1], one.words[0]) for one in alone):
            for form, documents in node.forms.items():
                *given, surname = form.split()
                joined = len(given) == len(node.words)  # أبو النصر is one
                if not joined and surname.removeprefix("ال") not in written:
                    yield surname, documents


def _note(root: int, short: _Short) -> str | None:
    parts = []
    for form, others in short.ambiguous[root].items():
        named = ", ".join(short.text(other) for other in sorted(others)[:_NAMED])
        parts.append(f"{form} may also be {named}")
    alike: defaultdict[str, list[str]] = defaultdict(list)
    for name, reason in short.alike(root):
        alike[reason].append(name)
    for reason, names in alike.items():
        parts.append(f"not {', '.join(names[:_NAMED])}: {reason}")
    return "; ".join(parts) or None

"""An export read back by programs that are not ours, and what each would see."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from cli import files, omegat, streams
from cli.exchange import Exchange, Format, detect, read_concepts, read_units
from glossary.model import Diagnostic, Severity, TermKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from glossary.model import Concept

_SHOWN = 20
"""Pairs that are named one by one; the rest is counted."""
_OMEGAT_SUFFIXES = {
    Format.TMX: ".tmx",
    Format.TBX: ".tbx",
    Format.OMEGAT: ".txt",
    Format.CSV: ".csv",
    Format.TSV: ".tsv",
}


class _Wanted(NamedTuple):
    """What a reader should see, and what it must not offer."""

    pairs: frozenset[tuple[str, str]]
    forbidden: frozenset[tuple[str, str]]


def findings(name: str, source: str, target: str) -> Iterator[Diagnostic]:
    """Yield for each foreign program what it sees, lacks and should not offer.

    Raises what our own reader raises: a file that we cannot read proves nothing.
    """
    from glossary.errors import GlossError
    from tmx.formats import witness

    languages = (source, target)
    with files.open_binary(name) as stream:
        kind = detect(name, stream)
        data = streams.unpacked(stream, name).read()
    wanted = _wanted(kind, data, name, languages)
    tries: list[tuple[str, Callable[[], list[tuple[str, str]]]]] = []
    own = kind.value if kind is not Format.TSV else "csv"
    if own in witness.KINDS:
        read = partial(witness.seen, data, kind=own, name=name, languages=languages)
        tries.append((witness.LABEL, read))
    program = omegat.jar()
    suffix = _OMEGAT_SUFFIXES.get(kind)
    if program and suffix:
        run = partial(omegat.seen, program, data, suffix=suffix, languages=languages)
        tries.append((omegat.LABEL, run))
    if not tries:
        text = f"no other program that reads {kind} is at hand"
        yield _finding("round-trip-untried", Severity.WARNING, text)
    for label, ask in tries:
        try:
            found = ask()
        except GlossError as error:
            words = getattr(error, "problem", str(error))
            text = f"{label}: {words}"
            yield _finding("round-trip-unreadable", Severity.ERROR, text)
            continue
        yield from _compared(label, found, wanted)


def _wanted(
    kind: Format, data: bytes, name: str, languages: tuple[str, str]
) -> _Wanted:
    import io

    how = Exchange(name=name, source=languages[0], target=languages[1], strict=True)
    stream = io.BufferedReader(io.BytesIO(data))
    if kind.of_units:
        pairs = [unit.pair(*languages) for unit in read_units(kind, stream, how)]
        texts = {(one[0].plain, one[1].plain) for one in pairs if one}
        return _Wanted(frozenset(texts), frozenset())
    concepts = list(read_concepts(kind, stream, how))
    return _Wanted(
        frozenset(_preferred(concepts, languages)),
        frozenset(_forbidden(concepts, languages)),
    )


def _preferred(
    concepts: Iterable[Concept], languages: tuple[str, str]
) -> Iterator[tuple[str, str]]:
    for concept in concepts:
        left, right = (concept.preferred(tag) for tag in languages)
        if left and right:
            yield left.text, right.text


def _forbidden(
    concepts: Iterable[Concept], languages: tuple[str, str]
) -> Iterator[tuple[str, str]]:
    """Yield the pairs with a target that is not to be written."""
    for concept in concepts:
        left, right = (concept.section(tag) for tag in languages)
        for term in right.terms if left and right else ():
            if not term.status.usable or term.kind is TermKind.VARIANT:
                assert left is not None
                yield from ((one.text, term.text) for one in left.terms)


def _compared(
    label: str, found: list[tuple[str, str]], wanted: _Wanted
) -> Iterator[Diagnostic]:
    seen = set(found)
    missing = sorted(wanted.pairs - seen)
    offered = sorted(wanted.forbidden & seen)
    text = (
        f"{label} sees {len(found)} pairs, and {len(wanted.pairs) - len(missing)} of "
        f"the {len(wanted.pairs)} to write"
    )
    yield _finding("round-trip-seen", Severity.INFO, text)
    for pairs, rule, severity, words in (
        (missing, "round-trip-missing", Severity.ERROR, "does not see"),
        (offered, "round-trip-forbidden", Severity.WARNING, "offers as valid"),
    ):
        for left, right in pairs[:_SHOWN]:
            yield _finding(rule, severity, f"{label} {words}: {left} = {right}")
        if len(pairs) > _SHOWN:
            text = f"{label} {words} {len(pairs) - _SHOWN} more pairs"
            yield _finding(rule, severity, text)


def _finding(rule: str, severity: Severity, message: str) -> Diagnostic:
    return Diagnostic(line=1, rule=rule, severity=severity, message=message)

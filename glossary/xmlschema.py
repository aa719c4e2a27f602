"""Tables of what each element may hold, and a check of events against them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from glossary.model import Diagnostic, Severity

if TYPE_CHECKING:
    from glossary.xmlevents import Event

_LONGEST_QUOTE = 40
# XML 1.0 section 2.3: S.
_SPACE = " \t\r\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute:
    """What an attribute's value may be; without ``values`` and ``pattern``: any."""

    required: bool = False
    values: tuple[str, ...] = ()
    pattern: str | None = None
    """A regular expression for the whole value."""
    reads: str = ""
    """The pattern in plain words, for messages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """The content and attributes of an element.

    ``children`` is written as in a DTD, ``(note|prop)*, tuv+``; empty for none.
    """

    children: str = ""
    text: bool = False
    attributes: Mapping[str, Attribute] = field(default_factory=dict)


Schema = Mapping[str, Rule]
"""Element names as written, prefix included, and their rules."""


# A content model is a regular expression over names. It is followed by Brzozowski
# derivatives, so that each child is judged when it begins and nothing is kept of those
# before it. Models are tuples: ("none",) matches nothing, ("empty",) the end.
Model = tuple[Any, ...]
_NONE: Model = ("none",)
_EMPTY: Model = ("empty",)


@lru_cache(maxsize=1024)
def content_model(text: str) -> Model:
    """Return the model for DTD syntax; ``ValueError`` where it has none."""
    tokens = re.findall(r"[\w:.-]+|[(),|*+?]", text)
    if not tokens:
        return _EMPTY
    model = _parse_choice(tokens)
    if tokens:
        raise ValueError(f"{text!r} is no content model: {tokens[0]!r} is left over")
    return model


def _parse_choice(tokens: list[str]) -> Model:
    model = _parse_sequence(tokens)
    while tokens and tokens[0] == "|":
        tokens.pop(0)
        model = _either(model, _parse_sequence(tokens))
    return model


def _parse_sequence(tokens: list[str]) -> Model:
    model = _parse_item(tokens)
    while tokens and tokens[0] == ",":
        tokens.pop(0)
        model = _then(model, _parse_item(tokens))
    return model


def _parse_item(tokens: list[str]) -> Model:
    token = tokens.pop(0)
    model: Model = ("name", token)
    if token == "(":  # noqa: S105 - a parenthesis
        model = _parse_choice(tokens)
        tokens.pop(0)
    sign = tokens.pop(0) if tokens and tokens[0] in "*+?" else ""
    if sign == "?":
        return _either(model, _EMPTY)
    many: Model = ("many", model)
    return {"": model, "*": many, "+": _then(model, many)}[sign]


def _either(left: Model, right: Model) -> Model:
    if left in (_NONE, right):
        return right
    return left if right == _NONE else ("either", left, right)


def _then(left: Model, right: Model) -> Model:
    if _NONE in (left, right):
        return _NONE
    if left == _EMPTY:
        return right
    return left if right == _EMPTY else ("then", left, right)


@lru_cache(maxsize=4096)
def can_end(model: Model) -> bool:
    """Tell whether nothing more is needed."""
    match model:
        case ("empty",) | ("many", _):
            return True
        case ("either", left, right):
            return can_end(left) or can_end(right)
        case ("then", left, right):
            return can_end(left) and can_end(right)
    return False


@lru_cache(maxsize=8192)
def after(model: Model, name: str) -> Model:
    """Return what may follow once a child of this name has begun."""
    match model:
        case ("name", known):
            return _EMPTY if known == name else _NONE
        case ("many", inner):
            return _then(after(inner, name), model)
        case ("either", left, right):
            return _either(after(left, name), after(right, name))
        case ("then", left, right):
            rest = _then(after(left, name), right)
            return _either(rest, after(right, name)) if can_end(left) else rest
    return _NONE


@lru_cache(maxsize=1024)
def expected(model: Model) -> tuple[str, ...]:
    """Return the names that may come next, in the model's order."""
    match model:
        case ("name", name):
            return (name,)
        case ("many", inner):
            return expected(inner)
        case ("either", left, right):
            return tuple(dict.fromkeys(expected(left) + expected(right)))
        case ("then", left, right):
            more = expected(right) if can_end(left) else ()
            return tuple(dict.fromkeys(expected(left) + more))
    return ()


class Checker:
    """Follow a document's events and yield what breaks the schema.

    Elements that the schema does not know are reported once and not looked into.
    """

    def __init__(self, schema: Schema, root: str) -> None:
        self._schema = schema
        self._models: list[Model | None] = [("name", root)]
        self._names: list[str] = []
        self._texts: list[bool] = [False]
        self._skipped = 0

    def feed(self, event: Event) -> Iterator[Diagnostic]:
        """Yield what is wrong with the next piece."""
        if event.kind == "start":
            yield from self._start(event)
        elif event.kind == "end":
            yield from self._end(event)
        elif not (self._skipped or self._texts[-1] or event.text.strip(_SPACE) == ""):
            self._texts[-1] = True  # once for each element is enough
            yield error(
                event.line,
                "text-not-allowed",
                f"<{event.name}> holds the text {_short(event.text)}, but only "
                "elements may stand there; move or remove it",
            )

    def _start(self, event: Event) -> Iterator[Diagnostic]:
        if self._skipped:
            self._skipped += 1
            return
        yield from self._place(event)
        rule = self._schema.get(event.name)
        if rule is None:
            self._skipped = 1
            return
        yield from check_attributes(event, rule)
        self._names.append(event.name)
        self._models.append(content_model(rule.children))
        self._texts.append(rule.text)

    def _place(self, event: Event) -> Iterator[Diagnostic]:
        model = self._models[-1]
        if model is None:
            return
        rest = after(model, event.name)
        if rest != _NONE:
            self._models[-1] = rest
            return
        inside = f"in <{self._names[-1]}>" if self._names else "as the root"
        allowed = _list(expected(model), can_end=can_end(model))
        known = event.name in self._schema
        # An unknown name says nothing about the order of what follows it.
        self._models[-1] = None if known else model
        yield error(
            event.line,
            "element-not-allowed" if known else "element-unknown",
            f"<{event.name}> is not allowed here {inside}; expected {allowed}",
        )

    def _end(self, event: Event) -> Iterator[Diagnostic]:
        if self._skipped:
            self._skipped -= 1
            return
        model = self._models.pop()
        self._names.pop()
        self._texts.pop()
        if model is not None and not can_end(model):
            yield error(
                event.line,
                "element-missing",
                f"<{event.name}> ends too early; add "
                f"{_list(expected(model), can_end=False)}",
            )


def check_attributes(event: Event, rule: Rule) -> Iterator[Diagnostic]:
    """Yield what is wrong with the attributes of a start tag."""
    found = dict(event.attributes)
    for name, value in found.items():
        known = rule.attributes.get(name)
        if known is None:
            yield error(
                event.line,
                "attribute-not-allowed",
                f"<{event.name}> has an attribute {name!r}, which the standard does "
                "not know; remove it",
            )
        elif known.values and value not in known.values:
            yield error(
                event.line,
                "attribute-value",
                f"{name}={value!r} of <{event.name}> must be one of: "
                f"{', '.join(known.values)}",
            )
        elif known.pattern and not re.fullmatch(known.pattern, value):
            yield error(
                event.line,
                "attribute-value",
                f"{name}={value!r} of <{event.name}> must be {known.reads}",
            )
    for name, known in rule.attributes.items():
        if known.required and name not in found:
            yield error(
                event.line,
                "attribute-missing",
                f"<{event.name}> lacks the attribute {name!r}; add it",
            )


def error(line: int, rule: str, message: str) -> Diagnostic:
    """Return a finding that makes the file invalid."""
    return Diagnostic(line=line, rule=rule, severity=Severity.ERROR, message=message)


def warning(line: int, rule: str, message: str) -> Diagnostic:
    """Return a finding that leaves the file valid."""
    return Diagnostic(line=line, rule=rule, severity=Severity.WARNING, message=message)


def _list(names: Collection[str], *, can_end: bool) -> str:
    words = [f"<{name}>" for name in names]
    if can_end:
        words.append("nothing more")
    return " or ".join(words)


def _short(text: str) -> str:
    words = " ".join(text.split())
    return repr(words if len(words) <= _LONGEST_QUOTE else f"{words[:_LONGEST_QUOTE]}…")

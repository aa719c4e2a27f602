"""An explanation of a candidate, in words for people and as a record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cli.render.safe import LRM, terminal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.extract.explain import Explanation
    from glossary.readings import Reading

KEYS = (
    "term rank score count alone documents type name_probability term_probability"
    " types features words variants translations signature"
).split()
_SHOWN = 8


def record(found: Explanation) -> dict[str, Any]:
    """Return an explanation as a record."""
    candidate = found.candidate
    return {
        "term": candidate.term,
        "rank": found.rank,
        "score": candidate.score,
        "count": candidate.count,
        "alone": found.alone,
        "documents": candidate.documents,
        "type": candidate.type.value,
        "name_probability": round(found.name, 4),
        "term_probability": round(found.term, 4),
        "types": {type_: round(chance, 4) for type_, chance in found.types},
        "features": [
            {
                "feature": share.feature,
                "value": round(share.value, 4),
                "adds": round(share.adds, 4),
            }
            for share in found.shares
        ],
        "words": [
            {
                "form": form,
                "reading": _reading(reading),
                "why": reading.reason,
                "zipf": z,
            }
            for form, reading, z in found.words
        ],
        "variants": [{"form": form, "count": n} for form, n in candidate.variants],
        "translations": [
            {
                "text": one.text,
                "origin": one.origin.value,
                "confidence": one.confidence,
                "source": one.detail or None,
            }
            for one in candidate.renderings
        ],
        "signature": found.signature,
    }


def text(found: Explanation) -> Iterator[str]:
    """Yield the lines of an explanation; Arabic stands last in its line."""
    candidate = found.candidate
    yield f"{LRM}#{found.rank} of the candidates: {terminal(candidate.term)}\n"
    yield (
        f"  counted     {candidate.count} mentions in {candidate.documents} texts, "
        f"{found.alone} of them outside longer candidates\n"
    )
    yield (
        f"  judged      a name {found.name:.2f}; if not, a term {found.term:.2f}; "
        f"score {candidate.score:.2f}, type {candidate.type.value}\n"
    )
    likely = ", ".join(f"{type_} {chance:.2f}" for type_, chance in found.types[:3])
    yield f"  recognised  {likely}\n"
    for share in found.shares[:_SHOWN]:
        yield f"  weighs      {share.adds:+.2f}  {share.feature} = {share.value:.2f}\n"
    for form, reading, zipf in found.words:
        yield (
            f"{LRM}  read        Zipf {zipf:.1f}; {terminal(reading.reason)}: "
            f"{terminal(form)} = {terminal(_reading(reading))}\n"
        )
    for form, count in candidate.variants:
        yield f"{LRM}  written     {count} × {terminal(form)}\n"
    for one in candidate.renderings:
        source = f", {terminal(one.detail)}" if one.detail else ""
        yield (
            f"  English     {terminal(one.text)} "
            f"({one.origin.value}, {one.confidence:.2f}{source})\n"
        )
    if not candidate.renderings:
        yield "  English     unknown\n"
    yield f"  weights     {found.signature}\n"


def _reading(reading: Reading) -> str:
    """Return a word's parts: و + ال + كنيست."""
    parts = (*reading.proclitics, *(("ال",) if reading.article else ()), reading.stem)
    return " + ".join(parts)

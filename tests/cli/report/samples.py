"""Reports over a few texts of our own, one of them hostile."""

from __future__ import annotations

from cli.render.report.content import Report
from glossary.model import Candidate, ConceptType, Evidence, Origin, Rendering

HOSTILE = (
    '=HYPERLINK("x") </script><script>alert(1)</script> والكنيست'
    " <img src=x onerror=alert(1)> \u202eباكو\u2066 \x1b[2J\x00 {{ 7*7 }} الكنيست"
    " & </style> &lt;"
)
TEXTS = {"a.txt": "الكنيست صوّت. ثم صوّت الكنيست مرة أخرى.", "<b>.txt": HOSTILE}


def evidence(document: str, mention: str, nth: int = 0) -> Evidence:
    """Return the ``nth`` place of a word, with the whole text around it."""
    text = TEXTS[document]
    start = -1
    for _ in range(nth + 1):
        start = text.index(mention, start + 1)
    return Evidence(document=document, start=start, end=start + len(mention), text=text)


KNESSET = Candidate(
    term="الكنيست",
    type=ConceptType.ORGANISATION,
    score=0.9312,
    count=4,
    documents=2,
    variants=(("الكنيست", 3), ("والكنيست", 1)),
    renderings=(
        Rendering(
            text="Knesset", origin=Origin.CURATED, confidence=1.0, detail="knesset"
        ),
        Rendering(text="the Israeli parliament", origin=Origin.CURATED, confidence=0.8),
    ),
    contexts=(evidence("a.txt", "الكنيست", 1), evidence("<b>.txt", "الكنيست", 1)),
)
GUESS = Candidate(
    term="باكو",
    type=ConceptType.PLACE,
    score=0.5,
    count=1,
    documents=1,
    variants=(("باكو", 1),),
    renderings=(Rendering(text="Bakw", origin=Origin.ROMANISED, confidence=0.2),),
    contexts=(evidence("<b>.txt", "باكو"),),
)
UNKNOWN = Candidate(
    term="=1+1<i>",
    type=ConceptType.TERM,
    score=0.1,
    count=1,
    documents=1,
    variants=(("#N/A", 1), ("http://x.invalid", 1)),
)
REPORT = Report(
    candidates=(KNESSET, GUESS, UNKNOWN),
    texts=TEXTS,
    mentions={
        one.term: [(context.document, context.start) for context in one.contexts]
        for one in (KNESSET, GUESS)
    },
)

"""A short article and its translation, our own, and a way to make long ones."""

from __future__ import annotations

from random import Random

from tmx.align import Line
from tmx.align.dictionary import packaged

PAIRS = (
    ("وزير الطاقة يزور باكو", "Energy minister visits Baku"),
    (
        "وصل وزير الطاقة إلى باكو صباح الثلاثاء في زيارة رسمية تستمر ثلاثة أيام.",
        (
            "The energy minister arrived in Baku on Tuesday morning on an official"
            " visit of three days."
        ),
    ),
    (
        "والتقى الوزير الرئيس الأذربيجاني، وناقشا أسعار النفط والغاز في العالم.",
        (
            "The minister met the Azerbaijani president and they discussed oil and gas"
            " prices in the world."
        ),
    ),
    (
        "وقال مارتينيز في مؤتمر صحفي إن بلاده ستستثمر 380 مليون دولار في المشروع.",
        (
            "Martinez told a news conference that his country would invest $380 million"
            " in the project."
        ),
    ),
    ("هل توافق الشركات على الخطة؟", "Will the companies approve the plan?"),
    (
        "وتظاهر مئات السكان أمام السفارة احتجاجا على تلوث مياه النهر.",
        (
            "Hundreds of residents demonstrated outside the embassy in protest at the"
            " pollution of the river water."
        ),
    ),
    (
        "وفي سبتمبر الماضي وقعت الحكومتان اتفاقية لبناء مستشفى جديد في العاصمة.",
        (
            "Last September the two governments signed an agreement to build a"
            " new hospital in the capital."
        ),
    ),
    (
        "ومن المتوقع أن يسافر الوفد إلى كازاخستان يوم الجمعة.",
        "The delegation is expected to travel to Kazakhstan on Friday.",
    ),
)
ARABIC = [arabic for arabic, _ in PAIRS]
ENGLISH = [english for _, english in PAIRS]


def lines(texts: list[str]) -> list[Line]:
    return [Line(text) for text in texts]


def long_texts(count: int) -> tuple[list[str], list[str]]:
    """Return so many pairs of words that translate each other, in no grammar."""
    known = sorted(packaged().items())
    arabic, english = [], []
    for number in range(count):
        chosen = Random(number).sample(known, 4 + number % 9)
        arabic.append(" ".join(word for word, _ in chosen))
        english.append(" ".join(min(others) for _, others in chosen))
    return arabic, english

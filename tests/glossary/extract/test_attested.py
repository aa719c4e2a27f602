"""The names that texts attest: what one mention makes certain of others."""

from __future__ import annotations

from functools import cache

import pytest

from glossary import lexicon
from glossary.extract.attested import attested
from glossary.extract.corpus import Document
from glossary.model import ConceptType
from glossary.names.english import packaged_senses

PERSON, PLACE = ConceptType.PERSON, ConceptType.PLACE


@cache
def found(text: str) -> dict[str, tuple[ConceptType, int]]:
    """Return the names of a text with their types and mentions."""
    names = attested(
        [Document("a", text)], lexicon=lexicon.arabic(), senses=packaged_senses()
    )
    return {one.text: (one.type, sum(one.counts.values())) for one in names}


@pytest.mark.parametrize(
    ("text", "name", "type_", "count"),
    [
        pytest.param(
            "قالت القاضية نعيمة بلقزيز إن الجلسة أرجئت. وغادرت بلقزيز القاعة.",
            "بلقزيز",
            PERSON,
            1,
            id="a surname alone",
        ),
        pytest.param(
            "وصل الوزير إلى خورفكان. وسيزور ميناء خور فكان غدا.",
            "خور فكان",
            PLACE,
            1,
            id="a name in two words",
        ),
        pytest.param(
            "عاد الوفد من موزمبيق، وقال إن الخلاف مع موزامبيق انتهى.",
            "موزامبيق",
            PLACE,
            1,
            id="other vowels",
        ),
        pytest.param(
            "قال يورغن فالتر إن النادي فاز. ونفى يورجن فالتر الخبر.",
            "يورجن فالتر",
            PERSON,
            1,
            id="a word of general use after the name",
        ),
        pytest.param(
            "وقال وزير الطاقة سلطان بن حمد المهيري إن العقد وقع.",
            "سلطان بن حمد المهيري",
            PERSON,
            1,
            id="a title that is a given name",
        ),
        pytest.param(
            "وقع العقد مسلم بن سهيل الجنيبي. وقال مسلم الجنيبي إن العمل يبدأ غدا.",
            "مسلم الجنيبي",
            PERSON,
            1,
            id="a name without the father's",
        ),
        pytest.param(
            "فاز الأرجنتيني فاكوندو باغنيس-أرويو بالبطولة.",
            "فاكوندو باغنيس-أرويو",
            PERSON,
            1,
            id="a hyphen",
        ),
        pytest.param(
            "وصل لوكا بيانكيتي أمس. ورأى لوقا بيانكيتي أن القرار متأخر.",
            "لوقا بيانكيتي",
            PERSON,
            1,
            id="another letter for the sound of a word in general use",
        ),
        pytest.param(
            "فاز حزب اليسار الأخضر. وقال الوزير إن اليسار الأخضر خسر مقعدين.",
            "اليسار الأخضر",
            ConceptType.ORGANISATION,
            1,
            id="a party without its head",
        ),
        pytest.param(
            "قالت المديرة كيرستن ليوكه إن الدورة تبدأ غدا. وذكرت ليوكي الأسعار.",
            "ليوكي",
            PERSON,
            1,
            id="a letter that is no proclitic",
        ),
    ],
)
def test_a_name_is_taken_up_again(
    text: str, name: str, type_: ConceptType, count: int
) -> None:
    assert found(text).get(name) == (type_, count)


def test_a_part_of_a_name_is_a_name_only_in_its_own_text() -> None:
    texts = ["التقى الوزير ميسون القاضي أمس.", "قال القاضي إن الجلسة أرجئت."]
    names = attested(
        [Document(str(number), text) for number, text in enumerate(texts)],
        lexicon=lexicon.arabic(),
    )
    assert "القاضي" not in {one.text for one in names}


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("زار الوفد كوبا في شمال أذربيجان.", True),
        ("زار الوفد قوبا في شمال أذربيجان، ثم سافر إلى كوبا.", False),
    ],
)
def test_a_text_that_writes_quba_means_cuba_by_the_other(
    text: str,
    same: bool,  # noqa: FBT001 - a table
) -> None:
    names = attested(
        [Document("a", text)], lexicon=lexicon.arabic(), senses=packaged_senses()
    )
    (cuba,) = (one for one in names if one.text == "كوبا")
    assert (cuba.concept == "quba") is same

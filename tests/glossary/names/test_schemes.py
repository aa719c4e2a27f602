"""Each scheme against the examples that its standard prints."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.names.schemes import SCHEMES, buckwalter, romanise
from glossary.names.schemes.buckwalter import SIGNS

ALA_LC = {
    "1a": "وَضْع Waḍʻ, عِوَض ʻIwaḍ, دَلْو Dalw, يَد Yad, حِيَل Ḥiyal, طَهْي Ṭahy",
    "1b": "أُولَى Ūlá, صُورَة Ṣūrah, ذُو Dhū, إِيمَان Īmān, جِيل Jīl, كِتَاب Kitāb",
    "1c": "أَوْج Awj, نَوْم Nawm, لَوْ Law, أَيْسَر Aysar, شَيْخ Shaykh",
    "4": "فَعَلُوا Faʻalū, أُوقِيَّة Ūqīyah",
    "5": "فَاعِل Fāʻil, رِضَا Riḍā",
    "6a": "حَتَّى Ḥattá, يَحْيَى Yaḥyá, مُصْطَفَى Muṣṭafá",
    "6b": "رَضِيّ الدِّين Raḍī al-Dīn",
    "6c": "المِصْرِيّ al-Miṣrī",
    "7a": "صَلَاة Ṣalāh, الرِّسَالَة البَهِيَّة al-Risālah al-Bahīyah, مِرْآة Mirʼāh",
    "7b": "وِزَارَة التَّرْبِيَة Wizārat al-Tarbiyah, مِرْآة الزَّمَان Mirʼāt al-Zamān",
    "8a": "أَسَد Asad, مَسْأَلَة Masʼalah, مُؤْتَمَر Muʼtamar, دَائِم Dāʼim",
    "9": "رِحْلَة ٱبْن جُبَيْر Riḥlat Ibn Jubayr, الإِسْتِدْرَاك al-Istidrāk",
    "10": "آلَة Ālah, كُلِّيَّة الآدَاب Kullīyat al-Ādāb, تَآلِيف Taʼālīf, خُلَفَآء Khulafāʼ",
    "11a": "عَدُوّ ʻAdūw, قُوَّة Qūwah, شَوَّال Shawwāl, جَوّ Jaww",
    "11b": "المِصْرِيَّة al-Miṣrīyah, أَيَّام Ayyām, سَيِّد Sayyid, قُصَيّ Quṣayy",
    "11c": "الغَزِّيّ al-Ghazzī, الكَشَّاف al-Kashshāf",
    "12": "قَاضٍ Qāḍin, مَعْنًى Maʻnan, طَبْعًا Ṭabʻan, فَجْأَةً Fajʼatan, وَضْعاً Waḍʻan",
    "17b": "أَبُو الوَفَاء Abū al-Wafāʼ, لِلشِّرْبِينِيّ lil-Shirbīnī, "
    "بِالتَّمَام وَالْكَمَال bi-al-Tamām wa-al-Kamāl, "
    "مَكْتَبَة النَّهْضَة المِصْرِيَّة Maktabat al-Nahḍah al-Miṣrīyah",
    "17c": "أَبُو اللَّيْث السَّمَرْقَنْدِيّ Abū al-Layth al-Samarqandī",
    "18": "الإِيجِيّ al-Ījī, الآلُوسِيّ al-Ālūsī",
    "19": "إِبْرَاهِيم Ibrāhīm, رُؤُوس Ruʼūs",
    "21": "أَدْهَم Adʹham",
    "22": "جَارمَانُوس Jārmānūs, لُورد غرَانفِيل Lūrd Ghrānfīl",
    "23": "الله Allāh, بِاللهِ billāh",
    "24": "طه Ṭāhā, يس Yāsīn, عمرو ʻAmr",
    "25": "أَحْمَد بْن مُحَمَّد بْن أَبِي الرَّبِيع Aḥmad ibn Muḥammad ibn Abī al-Rabīʻ",
}
"""Rule of the 2012 table, and its examples (words with a capital as in names)."""

UNGEGN = {
    "sun letters": "الشَّارِقَة Ash Shāriqah",
    "article": "الزَّيْتُون Az Zaytūn, البَلَد Al Balad, مِنْيَة الضِّنِّيَّة Minyat Aḏ Ḏinniyyah",
    "nunation": "جَبَلٌ Jabal",
    "sequences": "سْهَيْلَة S·haylah, شَيْلَة Shaylah, دْهَيْب D·hayb, أَدْهَم Ad·ham, أَذَم Adham",
}
"""Note of the 2017 system, and its examples."""

BGN_PCGN = {
    "2": "صَنْعَاء Şan‘ā’, قُرْآن Qur’ān, بِئْر زَيْت Bi’r Zayt",
    "3": "أَبُو ظَبْي Abū Z̧aby, آلْبُو مُعَيْط Ālbū Mu‘ayţ, صَيْدَا Şaydā, رَأْس Ra’s",
    "4": "مُحَافَظَة دِمَشْق Muḩāfaz̧at Dimashq, حَمَاة Ḩamāh",
    "5": "مَرْسَىٰ مَطْرُوح Marsá Maţrūḩ",
    "7": "قُوَّة Quwwah, عَبَّاس ‘Abbās, غَرْبِيّ Gharbī, السُّلَيْمانِيَّة As Sulaymānīyah",
    "11": "أُوزُونْلَار Ūzūnlār, سَنَاو Sanāw, اِيرَان Īrān, تَلّ السَّرَاي Tall as Sarāy",
    "table": "الثُّلَيْثُوَات Ath Thulaythuwāt, دَمَنْهُور Damanhūr, ظُفَار Z̧ufār, "
    "القُنَيْطِرَة Al Qunayţirah, الكُوَيْت Al Kuwayt, مَكَّة Makkah, وادِي غَضَا Wādī Ghaḑā, "
    "المَدِينَة المُنَوَّرَة Al Madīnah al Munawwarah, سَلْمان پَاك Salmān Pāk",
    "special 1": "أُمّ العَمَد Umm al ‘Amad, الرِّيَاض Ar Riyāḑ",
    "special 2": "القَرْيَة بِالدُّوَيْر Al Qaryah bid Duwayr, "
    "مِصْر لِلطَّيَرَان Mişr liţ Ţayarān, خَبّ وَالشَّعْف Khabb wa ash Sha‘f",
    "special 4": "عَبْد الله ‘Abd Allāh, عَبْد الرَّحْمَٰن ‘Abd ar Raḩmān",
    "special 5": "عُمَر بن الخَطَّاب ‘Umar Bin al Khaţţāb",
}
"""Note or special rule of the 1956 system, and its examples."""


def examples() -> list[tuple[str, str, str]]:
    """Return (scheme, Arabic, Latin): what is printed before the first Latin letter."""
    found = []
    tables = (("ala-lc", ALA_LC), ("ungegn", UNGEGN), ("bgn-pcgn", BGN_PCGN))
    for scheme, rules in tables:
        for row in ", ".join(rules.values()).split(", "):
            words = row.split(" ")
            half = len([word for word in words if "\u0600" <= word[0] <= "\u06ff"])
            found.append((scheme, " ".join(words[:half]), " ".join(words[half:])))
    return found


@pytest.mark.parametrize(("scheme", "arabic", "latin"), examples())
def test_printed_examples(scheme: str, arabic: str, latin: str) -> None:
    assert romanise(arabic, SCHEMES[scheme]) == latin


@pytest.mark.parametrize(
    ("arabic", "expected"),
    [
        ("محمد", "Mḥmd"),
        ("فلاديمير بوتين", "Flādīmīr Būtīn"),
        ("الكويت", "al-Kūyt"),
        ("إسرائيل", "Isrāʼīl"),
        ("مكتبة الإسكندرية", "Mktbat al-Iskndryah"),
        ("فاطمة الزهراء", "Fāṭmah al-Zhrāʼ"),
        ("حَـــسن", "Ḥasn"),
        ("BBC عربي ٢٤", "BBC ʻRbī 24"),
        ("", ""),
    ],
)
def test_without_vowel_signs_consonants_and_long_vowels(
    arabic: str, expected: str
) -> None:
    assert romanise(arabic, SCHEMES["ala-lc"]) == expected


@pytest.mark.parametrize("scheme", SCHEMES)
@given(text=st.text(alphabet=[*SIGNS, " ", "ﻻ", "🙂", "a", "١"], max_size=40))
def test_no_arabic_letter_is_left_and_none_fails(scheme: str, text: str) -> None:
    latin = romanise(text, SCHEMES[scheme])
    assert not set(latin) & set("ابتثجحخدذرزسشصضطظعغفقكلمنهوي")


def test_buckwalter() -> None:
    assert buckwalter("مُح\u064eم\u0651\u064eد") == "muHam~ad"
    assert buckwalter("ٱلْقُرْآن إسرائيل") == "{loquro|n <srA}yl"


BACK = {latin: arabic for arabic, latin in SIGNS.items()}


@given(st.text(alphabet=[*SIGNS, " ", "\n", "7"]))
def test_buckwalter_comes_back(text: str) -> None:
    latin = buckwalter(text)
    assert latin.isascii()
    assert "".join(BACK.get(sign, sign) for sign in latin) == text

"""Findings and files that several tests share."""

from __future__ import annotations

from glossary.check import Finding
from glossary.model import Severity

SOURCE = "التقى ممدوف وزير الطاقة في باكو."
TARGET = "Mamedov met the energy minister in Baku."


def finding(**changed: object) -> Finding:
    """Return a misspelt name, or what the changes make of it."""
    fields: dict[str, object] = {
        "rule": "name-spelling",
        "severity": Severity.ERROR,
        "file": "a.tmx",
        "unit": "1",
        "source": SOURCE,
        "target": TARGET,
        "term": "ممدوف",
        "expected": "Mammadov",
        "found": "Mamedov",
        "message": "'Mamedov' for 'Mammadov'",
        "side": "target",
        "start": 0,
        "end": 7,
        "line": 5,
    }
    return Finding(**{**fields, **changed})  # type: ignore[arg-type]


TMX = """<?xml version="1.0" encoding="UTF-8"?>
<tmx version="1.4">
  <header creationtool="t" creationtoolversion="1" segtype="sentence" o-tmf="t"
    adminlang="en" srclang="ar" datatype="plaintext"/>
  <!-- <tu tuid="none"> -->
  <body>
    <tu tuid="first">
      <tuv xml:lang="ar"><seg>التقى ممدوف وزير الطاقة في باكو.</seg></tuv>
      <tuv xml:lang="en-GB"><seg>Mamedov &amp; <bpt i="1">&lt;b></bpt>the minister<ept
        i="1">&lt;/b></ept> met.</seg></tuv>
    </tu>
    <tu>
      <note>gloss:waive number-mismatch the source is wrong</note>
      <tuv xml:lang="ar"><seg>قتل 15 شخصا.</seg></tuv>
      <tuv xml:lang="en-GB"><seg>50 people were killed.</seg></tuv>
    </tu>
    <tu>
      <tuv xml:lang="ar"><seg>لا ترجمة هنا.</seg></tuv>
    </tu>
    <tu>
      <tuv xml:lang="en-GB"><seg>No source here.</seg></tuv>
    </tu>
  </body>
</tmx>
"""
XLIFF = """<?xml version="1.0"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
<file original="one.txt" source-language="ar" target-language="en" datatype="plaintext">
<body>
<trans-unit id="7"><source>التقى ممدوف الوزير.</source>
<target state="translated">Mamedov met <g id="1">the minister</g>.</target>
<alt-trans><target>Mamedov met.</target></alt-trans></trans-unit>
<trans-unit id="8"><source>وصل ممدوف. غادر.</source>
<seg-source><mrk mtype="seg" mid="0">وصل ممدوف.</mrk>
 <mrk mtype="seg" mid="1">غادر.</mrk></seg-source>
<target><mrk mtype="seg" mid="0">Mamedov arrived.</mrk>
 <mrk mtype="seg" mid="1">He left.</mrk></target>
<note>gloss: waive name-spelling as he signs</note></trans-unit>
</body></file>
<file original="two.txt" source-language="ar" target-language="en" datatype="plaintext">
<body><trans-unit id="7"><source>عاد ممدوف.</source><target>Mamedov returned.</target>
</trans-unit></body></file>
</xliff>
"""
XLIFF2 = """<xliff version="2.0" srcLang="ar" trgLang="en"
 xmlns="urn:oasis:names:tc:xliff:document:2.0">
<file id="f"><unit id="u"><segment id="s1"><source>وصل ممدوف.</source>
<target>Mamedov arrived.</target></segment><segment id="s2"><source>وصل ممدوف.</source>
<target>Mamedov arrived.</target></segment></unit></file></xliff>
"""
PO = r"""msgid ""
msgstr ""
"Language: en\n"
"X-Source-Language: ar\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: nplurals=2; plural=n != 1;\n"

# a translator's remark
msgid "التقى ممدوف \"الوزير\"."
msgstr ""
"\"Mame"
"dov\" met the minister."

# gloss: waive name-spelling as he signs
#: a.c:1
msgid "وصل ممدوف."
msgstr "Mamedov arrived."

msgid "مقال ممدوف"
msgid_plural "مقالات ممدوف"
msgstr[0] "Mammadov article"
msgstr[1] "Mamedov articles"

#~ msgid "قديم"
#~ msgstr "Mamedov is old"
"""
TSV = (
    "\ufeffen\tar\tnote\n"
    "Mamedov met the minister.\tالتقى ممدوف الوزير.\t\n"
    "\n"
    '"Mamedov"\t"ممدوف"\t\n'
    '"He said ""Mamedov""."\tقال ممدوف.\tgloss:waive name-spelling as he signs\n'
)
CSV = (
    "source,target\r\n"
    '"وصل ممدوف، أمس.","Mamedov arrived,\r\nyesterday."\r\n'
    "غادر.,'-5 degrees\r\n"
)

"""Units and concepts for property tests."""

from __future__ import annotations

from hypothesis import strategies as st

from glossary.model import (
    Concept,
    ConceptType,
    LangSection,
    Provenance,
    Status,
    Term,
    TermKind,
)
from tmx.model import (
    Extra,
    Header,
    InlineCode,
    Note,
    Property,
    Segment,
    TranslationUnit,
    Variant,
)

legal = st.characters(
    exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"
) | st.sampled_from("\t\n\r<>&\"'قمة")
texts = st.text(legal, max_size=12)
words = st.text("abcابت ", min_size=1, max_size=8).filter(str.strip)
values = st.text(legal, max_size=6)


def attributes(*names: str) -> st.SearchStrategy[tuple[tuple[str, str], ...]]:
    return st.lists(st.sampled_from(names), unique=True, max_size=3).flatmap(
        lambda some: st.tuples(*(st.tuples(st.just(one), values) for one in some))
    )


def parts(
    codes: st.SearchStrategy[InlineCode],
) -> st.SearchStrategy[tuple[str | InlineCode, ...]]:
    """Return parts as a reader leaves them: no string empty or beside another."""
    return st.lists(st.tuples(texts, codes), max_size=3).flatmap(
        lambda pairs: texts.map(
            lambda last: tuple(
                one for pair in [*pairs, (last,)] for one in pair if one != ""
            )
        )
    )


codes = st.recursive(
    st.builds(InlineCode, tag=st.sampled_from(["ph", "it", "bpt", "x-own"])),
    lambda inner: st.builds(
        InlineCode,
        tag=st.sampled_from(["hi", "sub", "ph"]),
        attributes=attributes("x", "type", "xml:lang"),
        parts=parts(inner),
    ),
    max_leaves=4,
)
segments = st.builds(Segment, parts=parts(codes))


def items(after: int) -> st.SearchStrategy[tuple[Property | Note | Extra, ...]]:
    """Return items in document order, up to ``after`` variants behind the first."""
    places = st.integers(0, after)
    one = st.one_of(
        st.builds(
            Property,
            type=values,
            text=texts,
            attributes=attributes("xml:lang", "o-encoding"),
            after=places,
        ),
        st.builds(Note, text=texts, attributes=attributes("lang"), after=places),
        st.builds(Extra, xml=st.just("<own><a>1</a></own>"), after=places),
    )
    return st.lists(one, max_size=3).map(
        lambda found: tuple(sorted(found, key=lambda item: item.after))
    )


variants = st.builds(
    Variant,
    lang=st.sampled_from(["ar", "en", "ar-EG", "EN_us", ""]),
    segment=st.none() | segments,
    items=items(0),
    attributes=attributes("creationdate", "changeid", "usagecount"),
).map(
    lambda one: Variant(
        lang=one.lang,
        segment=one.segment,
        items=one.items,
        attributes=one.attributes,
        lang_attribute="xml:lang" if not one.lang else one.lang_attribute,
    )
)
units = st.builds(
    TranslationUnit,
    variants=st.lists(variants, min_size=1, max_size=3).map(tuple),
    id=st.none() | values,
    items=items(1),
    attributes=attributes("creationdate", "srclang", "o-tmf"),
)
headers = st.builds(
    Header,
    attributes=attributes("creationtool", "adminlang").map(
        lambda pairs: (*pairs, ("srclang", "ar"))
    ),
    items=items(0),
    version=st.sampled_from(["1.4", "1.1", None]),
    body_attributes=attributes("own"),
)


def terms(prefix: str) -> st.SearchStrategy[tuple[Term, ...]]:
    one = st.builds(
        Term,
        text=words,
        status=st.sampled_from([Status.PREFERRED, Status.ADMITTED]),
        kind=st.none() | st.sampled_from([k for k in TermKind if k != "variant"]),
        note=st.none() | words,
    )
    return st.lists(one, min_size=1, max_size=4, unique_by=lambda t: t.text).map(
        lambda found: tuple(
            Term(
                text=f"{prefix}{term.text}",
                status=term.status,
                kind=term.kind,
                note=term.note,
            )
            for term in found
        )
    )


times = st.none() | st.datetimes().map(
    lambda time: f"{time:%Y-%m-%dT%H:%M:%SZ}"
).filter(lambda text: len(text) == len("2000-01-01T00:00:00Z"))
concepts = st.builds(
    Concept,
    id=st.text("abc123", min_size=1, max_size=4),
    type=st.sampled_from(ConceptType),
    subject=st.none() | words,
    definition=st.none() | words,
    note=st.none() | words,
    sections=st.tuples(
        st.builds(LangSection, lang=st.just("ar"), terms=terms("ش")),
        st.builds(LangSection, lang=st.just("en-GB"), terms=terms("E")),
    ),
    provenance=st.builds(
        Provenance,
        created=times,
        created_by=st.none() | words,
        changed=times,
        changed_by=st.none() | words,
        source=st.none() | words,
    ),
)

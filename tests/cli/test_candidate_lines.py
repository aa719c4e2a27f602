"""A candidate's line of JSON against the record that it stands for."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from cli.render.candidates import json_line, record
from glossary.model import Candidate, ConceptType, Evidence, Origin, Rendering

TEXT = st.text(st.sampled_from('كتاب «"\\\n\x00\x7f\u2028aé/'), max_size=8)
SHARE = st.floats(0, 1).map(lambda share: round(share, 4))
COUNT = st.integers(0, 10**6)
CANDIDATE = st.builds(
    Candidate,
    term=TEXT,
    type=st.sampled_from(ConceptType),
    score=SHARE,
    count=COUNT,
    documents=COUNT,
    variants=st.lists(st.tuples(TEXT, COUNT), max_size=3).map(tuple),
    renderings=st.lists(
        st.builds(
            Rendering, text=TEXT, origin=st.sampled_from(Origin), confidence=SHARE
        ),
        max_size=3,
    ).map(tuple),
    contexts=st.lists(
        st.builds(Evidence, document=TEXT, start=COUNT, end=COUNT, text=TEXT),
        max_size=3,
    ).map(tuple),
)


@given(CANDIDATE)
def test_the_line_is_the_record_in_json(candidate: Candidate) -> None:
    written = json.dumps(record(candidate), ensure_ascii=False) + "\n"
    assert json_line(candidate) == written

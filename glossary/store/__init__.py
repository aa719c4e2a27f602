"""The termbase on disk: concepts, candidates and their history in a database.

Importing this package imports SQLAlchemy; what needs no store should not.
"""

from glossary.store.checks import check_store
from glossary.store.database import open_store
from glossary.store.lists import (
    CandidateCount,
    CandidateFilter,
    CandidatePage,
    ConceptPage,
    LoggedChange,
    Ranked,
)
from glossary.store.protocol import (
    Change,
    ChangeSet,
    Check,
    ConceptFilter,
    Counts,
    Decision,
    Edit,
    OnExisting,
    Revision,
    State,
    Statistics,
    Stored,
    StoredCandidate,
    TermStore,
)

__all__ = [
    "CandidateCount",
    "CandidateFilter",
    "CandidatePage",
    "Change",
    "ChangeSet",
    "Check",
    "ConceptFilter",
    "ConceptPage",
    "Counts",
    "Decision",
    "Edit",
    "LoggedChange",
    "OnExisting",
    "Ranked",
    "Revision",
    "State",
    "Statistics",
    "Stored",
    "StoredCandidate",
    "TermStore",
    "check_store",
    "open_store",
]

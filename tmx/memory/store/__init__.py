"""The memory in a database, with the index that answers for it.

Importing this package imports SQLAlchemy; what needs no store should not.
"""

from tmx.memory.store.checks import check_memory, rebuild_index
from tmx.memory.store.database import open_memory

__all__ = ["check_memory", "open_memory", "rebuild_index"]

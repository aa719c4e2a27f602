"""Learned tables as packages hold them: of a table that is mostly 0, the rest alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray

_SPARSE = 0.25
"""The share of values other than 0 up to which a table is held thin."""


def packed(tables: Mapping[str, NDArray[Any]]) -> dict[str, NDArray[Any]]:
    """Return tables as arrays to save, floating-point numbers in half precision."""
    found: dict[str, NDArray[Any]] = {}
    for name, table in tables.items():
        values = table.astype(np.float16) if table.dtype.kind == "f" else table
        at = np.flatnonzero(values)
        if len(at) > _SPARSE * values.size:
            found[name] = values
            continue
        found[f"{name}.shape"] = np.array(values.shape, np.int64)
        found[f"{name}.gap"] = np.diff(at, prepend=0).astype(np.uint32)
        found[f"{name}.value"] = values.reshape(-1)[at]
    return found


def unpacked(arrays: Mapping[str, NDArray[Any]]) -> dict[str, NDArray[Any]]:
    """Return the tables that ``packed`` took; thin ones are in single precision."""
    found: dict[str, NDArray[Any]] = {}
    for name in _names(arrays):
        if name in arrays:
            found[name] = arrays[name]
            continue
        shape = arrays[f"{name}.shape"].tolist()
        table = np.zeros(shape, np.float32)
        at = np.cumsum(arrays[f"{name}.gap"], dtype=np.int64)
        table.reshape(-1)[at] = arrays[f"{name}.value"]
        found[name] = table
    return found


def _names(arrays: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(name.partition(".")[0] for name in arrays))

"""The learned tables as arrays of one file, and back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from glossary.names.network import Network
from glossary.names.reader import Reader
from glossary.names.writer import Attested, Writer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from glossary.names.network import Floats

    Table = NDArray[Any]

_LAYERS = (
    "window",
    "window_bias",
    "inner",
    "whole",
    "inner_bias",
    "output",
    "letter",
)


def pack(reader: Reader, writer: Writer, attested: Attested) -> dict[str, Table]:
    """Return the tables as named arrays; weights in half precision."""
    arrays: dict[str, Table] = {"pairs": reader.pairs, "attested": attested.words}
    for name, network in (("read", reader.network), ("write", writer.network)):
        for layer in _LAYERS:
            arrays[f"{name}_{layer}"] = getattr(network, layer).astype(np.float16)
    for name in ("behind", "second", "second_bias"):
        arrays[f"write_{name}"] = getattr(writer, name).astype(np.float16)
    arrays["bigrams"] = reader.bigrams.astype(np.float16)
    arrays["pieces"] = np.frombuffer("\n".join(writer.pieces).encode(), np.uint8)
    return arrays


def unpack(arrays: Mapping[str, Table]) -> tuple[Reader, Writer, Attested]:
    """Return the tables of named arrays."""

    def floats(name: str) -> Floats:
        return arrays[name].astype(np.float32)

    def network(name: str) -> Network:
        return Network(**{layer: floats(f"{name}_{layer}") for layer in _LAYERS})

    reader = Reader(
        network=network("read"), pairs=arrays["pairs"], bigrams=floats("bigrams")
    )
    writer = Writer(
        network=network("write"),
        behind=floats("write_behind"),
        second=floats("write_second"),
        second_bias=floats("write_second_bias"),
        pieces=tuple(arrays["pieces"].tobytes().decode().split("\n")),
    )
    return reader, writer, Attested(words=arrays["attested"])

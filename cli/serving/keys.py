"""API keys: who may ask, and what. Only digests are kept of them."""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, NamedTuple

from cli.web.identity import Role
from glossary.errors import FormatError, Where

if TYPE_CHECKING:
    from collections.abc import Iterator

FILE = "gloss.keys"
_BYTES = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A key as it is kept."""

    name: str
    """Who has it; the history and the log call them so."""
    role: Role
    digest: str
    """SHA-256 of the key, which is too long to be guessed and needs no salt."""
    created: str
    """A date, ``2026-03-01``."""
    expires: str | None = None
    """The first day on which it does not count any more."""


class Ring(NamedTuple):
    """The keys of a workspace and the secret that signs its cookies."""

    secret: str
    keys: tuple[Key, ...]

    def find(self, shown: str, today: str) -> Key | None:
        """Return the key that was shown, unless it is unknown or has expired."""
        digest = _digest(shown)
        found = None
        for key in self.keys:  # all of them: the time says nothing of where it is
            if hmac.compare_digest(key.digest, digest):
                found = key
        return found if found and _counts(found, today) else None

    def named(self, name: str, today: str) -> Key | None:
        """Return the key of a name, unless it has expired."""
        found = next((key for key in self.keys if key.name == name), None)
        return found if found and _counts(found, today) else None

    def with_key(self, key: Key) -> Ring:
        """Return the ring with one more key; its name must be new."""
        return self._replace(keys=(*self.keys, key))

    def without(self, name: str) -> Ring:
        """Return the ring without the key of a name."""
        return self._replace(keys=tuple(one for one in self.keys if one.name != name))


def new_ring() -> Ring:
    """Return a ring without keys."""
    return Ring(secrets.token_hex(_BYTES), ())


def new_key(
    name: str, role: Role, *, created: str, expires: str | None = None
) -> tuple[str, Key]:
    """Return a key to hand out, which is never seen again, and what is kept of it."""
    shown = f"gloss_{secrets.token_urlsafe(_BYTES)}"
    kept = Key(
        name=name, role=role, digest=_digest(shown), created=created, expires=expires
    )
    return shown, kept


def write_ring(ring: Ring) -> Iterator[str]:
    """Yield the lines of a key file."""
    yield json.dumps({"secret": ring.secret}) + "\n"
    for key in ring.keys:
        yield json.dumps(asdict(key), ensure_ascii=False) + "\n"


def read_ring(text: str, name: str) -> Ring:
    """Return what a key file holds; raise ``FormatError`` for what is none."""
    line = 0
    try:
        secret = ""
        keys = []
        for line, row in enumerate(text.splitlines(), start=1):
            record = json.loads(row)
            if line == 1:
                secret = str(record["secret"])
            else:
                keys.append(Key(**{**record, "role": Role(record["role"])}))
        if len(bytes.fromhex(secret)) < _BYTES:
            line = 1
            raise ValueError  # noqa: TRY301 - one way out for all that is wrong
    except (ValueError, TypeError, KeyError):
        raise FormatError(
            "is no key file of gloss; make a new one with 'gloss keys add'",
            where=Where(name, line or 1),
        ) from None
    return Ring(secret, tuple(keys))


def _counts(key: Key, today: str) -> bool:
    return key.expires is None or today < key.expires


def _digest(shown: str) -> str:
    return hashlib.sha256(shown.encode("utf-8", "surrogatepass")).hexdigest()

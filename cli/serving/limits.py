"""How often a key may ask: a bucket of tokens for each (Turner 1986)."""

from __future__ import annotations

from threading import Lock


class Buckets:
    """Counts requests by key; forgets keys whose bucket is full again."""

    def __init__(self, rate: float, burst: float) -> None:
        """Allow ``rate`` requests a second and ``burst`` at once."""
        self._rate, self._burst = rate, burst
        self._levels: dict[str, tuple[float, float]] = {}
        self._lock = Lock()

    def take(self, name: str, now: float) -> float:
        """Take one request; return 0, or the seconds to wait where none is left.

        ``now`` is any clock that never goes back, in seconds.
        """
        with self._lock:
            if len(self._levels) > _MOST:
                self._forget(now)
            level, then = self._levels.get(name, (self._burst, now))
            level = min(self._burst, level + (now - then) * self._rate)
            if level < 1:
                self._levels[name] = (level, now)
                return (1 - level) / self._rate
            self._levels[name] = (level - 1, now)
            return 0.0

    def _forget(self, now: float) -> None:
        full = self._burst / self._rate
        self._levels = {
            name: (level, then)
            for name, (level, then) in self._levels.items()
            if now - then < full
        }


_MOST = 10_000

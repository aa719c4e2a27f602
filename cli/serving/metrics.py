"""What the server did, in the text format that Prometheus reads (version 0.0.4)."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from itertools import accumulate
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_BOUNDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)
"""Seconds."""


class Metrics:
    """Counts of one process."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._requests: Counter[tuple[str, str, int]] = Counter()
        self._seconds = 0.0
        self._times = [0] * (len(_BOUNDS) + 1)
        self._now = 0

    def begin(self) -> None:
        """Count a request that begins."""
        with self._lock:
            self._now += 1

    def end(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count a request that ended; ``route`` is a template, never a full path."""
        with self._lock:
            self._now -= 1
            self._requests[method, route, status] += 1
            self._seconds += seconds
            self._times[bisect_left(_BOUNDS, seconds)] += 1

    def lines(self, version: str, pid: int) -> Iterator[str]:
        """Yield the exposition; ``pid`` tells whose counts they are."""
        with self._lock:
            requests = sorted(self._requests.items())
            times, seconds, now = list(self._times), self._seconds, self._now
        yield "# TYPE gloss_info gauge\n"
        yield f'gloss_info{{version="{version}",pid="{pid}"}} 1\n'
        yield "# TYPE gloss_requests_in_progress gauge\n"
        yield f"gloss_requests_in_progress {now}\n"
        yield "# TYPE gloss_requests_total counter\n"
        for (method, route, status), count in requests:
            labels = f'method="{method}",route="{route}",status="{status}"'
            yield f"gloss_requests_total{{{labels}}} {count}\n"
        yield "# TYPE gloss_request_seconds histogram\n"
        total = list(accumulate(times))
        for bound, count in zip((*map(str, _BOUNDS), "+Inf"), total, strict=True):
            yield f'gloss_request_seconds_bucket{{le="{bound}"}} {count}\n'
        yield f"gloss_request_seconds_sum {seconds:.6f}\n"
        yield f"gloss_request_seconds_count {total[-1]}\n"

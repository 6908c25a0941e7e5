"""Limits of an account: requests a minute, tasks at once, files (api facts, sections 5 and 6)."""

from __future__ import annotations

from dataclasses import dataclass

from contract_tests.mock_api.messages import Headers

_MINUTE_MS = 60_000


@dataclass(frozen=True, slots=True)
class Limits:
    """What one account may do; generous unless a test wants to meet them.

    The smallest real account has 100 requests a minute and 2 tasks at once; every account has 10
    uploaded files at most.
    """

    requests_per_minute: int = 1_000_000
    concurrent_tasks: int = 100_000
    media_files: int = 10


class RateWindow:
    """Counts the requests of the current minute; minutes begin where the epoch's do."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._minute = -1
        self._used = 0

    def take(self, epoch_ms: int) -> bool:
        """Count one request made at ``epoch_ms``; ``False`` when the minute is used up."""
        minute = epoch_ms // _MINUTE_MS
        if minute != self._minute:
            self._minute, self._used = minute, 0
        if self._used >= self._limit:
            return False
        self._used += 1
        return True

    def headers(self) -> Headers:
        """The documented headers; the reset is in Unix seconds."""
        reset_s = (self._minute + 1) * _MINUTE_MS // 1000
        return (
            ("x-ratelimit-limit", str(self._limit)),
            ("x-ratelimit-remaining", str(self._limit - self._used)),
            ("x-ratelimit-reset", str(reset_s)),
        )

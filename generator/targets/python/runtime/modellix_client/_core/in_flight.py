"""How many tasks one call may have running at once: learnt from what the service refuses.

The account's limit is not told by any answer; a 429 says that it was passed (facts, section 5). The
number grows by one with each task that is accepted until the first refusal, falls to what was
running then, and from there tries one more from time to time, ever more seldom while that fails.
"""

from __future__ import annotations

from typing import Final

MOST: Final = 100  # tasks at once of the largest account
AT_FIRST: Final = 2  # of the smallest
FIRST_PAUSE_MS: Final = 2_000
LONGEST_PAUSE_MS: Final = 60_000


class InFlight:
    """Tasks in flight: submits on their way, and tasks that somebody waits for.

    Args:
        most: How many there may be at any time.

    Attributes:
        most: The same.
        limit: How many the account seems to allow.
        count: How many there are.
    """

    __slots__ = ("_held_until", "_pause", "_probe_at", "count", "limit", "most")

    def __init__(self, most: int = MOST) -> None:
        self.most = most
        self.limit = min(AT_FIRST, most)
        self.count = 0
        self._pause = FIRST_PAUSE_MS
        self._held_until = 0
        self._probe_at: int | None = None  # none until something was refused

    def ready_at(self, now: int) -> int | None:
        """When one more may be submitted; ``None``: not before one of these has ended."""
        if self.count >= self.most or self.count > self.limit:
            return None
        if self.count < self.limit:
            return max(now, self._held_until)
        return None if self._probe_at is None else max(now, self._probe_at)

    def take(self) -> None:
        """One is submitted, or one that runs already is waited for."""
        self.count += 1

    def accepted(self, now: int) -> None:
        """One that was submitted was accepted."""
        self._held_until = now
        if self._probe_at is None:
            self.limit = min(max(self.limit, self.count + 1), self.most)
        elif self.count > self.limit:
            self.limit = self.count
            self._pause = FIRST_PAUSE_MS
            self._probe_at = now + self._pause

    def refused(self, now: int, asked_ms: int | None) -> None:
        """One was refused because too many run.

        Args:
            now: The time.
            asked_ms: For how long the service asked to be left alone, if it did.
        """
        self.count -= 1
        self.limit = max(min(self.limit, self.count), 1)
        if now < self._held_until:
            return  # one of several that were on their way together
        self._held_until = self._probe_at = now + (self._pause if asked_ms is None else asked_ms)
        self._pause = min(2 * self._pause, LONGEST_PAUSE_MS)

    def ended(self) -> None:
        """One is over: there is room for another."""
        self.count -= 1
        self._held_until = 0

    def gave_up(self) -> None:
        """One that was to be submitted was not, or started nothing."""
        self.count -= 1

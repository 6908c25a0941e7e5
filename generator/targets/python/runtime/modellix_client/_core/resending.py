"""Whether a submit that started nothing is sent once more, and after what pause."""

from __future__ import annotations

from typing import Final

from ..errors import ModellixError, NotSubmittedError, RateLimitError

# Attempts at one submit that break before the last byte; pauses of 500, 1000 and 2000 ms between.
MOST_BROKEN: Final = 4
FIRST_PAUSE_MS: Final = 500
# After a 429 the pause grows up to this, or is what the service asks for.
FIRST_LIMITED_PAUSE_MS: Final = 1_000
LONGEST_PAUSE_MS: Final = 30_000
# Without a limit of the caller's, nothing is sent again later than this after the beginning.
WINDOW_MS: Final = 120_000


class Resending:
    """The attempts at one submit. Only what provably started no task is sent again.

    Args:
        now: When the submit begins, in milliseconds.
        limit_ms: The caller's limit for the whole submit, or ``None``.
        retry_limited: Whether a 429 is sent again as well.
    """

    __slots__ = ("_broken", "_deadline", "_limited", "_retry_limited", "_window_ends")

    def __init__(self, now: int, *, limit_ms: int | None, retry_limited: bool) -> None:
        self._deadline = None if limit_ms is None else now + limit_ms
        self._window_ends = now + (WINDOW_MS if limit_ms is None else limit_ms)
        self._retry_limited = retry_limited
        self._broken = 0
        self._limited = 0

    def budget_ms(self, now: int) -> int | None:
        """How long the attempt that begins now may take; ``None`` for any time."""
        return None if self._deadline is None else max(self._deadline - now, 1)

    def pause_ms(self, now: int, verdict: ModellixError) -> int | None:
        """For how long to wait before it is sent again.

        Args:
            now: When the verdict was reached, in milliseconds.
            verdict: What came of the attempt.

        Returns:
            Milliseconds, or ``None``: the verdict stands.
        """
        if isinstance(verdict, NotSubmittedError):
            self._broken += 1
            if self._broken >= MOST_BROKEN:
                return None
            pause = FIRST_PAUSE_MS << (self._broken - 1)
        elif isinstance(verdict, RateLimitError) and self._retry_limited:
            grown = min(FIRST_LIMITED_PAUSE_MS << min(self._limited, 16), LONGEST_PAUSE_MS)
            self._limited += 1
            pause = max(grown, verdict.retry_after_ms or 0)
        else:
            return None
        return pause if now + pause < self._window_ends else None

"""One request budget for one key: how fast requests may follow each other, and when none may.

The limit is learnt from the answers. Requests are spread evenly and stay a little below it, so
that a fixed window, a sliding window and a token bucket are all content; what others use of the
same key is left to them, down to half of the limit for this client.
"""

from __future__ import annotations

from typing import Final

from ..errors import RateLimitError
from .answers import TOO_MANY, error_of
from .exchange import Answer, Failure
from .limit_headers import reset_ms, stated_limit, stated_remaining
from .neighbours import FIXED, MINUTE_MS, TOKENS, Neighbours
from .retry_after import LONGEST_MS, retry_after_ms

DEFAULT_LIMIT: Final = 100  # requests a minute of the smallest account (docs page on limits)

# Shares of the limit, in thousandths.
USED: Final = 960
AT_FIRST: Final = 600  # until the kind of limiter can be told, and others can be seen
LEAST: Final = 480
_LEAST_PENALTY: Final = 100
_RELIEF: Final = 20
_WHOLE: Final = 1_000

_AT_FIRST_MS: Final = 15_000
_SHORTEST_HOLD_MS: Final = 1_000
_LONGEST_DOUBT_MS: Final = 5_000
_MOST_DOUBLINGS: Final = 6
_MICROSECONDS: Final = 1_000


class Sent:
    """A request that was counted: when it was sent, and its number."""

    __slots__ = ("at", "number")

    def __init__(self, at: int, number: int) -> None:
        self.at = at
        self.number = number


class Budget:
    """When the next request may go. Times are milliseconds of one clock that never goes back.

    Attributes:
        limit: Requests a minute that the key may make, as far as it is known.
        stated: Whether the service said so, or refused a request for its rate.
    """

    __slots__ = (
        "_begun",
        "_due_us",
        "_heard",
        "_held_until",
        "_neighbours",
        "_number",
        "_penalized_at",
        "_penalty",
        "_refusals",
        "limit",
        "stated",
    )

    def __init__(self, limit: int = DEFAULT_LIMIT) -> None:
        self.limit = limit
        self.stated = False
        self._begun: int | None = None
        self._heard = False
        self._due_us = 0  # microseconds: at 1,000 a minute half a millisecond is one in a hundred
        self._held_until = 0
        self._neighbours = Neighbours(limit)
        self._number = 0
        self._penalized_at: int | None = None
        self._penalty = _WHOLE
        self._refusals = 0

    def ready_at(self, now: int, *, paid: bool = False) -> int:
        """The first moment from ``now`` on at which a request may go.

        Args:
            now: The time.
            paid: Whether it is a submit: one that waits holds up a person, so that while the
                service states no limit only a hold stops it.
        """
        if self._held_until > now:
            return self._held_until
        if paid and self._heard and not self.stated:
            return now
        return max(now, -(-self._due_us // _MICROSECONDS))

    def take(self, now: int) -> Sent:
        """A request goes now; also one that did not ask, so that those who do know of it."""
        if self._begun is None:
            self._begun = now
        interval = self.interval_us(now)
        # A quarter of lateness is made up for, no more: there are no bursts.
        self._due_us = max(self._due_us, now * _MICROSECONDS - interval // 4) + interval
        self._number += 1
        self._neighbours.sent(now)
        return Sent(now, self._number)

    def receive(self, now: int, sent: Sent, event: Answer | Failure) -> None:
        """Learn from what came of a request."""
        self._heard = True
        if isinstance(event, Failure):
            return
        limit = stated_limit(event.headers)
        if limit is not None:
            self.limit = limit
            self.stated = True
            self._neighbours.limited(limit)
        remaining = stated_remaining(event.headers)
        if remaining is not None and event.status != TOO_MANY:
            self._neighbours.heard(sent.at, sent.number, remaining)
            self._spare(now, event, remaining)
        if event.status == TOO_MANY:
            error = error_of(event, "")
            # Too many tasks at once say nothing about the rate, and only reads see one end.
            if not (isinstance(error, RateLimitError) and error.kind == "concurrency"):
                self._refused(now, sent, event)
        else:
            self._refusals = 0
            asked = retry_after_ms(event.headers)
            if asked is not None:
                self._hold(now + asked)

    def interval_us(self, now: int) -> int:
        """Microseconds from one request to the next."""
        others = self._neighbours.others(now)
        share = max(USED - others * _WHOLE // self.limit, LEAST)
        if self._begun is not None and now < self._begun + _AT_FIRST_MS:
            share = min(share, AT_FIRST)
        share = share * self._relieved(now) // _WHOLE
        return MINUTE_MS * _MICROSECONDS * _WHOLE // (self.limit * share)

    def _refused(self, now: int, sent: Sent, answer: Answer) -> None:
        """Too fast, whatever the counts said: hold, and go on slower."""
        self.stated = True
        if self._penalized_at is None or sent.at > self._penalized_at:
            # One step for all that were on their way together.
            self._penalty = max(self._relieved(now) * 3 // 4, _LEAST_PENALTY)
            self._penalized_at = now
            self._refusals = min(self._refusals + 1, _MOST_DOUBLINGS)
        asked = retry_after_ms(answer.headers)
        if asked is None:
            asked = reset_ms(answer.headers)
        if asked is None:
            asked = min((_SHORTEST_HOLD_MS // 2) << self._refusals, LONGEST_MS)
        self._hold(now + max(asked, _SHORTEST_HOLD_MS))

    def _relieved(self, now: int) -> int:
        """The penalty of the last refusal, which wears off by a fiftieth of the whole a minute."""
        if self._penalized_at is None:
            return _WHOLE
        minutes = (now - self._penalized_at) // MINUTE_MS
        return min(self._penalty + minutes * _RELIEF, _WHOLE)

    def _spare(self, now: int, answer: Answer, remaining: int) -> None:
        """Where the last requests of a window are left, the others may want them too."""
        if remaining > (2 + self.limit // 100 if self._neighbours.others(now) else 0):
            return
        if self._neighbours.kind == TOKENS:
            return
        until = reset_ms(answer.headers)
        if until is None and self._neighbours.kind == FIXED:
            until = self._neighbours.window + MINUTE_MS - now
        if until is not None:
            # Only of a fixed window is it known that nothing comes back before the reset.
            longest = LONGEST_MS if self._neighbours.kind == FIXED else _LONGEST_DOUBT_MS
            self._hold(now + min(until, longest))

    def _hold(self, until: int) -> None:
        self._held_until = max(self._held_until, until)

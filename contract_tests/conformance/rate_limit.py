"""What answers say about the rate limit: numbers that agree with each other, and count down."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from contract_tests.conformance.exchange import Answer
from contract_tests.conformance.findings import Finding
from contract_tests.conformance.step import Step

CHECK: Final = "headers/rate_limit"
_NAMES: Final = ("x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset")
# Unix seconds of the years 2001 to 5138; milliseconds and a delta lie outside.
_SECONDS: Final = range(10**9, 10**11)
_LONGEST: Final = 18
# So many answers within one window have to be seen before a number that stands still is odd.
_STANDS_STILL: Final = 10


@dataclass(slots=True)
class RateLimit:
    """The headers of a run's answers, one after another."""

    _reset: int = -1
    _remaining: int = -1
    _alike: int = 0

    def findings(self, step: Step, got: Answer) -> Iterator[Finding]:
        """What one answer tells; nothing when it has none of the headers, which is no fault."""
        texts = {name: got.header(name) for name in _NAMES}
        if step.key != "right" or not any(text is not None for text in texts.values()):
            return
        words = self._odd({name: text.strip() for name, text in texts.items() if text is not None})
        yield Finding(CHECK, "bad" if words else "good", "should", words or "agree", step, got)

    def _odd(self, texts: dict[str, str]) -> str | None:
        for name, text in texts.items():
            if not (text.isascii() and text.isdecimal() and len(text) <= _LONGEST):
                return f"{name} is no whole number"
        missing = [name for name in _NAMES if name not in texts]
        if missing:
            return f"{', '.join(texts)} without {', '.join(missing)}"
        limit, remaining, reset = (int(texts[name]) for name in _NAMES)
        if remaining > limit:
            return f"{remaining} requests remain of {limit}"
        if reset not in _SECONDS:
            return "x-ratelimit-reset is no time in Unix seconds"
        return self._over_time(remaining, reset)

    def _over_time(self, remaining: int, reset: int) -> str | None:
        """Within one window what remains never rises, and does not stand still either."""
        same, before = reset == self._reset, self._remaining
        self._alike = self._alike + 1 if same and remaining == before > 0 else 0
        self._reset, self._remaining = reset, remaining
        if same and remaining > before:
            return f"{remaining} requests remain after {before}, within one window"
        if self._alike >= _STANDS_STILL:
            return f"{remaining} requests remain, however many are sent"
        return None

"""Carries requests: puts the key on them, waits as the server asks, gives up in bounded time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from contract_tests.conformance.exchange import Answer, Clock, Fault, Headers, Request, Transport
from contract_tests.conformance.keys import authorization, made_up
from contract_tests.conformance.pacing import wait_after_429, wait_before_next
from contract_tests.conformance.step import Key, Step

_MOST_TRIES: Final = 3
_BETWEEN_MS: Final = 500
_MOST_SILENCE: Final = 3
_MOST_SILENCES: Final = 5
_ALIVE: Final = "/api/v1/apikey/validate"


class Stop(Exception):  # noqa: N818 - an end of the run, which need not be an error
    """Why the run goes no further."""


@dataclass(slots=True)
class Courier:
    """One server and one key. ``epoch_ms`` is the time of the calendar, for what headers say.

    ``hold`` is called instead of waiting when a submit meets a 429 while tasks are open; it returns
    whether it was of use.
    """

    transport: Transport
    clock: Clock
    key: str
    epoch_ms: Callable[[], int]
    expired_key: str | None = None
    deadline_ms: int | None = None
    requests: int = 0
    hold: Callable[[], bool] | None = None
    _silent: int = 0
    _silences: int = 0
    _not_before: int = 0
    _keys: dict[Key, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._keys = made_up(self.key)
        if self.expired_key is not None:
            self._keys["expired"] = self.expired_key

    @property
    def secrets(self) -> tuple[str, ...]:
        """Every key that was on a request."""
        return tuple(key for key in self._keys.values() if key)

    def send(self, step: Step) -> Answer | Fault:
        """Send a step's request once, again only when it cannot have arrived or was turned down.

        Raises:
            Stop: the server is silent, turns everything down, or the time is up.
        """
        headers = self.headers(step.key, step.content_type)
        return self.carry(Request(step.method, step.path, headers, step.content()), step.submit)

    def get(self, path: str, key: Key = "right") -> Answer | Fault:
        """Read a path; what cannot be read is tried again a little later."""
        got: Answer | Fault = Fault("broken", "not tried")
        for attempt in range(_MOST_TRIES):
            got = self.carry(Request("GET", path, self.headers(key, None)), submit=False)
            if isinstance(got, Answer) and got.status < 500:
                return got
            self.clock.sleep(_BETWEEN_MS * 2**attempt)
        return got

    def headers(self, key: Key, content_type: str | None) -> Headers:
        """The headers of a request."""
        found: list[tuple[str, str]] = []
        if key != "none":
            found.append(("authorization", authorization(self._keys[key], key)))
        if content_type is not None:
            found.append(("content-type", content_type))
        return tuple(found)

    def carry(self, request: Request, submit: bool) -> Answer | Fault:  # noqa: FBT001
        """Send one request as often as its answers allow; raises as ``send`` does."""
        refusals = tries = 0
        while True:
            self._check_time()
            self.clock.sleep(max(0, self._not_before - self.clock.now()))
            got = self.transport.send(request)
            self.requests += 1
            self._note_silence(got)
            if isinstance(got, Fault):
                tries += 1
                if got.sent or tries >= _MOST_TRIES:
                    return got
                self.clock.sleep(_BETWEEN_MS * tries)
            elif got.status == 429:
                if submit and self.hold is not None and self.hold():
                    continue
                refusals += 1
                wait = wait_after_429(got, refusals, self.epoch_ms())
                if wait is None:
                    raise Stop("the server answers 429 however long one waits (within reason)")
                self.clock.sleep(wait)
            else:
                # Waited for before the next request, not now: when this answer came is looked at.
                self._not_before = self.clock.now() + wait_before_next(got, self.epoch_ms())
                return got

    def _note_silence(self, got: Answer | Fault) -> None:
        """End the run on a server that is gone, not on one that only chokes on some requests."""
        if not isinstance(got, Fault):
            self._silent = 0
            return
        self._silent += 1
        if self._silent < _MOST_SILENCE:
            return
        self._silences += 1
        alive = self.transport.send(Request("GET", _ALIVE, self.headers("right", None)))
        self.requests += 1
        if isinstance(alive, Fault) or self._silences >= _MOST_SILENCES:
            raise Stop(f"no answer, {self._silent} times in a row ({got.words})")
        self._silent = 0

    def _check_time(self) -> None:
        if self.deadline_ms is not None and self.clock.now() > self.deadline_ms:
            raise Stop("the time of the run is up (--time-limit)")

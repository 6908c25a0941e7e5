"""One submit on its way: its request, and what to do about each answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime

from ._body import Body
from ._core.discretion import discreet
from ._core.exchange import REQUEST_ID, Answer, Failure, Request
from ._core.resending import Resending
from ._core.submission import Accepted, Submission
from .errors import ModellixError, NotSubmittedError


class Outgoing:
    """What a shell carries out, attempt by attempt.

    Args:
        submission: Where to send it, and what an answer proves.
        resending: Whether and when it is sent once more.
        body: What to send.
        headers: Headers of this submit alone.
        timeout_ms: How long an attempt may stand still; the client's own setting when ``None``.
        private: Gives the strings of the request that no error may quote.
        listener: Told of each answer, and the path that it came from.
    """

    __slots__ = (
        "_body",
        "_headers",
        "_listener",
        "_private",
        "_resending",
        "_submission",
        "timeout_ms",
    )

    def __init__(
        self,
        submission: Submission,
        resending: Resending,
        body: Body,
        headers: Mapping[str, str],
        *,
        timeout_ms: int | None,
        private: Callable[[], Iterable[str]],
        listener: Callable[[str, Answer], None] | None = None,
    ) -> None:
        self._submission = submission
        self._resending = resending
        self._body = body
        self._headers = headers
        self.timeout_ms = timeout_ms
        self._private = private
        self._listener = listener

    def request(self) -> Request:
        """The next attempt."""
        return Request("POST", self._submission.path, headers=self._headers, body=self._body)

    def budget_ms(self, now: int) -> int | None:
        """How long the attempt that begins now may take as a whole."""
        return self._resending.budget_ms(now)

    def rewindable(self) -> bool:
        """Whether it can be sent once more; what cannot go back would be another body."""
        return self._body.rewindable()

    def waits(self, now: int, pause: int) -> bool:
        """Whether an attempt that begins after ``pause`` milliseconds is still wanted."""
        budget = self._resending.budget_ms(now)
        return budget is None or pause < budget

    def receive(self, now: int, event: Answer | Failure) -> Accepted | int:
        """Take in what came of an attempt.

        Args:
            now: The time, in milliseconds.
            event: The answer, or that there was none.

        Returns:
            The task; or for how many milliseconds to wait before the next attempt.

        Raises:
            ModellixError: what became of the submit.
        """
        if isinstance(event, Answer):
            if self._listener is not None:
                self._listener(self._submission.path, event)
            event = discreet(event, self._private())
        verdict = self._submission.receive(event)
        if verdict is None:
            return 0
        if isinstance(verdict, Accepted):
            return verdict
        pause = self._resending.pause_ms(now, verdict)
        # What cannot go back to its beginning would go out as another body.
        if pause is not None and self._body.rewindable():
            return pause
        raise self._told(verdict)

    def _told(self, error: ModellixError) -> ModellixError:
        """The error with what a person needs to find the request again."""
        sent = self._headers.get("X-Request-ID")
        if error.request_id is None:
            error.request_id = sent
        if not isinstance(error, NotSubmittedError):
            moment = datetime.now(UTC).isoformat(timespec="seconds")
            error.add_note(f"{REQUEST_ID}: {sent}; POST {self._submission.path}; ended at {moment}")
        return error

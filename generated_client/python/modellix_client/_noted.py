"""What goes into the journal, when: around a submit, and at the end of a wait."""

from __future__ import annotations

from threading import Lock
from types import TracebackType
from typing import TYPE_CHECKING

from ._core.polling import Done
from ._core.submission import Accepted
from .errors import ModellixError, NotSubmittedError, TaskFailedError

if TYPE_CHECKING:
    from ._core.exchange import Request
    from ._core.journal import JournalEntry
    from .journal import Journal


class Noted:
    """A block in which one submit is sent; without a journal it does nothing.

    The submit counts as what the block raises, or as ``verdict``, which the block sets as soon as
    a task id is there: whatever comes after that, the id stands in the journal. What breaks the
    block off (a cancellation, Ctrl-C) leaves the submit open only if ``request``, which the block
    sets to what is on its way, may have arrived.

    Args:
        journal: Where to note it, if anywhere.
        model: The model's id.
        key: What the caller calls the request, if it is to be sent once under that name.

    Attributes:
        verdict: The task; or why there is none, where that is not raised.
        request: What is on its way.
        taken: The submit that has the key already: nothing is to be sent, and nothing is noted.

    Raises:
        ConfigurationError: the journal cannot be written; nothing was sent.
    """

    __slots__ = (
        "_intent",
        "_journal",
        "_key",
        "_lock",
        "_model",
        "_over",
        "request",
        "taken",
        "verdict",
    )

    def __init__(self, journal: Journal | None, model: str, key: str | None = None) -> None:
        self._journal = journal
        self._model = model
        self._key = key
        self._intent = ""
        self._lock = Lock()
        self._over = False
        self.verdict: Accepted | ModellixError | None = None
        self.request: Request | None = None
        self.taken: JournalEntry | None = None

    def __enter__(self) -> Noted:  # noqa: PYI034 (typing is not to be loaded for it)
        self._begin()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._end(error)

    async def __aenter__(self) -> Noted:  # noqa: PYI034 (as above)
        if self._journal is not None:
            from anyio import to_thread  # noqa: PLC0415 (only who keeps a journal pays)

            try:
                await to_thread.run_sync(self._begin)
            except BaseException as error:
                # The thread may still be writing; the intent that it leaves must not stay open.
                self._end(error)
                raise
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._journal is not None:
            from anyio import CancelScope, to_thread  # noqa: PLC0415

            try:
                with CancelScope(shield=True):
                    await to_thread.run_sync(self._end, error)
            finally:
                # No shield holds off asyncio's own cancellation: then it is done here.
                self._end(error)

    def _begin(self) -> None:
        if self._journal is None:
            return
        with self._lock:
            if self._over:
                return
            if self._key is None:
                self._intent = self._journal.intend(self._model)
                return
            claimed = self._journal.claim(self._model, self._key)
            if isinstance(claimed, str):
                self._intent = claimed
            else:
                self.taken = claimed

    def _end(self, error: BaseException | None) -> None:
        """Note what came of it, once; whoever comes while a thread does so waits for it."""
        verdict = self.verdict or error
        with self._lock:
            if self._over or self._journal is None:
                return
            self._over = True
            if verdict is None or not self._intent:
                return
            sent = self.request is not None and self.request.may_have_arrived
            if not sent and not isinstance(verdict, (Accepted, ModellixError)):
                verdict = NotSubmittedError()
            self._journal.conclude(self._intent, verdict)


def note_end(journal: Journal | None, task_id: str, outcome: Done | ModellixError) -> None:
    """Note how a wait ended, if the task itself did: other errors leave it to be waited for."""
    if journal is not None and isinstance(outcome, (Done, TaskFailedError)):
        journal.end(task_id)


async def note_end_async(
    journal: Journal | None, task_id: str, outcome: Done | ModellixError
) -> None:
    """The same in a thread: the disk may be slow."""
    if journal is not None:
        from anyio import to_thread  # noqa: PLC0415

        await to_thread.run_sync(note_end, journal, task_id, outcome)

"""What goes into the journal, when: around a submit, and at the end of a wait."""

from __future__ import annotations

from types import TracebackType
from typing import TYPE_CHECKING

from ._core.polling import Done
from ._core.submission import Accepted
from .errors import ModellixError, TaskFailedError

if TYPE_CHECKING:
    from .journal import Journal


class Noted:
    """A block in which one submit is sent; without a journal it does nothing.

    The submit counts as what the block raises, or as ``verdict``, which the block sets as soon as
    a task id is there: whatever comes after that, the id stands in the journal.

    Args:
        journal: Where to note it, if anywhere.
        model: The model's id.

    Raises:
        ConfigurationError: the journal cannot be written; nothing was sent.
    """

    __slots__ = ("_intent", "_journal", "_model", "verdict")

    def __init__(self, journal: Journal | None, model: str) -> None:
        self._journal = journal
        self._model = model
        self._intent = ""
        self.verdict: Accepted | None = None

    def __enter__(self) -> Noted:  # noqa: PYI034 (typing is not to be loaded for it)
        if self._journal is not None:
            self._intent = self._journal.intend(self._model)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        verdict = self.verdict or error
        if self._journal is not None and verdict is not None:
            self._journal.conclude(self._intent, verdict)

    async def __aenter__(self) -> Noted:  # noqa: PYI034 (as above)
        if self._journal is not None:
            from anyio import to_thread  # noqa: PLC0415 (only who keeps a journal pays)

            self._intent = await to_thread.run_sync(self._journal.intend, self._model)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        verdict = self.verdict or error
        if self._journal is not None and verdict is not None:
            from anyio import CancelScope, to_thread  # noqa: PLC0415

            # A cancellation must not keep the line from being written.
            with CancelScope(shield=True):
                await to_thread.run_sync(self._journal.conclude, self._intent, verdict)


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

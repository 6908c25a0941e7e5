"""The tasks of one call that waits for many: each once, in the caller's order."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from ._engine import checked_task_id
from .models import TaskData

if TYPE_CHECKING:
    from .violations import Json


class Wanted:
    """A task that somebody waits for.

    Args:
        task_id: The task.
        model: The model's id, as far as it is known.
        first_look: When it is to be read first; ``None`` for at once.
        note: Told each status that is seen.
    """

    __slots__ = ("first_look", "model", "note", "task_id")

    def __init__(
        self,
        task_id: str,
        model: str | None = None,
        first_look: int | None = None,
        note: Callable[[str | None], None] | None = None,
    ) -> None:
        self.task_id = task_id
        self.model = model
        self.first_look = first_look
        self.note = note

    def told(
        self, state: dict[str, Json], on_update: Callable[[TaskData], object] | None
    ) -> object:
        """What the caller's function makes of a reading of this task."""
        if self.note is not None:
            self.note(str(state["status"]))
        return None if on_update is None else on_update(TaskData.from_dict(state))


def each_once(tasks: Iterable[Wanted]) -> dict[str, Wanted]:
    """By their ids; a task that is named twice is followed once.

    Raises:
        ConfigurationError: what is no task id.
    """
    return {checked_task_id(task.task_id): task for task in tasks}

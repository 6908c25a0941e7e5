"""What a task holds, in both faces."""

from __future__ import annotations

from collections.abc import Iterable

from ._together import Wanted
from .errors import ConfigurationError


class TaskFields:
    """What a task holds, in both faces."""

    def __init__(self, task_id: str, model: str, status: str | None, first_look: int) -> None:
        self.id = task_id
        self.model = model
        self.status = status
        self._first_look = first_look

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.id}: {self.model}, {self.status}>"

    def wanted(self) -> Wanted:
        """This task among many that somebody waits for."""

        def note(status: str | None) -> None:
            self.status = status

        return Wanted(self.id, self.model, self._first_look, note)


def wanted_all(tasks: Iterable[TaskFields | str]) -> list[Wanted]:
    """Tasks, or the ids of some, in the caller's order.

    Raises:
        ConfigurationError: one id instead of a list of them.
    """
    if isinstance(tasks, str):
        raise ConfigurationError("a list of tasks or task ids is needed, not a single string")
    return [task.wanted() if isinstance(task, TaskFields) else Wanted(task) for task in tasks]

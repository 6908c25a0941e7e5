"""A task, at its submit and at every later reading."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import define, field

from .. import _tolerant as read
from ..models.billing import Billing
from ..models.get_result import GetResult
from ..models.task_result import TaskResult


@define(frozen=True, eq=False)
class TaskData:
    """A task, at its submit and at every later reading.

    Nothing in it is required: a member that is missing or of another type than documented is
    `None`, and `raw` holds the answer as it came.

    Attributes:
        status: pending, processing, success, failed or canceled. A status that is not known
            here is neither an end nor a success.
        task_id: The id of the task.
        model_id: The model, or a placeholder; not to be relied on.
        get_result: Where the service says that the task can be read. A hint; the key is not
            sent there.
        duration: Milliseconds from submit to end; not the length of a clip.
        result: What came out.
        billing: What the task cost.
        result_expires_at: When the files go away, in milliseconds since the epoch.
        raw: The JSON object as it came.
    """

    status: str | None
    task_id: str | None
    model_id: str | None
    get_result: GetResult | None
    duration: int | None
    result: TaskResult | None
    billing: Billing | None
    result_expires_at: int | None
    raw: dict[str, Any] = field(repr=False)

    @classmethod
    def from_dict(cls, source: Mapping[str, Any]) -> TaskData:
        """Read a JSON object; whatever its shape, this does not fail."""
        raw = dict(source)
        return cls(
            status=read.text(raw, "status"),
            task_id=read.text(raw, "task_id"),
            model_id=read.text(raw, "model_id"),
            get_result=read.model(raw, "get_result", GetResult),
            duration=read.integer(raw, "duration"),
            result=read.model(raw, "result", TaskResult),
            billing=read.model(raw, "billing", Billing),
            result_expires_at=read.integer(raw, "result_expires_at"),
            raw=raw,
        )

    def to_dict(self) -> dict[str, Any]:
        """The JSON object as it came, members unknown here included."""
        return dict(self.raw)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, TaskData) and self.raw == other.raw

    __hash__ = None  # type: ignore[assignment]

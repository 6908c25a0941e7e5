"""Reading a task once: the request, and what its answer says."""

from __future__ import annotations

from urllib.parse import quote

from .._specification import TaskSpec
from ..errors import ModellixError, UnexpectedResponseError
from ..violations import Json
from .answers import data_of, error_of
from .exchange import Answer, Request


def task_request(spec: TaskSpec, task_id: str) -> Request:
    """The request that reads a task."""
    encoded = quote(task_id, safe="", errors="replace")
    if encoded in {".", ".."}:  # these would name another path
        encoded = encoded.replace(".", "%2E")
    return Request("GET", spec.path.replace("{task_id}", encoded))


def task_data(answer: Answer, task_id: str) -> dict[str, Json] | ModellixError:
    """What a 2xx answer says about the task, or the error it is.

    An answer that names no task is taken for the one that was asked for; one that names another
    is an error, whatever else it says.
    """
    what = f"task {task_id}"
    data = data_of(answer)
    if data is None or not isinstance(data.get("status"), str):
        return error_of(answer, what, task_id=task_id)
    named = data.get("task_id")
    if named is not None and named != task_id:
        return UnexpectedResponseError(
            f"{what}: the answer is about another task",
            task_id=task_id,
            status=answer.status,
            request_id=answer.request_id,
        )
    return data

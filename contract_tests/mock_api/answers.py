"""Successful answers, in exactly the documented shapes (api facts, sections 3, 4 and 6)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from contract_tests.mock_api.catalog import Offer
from contract_tests.mock_api.messages import Answer, json_answer
from contract_tests.mock_api.tasks import RETENTION_MS, Task

# What the pages of vintages b and c show in place of the model.
_PLACEHOLDER = "model-123"


def envelope(data: dict[str, Any] | list[dict[str, Any]]) -> Answer:
    """A success around ``data``."""
    return json_answer(200, {"code": 0, "message": "success", "data": data})


def done() -> Answer:
    """A success that has nothing to tell."""
    return json_answer(200, {"code": 0, "message": "success"})


def accepted(task: Task, origin: str) -> Answer:
    """The answer to a submit; vintage a does not say where the task is read."""
    data = _task(task, "pending")
    if task.vintage != "a":
        data["get_result"] = {"method": "GET", "url": f"{origin}/api/v1/tasks/{task.id}"}
    return envelope(data)


def reading(task: Task, now_ms: int, epoch_ms: int, origin: str) -> Answer:
    """A task as it stands at ``now_ms``; ``epoch_ms`` is the same moment since the epoch."""
    status = task.status(now_ms)
    data = _task(task, status)
    if status == "success":
        data.update(_success(task, epoch_ms - now_ms, origin))
    return envelope(data)


def model_list(offers: Iterable[Offer]) -> Answer:
    """The models on offer: the one answer without an envelope."""
    return json_answer(
        200,
        {
            "models": [
                {
                    "slug": offer.slug,
                    "type": offer.kind,
                    "docs_url": f"https://docs.modellix.ai/{offer.slug.replace('.', '-')}",
                    "description": offer.title,
                    "price": {},
                }
                for offer in offers
            ]
        },
    )


def file_name(task: Task, index: int) -> str:
    """The name of a result file; ``index`` counts from 1."""
    return f"{index}.{'mp4' if task.offer.makes_video else 'png'}"


def _task(task: Task, status: str) -> dict[str, Any]:
    model_id = task.offer.id if task.vintage == "a" else _PLACEHOLDER
    return {"status": status, "task_id": task.id, "model_id": model_id}


def _success(task: Task, zero_ms: int, origin: str) -> dict[str, Any]:
    """``zero_ms`` is the zero of the service's clock since the epoch."""
    video = task.offer.makes_video
    resources = [
        {
            "url": f"{origin}/files/{task.id}/{file_name(task, index)}",
            "type": "video" if video else "image",
            "width": task.width,
            "height": task.height,
            "format": "mp4" if video else "png",
            "role": "primary",
        }
        for index in range(1, task.count + 1)
    ]
    metadata: dict[str, Any] = {} if video else {"image_count": task.count}
    metadata["request_id"] = f"request-{task.id.removeprefix('task-')}"
    return {
        "duration": task.finished_ms - task.submitted_ms,
        "result": {
            "resources": resources,
            "metadata": metadata,
            "extensions": {
                "submit_time": rfc3339(zero_ms + task.submitted_ms),
                "end_time": rfc3339(zero_ms + task.finished_ms),
            },
        },
        "billing": {"status": "succeeded", "amount": task.amount},
        "result_expires_at": zero_ms + task.finished_ms + RETENTION_MS,
    }


def rfc3339(epoch_ms: int) -> str:
    """A moment in UTC, to the second."""
    return datetime.fromtimestamp(epoch_ms // 1000, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

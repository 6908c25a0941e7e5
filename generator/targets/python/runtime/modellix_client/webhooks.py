"""Webhook deliveries: hints that a task has ended, each to be confirmed by reading the task.

The service signs nothing, so whoever knows the address can post anything there. `parse` reads what
came; ``client.tasks.confirm(delivery)`` asks the service itself, and only its answer counts::

    delivery = webhooks.parse(request.headers, request.body)
    task = client.tasks.confirm(delivery)
    if task.status == "success": ...

Answer the delivery with any 2xx, soon; it is sent again otherwise. The same one may come twice:
``delivery_id`` tells.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, TypeAlias, cast

from ._json import read_json
from .errors import UnexpectedResponseError
from .models import TaskData

Headers: TypeAlias = Mapping[str, str] | Iterable[tuple[str, str]] | Iterable[tuple[bytes, bytes]]

LARGEST: Final = 16 * 1024 * 1024
_LONGEST_WORD: Final = 512
_MOST_DIGITS: Final = 9
_EVENT: Final = "x-modellix-event"
_TASK: Final = "x-modellix-task-id"
_DELIVERY: Final = "x-modellix-delivery-id"
_RETRIES: Final = "x-modellix-retry-count"


class Delivery:
    """What a delivery claims; nothing of it is proven until the task was read.

    Attributes:
        event: ``prediction.task.succeeded``, ``.failed`` or ``.canceled``, another word, or
            ``None`` when there is none.
        task_id: The task that it is about.
        delivery_id: The delivery's own id, if it has one; the same for each time it is sent.
        retry_count: How often it was sent before, ``None`` when it does not say.
        data: The task as the delivery shows it.
    """

    __slots__ = ("data", "delivery_id", "event", "retry_count", "task_id")

    def __init__(
        self,
        *,
        event: str | None,
        task_id: str,
        delivery_id: str | None,
        retry_count: int | None,
        data: TaskData,
    ) -> None:
        self.event = event
        self.task_id = task_id
        self.delivery_id = delivery_id
        self.retry_count = retry_count
        self.data = data

    def __repr__(self) -> str:
        return f"<Delivery {self.delivery_id} of {self.task_id}: {self.event}>"


def parse(headers: Headers, body: bytes | bytearray | str) -> Delivery:
    """Read a delivery.

    Args:
        headers: The headers of the request as a web framework holds them: a mapping or pairs,
            names in any case, text or bytes.
        body: Its body, as it came.

    Raises:
        UnexpectedResponseError: it is no delivery: its body is no JSON object with a task in
            it, no task id is there, or header and body name different ones. Answer with 400.
    """
    named = _names(headers)
    raw = body.encode(errors="replace") if isinstance(body, str) else bytes(body)
    if len(raw) > LARGEST:
        raise _no_delivery("the body is over 16 MiB")
    try:
        envelope = read_json(raw)
    except ValueError:
        raise _no_delivery("the body is no JSON") from None
    data = envelope.get("data") if isinstance(envelope, dict) else None
    if not isinstance(data, dict):
        raise _no_delivery("the body holds no object called data")
    told = _word(named.get(_TASK))
    inside = data.get("task_id")
    inside = _word(inside) if isinstance(inside, str) else None
    if told is not None and inside is not None and told != inside:
        raise _no_delivery("header and body name different tasks")
    task_id = told or inside
    if task_id is None:
        raise _no_delivery("neither header nor body names a task")
    return Delivery(
        event=_word(named.get(_EVENT)),
        task_id=task_id,
        delivery_id=_word(named.get(_DELIVERY)),
        retry_count=_number(named.get(_RETRIES)),
        data=TaskData.from_dict(data),
    )


def _names(headers: Headers) -> dict[str, str]:
    pairs = cast("Headers", headers.items()) if isinstance(headers, Mapping) else headers
    return {
        _text(name).lower(): _text(value)
        for name, value in cast("Iterable[tuple[str | bytes, str | bytes]]", pairs)
    }


def _text(value: str | bytes) -> str:
    return value.decode("latin-1") if isinstance(value, bytes) else str(value)


def _word(text: str | None) -> str | None:
    """A text fit to be kept and shown; ``None`` for what no service writes there."""
    word = (text or "").strip()
    return word if word and len(word) <= _LONGEST_WORD and word.isprintable() else None


def _number(text: str | None) -> int | None:
    word = (text or "").strip()
    if not (word.isascii() and word.isdigit() and len(word) <= _MOST_DIGITS):
        return None
    return int(word)


def _no_delivery(why: str) -> UnexpectedResponseError:
    return UnexpectedResponseError(f"this is no webhook delivery of the service: {why}")

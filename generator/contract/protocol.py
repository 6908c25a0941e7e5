"""Reads how a task is followed, from the task operation and its ``x-waiter``."""

from __future__ import annotations

import re

from generator.contract.reading import Reading
from generator.contract.types import TaskProtocol
from generator.spec.source import Table

_TASK = "getTask"
_ONE_TO_ONE = 100
_KNOWN = ("pending", "processing")
_PATH = re.compile(r"/api/v1/[a-z0-9_/-]*\{task_id\}")


def read_protocol(reading: Reading, openapi: Table) -> TaskProtocol:
    """The waiter of the task operation; what is missing or contradicts itself is reported."""
    path, waiter = _waiter(reading, openapi)
    terminal = tuple(name for name, _ in reading.names(waiter, "terminal"))
    success = tuple(name for name, _ in reading.names(waiter, "success"))
    if not terminal or not success or not set(success) <= set(terminal):
        reading.report(
            waiter.at("success"),
            "the statuses of success are not among the terminal ones",
            "list both, success within terminal",
        )
    numbers = {
        key: _positive(reading, waiter, key)
        for key in ("firstDelayMs", "minDelayMs", "maxDelayMs", "growthPercent", "timeoutMs")
    }
    if numbers["minDelayMs"] > numbers["maxDelayMs"]:
        reading.report(waiter.at("minDelayMs"), "minDelayMs above maxDelayMs", "change one")
    if numbers["growthPercent"] < _ONE_TO_ONE:
        reading.report(waiter.at("growthPercent"), "growth below 100 percent", "at least 100")
    return TaskProtocol(
        path=path,
        statuses=(*_KNOWN, *terminal),
        terminal=terminal,
        success=success,
        first_delay_ms=numbers["firstDelayMs"],
        min_delay_ms=numbers["minDelayMs"],
        max_delay_ms=numbers["maxDelayMs"],
        growth_percent=numbers["growthPercent"],
        wait_timeout_ms=numbers["timeoutMs"],
    )


def _waiter(reading: Reading, openapi: Table) -> tuple[str, Table]:
    paths = openapi.get("paths")
    paths = paths if isinstance(paths, Table) else Table(openapi.location)
    for path, item in paths.items():
        operation = item.get("get") if isinstance(item, Table) else None
        if not isinstance(operation, Table) or operation.get("operationId") != _TASK:
            continue
        waiter = operation.get("x-waiter")
        if not _PATH.fullmatch(path):
            advice = "write /api/v1/…/{task_id}"
            reading.report(paths.at(path), f"the path of a task is {path!r}", advice)
        if isinstance(waiter, Table):
            return path, waiter
        reading.report(operation.location, f"{_TASK} has no x-waiter", "say how a task is followed")
        return path, Table(operation.location)
    reading.report(openapi.at("paths"), f"no operation {_TASK}", "describe how a task is read")
    return "/", Table(openapi.location)


def _positive(reading: Reading, table: Table, key: str) -> int:
    value = table.get(key)
    if isinstance(value, int) and not isinstance(value, bool) and value > 0:
        return value
    reading.report(table.at(key), f"{key} is no positive integer", f"write {key}")
    return 100

"""``report.ndjson``: a header, a line a check, a footer. Without a footer it is no pass."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from contract_tests.conformance.evidence import shown
from contract_tests.conformance.monitor import History
from contract_tests.conformance.options import Context
from contract_tests.conformance.results import Report, Result

FORMAT: Final = 1
_MOST_EXCHANGES: Final = 5


def header(context: Context) -> dict[str, Any]:
    """The first line, written before anything is sent."""
    return {
        "type": "header",
        "format": FORMAT,
        "base_url": context.origin,
        "spec": context.plan.spec,
        "seed": context.plan.seed,
        "live": context.live,
        "strict": context.strict,
        "max_paid": context.max_paid,
        "requests_planned": len(context.plan.free) + len(context.plan.paid) * context.live,
        "started": context.started,
    }


def lines(report: Report, context: Context) -> Iterator[dict[str, Any]]:
    """The lines after the header."""
    for result in report.results:
        yield result_line(result, context)
    yield {
        "type": "footer",
        "verdict": report.verdict,
        "accepted": report.accepted,
        "may_be_accepted": report.may_be_accepted,
        "requests": report.requests,
        "counts": report.counts,
        "stopped": context.scrub(report.stopped) if report.stopped else None,
        "reasons": [context.scrub(reason) for reason in report.reasons],
        "tasks": [task_line(history, context) for history in report.histories],
    }


def result_line(result: Result, context: Context) -> dict[str, Any]:
    """One check."""
    check = result.check
    exchanges = [shown(finding, context.origin, context.scrub) for finding in result.findings]
    found = [exchange.to_json() for exchange in exchanges if exchange is not None]
    return {
        "type": "result",
        "check": check.name,
        "verdict": result.verdict,
        "level": check.level,
        "title": check.title,
        "confidence": check.confidence,
        "spec": {"file": check.file, "line": check.line},
        "message": context.scrub(result.message),
        "known": result.known,
        "exchanges": found[:_MOST_EXCHANGES],
    }


def task_line(history: History, context: Context) -> dict[str, Any]:
    """What was seen of a task, without its result."""
    return {
        "task_id": context.scrub(history.task_id),
        "model": history.model,
        "seen": [
            {"at_ms": seen.at_ms, "http": seen.http, "status": context.scrub(seen.status or "")}
            for seen in history.seen
        ],
    }


def text(value: dict[str, Any]) -> str:
    """One line."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"

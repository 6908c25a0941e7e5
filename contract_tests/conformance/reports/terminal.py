"""What a person reads on the terminal: failures first, then a line a group."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby

from contract_tests.conformance.evidence import Shown, shown
from contract_tests.conformance.options import Context
from contract_tests.conformance.results import Report, Result

_LONGEST = 400
_WORDS = {
    "conforms": "CONFORMS",
    "fails": "FAILS",
    "unknown": "UNKNOWN: this run cannot tell",
}
_SHOWN_VERDICTS = ("fail", "unknown", "warn")
_MOST_UNKNOWN = 5


def rendered(report: Report, context: Context) -> str:
    """The whole text."""
    return "\n".join(_lines(report, context)) + "\n"


def _lines(report: Report, context: Context) -> Iterator[str]:
    for verdict in _SHOWN_VERDICTS:
        found = [result for result in report.results if result.verdict == verdict]
        most = len(found) if verdict == "fail" else _MOST_UNKNOWN
        for result in found[:most]:
            yield from _result(result, context)
            yield ""
        if len(found) > most:
            yield f"… and {len(found) - most} more of verdict {verdict}: see report.ndjson"
            yield ""
    yield from _groups(report)
    yield ""
    for name in report.stale:
        yield f"{name} is listed as a known failure, and does not fail: take it off the list"
    if report.verdict == "unknown":
        yield from (context.scrub(reason) for reason in report.reasons[:_MOST_UNKNOWN])
    counts = ", ".join(f"{number} {name}" for name, number in report.counts.items() if number)
    yield f"{counts}; {report.requests} requests, {report.accepted} accepted"
    if report.may_be_accepted > report.accepted:
        yield f"{report.may_be_accepted} may have been accepted: some outcomes are unknown"
    yield _WORDS[report.verdict]


def _result(result: Result, context: Context) -> Iterator[str]:
    check = result.check
    yield f"{result.verdict.upper()} {check.name}"
    yield f"    {check.title} ({check.level}, {check.confidence}; {check.file}:{check.line})"
    yield f"    {context.scrub(result.message)}"
    exchanges = [shown(finding, context.origin, context.scrub) for finding in result.findings]
    for exchange in [e for e in exchanges if e is not None][:1]:
        yield from _exchange(exchange)


def _exchange(exchange: Shown) -> Iterator[str]:
    yield f"    sent      {exchange.method} {exchange.path} ({exchange.why})"
    if exchange.body is not None:
        body = exchange.body
        written = body if isinstance(body, str) else json.dumps(body, ensure_ascii=False)
        yield f"    body      {written[:_LONGEST]}"
    if exchange.smallest is not None:
        written = json.dumps(exchange.smallest, ensure_ascii=False)
        yield f"    smallest  {written[:_LONGEST]} (breaks the same, was not sent)"
    yield f"    expected  {exchange.expected}"
    yield f"    got       {exchange.got}"
    if exchange.answer:
        yield f"    answer    {_one_line(exchange.answer)[:_LONGEST]}"
    yield f"    again     {exchange.curl}"


def _groups(report: Report) -> Iterator[str]:
    width = max(len(result.check.group) for result in report.results)
    for group, members in groupby(report.results, key=lambda result: result.check.group):
        verdicts = [member.verdict for member in members]
        parts = [
            f"{verdicts.count(name)} {name}" for name in dict.fromkeys(verdicts) if name in verdicts
        ]
        yield f"{group:<{width}}  {', '.join(parts)}"


def _one_line(text: str) -> str:
    """The text without what could drive a terminal."""
    return "".join(c if c.isprintable() else " " for c in text)

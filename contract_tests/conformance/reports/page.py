"""``index.html``: one file that needs no script, no network and no explanation."""

from __future__ import annotations

import json
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined, Template

from contract_tests.conformance.evidence import shown
from contract_tests.conformance.options import Context
from contract_tests.conformance.reports.timeline import WIDTH, timeline
from contract_tests.conformance.results import Report, Result

_MOST_EXCHANGES = 3
_MOST_TASKS = 60
_GRAVEST = ("fail", "warn", "unknown")
_HEADLINES = {
    "conforms": "This server keeps the contract",
    "fails": "This server does not keep the contract",
    "unknown": "This run could not tell",
}


def rendered(report: Report, context: Context) -> str:
    """The whole page."""
    results = [_result(result, context) for result in report.results]
    groups = [(name, list(members)) for name, members in groupby(results, key=lambda r: r["group"])]
    histories = report.histories[:_MOST_TASKS]
    return _template().render(
        report=report,
        context=context,
        headline=_HEADLINES[report.verdict],
        reasons=[context.scrub(reason) for reason in report.reasons[:20]],
        groups=groups,
        told=sorted(
            (r for r in results if r["exchanges"]), key=lambda r: _GRAVEST.index(r["verdict"])
        ),
        verdicts=[name for name, number in report.counts.items() if number],
        timelines=[timeline(history, context.scrub) for history in histories],
        more_tasks=len(report.histories) - len(histories),
        width=WIDTH,
    )


@cache
def _template() -> Template:
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    text = Path(__file__).with_name("page.html").read_text(encoding="utf-8")
    return environment.from_string(text)


def _result(result: Result, context: Context) -> dict[str, Any]:
    check = result.check
    exchanges = [shown(finding, context.origin, context.scrub) for finding in result.findings]
    found = [exchange for exchange in exchanges if exchange is not None]
    wanted = result.verdict in _GRAVEST
    return {
        "name": check.name,
        "anchor": "".join(c if c.isalnum() else "-" for c in check.name),
        "group": check.group,
        "title": check.title,
        "level": check.level,
        "confidence": check.confidence,
        "verdict": result.verdict,
        "where": f"{check.file}:{check.line}",
        "message": context.scrub(result.message),
        "exchanges": [
            {
                "shown": exchange,
                "body": _pretty(exchange.body),
                "smallest": _pretty(exchange.smallest),
            }
            for exchange in (found[:_MOST_EXCHANGES] if wanted else [])
        ],
    }


def _pretty(body: Any) -> str:
    if body is None or isinstance(body, str):
        return body or ""
    return json.dumps(body, ensure_ascii=False, indent=2)

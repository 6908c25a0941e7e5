"""``report.sarif``: each failure at the line of the spec that it is about (SARIF 2.1.0)."""

from __future__ import annotations

import json
from typing import Any, Final

from contract_tests.conformance.checks import Check
from contract_tests.conformance.evidence import shown
from contract_tests.conformance.options import Context
from contract_tests.conformance.results import EXIT, Report, Result

_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS: Final = {"fail": "error", "warn": "warning", "unknown": "note"}


def rendered(report: Report, context: Context) -> str:
    """The whole document."""
    index = {result.check.name: number for number, result in enumerate(report.results)}
    told = [result for result in report.results if result.verdict in _LEVELS]
    run = {
        "tool": {
            "driver": {
                "name": "modellix-conformance",
                "semanticVersion": "1.0.0",
                "rules": [_rule(result.check) for result in report.results],
            }
        },
        "invocations": [_invocation(report, context)],
        "results": [_result(result, index[result.check.name], context) for result in told],
    }
    document = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _rule(check: Check) -> dict[str, Any]:
    return {
        "id": check.name,
        "shortDescription": {"text": check.title},
        "fullDescription": {"text": f"{check.title} ({check.level}; {check.confidence})"},
        "defaultConfiguration": {"level": "error" if check.level == "must" else "warning"},
    }


def _invocation(report: Report, context: Context) -> dict[str, Any]:
    """Whether the run was of use: one that could not tell was not."""
    found: dict[str, Any] = {
        "executionSuccessful": report.verdict != "unknown",
        "exitCode": EXIT[report.verdict],
        "startTimeUtc": context.started,
    }
    if report.verdict != "conforms":
        found["exitCodeDescription"] = context.scrub("; ".join(report.reasons))[:1_000]
    return found


def _result(result: Result, index: int, context: Context) -> dict[str, Any]:
    check = result.check
    exchanges = [shown(finding, context.origin, context.scrub) for finding in result.findings[:1]]
    lines = [f"{check.title}: {context.scrub(result.message)}"]
    for exchange in exchanges:
        if exchange is not None:
            lines.append(f"expected {exchange.expected}, got {exchange.got}")
            lines.append(exchange.curl)
    region = {"startLine": check.line}
    return {
        "ruleId": check.name,
        "ruleIndex": index,
        "level": _LEVELS[result.verdict],
        "message": {"text": "\n".join(lines)},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": check.file, "uriBaseId": "%SRCROOT%"},
                    "region": region,
                }
            }
        ],
        "partialFingerprints": {"check/v1": check.name},
    }

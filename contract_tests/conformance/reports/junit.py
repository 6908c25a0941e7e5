"""``junit.xml``: a test case a check, as build servers show them."""

from __future__ import annotations

import re
from itertools import groupby
from typing import Final
from xml.etree import ElementTree as ET

from contract_tests.conformance.evidence import Shown, shown
from contract_tests.conformance.options import Context
from contract_tests.conformance.results import Report, Result

# XML 1.0 has no way to say these, not even escaped.
_NO_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TAGS: Final = {"fail": "failure", "unknown": "error", "skipped": "skipped"}


def rendered(report: Report, context: Context) -> str:
    """The whole document.

    The run has a case of its own, so that one which was cut short cannot read as a pass.
    """
    root = ET.Element("testsuites", name="conformance")
    for group, members in groupby(report.results, key=lambda result: result.check.group):
        _suite(root, group, [_case(result, context) for result in members])
    run = ET.Element("testcase", classname="run", name="run/verdict")
    if report.verdict == "unknown":
        words = context.scrub(report.stopped or "; ".join(report.reasons) or "nothing was told")
        ET.SubElement(run, "error", message=_clean(words), type="unknown")
    elif report.stale:
        words = f"known failures that do not fail: {', '.join(report.stale)}"
        ET.SubElement(run, "failure", message=_clean(words), type="stale")
    _suite(root, "run", [run])
    for name in ("tests", "failures", "errors", "skipped"):
        root.set(name, str(sum(int(suite.get(name, "0")) for suite in root)))
    ET.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _suite(root: ET.Element, name: str, cases: list[ET.Element]) -> None:
    suite = ET.SubElement(root, "testsuite", name=name, tests=str(len(cases)))
    for tag, plural in (("failure", "failures"), ("error", "errors"), ("skipped", "skipped")):
        suite.set(plural, str(sum(case.find(tag) is not None for case in cases)))
    suite.extend(cases)


def _case(result: Result, context: Context) -> ET.Element:
    check = result.check
    case = ET.Element("testcase", classname=check.group, name=check.name)
    case.set("file", check.file)
    case.set("line", str(check.line))
    message = _clean(context.scrub(result.message))
    exchanges = [shown(finding, context.origin, context.scrub) for finding in result.findings[:1]]
    detail = _clean("\n\n".join(_detail(e) for e in exchanges if e is not None))
    if result.verdict in _TAGS:
        element = ET.SubElement(case, _TAGS[result.verdict], message=message)
        if result.verdict != "skipped":
            element.set("type", check.level)
            element.text = detail
    elif result.verdict == "warn":
        ET.SubElement(case, "system-out").text = f"warning: {message}\n{detail}"
    return case


def _detail(exchange: Shown) -> str:
    lines = [
        f"{exchange.method} {exchange.path}: {exchange.why}",
        f"expected {exchange.expected}, got {exchange.got}",
        exchange.answer,
        exchange.curl,
    ]
    return "\n".join(line for line in lines if line)


def _clean(text: str) -> str:
    return _NO_XML.sub("\ufffd", text)

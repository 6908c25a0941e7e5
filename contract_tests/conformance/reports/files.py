"""Writes every report of a run that has ended."""

from __future__ import annotations

from pathlib import Path

from contract_tests.conformance.options import Context
from contract_tests.conformance.reports import junit, page, sarif
from contract_tests.conformance.results import Report

_WRITERS = (
    ("junit.xml", junit.rendered),
    ("report.sarif", sarif.rendered),
    ("index.html", page.rendered),
)


def forget(folder: Path) -> None:
    """Remove what an earlier run left."""
    for name in ("report.ndjson", *(name for name, _ in _WRITERS)):
        (folder / name).unlink(missing_ok=True)


def write_all(report: Report, context: Context, folder: Path) -> None:
    """All but ``report.ndjson``, which is written as the run goes."""
    for name, writer in _WRITERS:
        (folder / name).write_text(writer(report, context), encoding="utf-8", newline="\n")

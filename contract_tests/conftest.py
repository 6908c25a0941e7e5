"""What every test starts from: profiles, a finished generation, and the closing counts."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from contract_tests import counts
from contract_tests.downloads import report as downloads
from contract_tests.downloads.attacks import ATTACKS
from contract_tests.faults import report
from contract_tests.faults.cells import CELLS
from contract_tests.profile import profile
from contract_tests.vectors.current import outdated, unnamed
from generator.output import recover

RULES = ("broken alone", "implied by others", "in the inventory")
ROOT = Path(__file__).resolve().parents[1]

# The same cases in every run: a failure in a clone is a failure here, and nothing flickers.
settings.register_profile(
    "ci", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("long", settings.get_profile("ci"), max_examples=2_000)
settings.load_profile(profile())


def pytest_configure(config: pytest.Config) -> None:
    """Before the first test: finish what a killed generation left, and begin the counts anew."""
    if not hasattr(config, "workerinput"):
        recover(ROOT / "generated_client")
        counts.clear()
        report.clear()
        downloads.clear()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Pass over what was written by hand for a page that says something else now."""
    for item in items:
        for mark in item.iter_markers("page"):
            reason = outdated(*mark.args)
            if reason is not None:
                item.add_marker(pytest.mark.skip(reason=reason))
        for mark in item.iter_markers("names"):
            gone = unnamed(*mark.args, **mark.kwargs)
            if gone is not None:
                item.add_marker(pytest.mark.skip(reason=gone))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print how much was tried, so that a suite that shrank is seen."""
    totals = counts.totals()
    if totals:
        terminalreporter.section(f"counts ({profile()} profile)")
        for name, number in sorted(totals.items()):
            terminalreporter.write_line(f"{name}: {number}")
        alone, implied, rules = (totals.get(f"rules {name}") for name in RULES)
        if alone is not None and implied is not None and rules is not None:
            terminalreporter.write_line(f"rules: {alone} alone + {implied} implied = {rules}")

    matrix = report.matrix([*CELLS])
    if matrix:
        report.write(matrix)
        terminalreporter.section("fault matrix: submits over real connections")
        for line in matrix:
            terminalreporter.write_line(line)

    attacks = downloads.table([(attack.group, attack.name) for attack in ATTACKS])
    if attacks:
        downloads.write(attacks)
        terminalreporter.section("attacks on downloads")
        for line in attacks:
            terminalreporter.write_line(line)


@pytest.fixture(scope="session")
def root() -> Path:
    """The root of the repository."""
    return ROOT

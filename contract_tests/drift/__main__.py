"""Writes the page of error rates: ``python -m contract_tests.drift``."""

import sys

from contract_tests.drift.rates import measured
from contract_tests.drift.rates_page import HARMLESS, PAGE, ROUNDS, page
from contract_tests.drift.seeds import CURRENT, FILES
from contract_tests.facts.page import ROOT


def main() -> int:
    """Measure and write; exit code 2 without the pages to measure on."""
    if not FILES or CURRENT != FILES:
        sys.stderr.write(
            "the docs pages that the rates are measured on are not there, or changed\n"
        )
        return 2
    (ROOT / PAGE).write_text(page(measured(ROUNDS, HARMLESS)), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

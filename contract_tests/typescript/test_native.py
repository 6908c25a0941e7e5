"""The client's own tests, run by Node as a user of the package would run them."""

from __future__ import annotations

import re
import subprocess

from contract_tests.counts import record
from contract_tests.typescript.programs import CLIENT, node


def test_native_tests() -> None:
    files = sorted((CLIENT / "test").glob("*.test.ts"))
    assert files
    done = subprocess.run(
        [node(), "--test", "--test-timeout=60000", "--test-reporter=tap", *map(str, files)],
        cwd=CLIENT,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    totals = dict(
        re.findall(r"^# (tests|pass|fail|cancelled|skipped|todo) (\d+)$", done.stdout, re.MULTILINE)
    )
    assert done.returncode == 0, done.stdout
    assert int(totals["tests"]) == int(totals["pass"]) > 0, done.stdout
    record("native tests of the TypeScript client", int(totals["pass"]))

"""``python -m benchmarks.workers MODULE CANDIDATE BASE_URL``: see ``benchmarks.processes``."""

from __future__ import annotations

import json
import sys
from importlib import import_module

_ABSENT = "absent"


def main(module: str, name: str, base_url: str) -> None:
    worker = import_module(f"benchmarks.workers.{module}")
    try:
        version, job = worker.open_candidate(name, base_url)
    except ImportError:
        print(_ABSENT, flush=True)
        return
    print(version, flush=True)
    for line in sys.stdin:
        print(json.dumps(job(int(line))), flush=True)


main(*sys.argv[1:])

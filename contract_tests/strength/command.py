"""``python -m contract_tests strength``: how much would the checker notice? As a number.

Exit code 0: every target is met; 1: one is not.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from contract_tests.facts.page import ROOT
from contract_tests.strength import measure, page
from contract_tests.strength.targets import Target, targets

_OUT = ROOT / "out" / "strength"


def main(arguments: Sequence[str]) -> int:
    """Measure, write and print; returns the exit code."""
    options = _parser().parse_args(arguments)
    result = measured(options.jobs, options.seeds, options.sample, options.seed)
    reached = targets(result)
    document = {"format": 1, "targets": [target.to_json() for target in reached], **result}
    options.out.mkdir(parents=True, exist_ok=True)
    text = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
    (options.out / "strength.json").write_text(text, encoding="utf-8")
    (options.out / "index.html").write_text(page.rendered(result, reached), encoding="utf-8")
    sys.stdout.write(table(result, reached))
    return 0 if all(target.met for target in reached) else 1


def measured(jobs: int, seeds: int, sample: int, seed: int) -> dict[str, Any]:
    """Every part of the result."""
    _say("mutants of the spec")
    spec = measure.spec(jobs)
    killed = set(spec.pop("killed_names"))
    _say("servers that lie")
    liars = measure.liars()
    _say("the client's suite")
    client = measure.client(jobs)
    _say(f"{seeds} seeds of the true mock")
    alarms = measure.false_alarms(seeds, jobs)
    _say(f"Schemathesis over {sample} mutants")
    beside = measure.beside(killed, sample, seed, jobs)
    return {
        "spec": spec,
        "liars": liars,
        "client": client,
        "false_alarms": alarms,
        "schemathesis": beside,
    }


def table(result: dict[str, Any], reached: Sequence[Target]) -> str:
    """What a person reads."""
    lines = [f"{'kind of mutant':<16} {'all':>5} {'killed':>7} {'equivalent':>11} {'survived':>9}"]
    spec = result["spec"]
    for row in [*spec["by_kind"], {"kind": "together", **spec}]:
        numbers = f"{row['all']:>5} {row['killed']:>7} {row['equivalent']:>11} {row['survived']:>9}"
        lines.append(f"{row['kind']:<16} {numbers}")
    peer = result["schemathesis"]
    if peer["sample"]:
        drawn = f"of {peer['sample']} of these, drawn with seed {peer['seed']}"
        killed = f"the plan kills {peer['ours']}, schemathesis run {peer['killed']}"
        lines += ["", f"{drawn}: {killed}"]
    lines.append("")
    for target in reached:
        met = "met" if target.met else "MISSED"
        lines.append(f"{met:<7} {target.name}: {target.got} (aim: {target.aim})")
    for name in spec["survivors"]:
        lines.append(f"survived: {name}")
    return "\n".join(lines) + "\n"


def _say(what: str) -> None:
    print(f"strength: {what}", file=sys.stderr, flush=True)  # noqa: T201 - a person waits


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m contract_tests strength",
        description="Counts the lies and mutants that the conformance checker notices.",
    )
    parser.add_argument("--out", type=Path, default=_OUT, metavar="DIR")
    parser.add_argument("--jobs", type=int, default=2, help="processes")
    parser.add_argument("--seeds", type=int, default=2_000, help="runs over the true mock")
    parser.add_argument("--sample", type=int, default=100, help="mutants for Schemathesis; 0: none")
    parser.add_argument("--seed", type=int, default=0, help="which sample")
    return parser

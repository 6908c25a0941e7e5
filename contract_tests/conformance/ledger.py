"""What a run reserved and settled, on the disk before each request: a killed run can be resumed.

One JSON object a line. A request that was reserved and never settled may have been accepted.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import IO, Any, Self

from contract_tests.conformance.options import Context, OptionError
from contract_tests.conformance.step import Step
from contract_tests.conformance.wallet import Outcome, Wallet


class FileLedger:
    """A file that is only ever appended to; close it, or use it in a ``with``."""

    def __init__(self, path: Path, context: Context, *, resume: bool, safely: bool = True) -> None:
        """``safely`` waits for the disk, which is what survives the fall of a whole machine."""
        self.path = path
        self._safely = safely
        head = _head(context)
        self._past = _read(path, head) if resume and path.exists() else []
        resumed = resume and path.exists()
        # On a line of its own: what a kill left of the last one must not swallow the next.
        self._file: IO[str] = path.open("a" if resumed else "w", encoding="utf-8")
        self._file.write("\n") if resumed else self._write(head)

    def remind(self, wallet: Wallet, steps: dict[str, Step]) -> dict[str, Outcome]:
        """Count in a wallet what earlier runs did; returns how each of their requests ended."""
        past: dict[str, Outcome] = {}
        waiting: str | None = None
        for entry in self._past:
            if waiting is not None and entry.get("settled") != waiting:
                past[waiting] = _remember(wallet, steps, waiting, "unclear")
            waiting = entry.get("reserved")
            if "settled" in entry:
                name = entry["settled"]
                past[name] = _remember(wallet, steps, name, entry["outcome"])
        if waiting is not None:
            past[waiting] = _remember(wallet, steps, waiting, "unclear")
        return past

    def reserved(self, step: Step) -> None:
        """Written, and safe on the disk, before the request goes out."""
        self._write({"reserved": step.id})

    def settled(self, step: Step, outcome: Outcome) -> None:
        """What came of it."""
        self._write({"settled": step.id, "outcome": outcome})

    def _write(self, entry: dict[str, Any]) -> None:
        self._file.write(json.dumps(entry) + "\n")
        self._file.flush()
        if self._safely:
            os.fsync(self._file.fileno())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()


def _head(context: Context) -> dict[str, Any]:
    return {"origin": context.origin, "spec": context.plan.spec, "seed": context.plan.seed}


def _read(path: Path, head: dict[str, Any]) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        try:
            entry = json.loads(line)
        except ValueError:
            continue  # the line that the kill cut; what it settled counts as unknown
        entries.append(entry)
    if entries and entries[0] != head:
        raise OptionError(f"{path.name} is of another server, spec or seed: choose another --out")
    return entries[1:]


def _remember(wallet: Wallet, steps: dict[str, Step], name: str, outcome: Outcome) -> Outcome:
    # Parts of a body have ids of their own, which are its id and more after a dot.
    whole = name
    while whole not in steps and "." in whole:
        whole = whole.rpartition(".")[0]
    step = steps.get(whole)
    if step is None:
        raise OptionError(f"the ledger speaks of {name}, which the plan does not have")
    wallet.remembered(step, outcome)
    return outcome

"""``python -m contract_tests conform``: does this server keep the contract?

Exit code 0: it conforms; 1: it does not; 2: this run could not tell, or was asked for nonsense.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
import traceback
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from contract_tests.conformance.courier import Courier
from contract_tests.conformance.http_transport import HttpTransport, RealClock
from contract_tests.conformance.interrupt import ending_is_an_interrupt
from contract_tests.conformance.known import read_known
from contract_tests.conformance.ledger import FileLedger
from contract_tests.conformance.options import (
    Context,
    OptionError,
    key_of,
    origin_of,
    task_limit_of,
)
from contract_tests.conformance.plan import Plan, build_plan, knowing
from contract_tests.conformance.progress import Progress
from contract_tests.conformance.reports import ndjson, terminal
from contract_tests.conformance.reports.files import forget, write_all
from contract_tests.conformance.results import EXIT, Report, report_of
from contract_tests.conformance.runner import Runner
from contract_tests.conformance.secrets_out import Scrubber
from contract_tests.conformance.wallet import MOST_SURPRISES, Wallet
from contract_tests.facts.page import ROOT
from contract_tests.judges.bundle import contract

_OUT = ROOT / "out" / "conformance"
_TIME_LIMIT_S = 3_600
_EXPIRED = "MODELLIX_EXPIRED_API_KEY"


def main(arguments: Sequence[str]) -> int:
    """Run the checker; returns the exit code."""
    options = _parser().parse_args(arguments)
    try:
        with ending_is_an_interrupt():
            return _run(options)
    except OptionError as error:
        _say(str(error))
    except KeyboardInterrupt:
        _say("it was interrupted; there is no report")
    except Exception:  # noqa: BLE001 - a mistake of the checker's own says nothing of the server
        traceback.print_exc()
        _say("the checker itself failed; the server was not judged")
    return EXIT["unknown"]


def _say(words: str) -> None:
    print(f"conform: {words}", file=sys.stderr)  # noqa: T201 - for the person who called


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m contract_tests conform",
        description="Checks whether a server keeps the contract, rule by rule. The key comes from "
        "MODELLIX_API_KEY. Without --live nothing is sent that could be billed.",
        epilog="Exit code 0: it conforms; 1: it does not; 2: it could not be told.",
    )
    parser.add_argument("--base-url", help="the server's origin, without /api/v1")
    parser.add_argument("--live", action="store_true", help="send what is accepted, and billed")
    parser.add_argument("--max-paid", type=int, metavar="N", help="accept at most so many")
    parser.add_argument("--strict", action="store_true", help="fail for `should` as well")
    parser.add_argument("--dry-run", action="store_true", help="write the plan and stop")
    parser.add_argument("--out", type=Path, default=_OUT, metavar="DIR", help="where reports go")
    parser.add_argument("--seed", type=int, default=0, help="which bodies, of more than enough")
    parser.add_argument("--known", type=Path, metavar="FILE", help="known failures, with reasons")
    parser.add_argument("--resume", action="store_true", help="count what a killed run paid")
    parser.add_argument(
        "--task-timeout", type=int, metavar="S", help="seconds until a task has to have ended"
    )
    parser.add_argument(
        "--time-limit", type=int, default=_TIME_LIMIT_S, metavar="S", help="seconds for the run"
    )
    parser.add_argument("--print-body", metavar="STEP", help="print one request's body and stop")
    return parser


def _run(options: argparse.Namespace) -> int:
    expired = os.environ.get(_EXPIRED) or None
    if options.print_body is not None:
        plan = build_plan(options.seed, expired=True)
        return _print_body(plan, options.print_body)
    if options.live != (options.max_paid is not None):
        raise OptionError("--live and --max-paid N belong together: say how many may be billed")
    if options.live and options.max_paid < 1:
        raise OptionError("--max-paid has to be at least 1")
    if options.base_url is None:
        raise OptionError("give --base-url, such as http://127.0.0.1:8080")
    origin = origin_of(options.base_url)
    keys = [] if options.dry_run else [key_of(os.environ.get("MODELLIX_API_KEY"))]
    known = read_known(options.known) if options.known is not None else {}
    plan = build_plan(options.seed, expired=expired is not None, strict=options.strict)
    plan = knowing(plan, known)
    limit_s = options.task_timeout or task_limit_of(origin, contract().task.wait_timeout_ms)
    context = Context(
        plan=plan,
        origin=origin,
        live=options.live,
        strict=options.strict,
        max_paid=options.max_paid or 0,
        started=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        task_limit_s=limit_s,
        scrub=Scrubber([*keys, *([expired] if expired else [])]),
    )
    _make(options.out)
    # What an earlier run found must not stand there as this one's, however it ends.
    forget(options.out)
    (options.out / "plan.json").write_text(plan.text(), encoding="utf-8")
    _announce(context, options.out)
    if options.dry_run:
        return 0
    report, context = _check(context, options, keys[0], expired, known)
    write_all(report, context, options.out)
    sys.stdout.write(terminal.rendered(report, context))
    return EXIT[report.verdict]


def _check(
    context: Context,
    options: argparse.Namespace,
    key: str,
    expired: str | None,
    known: dict[str, str],
) -> tuple[Report, Context]:
    with ExitStack() as stack:
        transport = stack.enter_context(HttpTransport(context.origin))
        ledger = stack.enter_context(
            FileLedger(options.out / "ledger.ndjson", context, resume=options.resume)
        )
        clock = RealClock()
        wallet = Wallet(context.max_paid, ledger)
        past = ledger.remind(wallet, {step.id: step for step in context.plan.steps})
        courier = Courier(
            transport,
            clock,
            key,
            lambda: time.time_ns() // 1_000_000,
            expired_key=expired,
            deadline_ms=clock.now() + options.time_limit * 1_000,
        )
        # The keys that the run makes up are as secret as the one that they come from.
        context = replace(context, scrub=Scrubber(courier.secrets))
        with (options.out / "report.ndjson").open("w", encoding="utf-8") as file:
            _write(file, ndjson.text(ndjson.header(context)))
            runner = Runner(
                context.plan,
                courier,
                wallet,
                live=context.live,
                task_limit_ms=context.task_limit_s * 1_000,
                progress=stack.enter_context(Progress(sys.stderr)),
                past=past,
            )
            run = runner.go()
            report = report_of(run, live=context.live, strict=context.strict, known=known)
            for line in ndjson.lines(report, context):
                _write(file, ndjson.text(line))
    return report, context


def _print_body(plan: Plan, name: str) -> int:
    step = next((step for step in plan.steps if step.id == name), None)
    if step is None:
        raise OptionError(f"the plan has no request {name!r}: see plan.json")
    sys.stdout.buffer.write(step.content())
    return 0


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OptionError(f"--out cannot be made: {error.strerror}") from None


def _announce(context: Context, out: Path) -> None:
    """What is about to be sent and what it may cost, before anything is."""
    plan = context.plan
    bounds = plan.lower_bounds()
    needed = ", ".join(f"{model} {number}" for model, number in bounds.items())
    lines = [
        f"plan      {len(plan.free)} requests that nobody bills, {len(plan.paid)} more if live",
        f"          {out / 'plan.json'}",
    ]
    if context.live:
        lines += [
            f"paid      at most {context.max_paid} accepted",
            f"          every stated limit takes {plan.least_paid()}: {needed}",
            f"tasks     have to end within {context.task_limit_s} s",
        ]
        if context.max_paid < sum(bounds.values()):
            lines.append("          that is fewer than it takes: this run cannot end as a pass")
    else:
        lines.append("paid      nothing by a server that keeps the contract")
    most = min(MOST_SURPRISES, context.max_paid or MOST_SURPRISES)
    lines.append(f"          a server that does not may accept one of a kind, {most} in all")
    sys.stdout.write("\n".join(lines) + "\n\n")
    sys.stdout.flush()


def _write(file: IO[str], text: str) -> None:
    file.write(text)
    file.flush()

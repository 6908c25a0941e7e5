"""From findings to one verdict a check, and one for the run."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from contract_tests.conformance.checks import LIVE_CHECKS, TASK_CHECKS, Check, checks
from contract_tests.conformance.findings import Finding
from contract_tests.conformance.monitor import History
from contract_tests.conformance.runner import NOT_ASKED, Run

Verdict = Literal["pass", "fail", "warn", "unknown", "skipped"]
Overall = Literal["conforms", "fails", "unknown"]
EXIT: Final[dict[Overall, int]] = {"conforms": 0, "fails": 1, "unknown": 2}


@dataclass(frozen=True, slots=True)
class Result:
    """One check: its verdict, why, and the findings that decided."""

    check: Check
    verdict: Verdict
    message: str
    findings: tuple[Finding, ...]
    known: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """All that a run told; frozen, every writer reads it and nothing else."""

    results: tuple[Result, ...]
    histories: tuple[History, ...]
    verdict: Overall
    reasons: tuple[str, ...]
    accepted: int
    may_be_accepted: int
    requests: int
    stopped: str | None
    stale: tuple[str, ...] = field(default=())

    @property
    def counts(self) -> dict[Verdict, int]:
        """How many checks have each verdict."""
        found: dict[Verdict, int] = {
            "pass": 0,
            "fail": 0,
            "warn": 0,
            "unknown": 0,
            "skipped": 0,
        }
        for result in self.results:
            found[result.verdict] += 1
        return found


def report_of(
    run: Run, *, live: bool, strict: bool, known: Mapping[str, str] | None = None
) -> Report:
    """The verdicts of a run. ``known`` maps checks that may fail to the reasons why."""
    by_check: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in run.findings:
        by_check[finding.check].append(finding)
    expected = known or {}
    results = []
    for name, check in checks().items():
        result = _result(check, by_check[name], run, live=live, strict=strict)
        if result.verdict == "fail" and name in expected:
            words = f"known: {expected[name]} ({result.message})"
            result = Result(check, "warn", words, result.findings, expected[name])
        results.append(result)
    stale = tuple(
        result.check.name
        for result in results
        if result.check.name in expected and result.known is None and result.verdict == "pass"
    )
    overall, reasons = _overall(results, run, stale, live=live, strict=strict)
    return Report(
        results=tuple(results),
        histories=run.histories,
        verdict=overall,
        reasons=reasons,
        accepted=run.accepted,
        may_be_accepted=run.may_be_accepted,
        requests=run.requests,
        stopped=run.stopped,
        stale=stale,
    )


def _result(
    check: Check, found: Sequence[Finding], run: Run, *, live: bool, strict: bool
) -> Result:
    if not run.proven:
        return Result(check, "unknown", run.stopped or "nothing was sent", ())
    if check.name in LIVE_CHECKS and not found:
        if live:
            return Result(check, "unknown", "no task was started", ())
        return Result(check, "skipped", NOT_ASKED, ())
    if not found:
        return Result(check, "skipped", "no answer told of it, which is no fault", ())
    verdict, deciding = _verdict(check, found, run, live=live, strict=strict)
    if verdict == "pass":
        return Result(check, "pass", f"{len(deciding)} requests", ())
    return Result(check, verdict, _words(deciding) if deciding else NOT_ASKED, tuple(deciding))


def _verdict(
    check: Check, found: Sequence[Finding], run: Run, *, live: bool, strict: bool
) -> tuple[Verdict, list[Finding]]:
    """The verdict and what decides it; the gravest that something speaks for comes first."""
    good = [f for f in found if f.sign == "good"]
    bad = [f for f in found if f.sign == "bad"]
    odd = [f for f in found if f.sign == "odd"]
    failing = [f for f in bad if strict or f.level == "must"] + (odd if strict else [])
    undecided = [f for f in found if f.sign in ("unclear", "unsent") and _decides(f, strict=strict)]
    if check.name in TASK_CHECKS and (good or odd) and run.stopped is None:
        undecided = []  # one task that shows it is enough: others may have ended in failure
    half = [f for f in found if f.sign == "unsent" and live and _untried(f, good)]
    candidates: tuple[tuple[Verdict, list[Finding]], ...] = (
        ("fail", failing),
        ("unknown", undecided),
        ("warn", [*bad, *odd]),
        ("skipped", half if check.level == "should" else []),
        ("pass", good),
        ("unknown", [f for f in found if f.sign == "unclear"]),
    )
    rest = [f for f in found if f.sign == "unsent"][:1]
    return next((one for one in candidates if one[1]), ("skipped", rest))


def _untried(finding: Finding, good: Sequence[Finding]) -> bool:
    """Whether nothing else tried what this one was to try."""
    side = finding.step.side if finding.step is not None else None
    return side != "keeps" and not any(g.step is not None and g.step.side == side for g in good)


def _decides(finding: Finding, *, strict: bool) -> bool:
    """Whether it matters that nothing is known: not for what was never asked for."""
    if finding.words == NOT_ASKED:
        return False
    if finding.step is not None and finding.step.extra:
        return False
    return strict or finding.level == "must"


def _overall(
    results: Sequence[Result], run: Run, stale: Sequence[str], *, live: bool, strict: bool
) -> tuple[Overall, tuple[str, ...]]:
    failed = [r.check.name for r in results if r.verdict == "fail"]
    reasons = [f"{name} fails" for name in failed]
    reasons += [f"{name} is listed as a known failure, and does not fail" for name in stale]
    if reasons:
        return "fails", tuple(reasons)
    if run.stopped is not None:
        return "unknown", (run.stopped,)
    unknown = [r for r in results if r.verdict == "unknown" and (strict or r.check.level == "must")]
    if unknown:
        return "unknown", tuple(f"{r.check.name}: {r.message}" for r in unknown)
    return "conforms", ()


def _words(findings: Sequence[Finding]) -> str:
    first = findings[0].words
    more = len(findings) - 1
    return first if not more else f"{first} (and {more} more)"

"""The outcome as a table in the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from generator.docs.comparing.words import shown, visible, what, where
from generator.docs.report.next_steps import next_steps
from generator.docs.report.outcome import Outcome

_HEADS = ("model", "subject", "what", "was", "is", "class", "page", "spec")
_WIDEST = 44


def table(outcome: Outcome) -> str:
    """What people read: differences, then what a person has to look at, then the pages."""
    parts = []
    if outcome.differences:
        parts.append(_joined(_differences(outcome)))
    if outcome.apply:
        parts.append(_joined(_applied(outcome)))
    parts += [
        _joined(part)
        for part in (list(_unread(outcome)), list(_sentences(outcome)), list(_pages(outcome)))
        if part
    ]
    return "\n\n".join(parts)


def _joined(lines: Iterable[str]) -> str:
    return "\n".join(map(visible, lines))


def _differences(outcome: Outcome) -> Iterable[str]:
    rows = [
        (
            entry.model,
            entry.subject,
            what(entry),
            shown(entry.was),
            shown(entry.is_),
            entry.class_ if entry.certain else f"{entry.class_} ({entry.certainty:.2f})",
            where(entry),
            f"{entry.spec.file}:{entry.spec.line}" if entry.spec else "-",
        )
        for entry in outcome.differences
    ]
    return _aligned([_HEADS, *rows])


def _aligned(rows: Sequence[Sequence[str]]) -> Iterable[str]:
    told = [[visible(cell) for cell in row] for row in rows]
    cut = [[_cut(cell) for cell in row[:-2]] + row[-2:] for row in told]
    widths = [max(len(row[column]) for row in cut) for column in range(len(rows[0]))]
    for row in cut:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip()


def _cut(cell: str) -> str:
    return cell if len(cell) <= _WIDEST else cell[: _WIDEST - 1] + "…"


def _applied(outcome: Outcome) -> Iterable[str]:
    left = len(outcome.differences) - len(outcome.applied)
    yield f"{len(outcome.applied)} applied, {left} for a person to decide (--format markdown)"
    yield from (f"wrote {name}" for name in outcome.written)
    yield from (f"open: {question}" for question in outcome.questions)
    yield from (
        f"left: {entry.model}, {entry.subject}, {what(entry)}: {entry.advice}"
        for entry in outcome.differences
        if entry not in outcome.applied and entry.advice
    )
    yield from (f"next: {step.replace('`', '')}" for step in next_steps(outcome))


def _unread(outcome: Outcome) -> Iterable[str]:
    for entry in outcome.unread:
        yield f"not read: {entry.file}: {entry.problem}"


def _sentences(outcome: Outcome) -> Iterable[str]:
    found = outcome.sentences
    if found:
        yield "sentences that sound binding and were not understood:"
    for reading, entry in found:
        yield f"  {reading.file}:{entry.line} ({entry.subject}): {shown(entry.text)}"


def _pages(outcome: Outcome) -> Iterable[str]:
    for reading in outcome.readings:
        found = sum(
            (entry.file, entry.model) == (reading.file, reading.model)
            for entry in outcome.differences
        )
        verdict = "no drift" if not found else f"{found} difference{'s' if found > 1 else ''}"
        decisions = _decisions(outcome, reading.model)
        noted = f"; settled by decisions {decisions}" if decisions else ""
        yield (
            f"{reading.file}: {reading.model}, format {reading.format}, "
            f"{len(reading.facts)} facts, {verdict}{noted}"
        )
    for listing in outcome.listings:
        found = sum(entry.file == listing.file for entry in outcome.differences)
        yield f"{listing.file}: index of {len(listing.entries)} models, {found or 'no'} differences"
    for log in outcome.logs:
        found = sum(entry.file == log.file for entry in outcome.differences)
        yield (
            f"{log.file}: log of {log.answers} answers, {log.witnesses} of them about a body that "
            f"the spec can judge, {found or 'no'} differences"
        )
    total = len(outcome.differences)
    read = len(outcome.readings) + len(outcome.listings) + len(outcome.logs)
    count = f"{read} page{'s' if read != 1 else ''} read"
    unread = f", {len(outcome.unread)} not" if outcome.unread else ""
    verdict = "no drift" if read else "nothing to compare"
    yield f"{count}{unread}: " + (f"{total} differences" if total else verdict)


def _decisions(outcome: Outcome, model: str) -> str:
    numbers = {
        int(entry.decision.removeprefix("decision-"))
        for entry in outcome.decided
        if entry.model == model
    }
    return ", ".join(map(str, sorted(numbers)))

"""The outcome as Markdown, for a pull request."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.contract.types import Contract
from generator.docs.comparing import Difference
from generator.docs.comparing.words import shown, surface, visible, what, where
from generator.docs.report.next_steps import next_steps
from generator.docs.report.outcome import Outcome
from generator.docs.report.surfaces import shown as surface_lines

_TITLES = {
    "breaking": "Breaks callers",
    "loosening": "Loosens",
    "addition": "Adds",
    "documentation": "Documentation only",
    "contradiction": "The page contradicts itself",
}
# An underscore between letters is no markup, and names are full of them.
_MARKUP = re.compile(r"[\\|<>\[\]*`&~$]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])")
# What GitHub turns into mentions, references and links wherever it stands.
_LINKED = re.compile(r"@|#(?=\d)|\bGH-(?=\d)|:(?=//)|\bwww(?=\.)", re.IGNORECASE)
_NOTHING = "\u200b"

_BY_HAND = (
    "What is decided here is written by hand: into the model's file, and what its page says into "
    "`spec/facts/` too. `make test` holds the two against each other."
)


def markdown(outcome: Outcome, contract: Contract) -> str:
    """What a reviewer needs: what changed, whom it breaks, what is left to decide."""
    return "\n".join(_lines(outcome, contract)).rstrip()


def _lines(outcome: Outcome, contract: Contract) -> Iterator[str]:
    yield "# Docs pages against the spec"
    yield ""
    count = len(outcome.differences)
    logs = f" and {len(outcome.logs)} logs of answers" if outcome.logs else ""
    differences = f"{count} difference{'s' if count != 1 else ''}"
    pages = f"{len(outcome.readings)} page{'s' if len(outcome.readings) != 1 else ''}"
    yield f"{pages}{logs} read, {differences}."
    for class_, title in _TITLES.items():
        entries = [entry for entry in outcome.differences if entry.class_ == class_]
        if entries:
            yield from _section(title, entries, contract)
    if outcome.apply:
        yield from _checklist(outcome)
    if outcome.surfaces:
        yield from ("", "## What changes for callers")
        yield from surface_lines(outcome.surfaces)
    if outcome.unread:
        yield from ("", "## Pages that could not be read", "")
        yield from (f"- {_code(e.file)}: {_cell(e.problem)}" for e in outcome.unread)
    if outcome.sentences:
        yield from ("", "## Sentences that sound binding and were not understood", "")
        for reading, entry in outcome.sentences:
            place = f"{reading.file}:{entry.line}"
            yield f"- {_code(place)} ({_cell(entry.subject)}): {_cell(shown(entry.text))}"
    if outcome.decided:
        yield from ("", "## Settled before", "")
        models = dict.fromkeys(entry.model for entry in outcome.decided)
        for model in models:
            numbers = sorted(
                {int(e.decision.split("-")[1]) for e in outcome.decided if e.model == model}
            )
            yield f"- {_cell(model)}: decisions {', '.join(map(str, numbers))}"


def _section(title: str, entries: list[Difference], contract: Contract) -> Iterator[str]:
    yield from ("", f"## {title}", "")
    yield "| model | subject | what | was | is | page | spec | rules | clients |"
    yield "|---|---|---|---|---|---|---|---|---|"
    for entry in entries:
        spec = f"{entry.spec.file}:{entry.spec.line}" if entry.spec else "-"
        rules = ", ".join(_code(rule, cell=True) for rule in entry.rules) or "-"
        cells = (
            *(entry.model, entry.subject, what(entry), shown(entry.was), shown(entry.is_)),
            *(where(entry), spec),
        )
        told = surface(entry, contract)
        yield f"| {' | '.join(map(_cell, cells))} | {rules} | {_cell(told)} |"


def _checklist(outcome: Outcome) -> Iterator[str]:
    left = [entry for entry in outcome.differences if entry not in outcome.applied]
    yield from ("", "## Applied", "")
    yield from (f"- [x] {_task(entry)}" for entry in outcome.applied)
    if not outcome.applied:
        yield "Nothing."
    if outcome.written:
        yield from ("", "Written: " + ", ".join(_code(name) for name in outcome.written))
    if left or outcome.questions:
        yield from ("", "## For a person to decide", "", _BY_HAND, "")
        yield from (f"- [ ] {_task(entry)}" for entry in left)
        yield from (f"- [ ] {_cell(question)}" for question in outcome.questions)
    if outcome.written:
        yield from ("", "## Afterwards", "")
        yield from (f"- [ ] {step}" for step in next_steps(outcome))


def _task(entry: Difference) -> str:
    change = f"{shown(entry.was)} → {shown(entry.is_)}"
    advice = entry.advice or (f"confidence {entry.certainty:.2f}" if not entry.certain else "")
    text = f"{entry.model}, {entry.subject}, {what(entry)}: {change} ({where(entry)})"
    return _cell(f"{text}; {advice}" if advice else text)


def _cell(text: str) -> str:
    """Text of a page as words only: no markup, no line ends, nothing that GitHub makes a link.

    A reference to an issue after ``closes`` would close it with the pull request.
    """
    flat = visible(" ".join(text.split()))
    return _LINKED.sub(lambda found: found[0] + _NOTHING, _MARKUP.sub(r"\\\g<0>", flat))


def _code(text: str, *, cell: bool = False) -> str:
    """Text of a page between backticks, where nothing else is markup but the bar of a table."""
    flat = visible(" ".join(text.split()))
    fence = "`" * (1 + max(map(len, re.findall("`+", flat)), default=0))
    space = " " if flat.startswith("`") or flat.endswith("`") else ""
    inner = flat.replace("|", r"\|") if cell else flat
    return f"{fence}{space}{inner}{space}{fence}"

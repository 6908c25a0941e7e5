"""``python -m generator drift``: docs pages against the spec."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from generator.contract.load import load_contract
from generator.contract.types import Contract
from generator.docs.accepted import Accepted, known_names, load_accepted
from generator.docs.comparing import (
    Decided,
    Difference,
    answer_differences,
    compare,
    listing_differences,
    with_disputes,
)
from generator.docs.comparing.words import visible
from generator.docs.folder import Pages, read_folder
from generator.docs.page import PageError
from generator.docs.patching import apply_differences
from generator.docs.patching.apply import Check
from generator.docs.report.examples import outdated_examples
from generator.docs.report.github import github
from generator.docs.report.json_report import json_report
from generator.docs.report.markdown import markdown
from generator.docs.report.outcome import UNREADABLE, Log, Outcome
from generator.docs.report.surfaces import surface_changes
from generator.docs.report.table import table
from generator.spec.findings import SpecError
from generator.surface import FOLDER

# What each client offers, as text, by the spec below a folder.
Surfaces = Callable[[Path], dict[str, str]]

# With fewer pages the answer is there before anyone reads how far it is.
_MANY = 20


def drift(
    root: Path,
    folder: Path,
    form: str,
    check: Check | None = None,
    surfaces: Surfaces | None = None,
) -> int:
    """Compare the pages of ``folder`` with the spec below ``root``; returns the exit code.

    With a ``check``, which says what is wrong with a spec, what is certain is written into it; with
    ``surfaces``, what each client offers by the spec below a folder, Markdown tells what that
    changes for callers.
    """
    if not folder.is_dir():
        print(f"drift: {folder} is no folder: give one with saved pages", file=sys.stderr)
        return UNREADABLE
    try:
        contract = load_contract(root)
        accepted = load_accepted(root, contract)
    except SpecError as error:
        for finding in error.findings:
            print(finding, file=sys.stderr)
        print("drift: the spec has mistakes: mend them first", file=sys.stderr)
        return UNREADABLE
    except PageError as error:
        print(f"drift: {error}", file=sys.stderr)
        return UNREADABLE
    pages = read_folder(folder, lambda model: known_names(accepted, model), _progress)
    if not (pages.readings or pages.listings or pages.logs or pages.unread):
        print(f"drift: no pages in {folder}: save some there", file=sys.stderr)
        return UNREADABLE
    outcome = examine(folder.name, pages, contract, accepted)
    if check is not None:
        try:
            done = apply_differences(
                root, outcome.differences, outcome.readings, contract, accepted, check
            )
        except OSError as error:
            place = f"{error.filename}: " if error.filename else ""
            print(f"drift: cannot write: {place}{error.strerror or error}", file=sys.stderr)
            print("drift: every file is whole; run again once it can be written", file=sys.stderr)
            return UNREADABLE
        outcome = replace(
            outcome,
            differences=done.differences,
            applied=done.applied,
            written=done.written,
            questions=done.questions,
            apply=True,
            outdated=outdated_examples(root, done.applied),
            surfaces=_changed(root, surfaces) if form == "markdown" and done.applied else {},
        )
    print(_told(outcome, contract, form))
    return outcome.code


def _changed(root: Path, surfaces: Surfaces | None) -> dict[str, list[str]]:
    """What the clients offer by the new spec, beside what those that were generated offer."""
    if surfaces is None:
        return {}
    after = surfaces(root)
    before = {}
    for client in after:
        path = root / "generated_client" / FOLDER / f"{client}.txt"
        before[client] = path.read_text(encoding="utf-8") if path.is_file() else ""
    return surface_changes(before, after)


def _told(outcome: Outcome, contract: Contract, form: str) -> str:
    if form == "json":
        return json_report(outcome)
    if form == "markdown":
        return markdown(outcome, contract)
    return github(outcome) if form == "github" else table(outcome)


def examine(
    folder: str, pages: Pages, contract: Contract, accepted: dict[str, Accepted]
) -> Outcome:
    """Everything that a run finds, before anything is written."""
    differences: list[Difference] = []
    decided: list[Decided] = []
    for reading in pages.readings:
        found = compare(reading, contract, accepted)
        differences += found.differences
        decided += found.decided
    differences = with_disputes(pages.readings, differences)
    for listing in pages.listings:
        differences += listing_differences(listing, contract)
    logs: list[Log] = []
    for log in pages.logs:
        judged = answer_differences(log, contract)
        differences += judged.differences
        logs.append(Log(log.file, len(log.answers), judged.witnesses))
    return Outcome(
        folder=folder,
        readings=tuple(pages.readings),
        listings=tuple(pages.listings),
        logs=tuple(logs),
        differences=tuple(differences),
        decided=tuple(decided),
        unread=tuple(pages.unread),
    )


def _progress(number: int, total: int, name: str) -> None:
    if total < _MANY or not sys.stderr.isatty():
        return
    end = "\n" if number == total else ""
    print(
        f"\r\x1b[K{number} of {total}: {visible(name)[:60]}", end=end, file=sys.stderr, flush=True
    )

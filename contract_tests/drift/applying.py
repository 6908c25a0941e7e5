"""Pages of a folder, compared with the spec of a copy and written into it, in this process."""

from __future__ import annotations

from pathlib import Path

from generator.contract.load import load_contract
from generator.docs.accepted import known_names, load_accepted
from generator.docs.command import examine
from generator.docs.folder import read_folder
from generator.docs.patching import apply_differences
from generator.docs.patching.apply import Applied
from generator.docs.report.outcome import Outcome
from generator.pipeline import mistakes


def examined(root: Path, pages: Path) -> Outcome:
    """What a run over the pages finds."""
    contract = load_contract(root)
    accepted = load_accepted(root, contract)
    read = read_folder(pages, lambda model: known_names(accepted, model))
    return examine("pages", read, contract, accepted)


def applied(root: Path, outcome: Outcome) -> Applied:
    """Write what is certain into the spec below ``root``."""
    contract = load_contract(root)
    accepted = load_accepted(root, contract)
    return apply_differences(
        root, outcome.differences, outcome.readings, contract, accepted, mistakes
    )

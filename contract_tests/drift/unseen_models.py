"""Invented models whose pages lie in ``unseen/``, in a tree that has not accepted them.

Whoever applies these pages has the models in the spec from then on. What is shown of a page that
comes for the first time is shown in a copy without them, and with the names of the first models.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from contract_tests.drift.running import accepted
from contract_tests.drift.seeds import MODELS as FIRST
from contract_tests.facts.page import ROOT
from generator.docs.accepted import known_names
from generator.docs.names.candidates import Known

FOLDER = Path(__file__).parent / "unseen"
# With what a careful reader drew from their pages.
READ = sorted(path.stem for path in FOLDER.glob("*.json"))
MODELS = sorted({path.stem.removesuffix(".a").removesuffix(".b") for path in FOLDER.glob("*.txt")})


def known() -> Known:
    """What helps to recover names before any page of these models has come."""
    first = {model: entry for model, entry in accepted().items() if model in FIRST}
    return known_names(first, "")


def without_them(spec: Path) -> Path:
    """A folder ``spec`` whose models they are not, whatever this tree has accepted."""
    shutil.copytree(ROOT / "spec", spec, dirs_exist_ok=True)
    for model in MODELS:
        for kind, ending in (("models", "yaml"), ("facts", "json")):
            for path in spec.glob(f"{kind}/*/{model}.{ending}"):
                path.unlink()
    return spec

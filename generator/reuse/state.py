"""What the output depends on besides the spec: the generator that runs, and all it runs on."""

from __future__ import annotations

import hashlib
import json
import sys
from importlib.metadata import version
from pathlib import Path

from generator.walk import files_below, take_in

_HERE = Path(__file__).parents[1]
_FILES = ("LICENSE", "THIRD_PARTY_NOTICES", "requirements/dev.txt")
# Whatever the lock file says, these are the ones that run.
_TOOLS = (
    *("cel-python", "Jinja2", "jsonschema-rs", "lark", "openapi-python-client", "PyYAML"),
    *("pydantic", "ruamel.yaml", "ruff"),
)


def generator_state() -> str:
    """SHA-256 over the generator that runs: its sources, its libraries, its Python."""
    state = hashlib.sha256(json.dumps([sys.version, *map(version, _TOOLS)]).encode())
    root = _HERE.parent
    take_in(state, [(name, str(root / name)) for name in _FILES if (root / name).is_file()])
    take_in(state, files_below(_HERE))
    return state.hexdigest()

"""What the output depends on besides the spec: the generator that runs, and all it runs on."""

from __future__ import annotations

import hashlib
import json
import sys
from importlib.metadata import version
from pathlib import Path

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
    paths = [_HERE.parent / name for name in _FILES]
    for path in sorted([*paths, *_HERE.rglob("*")]):
        if path.is_file() and "__pycache__" not in path.parts:
            content = path.read_bytes()
            state.update(f"{path.relative_to(_HERE.parent).as_posix()}\0{len(content)}\0".encode())
            state.update(content)
    return state.hexdigest()

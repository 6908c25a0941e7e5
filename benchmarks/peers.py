"""The peers' own environment: exact versions from requirements/bench.txt, and a stock client.

Everything that speaks HTTP runs there, ours too, in a process of its own, so that no candidate
finds libraries loaded or sped up that another one brought along.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tools import environment, installer, stamp

ROOT = Path(__file__).parents[1]
_TOOLS = ROOT / ".tools"
_PLACE = _TOOLS / "bench"
_LOCK = ROOT / "requirements" / "bench.txt"
_BUNDLE = ROOT / "generated_client" / "openapi.json"
_CLIENT = ROOT / "generated_client" / "python"
STOCK = "stock_client"


def python(*, make: bool) -> str:
    """The interpreter that candidates run with.

    Args:
        make: Whether to make the environment if it is not there; else this interpreter stands in
            for it, without the peers that it does not have.
    """
    program = _PLACE / "bin" / "python"
    if stamp.read(_PLACE) != _stamp():
        if not make:
            return sys.executable
        _make(program)
    return str(program)


def settings() -> dict[str, str]:
    """The environment variables of a candidate's process: no proxy, no settings of the user."""
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG"}}
    paths = [str(ROOT), str(_CLIENT), str(_PLACE / "generated")]
    return {**kept, "PYTHONPATH": os.pathsep.join(paths), "PYTHONHASHSEED": "0"}


def _stamp() -> dict[str, str]:
    return stamp.of(ROOT, [_LOCK, _BUNDLE], python=stamp.interpreter())


def _make(program: Path) -> None:
    print("making the peers' environment", file=sys.stderr)
    uv = installer.get(ROOT, _TOOLS)
    env = environment.for_uv(_TOOLS)
    shutil.rmtree(_PLACE, ignore_errors=True)
    base = [str(uv), "venv", "--quiet", "--no-project", "--python", sys.executable, str(_PLACE)]
    subprocess.run(base, env=env, check=True)
    installer.uv_pip(uv, env, str(program), "sync", "--require-hashes", str(_LOCK))
    _generate_stock(_PLACE / "generated")
    stamp.write(_PLACE, _stamp())


def _generate_stock(folder: Path) -> None:
    """What the stock generator makes of the same bundle."""
    folder.mkdir()
    settings = folder / "settings.yaml"
    settings.write_text("literal_enums: true\npost_hooks: []\n", encoding="utf-8")
    generator = str(Path(sys.executable).parent / "openapi-python-client")
    options = ["--meta", "none", "--config", str(settings), "--output-path", str(folder / STOCK)]
    subprocess.run(
        [generator, "generate", "--path", str(_BUNDLE), *options], check=True, stdout=sys.stderr
    )

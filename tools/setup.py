"""Makes what every target needs: the environment `.venv` and, when asked, Node and Go.

Run through tools/bootstrap, which finds the interpreter. Standard library only, and nothing on
standard output. A second run finds the stamps and touches nothing, the network least of all.
"""

import argparse
import fcntl
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools import environment, golang, installer, nodejs, stamp

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ROOT / ".tools"
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements" / "dev.txt"
# Relative to site-packages, so that no name of a folder above the tree stands in the file: Python
# 3.11 reads it in the locale's encoding, and a path may hold anything.
PATH_TO_CLIENT = "../../../../generated_client/python\n"


def main(arguments: list[str] | None = None) -> int:
    """Bring the tree up to date; `--is-current` only tells whether it is."""
    parser = argparse.ArgumentParser(prog="tools/bootstrap", description=__doc__)
    parser.add_argument("--is-current", action="store_true", help="only tell, by the exit code")
    parser.add_argument("--node", action="store_true", help="Node and its tools as well")
    parser.add_argument("--go", action="store_true", help="Go as well")
    parser.add_argument("--lock", action="store_true", help="compile the lock files anew")
    options = parser.parse_args(arguments)
    if options.is_current:
        current = environment_is_current()
        current = current and (not options.node or nodejs.is_current(ROOT, TOOLS))
        current = current and (not options.go or golang.is_current(ROOT, TOOLS))
        return 0 if current and not options.lock else 1
    try:
        with _one_at_a_time():
            if options.lock:  # before all else: it mends lock files that nothing can be made from
                compile_locks()
            # Asked again inside the lock: another set-up may just have done the work.
            if not _is_current_by_its_own_interpreter():
                make_environment()
            if options.node and not nodejs.is_current(ROOT, TOOLS):
                nodejs.make(ROOT, TOOLS)
            if options.go and not golang.is_current(ROOT, TOOLS):
                golang.make(ROOT, TOOLS)
    except subprocess.CalledProcessError as failure:
        command = " ".join(Path(str(part)).name for part in failure.cmd[:4])
        _say(f"`{command} …` failed with exit code {failure.returncode}; its own words are above")
        return 1
    except KeyboardInterrupt:
        _say("stopped; the next run starts where it has to")
        return 130
    return 0


def environment_is_current() -> bool:
    """Tell whether this interpreter runs in a `.venv` made here from the lock file as it is now."""
    if Path(sys.prefix).resolve() != VENV:
        return False
    made = stamp.read(VENV)
    wanted = os.environ.get("MODELLIX_PYTHON") or made.get("requested", "")
    return made == _stamp(wanted)


def make_environment() -> None:
    """Make `.venv`, or bring one that only has an older lock file behind it up to date."""
    started = time.monotonic()
    wanted = _stamp(os.environ.get("MODELLIX_PYTHON", ""))
    made = stamp.read(VENV)
    reusable = all(made.get(key) == wanted[key] for key in ("root", "python"))
    _say(f"Python {sys.version.split()[0]} ({sys.executable})")
    uv = installer.get(ROOT, TOOLS)
    env = environment.for_uv(TOOLS)
    stamp.remove(VENV)
    if not reusable:
        if VENV.is_symlink():
            VENV.unlink()
        elif VENV.exists():
            shutil.rmtree(VENV)
        base = [str(uv), "venv", "--quiet", "--no-project", "--python", sys.executable, str(VENV)]
        subprocess.run(base, env=env, check=True)
    _say("installing what requirements/dev.txt names")
    python = str(VENV / "bin" / "python")
    installer.uv_pip(uv, env, python, "sync", "--require-hashes", str(LOCK))
    for packages in VENV.glob("lib/python*/site-packages"):
        (packages / "modellix_client.pth").write_text(PATH_TO_CLIENT, encoding="utf-8")
    stamp.write(VENV, wanted)
    _say(f"ready after {time.monotonic() - started:.0f} s")


def compile_locks() -> None:
    """Compile requirements/*.in and the list of Node's tools anew; versions stay where they can."""
    uv = installer.get(ROOT, TOOLS)
    env = environment.for_uv(TOOLS)
    options = ["--quiet", "--universal", "--python-version", "3.11", "--generate-hashes"]
    # No address and no command line: the files read the same whoever compiled them, and where.
    options += ["--no-emit-index-url", "--no-emit-find-links"]
    options += ["--custom-compile-command", "make lock"]
    for source in sorted((ROOT / "requirements").glob("*.in")):
        names = [f"requirements/{source.name}", "-o", f"requirements/{source.stem}.txt"]
        subprocess.run([str(uv), "pip", "compile", *options, *names], env=env, cwd=ROOT, check=True)
    nodejs.compile_lock(ROOT, TOOLS)


def _stamp(requested: str) -> dict[str, str]:
    return stamp.of(ROOT, [LOCK], python=stamp.interpreter(), requested=requested)


def _is_current_by_its_own_interpreter() -> bool:
    """Ask the interpreter inside `.venv`, the only one that knows what it is."""
    python = VENV / "bin" / "python"
    if not python.exists():
        return False
    question = [str(python), "-m", "tools.setup", "--is-current"]
    env = environment.clean(os.environ)
    answer = subprocess.run(question, cwd=ROOT, env=env, capture_output=True, check=False)
    return answer.returncode == 0


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Hold the lock that keeps two set-ups apart; the system frees it when a holder is killed."""
    TOOLS.mkdir(exist_ok=True)
    with (TOOLS / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            _say("waiting for another set-up of this tree to end")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _say(text: str) -> None:
    print(f"set-up: {text}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())

"""tools/bootstrap finds the newest Python that works, among interpreters that only pretend."""

import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tools import setup

BOOTSTRAP = setup.ROOT / "tools" / "bootstrap"


@dataclass
class Machine:
    """A tree with set-up alone in it, and a PATH with what a test puts there."""

    root: Path
    path: list[Path] = field(default_factory=list)

    def folder(self, name: str) -> Path:
        folder = self.root / name
        folder.mkdir(parents=True, exist_ok=True)
        if folder not in self.path:
            self.path.append(folder)
        return folder

    def python(self, name: str, *, minor: int, able: str = "yes", folder: str = "bin") -> Path:
        """Add an interpreter that answers the question what it is, and else tells that it ran."""
        program = self.folder(folder) / name
        answer = f'echo "{minor} {able} $0"'
        told = 'echo "ran $0 $*" >&2'
        return _script(program, f'case "$*" in *" -c "*) {answer} ;; *) {told} ;; esac')

    def shim(self, name: str, folder: str = "bin") -> Path:
        """Add what a version manager leaves on PATH for a version that is not switched on."""
        return _script(self.folder(folder) / name, "echo 'command not found' >&2; exit 127")

    def run(self, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        env = {"PATH": ":".join(str(folder) for folder in self.path), **more}
        # The shell reads on after set-up has ended: what stands on its input must still be there.
        script = (
            'sh "$0" "$@"; code=$?; while read -r line; do echo "left: $line"; done; exit $code'
        )
        return subprocess.run(
            ["/bin/sh", "-c", script, str(self.root / "tools" / "bootstrap"), *arguments],
            input="standard input\n",
            env=env,
            capture_output=True,
            text=True,
            check=False,
        )


def _script(path: Path, body: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{body}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    machine = Machine(tmp_path / "a tree with spaces")
    shutil.copytree(BOOTSTRAP.parent, machine.root / "tools", ignore=lambda *_: ["node"])
    system = machine.folder("system")
    for program in ("sh", "dirname"):
        (system / program).symlink_to(shutil.which(program) or program)
    return machine


def _taken(done: subprocess.CompletedProcess[str]) -> str:
    """Return the interpreter that set-up was handed to; nothing else was said, or eaten."""
    assert done.returncode == 0
    assert done.stdout == "left: standard input\n"
    (said,) = done.stderr.splitlines()
    program, _, handed = said.removeprefix("ran ").partition(" -m tools.setup")
    assert handed == " --node"
    return program


def test_newest_is_taken(machine: Machine) -> None:
    machine.python("python3.11", minor=11)
    newest = machine.python("python3.13", minor=13)
    machine.python("python3", minor=11)

    assert _taken(machine.run("--node")) == str(newest)


def test_newest_may_have_the_plain_name(machine: Machine) -> None:
    machine.python("python3.12", minor=12)
    newest = machine.python("python3", minor=14)

    assert _taken(machine.run("--node")) == str(newest)


def test_shim_that_fails_is_passed_over(machine: Machine) -> None:
    machine.shim("python3.14")
    machine.shim("python3.13")
    works = machine.python("python3.12", minor=12)

    assert _taken(machine.run("--node")) == str(works)


def test_interpreter_behind_a_shim_of_its_name_is_found(machine: Machine) -> None:
    machine.shim("python3.13", folder="shims")
    works = machine.python("python3.13", minor=13, folder="real one")
    machine.python("python3", minor=11, folder="real one")

    assert _taken(machine.run("--node")) == str(works)


def test_old_python3_does_not_hide_a_newer_name(machine: Machine) -> None:
    _script(machine.folder("bin") / "python3", "exit 1")  # what the question ends with on 3.9
    works = machine.python("python3.12", minor=12)

    assert _taken(machine.run("--node")) == str(works)


def test_python_newer_than_the_lock_files_is_not_taken(machine: Machine) -> None:
    machine.python("python3", minor=15)
    works = machine.python("python3.11", minor=11)

    assert _taken(machine.run("--node")) == str(works)


def test_python_that_can_install_wins_over_a_newer_one_that_cannot(machine: Machine) -> None:
    machine.python("python3.13", minor=13, able="no")
    works = machine.python("python3.11", minor=11)

    assert _taken(machine.run("--node")) == str(works)


def test_without_venv_and_pip_one_line_says_what_to_install(machine: Machine) -> None:
    bare = machine.python("python3.12", minor=12, able="no")
    done = machine.run()

    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert str(bare) in line
    assert "apt-get install python3-venv" in line


def test_without_any_python_one_line_says_what_to_install(machine: Machine) -> None:
    machine.shim("python3")
    done = machine.run()

    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert "no working Python 3.11 to 3.14" in line


def test_one_can_be_asked_for(machine: Machine) -> None:
    machine.python("python3.13", minor=13)
    asked = machine.python("python3.11", minor=11)

    assert _taken(machine.run("--node", MODELLIX_PYTHON="python3.11")) == str(asked)


def test_one_that_was_asked_for_and_fails_is_not_replaced(machine: Machine) -> None:
    machine.python("python3.13", minor=13)
    machine.shim("python3.11")
    done = machine.run(MODELLIX_PYTHON="python3.11")

    assert done.returncode == 1
    assert "MODELLIX_PYTHON=python3.11" in done.stderr


def test_environment_that_is_current_is_not_searched_for(machine: Machine) -> None:
    _script(machine.root / ".venv" / "bin" / "python", "exit 0")
    done = machine.run()

    assert (done.returncode, done.stderr) == (0, "")


def test_environment_whose_interpreter_is_gone_is_made_again(machine: Machine) -> None:
    (machine.root / ".venv" / "bin").mkdir(parents=True)
    (machine.root / ".venv" / "bin" / "python").symlink_to("/no/such/python")
    works = machine.python("python3.11", minor=11)

    assert _taken(machine.run("--node")) == str(works)


def test_leftovers_of_an_active_environment_do_not_reach_it(machine: Machine) -> None:
    told = 'echo "${PYTHONPATH-}${PYTHONHOME-}${VIRTUAL_ENV-}" >&2'
    _script(
        machine.folder("bin") / "python3",
        f'case "$*" in *" -c "*) echo "11 yes $0" ;; *) {told} ;; esac',
    )
    done = machine.run(PYTHONPATH="/elsewhere", PYTHONHOME="/elsewhere", VIRTUAL_ENV="/elsewhere")

    assert done.stderr == "\n"

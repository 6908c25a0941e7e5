"""The two commands as a whole, in a temporary copy: pages go in, and every test is green.

It takes as long as ``make test`` does, so it belongs to the long profile.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import Final

import pytest

from contract_tests.drift.unseen_models import FOLDER, MODELS
from contract_tests.facts.page import ROOT
from contract_tests.profile import profile
from tools.example_pages import rendered

# What a run hands to its children, and what would lead them back to this tree.
_OWN: Final = ("MAKE", "MFLAGS", "MODELLIX", "PYTEST", "PYTHON", "VIRTUAL_ENV", "UV_")
Changes = dict[str, tuple[tuple[str, str], ...]]
_CHANGES: Final[Changes] = {
    # The example page that is changed already.
    "text-a/kling-v1.5-i2i.txt": (),
    "text-a/kling-v1-i2v.txt": (
        ("Required string length: 1 - 2500", "Required string length: 1 - 3000"),
        ("std,\npro\n", "std,\npro,\nmaster\n"),
    ),
    "text-b/kling-v2-mi2i.txt": (("kling-v2-mi2i/async", "kling-v2-mi2i"),),
}
# Of each page: what has to be given, what may be given, and what a rule speaks of.
_RENAMES: Final[Changes] = {
    "text-a/kling-v1.5-i2i.txt": (
        ("\nprompt\nstring\n", "\ntext\nstring\n"),
        ('"prompt":', '"text":'),
        ("\nimage\nstring\n", "\ninput_image\nstring\n"),
        ('"image":', '"input_image":'),
    ),
    "text-a/kling-image-o1.txt": (
        ("\nprompt\nstring\n", "\ntext\nstring\n"),
        ('"prompt":', '"text":'),
    ),
    "text-a/kling-v1-i2v.txt": (
        ("\nnegative_prompt\nstring\n", "\nexclude_prompt\nstring\n"),
        ("\nimage\nstring\n", "\ninput_image\nstring\n"),
        ('"image":', '"input_image":'),
        ("one of image,", "one of input_image,"),
    ),
    "text-b/kling-v1.6-mi2v.txt": (('"images":', '"input_images":'),),
    "text-b/kling-v2-mi2i.txt": (('"prompt":', '"text":'), ("one of prompt,", "one of text,")),
}


@pytest.fixture(autouse=True)
def _only_if_asked() -> None:
    if profile() != "long":
        pytest.skip("it runs the whole suite in a copy, for the long profile: `make test-long`")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """This tree as it stands, what is not committed yet too, as a repository of its own."""
    folder = tmp_path / "modellix"
    for line in _git(ROOT, "ls-files", "-co", "--exclude-standard").splitlines():
        if (ROOT / line).is_file():
            (folder / line).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / line, folder / line)
    shared = ROOT.parent / "shared"
    if shared.is_dir():
        (tmp_path / "shared").symlink_to(shared)
    _git(folder, "init", "--quiet", "--initial-branch=main")
    _git(folder, "add", "--all")
    who = ("-c", "user.name=A reviewer", "-c", "user.email=reviewer@example.com")
    _git(folder, *who, "commit", "--quiet", "--message=Before the pages changed")
    return folder


@pytest.mark.slow
@pytest.mark.page("kling-v1.5-i2i")
@pytest.mark.page("kling-v1-i2v")
@pytest.mark.page("kling-v2-mi2i", "route")
@pytest.mark.parametrize("form", ["a", "b"])
def test_changed_pages_end_in_green_tests(copy: Path, tmp_path: Path, form: str) -> None:
    """Every invented model in one form, and changes of three of the first pages."""
    pages = _changed(tmp_path / "pages", _CHANGES)
    for model in MODELS:
        paths = sorted(FOLDER.glob(f"{model}*.txt"))
        chosen = next((p for p in paths if p.stem.endswith(f".{form}")), paths[0])
        shutil.copy(chosen, pages)
    _two_commands(copy, pages)


@pytest.mark.slow
@pytest.mark.page("kling-image-o1")
@pytest.mark.page("kling-v1-i2v")
@pytest.mark.page("kling-v1.5-i2i")
@pytest.mark.page("kling-v1.6-mi2v")
@pytest.mark.page("kling-v2-mi2i")
def test_renamed_parameters_end_in_green_tests(copy: Path, tmp_path: Path) -> None:
    """A parameter or two of each of the first pages under another name."""
    _two_commands(copy, _changed(tmp_path / "pages", _RENAMES))


def _changed(folder: Path, every: Changes) -> Path:
    """A new folder with pages of this spec in which these words are others."""
    folder.mkdir()
    pages = rendered(ROOT)
    for name, changes in every.items():
        text = pages[name]
        for old, new in changes:
            assert old in text, (name, old)
            text = text.replace(old, new, 1)
        (folder / Path(name).name).write_text(text, encoding="utf-8")
    return folder


def _two_commands(copy: Path, pages: Path) -> None:
    _make(copy, "-s", "drift", f"PAGES={pages}", "APPLY=1")
    told = _make(copy, "generate", "test")
    assert " passed" in told.splitlines()[-1], told


def _make(folder: Path, *words: str) -> str:
    told = {name: value for name, value in os.environ.items() if not name.startswith(_OWN)}
    done = subprocess.run(
        ["make", *words],
        cwd=folder,
        env=told,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, "\n".join(done.stdout.splitlines()[-60:]) + done.stderr
    return done.stdout


def _git(folder: Path, *words: str) -> str:
    done = subprocess.run(
        ["git", *words],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout

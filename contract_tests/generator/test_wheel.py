"""The client is a package of its own: it builds without a network and needs what it says."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from email.parser import Parser
from pathlib import Path

import pytest

from contract_tests.judges.bundle import contract

pytestmark = pytest.mark.slow

# What its run-time dependencies bring along; everything else of the tools stays out of reach.
NEEDED = ("anyio", "attr", "attrs", "certifi", "h11", "httpcore", "httpx", "idna", "sniffio")
ALSO = ("typing_extensions.py",)


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder)]
    done = subprocess.run(
        [*command, str(root / "generated_client" / "python")],
        env=os.environ | {"PIP_NO_INDEX": "1", "TMPDIR": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    (made,) = folder.glob("*.whl")
    return made


def test_wheel_holds_the_package_and_its_papers(root: Path, wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
    info = next(name.partition("/")[0] for name in names if ".dist-info/" in name)
    source = root / "generated_client" / "python"
    package = {
        path.relative_to(source).as_posix()
        for path in (source / "modellix_client").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }

    assert {name for name in names if not name.startswith(info)} == package
    assert "modellix_client/py.typed" in names
    assert f"{info}/licenses/LICENSE" in names
    assert f"{info}/licenses/THIRD_PARTY_NOTICES" in names


def test_wheel_says_what_it_needs(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        name = next(name for name in archive.namelist() if name.endswith("/METADATA"))
        told = Parser().parsestr(archive.read(name).decode())

    assert told["Name"] == "modellix_client"
    assert told["Requires-Python"] == ">=3.11"
    assert told["License-Expression"] == "MIT"
    needed = [entry.replace(" ", "") for entry in told.get_all("Requires-Dist", [])]
    assert sorted(needed) == [
        "attrs>=23.2",
        "httpx<1,>=0.27",
        "pybase64>=1.4;extra=='fast'",
    ]
    assert told.get_all("Provides-Extra") == ["fast"]


def test_wheel_works_alone(wheel: Path, tmp_path: Path) -> None:
    packages = tmp_path / "packages"
    packages.mkdir()
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(packages)
    here = next(Path(entry) for entry in sys.path if (Path(entry) / "httpx").is_dir())
    for name in (*NEEDED, *ALSO):
        if (here / name).exists():
            (packages / name).symlink_to(here / name)
    program = """
import sys, modellix_client
from modellix_client import AsyncModellix, Modellix
from importlib import import_module
from pathlib import Path
import pkgutil
for module in pkgutil.walk_packages(modellix_client.__path__, "modellix_client."):
    import_module(module.name)
found = Modellix("mdlx-x").validate("kling-v1-i2v", {})
print(Path(modellix_client.__file__).parent.parent, [violation.rule for violation in found])
"""
    done = subprocess.run(
        # -I -S: no site-packages but this folder, none of the settings of who runs the tests.
        [
            sys.executable,
            "-I",
            "-S",
            "-c",
            f"import sys; sys.path.append({str(packages)!r})\n{program}",
        ],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        check=False,
    )

    needed = [
        place.name for place in contract().model("kling-v1-i2v").request.fields if place.required
    ]
    assert needed
    assert done.returncode == 0, done.stderr
    assert done.stdout.split(maxsplit=1) == [
        str(packages),
        f"{[f'kling-v1-i2v/{name}/required' for name in needed]}\n",
    ]

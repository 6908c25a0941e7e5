"""Go programs of the benchmarks, and the Go library beside which the client is measured.

The client needs no other module, and Go is set up to fetch none. The library comes as Debian's
source packages, where there is an apt that can download them; nothing is installed.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

from benchmarks import absent
from tools import environment, stamp

ROOT = Path(__file__).parents[1]
_TOOLS = ROOT / ".tools"
_PLACE = _TOOLS / "bench-go"
_SOURCES = ROOT / "benchmarks" / "go"
_PLAYGROUND = "go-playground/validator"
# The packages, and the modules that they bring.
_DEBIAN = {
    "golang-github-go-playground-validator-v10-dev": "github.com/go-playground/validator/v10",
    "golang-github-go-playground-universal-translator-dev": (
        "github.com/go-playground/universal-translator"
    ),
    "golang-github-go-playground-locales-dev": "github.com/go-playground/locales",
    "golang-github-leodido-go-urn-dev": "github.com/leodido/go-urn",
    "golang-golang-x-crypto-dev": "golang.org/x/crypto",
    "golang-golang-x-sys-dev": "golang.org/x/sys",
    "golang-golang-x-text-dev": "golang.org/x/text",
}
_MODULES = Path("usr/share/gocode/src")


def program(name: str) -> str | None:
    """One of the programs, built anew if its sources have changed; ``None`` without Go."""
    go = _TOOLS / "go" / "bin" / "go"
    if not go.exists():
        absent.tell("what is written in Go", "there is no Go; `make go` gets one")
        return None
    built = _PLACE / "bin" / name
    built.parent.mkdir(parents=True, exist_ok=True)
    options = ["-trimpath", "-mod=mod", "-o", str(built)]
    if playground() is not None:
        options += ["-tags", "playground", f"-modfile={_PLACE / 'go.mod'}"]
    command = [str(go), "build", *options, f"./{name}"]
    subprocess.run(command, cwd=_SOURCES, env=environment.for_go(_TOOLS), check=True)
    return str(built)


def playground(*, make: bool = False) -> str | None:
    """The version of go-playground/validator, if it is there.

    Args:
        make: Whether to get it.
    """
    found = stamp.read(_PLACE).get("version")
    if found is not None or not make:
        return found
    if shutil.which("apt-get") is None or shutil.which("dpkg-deb") is None:
        absent.tell(_PLAYGROUND, "it comes from Debian's packages, and this is no Debian")
        return None
    shutil.rmtree(_PLACE, ignore_errors=True)
    packages = _PLACE / "packages"
    packages.mkdir(parents=True)
    download = ["apt-get", "download", "--quiet", *_DEBIAN]
    done = subprocess.run(download, cwd=packages, capture_output=True, text=True, check=False)
    if done.returncode:
        absent.tell(_PLAYGROUND, "`apt-get download` does not have it")
        return None
    for package in packages.iterdir():
        subprocess.run(["dpkg-deb", "--extract", str(package), str(_PLACE)], check=True)
    _write_modules()
    [package] = packages.glob("*validator-v10-dev_*.deb")
    version = re.sub(r".*_([0-9.]+).*_all\.deb", r"\1", package.name)
    stamp.write(_PLACE, {"version": version})
    return version


def _write_modules() -> None:
    """A go.mod that finds the modules where they were unpacked, and asks for no others."""
    for module in _DEBIAN.values():
        # Their own ones name what their tests need.
        own = _PLACE / _MODULES / module / "go.mod"
        own.write_text(f"module {module}\n\ngo 1.17\n", encoding="utf-8")
    lines = [
        (_SOURCES / "go.mod").read_text(encoding="utf-8"),
        *(
            f"require {module} {_version(module)}\nreplace {module} => {_PLACE / _MODULES / module}"
            for module in _DEBIAN.values()
        ),
    ]
    (_PLACE / "go.mod").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _version(module: str) -> str:
    """Any version: what stands in its place has none."""
    return f"{module.rpartition('/')[2]}.0.0" if re.search(r"/v\d+$", module) else "v0.0.0"

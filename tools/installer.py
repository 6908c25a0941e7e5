"""Gets uv, the installer, at the version and with the hashes of requirements/uv.txt."""

import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Mapping
from pathlib import Path

from tools import environment

# Who says which certificates to trust is taken at their word.
_CHOSEN = {"SSL_CERT_FILE", "SSL_CERT_DIR", "UV_NATIVE_TLS", "UV_SYSTEM_CERTS"}


def place(root: Path, tools: Path) -> Path:
    """Return where uv belongs: another release, or another kind of machine, has another place."""
    key = hashlib.sha256(_lock(root).read_bytes()).hexdigest()[:12]
    return tools / f"uv-{sysconfig.get_platform()}-{key}"


def get(root: Path, tools: Path) -> Path:
    """Return the path of uv, fetching it with pip when it is not there yet."""
    uv = place(root, tools)
    if not uv.exists():
        print("set-up: fetching uv", file=sys.stderr, flush=True)
        for leftover in tools.glob("stage-*"):
            shutil.rmtree(leftover, ignore_errors=True)
        with tempfile.TemporaryDirectory(dir=tools, prefix="stage-") as stage:
            # uv is one file that needs nothing around it: once moved into place it is complete.
            _install(Path(stage), _lock(root)).replace(uv)
    return uv


def uv_pip(uv: Path, env: Mapping[str, str], python: str, command: str, *arguments: str) -> None:
    """Run `uv pip`, with prebuilt packages only: a build would fetch what no hash names."""
    loudness = [] if sys.stderr.isatty() else ["--quiet"]
    options = [*loudness, "--python", python, "--only-binary", ":all:"]
    full = [str(uv), "pip", command, *options, *arguments]
    first = subprocess.run(full, env=env, check=False, capture_output=True, text=True)
    if first.returncode and "certificate" in first.stderr and not _CHOSEN & env.keys():
        # Behind a proxy with a certificate of its own only the system knows whom to trust.
        subprocess.run(full, env={**env, "UV_SYSTEM_CERTS": "1"}, check=True)
        return
    sys.stderr.write(first.stderr)
    first.check_returncode()


def _lock(root: Path) -> Path:
    return root / "requirements" / "uv.txt"


def _install(stage: Path, lock: Path) -> Path:
    env = environment.clean(os.environ)
    quiet = ["--quiet", "--no-input", "--require-hashes", "--only-binary", ":all:", "-r", str(lock)]
    # An environment of its own brings pip along. Where venv is missing, pip itself may be there.
    if _runs([sys.executable, "-m", "venv", str(stage / "own")], env):
        pip = [str(stage / "own" / "bin" / "python"), "-m", "pip"]
        subprocess.run([*pip, "install", *quiet], env=env, check=True)
        return stage / "own" / "bin" / "uv"
    pip = [sys.executable, "-m", "pip"]
    target = str(stage / "target")
    subprocess.run([*pip, "install", "--target", target, *quiet], env=env, check=True)
    return stage / "target" / "bin" / "uv"


def _runs(command: list[str], env: dict[str, str]) -> bool:
    return subprocess.run(command, env=env, capture_output=True, check=False).returncode == 0

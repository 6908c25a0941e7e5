"""What the programs that set-up starts may see of the caller's environment.

Where packages come from is the caller's business (a mirror, a proxy, a certificate); where they go
and which interpreter takes them is ours. So pip's and uv's variables pass through a list of what is
wanted, and whatever else an active environment or a habit has set stays behind.
"""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

# Prefixes, since an index may have a name of its own: UV_INDEX_<NAME>_PASSWORD.
_UV_SOURCES = (
    "UV_CACHE_DIR",
    "UV_CONCURRENT_",
    "UV_CONFIG_FILE",
    "UV_DEFAULT_INDEX",
    "UV_EXTRA_INDEX_URL",
    "UV_FIND_LINKS",
    "UV_HTTP_",
    "UV_INDEX",
    "UV_INSECURE_HOST",
    "UV_KEYRING_PROVIDER",
    "UV_LINK_MODE",
    "UV_NATIVE_TLS",
    "UV_NO_INDEX",
    "UV_OFFLINE",
    "UV_REQUEST_TIMEOUT",
    "UV_SYSTEM_CERTS",
)
_PIP_SOURCES = (
    "PIP_CACHE_DIR",
    "PIP_CERT",
    "PIP_CLIENT_CERT",
    "PIP_CONFIG_FILE",
    "PIP_DEFAULT_TIMEOUT",
    "PIP_EXTRA_INDEX_URL",
    "PIP_FIND_LINKS",
    "PIP_INDEX_URL",
    "PIP_KEYRING_PROVIDER",
    "PIP_NO_INDEX",
    "PIP_PROXY",
    "PIP_RETRIES",
    "PIP_TIMEOUT",
    "PIP_TRUSTED_HOST",
    "PIP_USE_FEATURE",
)
_UNWANTED = frozenset(
    {
        "CONDA_PREFIX",
        "NODE_ENV",
        "NODE_OPTIONS",
        "NODE_PATH",
        "PYTHONHOME",
        "PYTHONINSPECT",
        "PYTHONOPTIMIZE",
        "PYTHONPATH",
        "PYTHONSAFEPATH",
        "PYTHONSTARTUP",
        "PYTHONUSERBASE",
        "PYTHONWARNINGS",
        "VIRTUAL_ENV",
        "__PYVENV_LAUNCHER__",
        # What `npm run` hands down about the project it runs in.
        "npm_config_global",
        "npm_config_local_prefix",
        "npm_config_omit",
        "npm_config_prefix",
    }
)
# Where systems keep the certificates they trust: Debian, Fedora, macOS.
_CERTIFICATES = [
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/cert.pem",
]
_NAMES_OF_AN_INDEX = ("UV_DEFAULT_INDEX", "UV_INDEX", "UV_INDEX_URL", "UV_NO_INDEX")


def clean(caller: Mapping[str, str]) -> dict[str, str]:
    """Return the caller's environment without what would lead pip, uv or npm astray."""
    kept = {name: value for name, value in caller.items() if _wanted(name)}
    # Said out loud because a settings file may say otherwise, and the environment wins over it.
    kept |= {"PIP_USER": "0", "PIP_REQUIRE_VIRTUALENV": "0"}
    kept |= {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_ROOT_USER_ACTION": "ignore"}
    # Only interpreters that are here already: a download of one is not in the lock files.
    kept["UV_PYTHON_DOWNLOADS"] = "never"
    return kept


def _wanted(name: str) -> bool:
    if name.startswith("UV_"):
        return name.startswith(_UV_SOURCES)
    if name.startswith("PIP_"):
        return name in _PIP_SOURCES
    return name not in _UNWANTED


def for_uv(tools: Path) -> dict[str, str]:
    """Return the environment for uv, which reads none of pip's settings and wants a cache."""
    env = clean(os.environ)
    if not any(name in env for name in _NAMES_OF_AN_INDEX) and (index := _index_of_pip(env)):
        env["UV_DEFAULT_INDEX"] = index
    home = Path(env.get("HOME", "/"))
    if not _can_write_below(Path(env.get("XDG_CACHE_HOME") or home / ".cache")):
        env.setdefault("UV_CACHE_DIR", str(tools / "cache" / "uv"))
    return env


def for_npm(tools: Path, programs: Path) -> dict[str, str]:
    """Return the environment for npm, which finds its Node on PATH."""
    env = clean(os.environ)
    env["PATH"] = f"{programs}{os.pathsep}{env.get('PATH', os.defpath)}"
    # Node has a name of its own for the certificates that pip and uv find here.
    certificates = [env["SSL_CERT_FILE"]] if "SSL_CERT_FILE" in env else _CERTIFICATES
    for bundle in certificates:
        if Path(bundle).is_file():
            env.setdefault("NODE_EXTRA_CA_CERTS", bundle)
    if not _can_write_below(Path(env.get("HOME", "/")) / ".npm"):
        env.setdefault("npm_config_cache", str(tools / "cache" / "npm"))
    return env


def for_go(tools: Path) -> dict[str, str]:
    """Return the environment for Go, which is to fetch nothing and to write into the tree only."""
    env = {name: value for name, value in clean(os.environ).items() if not _is_of_go(name)}
    cache = tools / "cache"
    env |= {"GOCACHE": str(cache / "go"), "GOPATH": str(cache / "gopath"), "GOENV": "off"}
    # Telemetry, too, is kept where the system keeps settings.
    env["XDG_CONFIG_HOME"] = str(cache / "config")
    return env | {"GOPROXY": "off", "GOSUMDB": "off", "GOTOOLCHAIN": "local", "GOWORK": "off"}


def _is_of_go(name: str) -> bool:
    """Tell whether a variable steers Go; one that a build was set up with is not for this tree."""
    return name.startswith(("GO", "CGO_"))


def _index_of_pip(env: Mapping[str, str]) -> str | None:
    """Return the index that pip is set up to use: often the only place that names a mirror."""
    answer = subprocess.run(
        [sys.executable, "-m", "pip", "config", "list"],
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    return index_in(answer.stdout)


def index_in(listing: str) -> str | None:
    """Read `pip config list`: the environment wins over `install`, and that over `global`."""
    found: dict[str, str] = {}
    for line in listing.splitlines():
        key, _, value = line.partition("=")
        found[key] = value.strip("'\"")
    places = (":env:.index-url", "install.index-url", "global.index-url")
    return next((found[place] for place in places if place in found), None)


def _can_write_below(path: Path) -> bool:
    existing = next(part for part in (path, *path.parents) if part.exists())
    return os.access(existing, os.W_OK)

"""Checks Prism, a mock that nobody here wrote, with the conformance checker.

Run as `python -m tools.prism`: fetches Prism with tools/prism's lock file, feeds it the published
bundle and writes the reports to out/prism/. docs/conformance.md explains what they say.
"""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

from tools import environment

ROOT = Path(__file__).resolve().parent.parent
PROJECT = ROOT / "tools" / "prism"
OUT = ROOT / "out" / "prism"
_PROGRAM = PROJECT / "node_modules" / "@stoplight" / "prism-cli" / "dist" / "index.js"
# 35 bodies that it has to accept, and three that it accepts or leaves unanswered although it should
# not. No more: among what only should be refused is a name beyond ASCII, at which Prism ends.
_PAID = "38"
_PATIENCE = 60.0  # seconds until it listens


def main() -> int:
    """Return 0 when Prism differs in what docs/conformance.md explains and in nothing else."""
    tools = ROOT / ".tools"
    programs = tools / "node" / "bin"
    node = shutil.which("node", path=str(programs))
    if node is None:
        print("run `sh tools/bootstrap --node` first", file=sys.stderr)
        return 2
    env = environment.for_npm(tools, programs)
    npm = [str(programs / "npm"), "ci", "--ignore-scripts", "--loglevel=error"]
    subprocess.run(npm, cwd=PROJECT, env=env, check=True, stdout=sys.stderr)
    OUT.mkdir(parents=True, exist_ok=True)
    bundle = OUT / "openapi.json"
    bundle.write_text(readable(ROOT / "generated_client" / "openapi.json"), encoding="utf-8")
    port = _free_port()
    server = [node, str(_PROGRAM), "mock", "-p", str(port), str(bundle)]
    with (
        (OUT / "prism.log").open("w", encoding="utf-8") as log,
        subprocess.Popen(server, env=env, stdout=log, stderr=subprocess.STDOUT) as process,
    ):
        try:
            return _checked(port)
        finally:
            process.terminate()


def readable(bundle: Path) -> str:
    r"""Return the bundle with its patterns in ASCII.

    Prism puts a pattern that was not matched into a header, and ends when that cannot hold it.
    `\u3000` and the character itself are the same to ECMA-262, which is what Prism reads.
    """

    def escaped(value: object) -> object:
        if isinstance(value, dict):
            return {
                name: _ascii(member)
                if name == "pattern" and isinstance(member, str)
                else escaped(member)
                for name, member in value.items()
            }
        return [escaped(item) for item in value] if isinstance(value, list) else value

    return json.dumps(escaped(json.loads(bundle.read_text(encoding="utf-8"))))


def _ascii(pattern: str) -> str:
    return "".join(c if " " <= c <= "~" else f"\\u{ord(c):04x}" for c in pattern)


def _checked(port: int) -> int:
    deadline = time.monotonic() + _PATIENCE
    while True:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        if time.monotonic() > deadline:
            print("Prism did not begin to listen: see out/prism/prism.log", file=sys.stderr)
            return 2
        time.sleep(0.2)
    command = [sys.executable, "-m", "contract_tests", "conform", "--out", str(OUT)]
    command += ["--base-url", f"http://127.0.0.1:{port}", "--live", "--max-paid", _PAID]
    env = os.environ | {"MODELLIX_API_KEY": "mdlx-any-key"}
    subprocess.run(command, cwd=ROOT, env=env, check=False)
    return _compared()


def _compared() -> int:
    """Hold what was found against the table of docs/conformance.md; return 0 when they agree."""
    lines = (OUT / "report.ndjson").read_text(encoding="utf-8").splitlines()
    *entries, footer = [json.loads(line) for line in lines]
    if footer["type"] != "footer" or footer["stopped"] is not None:
        print(f"the run did not come to its end: {footer.get('stopped')}", file=sys.stderr)
        return 2
    found = {e["check"] for e in entries if e.get("verdict") in ("fail", "unknown", "warn")}
    told = explained((ROOT / "docs" / "conformance.md").read_text(encoding="utf-8"))
    for name in sorted(found - told):
        print(f"{name} differs, and the table does not say why", file=sys.stderr)
    for name in sorted(told - found):
        print(f"{name} stands in the table, and does not differ", file=sys.stderr)
    print(f"{len(found)} checks differ, {len(found & told)} of them explained")
    return int(found != told)


def explained(page: str) -> set[str]:
    """Return the checks that the page's last table has a reason for."""
    section = page[page.index("## A mock that nobody here wrote") :]
    cells = re.findall(r"^\| (`[^|]*) \|", section, flags=re.MULTILINE)
    return {name for cell in cells for name in re.findall(r"`([^`]+)`", cell)}


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
    return port


if __name__ == "__main__":
    sys.exit(main())

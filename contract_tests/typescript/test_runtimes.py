"""The client under Deno and Bun: its own tests, the README's first request, and the checker."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

from contract_tests.counts import record
from contract_tests.docs.blocks import blocks
from contract_tests.mock.test_command import served
from contract_tests.typescript.programs import CLIENT, answers, node
from contract_tests.validation.test_handwritten import FILES
from contract_tests.vectors.current import lines as current
from tools import npm_package, runtimes

pytestmark = pytest.mark.slow

RUN = {"deno": ("run", "-A", "--quiet"), "bun": ("run",)}
TEST = {"deno": ("test", "-A", "--no-check", "--quiet"), "bun": ("test",)}
PASSED = {
    "deno": re.compile(r"(\d+) passed \| 0 failed"),
    "bun": re.compile(r"(\d+) pass\n(?: +\d+ skip\n)? +0 fail"),
}
COLOUR = re.compile(r"\x1b\[[0-9;]*m")


@pytest.fixture(scope="module", params=sorted(RUN))
def runtime(request: pytest.FixtureRequest) -> str:
    """The name of a runtime that is there."""
    name: str = request.param
    if runtimes.program(name) is None:
        pytest.skip(f"no package of {name} for this system, or not fetched: make runtimes")
    return name


def started(
    name: str,
    *arguments: str,
    cwd: Path,
    given: bytes = b"",
    environment: dict[str, str] | None = None,
) -> subprocess.CompletedProcess[bytes]:
    inherited = {k: v for k, v in os.environ.items() if not k.lower().endswith("_proxy")}
    return subprocess.run(
        [str(runtimes.program(name)), *arguments],
        cwd=cwd,
        env=inherited | {"DENO_NO_UPDATE_CHECK": "1"} | (environment or {}),
        input=given,
        capture_output=True,
        timeout=120,
        check=False,
    )


def test_the_native_tests(runtime: str) -> None:
    files = len(list((CLIENT / "test").glob("*.test.ts")))
    done = started(runtime, *TEST[runtime], "test", cwd=CLIENT)
    told = COLOUR.sub("", (done.stdout + done.stderr).decode())
    found = PASSED[runtime].search(told)
    assert done.returncode == 0, told
    assert found, told
    assert int(found[1]) > 10 * files
    record(f"native tests of the TypeScript client under {runtime}", int(found[1]))


@pytest.mark.page("kling-v2-mi2i", "prompt", "n")
def test_the_readme_goes_from_nothing_to_saved_files(runtime: str, tmp_path: Path) -> None:
    node()
    project = tmp_path / "project"
    npm_package.build(project)
    own = '{"type": "module", "dependencies": {"modellix-client": "*"}}'
    (project / "package.json").write_text(own, encoding="utf-8")
    program = blocks(CLIENT / "README.md", "ts")[0].text
    (project / "program.ts").write_text(program, encoding="utf-8")
    with served("--port", "0", "--speed", "20") as (_, url, key):
        settings = {"MODELLIX_BASE_URL": url, "MODELLIX_API_KEY": key}
        done = started(runtime, *RUN[runtime], "program.ts", cwd=project, environment=settings)
    assert done.returncode == 0, done.stderr.decode()
    files = done.stdout.decode().split("success\n")[1].split()
    assert len(files) == 2
    for file in files:
        assert (project / file).read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("program", ["check", "wire"])
def test_the_same_bytes_as_under_node(program: str, runtime: str) -> None:
    lines = [line for path in FILES for line in current(path)]
    script = str(CLIENT / "src" / "cli" / f"{program}.ts")
    given = b"".join(line + b"\n" for line in lines)
    done = started(runtime, *RUN[runtime], script, cwd=CLIENT, given=given)
    assert done.stderr == b""
    assert done.stdout.splitlines(keepends=True) == answers(program, lines)
    record(f"lines that {runtime} answers as Node does", len(lines))

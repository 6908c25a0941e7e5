"""The npm package, as somebody has it who installed it: its README, its types, its bundle."""

from __future__ import annotations

import gzip
import os
import re
import subprocess
from pathlib import Path

import pytest

from contract_tests.docs.blocks import blocks
from contract_tests.judges.bundle import contract, models
from contract_tests.mock.test_command import served
from contract_tests.typescript.programs import CLIENT, node
from tools import npm_package

pytestmark = pytest.mark.slow

# Bytes, compressed: one model with its rules, submit and wait.
LARGEST_BUNDLE = 8_000
BLOCKS = [block.text for block in blocks(CLIENT / "README.md", "ts")]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of a user's, with the package among its modules."""
    node()
    folder = tmp_path_factory.mktemp("npm") / "project"
    npm_package.build(folder)
    (folder / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    return folder


def run(folder: Path, program: str, **environment: str) -> str:
    """What a program of the user's prints."""
    (folder / "program.ts").write_text(program, encoding="utf-8")
    inherited = {k: v for k, v in os.environ.items() if not k.lower().endswith("_proxy")}
    done = subprocess.run(
        [node(), "program.ts"],
        cwd=folder,
        env=inherited | environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return done.stdout


@pytest.mark.page("kling-v2-mi2i", "prompt", "n")
def test_the_readme_goes_from_nothing_to_saved_files(project: Path) -> None:
    with served("--port", "0", "--speed", "20") as (_, url, key):
        told = run(project, BLOCKS[0], MODELLIX_BASE_URL=url, MODELLIX_API_KEY=key)
    states, files = told.split("success\n")
    assert set(states.split()) <= {"pending", "processing"}
    assert len(files.split()) == 2
    for file in files.split():
        assert (project / file).read_bytes().startswith(b"\x89PNG")
    assert {path.name for path in (project / "out").iterdir()} == {
        Path(file).name for file in files.split()
    }


@pytest.mark.page("kling-v2-mi2i", "prompt", "n")
def test_the_small_client_of_the_readme(project: Path) -> None:
    with served("--port", "0", "--speed", "20") as (_, url, key):
        settings = f'{{ apiKey: "{key}", baseUrl: "{url}" }}'
        program = BLOCKS[1].replace('{ apiKey: "mdlx-your-key" }', settings)
        assert settings in program
        told = run(project, f"{program}\nconsole.log(result.status, result.resources.length);")
    assert told == "success 1\n"


def test_no_other_block_stands_in_the_readme() -> None:
    assert len(BLOCKS) == 2


REQUESTS = """
import { Modellix } from "modellix-client";
import { Client } from "modellix-client/core";
import { imageO1 } from "modellix-client/kling/image-o1";

const client = new Modellix({ apiKey: "mdlx-x" });
await client.kling.v1I2v.submit({ image: "https://example.com/a.jpg", duration: 5 });
const element_list = [{ element_id: 860512345678901234n }];
await client.kling.imageO1.run({ prompt: "x", element_list });
await client.kling.v1_5I2i.run({ prompt: "x", image: new Uint8Array(3) }, { waitTimeoutMs: 5 });
// @ts-expect-error: 7 is none of the durations
await client.kling.v1I2v.submit({ image: "https://example.com/a.jpg", duration: 7 });
// @ts-expect-error: image is required
await client.kling.v1I2v.submit({ duration: 5 });
// @ts-expect-error: no such parameter
await client.kling.v2Mi2i.submit({ promt: "x" });
// @ts-expect-error: no such model
await client.kling.v3;
const small = new Client({ apiKey: "mdlx-x" });
await (await small.submit(imageO1, { prompt: "x", n: 2 })).wait({ timeoutMs: 5 });
"""

ANSWERS = """
import { Modellix, type Resource, type TaskState } from "modellix-client";
import { ModellixError, TaskFailedError } from "modellix-client/errors";
import { parse } from "modellix-client/webhooks";

const client = new Modellix({ apiKey: "mdlx-x", validation: { "*": "strict" } });
const state: TaskState = await client.tasks.get("task-1");
// @ts-expect-error: only a success has resources
state.resources;
if (state.status === "success") {
  const resources: readonly Resource[] = state.resources;
  const role: string | null | undefined = resources[0]?.role;
  console.log(role);
} else {
  // @ts-expect-error: all else has none
  state.resources;
  const known: "pending" | "processing" | "failed" | "canceled" | "other" = state.status;
  console.log(known, state.word);
}
for await (const { taskId, result, error } of client.tasks.asCompleted(["a"])) {
  if (result) console.log(taskId, await result.save("out", { overwrite: true }));
  else if (error instanceof TaskFailedError) console.log(error.taskStatus);
  else if (error instanceof ModellixError) console.log(error.safeToRetry, error.requestId);
}
console.log(parse(new Headers(), "{}").taskId, (await client.account.balance()).toFixed(2));
"""


@pytest.mark.parametrize(
    "programs",
    [
        pytest.param(
            [REQUESTS, *BLOCKS],
            id="requests",
            marks=[
                pytest.mark.names("kling-v2-mi2i", "prompt", "n", whole=True),
                pytest.mark.names("kling-v1-i2v", "image", "duration", whole=True),
                pytest.mark.names("kling-v1.5-i2i", "prompt", "image", whole=True),
                pytest.mark.names("kling-image-o1", "prompt", "element_list", "n", whole=True),
            ],
        ),
        pytest.param([ANSWERS], id="answers"),
    ],
)
def test_types_as_a_user_meets_them(project: Path, programs: list[str]) -> None:
    options = ["--noEmit", "--strict", "--target", "es2024", "--module", "nodenext"]
    options += ["--exactOptionalPropertyTypes", "--skipLibCheck", "false", "--types", "node"]
    types = npm_package.ROOT / "tools" / "node" / "node_modules" / "@types"
    options += ["--typeRoots", str(types), "--lib", "es2024,dom,dom.iterable"]
    names = []
    for number, text in enumerate(programs):
        name = f"types_{number}.ts"
        (project / name).write_text(text, encoding="utf-8")
        names.append(name)
    npm_package.run("tsc", *options, *names, cwd=project)


def bundled(project: Path, *lines: str) -> bytes:
    """What a bundler makes of a program, as small as it can."""
    (project / "entry.js").write_text("\n".join(lines), encoding="utf-8")
    options = ["--bundle", "--minify", "--format=esm", "--target=es2024", "--outfile=bundle.js"]
    npm_package.run("esbuild", "entry.js", *options, "--log-level=error", cwd=project)
    return (project / "bundle.js").read_bytes()


@pytest.mark.page("kling-v2-mi2i")
def test_one_model_makes_a_small_bundle_and_no_other_is_in_it(project: Path) -> None:
    program = (
        'import { Client } from "modellix-client/core";',
        'import { v2Mi2i } from "modellix-client/kling/v2-mi2i";',
        "const task = await new Client({}).submit(v2Mi2i, {});",
        "console.log(await task.wait());",
    )
    bundle = bundled(project, *program)
    assert len(gzip.compress(bundle, 9)) <= LARGEST_BUNDLE
    assert contract().model("kling-v2-mi2i").path.encode() in bundle
    for model in set(models()) - {"kling-v2-mi2i"}:
        assert model.encode() not in bundle
    assert b"node:" not in bundle


@pytest.mark.page("kling-v2-mi2i", "prompt", "n")
def test_every_limit_stands_in_the_types(project: Path) -> None:
    told = (project / "node_modules/modellix-client/dist/kling/v2-mi2i.d.ts").read_text("utf-8")
    assert re.search(r"/\*\* [^/]*1 to 2500 characters\. \*/\s*readonly prompt\?", told)
    assert re.search(r"/\*\*[^/]*1 to 9\.[^/]*\*/\s*readonly n\?: number", told)

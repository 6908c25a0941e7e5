"""What one model adds to a web page: its client, as a bundler makes it and gzip packs it.

Beside ours what hey-api's generator makes of the same bundle, with its fetch client and its zod
validators: one submit of the same model and one read of its task.
"""

from __future__ import annotations

import gzip
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks import absent, node_peers
from benchmarks.measure import Row
from tools import npm_package

_A_FULL_RUN = 5
_AIM = 1 / 3
_NAME = "bundle of one model: submit and wait, TypeScript"
_BUNDLE = node_peers.ROOT / "generated_client" / "openapi.json"
_OURS = """
import { Client } from "modellix-client/core";
import { v2Mi2i } from "modellix-client/kling/v2-mi2i";
const task = await new Client({ apiKey: location.hash }).submit(v2Mi2i, { prompt: document.title });
console.log(await task.wait());
"""
# It waits for nothing: who needs that writes a loop, which comes on top.
_HEY_API = """
import { client } from "./generated/client.gen";
import { getTask, klingV2Mi2I } from "./generated/sdk.gen";
client.setConfig({ auth: location.hash });
const made = await klingV2Mi2I({ body: { prompt: document.title }, throwOnError: true });
const path = { task_id: made.data.data.task_id };
console.log(await getTask({ path, throwOnError: true }));
"""


def rows(rounds: int) -> Iterator[Row]:
    """Bytes after gzip, and before it; the same in every run."""
    if node_peers.node() is None:
        return
    peers = node_peers.folder(make=rounds >= _A_FULL_RUN)
    with tempfile.TemporaryDirectory() as place:
        npm_package.build(Path(place))
        ours = _bundled(Path(place), _OURS)
    if peers is None:
        absent.tell(_NAME, "hey-api is not installed; `make peers` gets it")
        return
    other = _bundled(_generated(peers), _HEY_API)
    package = peers / "node_modules" / "@hey-api" / "openapi-ts" / "package.json"
    version = json.loads(package.read_text(encoding="utf-8"))["version"]
    packed = [len(gzip.compress(content, 9)) / 1000 for content in (ours, other)]
    plain = [len(content) / 1000 for content in (ours, other)]
    for what, (mine, theirs), aim in (("gzip", packed, _AIM), ("as it is", plain, None)):
        name = f"{_NAME}, {what}"
        ratio = mine / theirs
        yield Row(name, mine, theirs, "hey-api with zod", version, ratio, 0.0, "kB", aim)


def _generated(peers: Path) -> Path:
    """The folder in which hey-api has generated its client, where its libraries are found."""
    folder = peers / "hey-api"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    settings = {
        "input": str(_BUNDLE),
        "output": {"path": str(folder / "generated")},
        "plugins": [
            "@hey-api/client-fetch",
            "zod",
            {"name": "@hey-api/sdk", "validator": True},
        ],
    }
    config = folder / "openapi-ts.config.mjs"
    config.write_text(f"export default {json.dumps(settings)};\n", encoding="utf-8")
    program = peers / "node_modules" / "@hey-api" / "openapi-ts" / "bin" / "run.js"
    command = [str(npm_package.NODE), str(program), "-f", str(config), "--silent", "--no-log-file"]
    subprocess.run(command, cwd=folder, stdout=sys.stderr, check=True)
    return folder


def _bundled(folder: Path, program: str) -> bytes:
    """What the bundler makes of a program, as small as it can."""
    (folder / "entry.ts").write_text(program, encoding="utf-8")
    options = ["--bundle", "--minify", "--format=esm", "--target=es2024", "--outfile=bundle.js"]
    npm_package.run("esbuild", "entry.ts", *options, "--log-level=error", cwd=folder)
    return (folder / "bundle.js").read_bytes()

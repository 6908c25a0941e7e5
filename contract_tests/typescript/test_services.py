"""Account, media files and webhooks in TypeScript, against the mock of the service."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from contract_tests.facts.stand_in import stand_in
from contract_tests.judges.bundle import contract
from contract_tests.mock.test_command import served
from contract_tests.typescript.programs import CLIENT, node

pytestmark = pytest.mark.slow

_PROGRAM = """
import {{ Modellix }} from "{source}/index.ts";
import {{ parse }} from "{source}/webhooks.ts";

const [, , baseUrl, apiKey] = process.argv;
const client = new Modellix({{ apiKey, baseUrl }});
const failed = (work) => work.then(() => "no error", (error) => [error.name, error.status]);
const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);
const told = {{}};
told.models = (await client.account.models()).map(({{ slug }}) => slug);
told.valid = await client.account.keyIsValid();
told.wrong = await new Modellix({{ apiKey: "mdlx-wrong", baseUrl }}).account.keyIsValid();
told.balance = await client.account.balance();

const name = 'ein "Bild"\\r\\nX: y/../größe.png';
const file = await client.files.upload(new File([png], name, {{ type: "image/png" }}));
told.file = [file.filename, file.raw.size, file.raw.type];
told.content = [...new Uint8Array(await (await fetch(file.url)).arrayBuffer())];
told.listed = (await client.files.list()).map(({{ fileId }}) => fileId === file.fileId);
const boundary = new Uint8Array(200_000).map((_, at) => at % 251);
const large = await client.files.upload(boundary, "large.bin");
told.large = [large.raw.size, (await (await fetch(large.url)).arrayBuffer()).byteLength];
await client.submit({model}, {pictured});
await client.files.delete(file.fileId);
await client.files.delete(large.fileId);
told.left = (await client.files.list()).length;
told.gone = await failed(client.files.delete(file.fileId));
told.odd = await failed(client.files.delete("../../tasks/x"));
told.empty = await failed(client.files.upload(new Blob([])));
const full = [];
for (let count = 0; count < 11; count++) full.push(await failed(client.files.upload(png)));
told.full = full;

const task = await client.submit({model}, {body});
const event = "prediction.task.succeeded";
const headers = {{ "X-Modellix-Event": event, "X-Modellix-Task-ID": task.id }};
const body = JSON.stringify({{ code: 0, data: {{ task_id: task.id, status: "success" }} }});
const hint = parse(headers, body);
told.hint = [hint.event, hint.taskId === task.id, hint.state.status];
// A hint is none until the service says the same.
told.confirmed = (await client.tasks.get(hint.taskId)).status;
told.result = (await client.tasks.wait(hint.taskId)).status;
told.later = (await client.tasks.get(hint.taskId)).status;
try {{
  parse(headers, '{{"data":{{"task_id":"x"}}}}');
}} catch (error) {{
  told.liar = error.name;
}}
console.log(JSON.stringify(told));
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the program saw."""
    script: Path = tmp_path_factory.mktemp("services") / "program.mts"
    it = stand_in()
    program = _PROGRAM.format(
        source=(CLIENT / "src").as_uri(),
        model=json.dumps(it.model),
        body=json.dumps(it.body()),
        pictured=json.dumps(it.pictured("the file")).replace('"the file"', "file.url"),
    )
    script.write_text(program, encoding="utf-8")
    with served("--port", "0", "--speed", "20") as (_, url, key):
        done = subprocess.run(
            [node(), str(script), url, key],
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_the_account(told: dict[str, Any]) -> None:
    assert told["models"] == [f"{model.provider}/{model.id}" for model in contract().models]
    assert told["valid"] is True
    assert told["wrong"] is False
    assert told["balance"] > 0


def test_files_are_stored_listed_and_deleted(told: dict[str, Any]) -> None:
    name, size, kind = told["file"]
    # No name ends a header, or leads to another folder.
    assert (name, size, kind) == ("größe.png", 11, "image/png")
    assert told["content"] == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3]
    assert told["listed"] == [True]
    assert told["large"] == [200_000, 200_000]
    assert told["left"] == 0


def test_what_the_service_refuses_has_its_name(told: dict[str, Any]) -> None:
    assert told["gone"] == ["NotFoundError", 404]
    assert told["odd"] == ["NotFoundError", 404]
    assert told["empty"] == ["MediaError", None]
    assert told["full"][:10] == ["no error"] * 10
    assert told["full"][10][1] in {400, 409, 413, 429}


def test_a_delivery_is_a_hint_that_a_read_confirms(told: dict[str, Any]) -> None:
    assert told["hint"] == ["prediction.task.succeeded", True, "success"]
    assert told["confirmed"] in {"pending", "processing"}
    assert told["result"] == told["later"] == "success"
    assert told["liar"] == "UnexpectedResponseError"

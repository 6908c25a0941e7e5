"""Names and addresses of files: what is frozen for all clients holds in TypeScript too."""

from __future__ import annotations

import json
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from modellix_client._core.file_name import clash_key, file_name
from modellix_client._core.networks import reach_of

from contract_tests.counts import record
from contract_tests.parity import test_download_addresses, test_download_names
from contract_tests.profile import count
from contract_tests.typescript.programs import CLIENT, run

_READER = """
import {{ createInterface }} from "node:readline";
import {{ clashKey, fileName }} from "{source}/download/file-name.ts";
import {{ reachOf }} from "{source}/download/networks.ts";
import {{ checked }} from "{source}/download/web-address.ts";

const ALL = ["public", "loopback", "private", "never"];
const admitted = (url, reach) => {{
  try {{
    checked(url, new Set([reach]));
    return true;
  }} catch (error) {{
    if (error.message.includes("://")) throw error;
    return false;
  }}
}};
for await (const line of createInterface({{ input: process.stdin }})) {{
  const one = JSON.parse(line);
  let told;
  if ("address" in one) {{
    told = reachOf(one.address) ?? null;
  }} else if ("reach" in one) {{
    told = ALL.filter((reach) => admitted(one.url, reach));
  }} else {{
    const taken = new Set(one.taken.map(clashKey));
    told = fileName({{ ...one, taskId: one.task_id, contentType: one.content_type }}, taken);
  }}
  console.log(JSON.stringify(told));
}}
"""


def told(folder: Path, cases: list[dict[str, Any]]) -> list[Any]:
    """What the client says of each case."""
    script = folder / "reader.mts"
    script.write_text(_READER.format(source=(CLIENT / "src").as_uri()), encoding="utf-8")
    done = run(script, given="".join(f"{json.dumps(case)}\n" for case in cases).encode())
    assert done.stderr == b"", done.stderr.decode()
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_names(tmp_path: Path) -> None:
    vectors = test_download_names.VECTORS
    for vector, name in zip(vectors, told(tmp_path, vectors), strict=True):
        assert name == vector["name"], vector["id"]
    record("vectors through TypeScript: names of files", len(vectors))


def test_addresses(tmp_path: Path) -> None:
    vectors = test_download_addresses.VECTORS
    for vector, reaches in zip(vectors, told(tmp_path, vectors), strict=True):
        assert set(reaches) == {vector["reach"]} - {"refused"}, vector["id"]
    record("vectors through TypeScript: addresses of files", len(vectors))


def test_drawn_names(tmp_path: Path) -> None:
    cases: list[dict[str, Any]] = []
    text = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
    names = st.fixed_dictionaries(
        {
            "names": st.sampled_from(["task", "url"]),
            "task_id": text,
            "index": st.integers(0, 99),
            "url": st.lists(
                st.sampled_from(
                    ["https://files.example", "/", "%2e", "%C3%A9", "%", "?", "#", ".png"]
                )
                | text,
                max_size=6,
            ).map("".join),
            "format": st.none() | st.sampled_from(["png", "EXE", "mp4", "a b"]) | text,
            "content_type": st.none()
            | st.sampled_from(["image/png; x", " IMAGE/JPEG ", "text/html"]),
            "taken": st.lists(st.sampled_from(["file-1.png", "a-1.bin", "CON-1.png"]), max_size=2),
        }
    )

    @given(case=names)
    @settings(max_examples=count(300, 20_000))
    def draw(case: dict[str, Any]) -> None:
        cases.append(case)

    draw()
    for case, name in zip(cases, told(tmp_path, cases), strict=True):
        expected = file_name(
            case["names"],
            task_id=case["task_id"],
            index=case["index"],
            url=case["url"],
            file_format=case["format"],
            content_type=case["content_type"],
            taken={clash_key(taken) for taken in case["taken"]},
        )
        assert name == expected, case


def test_drawn_ip_addresses(tmp_path: Path) -> None:
    addresses: list[str] = []

    @given(address=st.ip_addresses().map(str) | st.ip_addresses(v=4).map("::ffff:{}".format))
    @settings(max_examples=count(500, 20_000))
    def draw(address: str) -> None:
        addresses.append(address)

    draw()
    found = told(tmp_path, [{"address": address} for address in addresses])
    for address, reach in zip(addresses, found, strict=True):
        assert reach == reach_of(ip_address(address)), address

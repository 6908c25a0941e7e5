"""What errors show of the service's words: TypeScript takes out what Python does, and no more."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from modellix_client._core.discretion import discreet
from modellix_client._core.exchange import Answer

from contract_tests.counts import record
from contract_tests.profile import count
from contract_tests.typescript.programs import CLIENT, run

pytestmark = pytest.mark.slow

_PROGRAM = """
import {{ createInterface }} from "node:readline";
import {{ discreet }} from "{source}/full/discretion.ts";

for await (const line of createInterface({{ input: process.stdin }})) {{
  const [message, secrets] = JSON.parse(line);
  console.log(JSON.stringify(discreet(message, secrets)));
}}
"""
# Few letters, so that pieces meet by chance; some take two units of UTF-16.
TEXTS = st.text(alphabet="ab 😀é", max_size=40)
BEGINNINGS = st.sampled_from(["", "Invalid parameters", "Invalid format: ", "Invalid "])


@st.composite
def quotations(draw: st.DrawFn) -> tuple[str, list[str]]:
    """A message, and the strings of the request that it may quote, whole or in part."""
    secrets = draw(st.lists(st.one_of(TEXTS, st.just("long 😀" * 2000)), max_size=3))
    pieces = [draw(BEGINNINGS)]
    for secret in secrets:
        start = draw(st.integers(0, len(secret)))
        pieces += [draw(TEXTS), secret[start : start + draw(st.sampled_from([3, 11, 12, 13, 700]))]]
    return "".join([*pieces, draw(TEXTS)]), secrets


def shown(message: str, secrets: list[str]) -> str:
    """What Python shows, of a message as long as an error takes it."""
    told = discreet(Answer(400, {}, json.dumps({"message": message}).encode()), secrets)
    text: str = json.loads(told.body)["message"]
    return text


def test_both_languages_hide_the_same(tmp_path: Path) -> None:
    drawn: list[tuple[str, list[str]]] = []

    @settings(
        max_examples=count(300, 10_000),
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(quotations())
    def collect(quotation: tuple[str, list[str]]) -> None:
        drawn.append(quotation)

    collect()
    script = tmp_path / "program.mts"
    script.write_text(_PROGRAM.format(source=(CLIENT / "src").as_uri()), encoding="utf-8")
    done = run(script, given="".join(f"{json.dumps(one)}\n" for one in drawn).encode())
    assert done.returncode == 0, done.stderr.decode()
    told = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert told == [shown(*one) for one in drawn]
    assert any("…" in text for text in told)
    record("drawn quotations that TypeScript hides as Python does", len(drawn))

"""The answer log in TypeScript: the lines that the Python client writes."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from modellix_client._core.answers import CATEGORIES

from contract_tests.client.test_answer_log import JSON, logged
from contract_tests.client.wire import MODEL, Step
from contract_tests.counts import record
from contract_tests.profile import count
from contract_tests.strategies.bodies import near_misses, valid_bodies
from contract_tests.typescript.programs import CLIENT, run

_PROGRAM = """
import {{ createInterface }} from "node:readline";
import {{ Modellix }} from "{source}/index.ts";

const whole = (_, value, context) =>
  typeof value === "number" && !Number.isSafeInteger(value) && /^-?[0-9]+$/.test(context.source)
    ? BigInt(context.source) : value;
for await (const line of createInterface({{ input: process.stdin }})) {{
  const {{ body, status, answer }} = JSON.parse(line, whole);
  const lines = [];
  const client = new Modellix({{
    apiKey: "mdlx-x",
    validation: "off",
    fetch: async (_, init) => {{
      await new Response(init.body).text();
      return new Response(answer, {{ status }});
    }},
    answerLog: (one) => lines.push(one),
  }});
  let told = lines;
  await client.submit("{model}", body).catch((error) => {{
    if (error.name === "MediaError") told = null;
  }});
  process.stdout.write(JSON.stringify(told) + "\\n");
}}
"""
NAME = re.compile("[A-Za-z_][A-Za-z0-9_.-]{0,63}")
MESSAGES = st.one_of(
    JSON,
    st.builds(
        "{}{}".format,
        st.sampled_from([*CATEGORIES, "A boat"]),
        st.sampled_from(["", ": parameter 'prompt' is required", ": parameter 'a b' no", " x"]),
    ),
)
WORDY = st.dictionaries(
    st.sampled_from(["prompt", "n", "seed", "a b", "é", "subject_images", "aspect_ratio"]),
    st.sampled_from(
        ["16:9", "HTTPS://x", "data:x", "a boat", "x" * 40, "\U0001f600", ["16:9", "http://a"]]
    )
    | JSON,
)


def is_ambiguous(value: Any) -> bool:
    """Whether two names of one object become "?": JavaScript has another order of them."""
    if isinstance(value, dict):
        odd = [name for name in value if not NAME.fullmatch(name)]
        return len(odd) > 1 or any(map(is_ambiguous, value.values()))
    return isinstance(value, list) and any(map(is_ambiguous, value))


def test_the_same_lines_as_python(tmp_path: Path, root: Path) -> None:
    cases: list[dict[str, Any]] = []

    @settings(
        max_examples=count(200, 5_000),
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(
        st.one_of(WORDY, valid_bodies(MODEL), near_misses(MODEL)),
        st.sampled_from([200, 400, 402, 404, 429, 500]),
        MESSAGES,
        st.one_of(st.integers(0, 600), JSON),
    )
    def collect(body: Any, status: int, message: object, code: object) -> None:
        if isinstance(body, dict):
            answer = json.dumps({"code": code, "message": message})
            cases.append({"body": body, "status": status, "answer": answer})

    collect()
    script = tmp_path / "program.mts"
    text = _PROGRAM.format(source=(CLIENT / "src").as_uri(), model=MODEL)
    script.write_text(text, encoding="utf-8")
    done = run(script, given="".join(json.dumps(case) + "\n" for case in cases).encode())
    assert done.returncode == 0, done.stderr.decode()
    schema = Draft202012Validator(
        json.loads((root / "schemas/answer-log.schema.json").read_text("utf-8"))
    )
    seen = 0
    for case, told in zip(cases, done.stdout.splitlines(), strict=True):
        lines = json.loads(told)
        if lines is None:  # an object where an image belongs is not even looked at by the rules
            continue
        try:
            expected = logged(tmp_path, case["body"], Step(case["status"], case["answer"].encode()))
        except (ValueError, FileNotFoundError):  # what JSON has no form for is not sent
            assert lines == []
            continue
        (line,) = map(json.loads, lines)
        schema.validate(line)
        assert line.pop("at_ms") > 0
        expected.pop("at_ms")
        if not is_ambiguous(case["body"]):
            assert line == expected, case
            seen += 1
    assert seen > len(cases) // 2
    record("answers that TypeScript logs as Python does", seen)

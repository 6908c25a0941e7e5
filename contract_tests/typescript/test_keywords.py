"""What the runtime says of a broken rule is what the inventory says: id, place, limit, message.

The runtime puts messages together itself, so that a bundle does not carry one for each rule.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from contract_tests.counts import record
from contract_tests.profile import count
from contract_tests.typescript.programs import CLIENT, run
from generator.contract.inventory import KEYWORDS, model_rules
from generator.contract.types import Field, Location, Media, Model, Shape, Unsupported
from generator.targets.typescript.model_module import model_module

PLACE = Location("spec/x.yaml", 1, 1)
# A value of each, the keyword's attribute, and what breaks it.
FACE = "\U0001f600"
SMALL = st.integers(1, 4)
WHOLE = st.integers(-(2**63), 2**63 - 1) | st.integers(-9, 9)
REAL = WHOLE | st.sampled_from([0.5, -0.25, 1e-7, 1e-5, 1e-4, 2.0, 1e21, 1e22, 123456789.125])
PATTERNS = st.sampled_from(["^a/b$", "^[0-9]+$", "^(?:a|b)\\.c$", '^"$', "^é$"])
VALUES = st.lists(
    st.sampled_from(["a", "b c", "", "é", '"', "x" * 40]), min_size=1, max_size=4, unique=True
)

Broken = tuple[Shape, Any]


def shaped(kind: str, **limits: Any) -> Shape:
    if kind == "array":
        limits.setdefault("items", Shape("string", PLACE))
    return Shape(kind, PLACE, **limits)  # type: ignore[arg-type]


def numeric(kind: str, numbers: st.SearchStrategy[Any]) -> list[st.SearchStrategy[Broken]]:
    def one(attribute: str, below: int) -> st.SearchStrategy[Broken]:
        # Twice and one more is another double, also where the next integer is not.
        return numbers.map(
            lambda limit: (
                shaped(kind, **{attribute: limit}),
                limit + below * (abs(limit) + 1) if kind == "number" else limit + below,
            )
        )

    steps = (("minimum", -1), ("maximum", 1), ("exclusive_minimum", 0), ("exclusive_maximum", 0))
    return [one(attribute, below) for attribute, below in steps]


MEDIA = st.sampled_from(
    [Media(), Media(("png",), None), Media(("jpeg", "png"), 1), Media(("webp", "gif"), 10485760)]
)
LEAVES: list[st.SearchStrategy[Broken]] = [
    st.sampled_from([("string", 5), ("integer", "5"), ("number", True), ("boolean", 0)]).map(
        lambda pair: (shaped(pair[0]), pair[1])
    ),
    st.sampled_from([("array", {}), ("object", [])]).map(lambda pair: (shaped(pair[0]), pair[1])),
    SMALL.map(lambda limit: (shaped("string", min_length=limit), FACE * (limit - 1))),
    SMALL.map(lambda limit: (shaped("string", max_length=limit), FACE * (limit + 1))),
    SMALL.map(lambda limit: (shaped("array", min_items=limit), ["a"] * (limit - 1))),
    SMALL.map(lambda limit: (shaped("array", max_items=limit), ["a"] * (limit + 1))),
    PATTERNS.map(lambda text: (shaped("string", pattern=text), "no")),
    VALUES.map(lambda values: (shaped("string", enum=tuple(values)), "no")),
    st.lists(WHOLE, min_size=1, max_size=3, unique=True).map(
        lambda values: (shaped("integer", enum=tuple(values)), max(values) - 2**63)
    ),
    st.integers(2, 2**62).map(lambda of: (shaped("integer", multiple_of=of), of + 1)),
    MEDIA.map(lambda media: (shaped("string", media=media), "no image")),
    MEDIA.map(lambda media: (shaped("string", media=media, min_length=2, max_length=3), "QUFB")),
    *numeric("integer", WHOLE),
    *numeric("number", REAL),
]


@st.composite
def cases(draw: st.DrawFn, leaf: st.SearchStrategy[Broken]) -> tuple[Model, Any]:
    """A model with one value that breaks a rule, at some depth, and the body that has it."""
    shape, value = draw(leaf)
    name = draw(st.sampled_from(["prompt", "items_list", "constructor", "n", "type", "found"]))
    for _ in range(draw(st.integers(0, 3))):
        if draw(st.booleans()):
            shape, value = shaped("array", items=shape), [value]
        else:
            members = (Field(name, required=False, shape=shape),)
            shape, value = shaped("object", fields=members), {name: value, "näme/~": 1}
    fields = (
        Field(name, required=False, shape=shape),
        Field("need", required=True, shape=shaped("string")),
    )
    refused = (Unsupported("seed", "seed is not supported by kling-x: leave it out", (), PLACE),)
    model = Model(
        "kling-x", "kling", "x", "KlingX", "kling_x", "text-to-image", "image", "X",
        (("a", "/a"), ("b", "/b"), ("c", "/c")), "b", PLACE, "X",
        shaped("object", fields=fields), refused, (), (),
    )  # fmt: skip
    return model, {name: value, "seed": 1, "promt": 2}


_READER = """
import {{ createInterface }} from "node:readline";

for await (const line of createInterface({{ input: process.stdin }})) {{
  const {{ file, body }} = JSON.parse(line, (_, value, context) =>
    typeof value === "number" && !Number.isSafeInteger(value) && /^-?[0-9]+$/.test(context.source)
      ? BigInt(context.source) : value);
  const {{ check }} = await import("{folder}/src/kling/" + file);
  console.log(JSON.stringify(check(body).violations, (_, value) =>
    typeof value === "bigint" ? JSON.rawJSON(String(value)) : value));
}}
"""


def test_a_violation_says_what_the_inventory_says(tmp_path: Path) -> None:
    shutil.copytree(CLIENT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("kling"))
    (tmp_path / "src" / "kling").mkdir()
    made: list[tuple[Model, Any]] = []

    def collect(case: tuple[Model, Any]) -> None:
        made.append(case)

    few = settings(
        max_examples=count(12, 300),
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    for leaf in LEAVES:
        few(given(cases(leaf))(collect))()
    lines = []
    for number, (model, body) in enumerate(made):
        file = f"x{number}.ts"
        (tmp_path / "src" / "kling" / file).write_text(model_module(model), encoding="utf-8")
        lines.append(json.dumps({"file": file, "body": body}) + "\n")
    script = tmp_path / "reader.mts"
    script.write_text(_READER.format(folder=tmp_path.as_uri()), encoding="utf-8")
    done = run(script, given="".join(lines).encode(), timeout=300)
    assert done.returncode == 0, done.stderr.decode()
    seen: set[str] = set()
    for (model, body), line in zip(made, done.stdout.splitlines(), strict=True):
        rules = {rule.id: rule for rule in model_rules(model)}
        violations = json.loads(line)
        for violation in violations:
            rule = rules[violation["rule"]]
            seen.add(rule.keyword)
            assert violation["keyword"] == rule.keyword
            assert violation["message"] == rule.message, body
            if rule.keyword not in ("media", "additionalProperties"):
                assert violation["limit"] == rule.limit, body
            steps = violation["path"].split("/")[1:]
            unknown = rule.keyword == "additionalProperties"
            places = [
                "items" if step.isdecimal() else step for step in steps[: -1 if unknown else None]
            ]
            assert tuple(places) == rule.path, violation
        # The value that breaks a rule, the missing member, the unsupported and the unknown one.
        assert len(violations) >= 4, (body, violations)
    assert seen == {*KEYWORDS, "media", "required", "unsupported", "additionalProperties"}
    record("drawn rules whose TypeScript says what the inventory says", len(made))

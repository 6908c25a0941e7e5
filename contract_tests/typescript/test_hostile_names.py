"""Names that mean something to TypeScript or JavaScript, through the compiler and the rules."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from contract_tests.typescript.programs import CLIENT, node, run
from contract_tests.typescript.test_keywords import PLACE, shaped
from generator.contract.types import Field, Model
from generator.targets.typescript.model_module import model_module
from generator.targets.typescript.names import model_name
from tools import npm_package

# All of them are names that a spec may use; what begins with `_` or is not ASCII may not.
MEMBERS = (
    *("constructor", "prototype", "toString", "valueOf", "hasOwnProperty", "isPrototypeOf"),
    *("class", "default", "await", "let", "enum", "arguments", "eval", "undefined", "NaN"),
    *("any", "never", "readonly", "declare", "type", "media", "own", "found", "body", "check"),
    *("words", "LAYOUT", "IMAGE", "VALUES_mode", "Found", "Model", "ImageInput", "string"),
    *("then", "toJSON", "length", "name", "at", "i_0", "item_0", "v_name", "self", "globalThis"),
)
ATTRIBUTES = ("class", "default", "words", "check", "type", "media", "own", "await", "v1_6_mi2v")

_READER = """
import {{ toText }} from "{folder}/src/write-json.ts";
for (const [file, exported, names] of JSON.parse(process.argv[2])) {{
  const module = await import("{folder}/src/kling/" + file);
  const model = module[exported];
  const rules = (body) => model.check(body).violations.map(({{ rule, path }}) => [rule, path]);
  const told = {{ none: rules({{}}), proto: rules(JSON.parse('{{"__proto__": 1}}')), each: [] }};
  for (const name of names) told.each.push(rules({{ [name]: "" }}), rules({{ [name]: "x" }}));
  const whole = Object.fromEntries(names.toReversed().map((name) => [name, "x"]));
  told.order = Object.keys(JSON.parse(toText(whole, model.layout)));
  console.log(JSON.stringify(told));
}}
"""


def model(attribute: str) -> Model:
    fields = tuple(
        Field(name, required=False, shape=shaped("string", min_length=1, description="X"))
        for name in MEMBERS
    )
    return Model(
        f"kling-{attribute}", "kling", attribute, f"Kling{attribute.title()}", f"kling_{attribute}",
        "text-to-image", "image", "X", (("a", "/a"), ("b", "/b"), ("c", "/c")), "b", PLACE, "X",
        shaped("object", fields=fields), (), (), (),
    )  # fmt: skip


def test_they_compile_and_are_held_to_their_rules(tmp_path: Path) -> None:
    node()
    shutil.copytree(CLIENT / "src", tmp_path / "src")
    for name in ("tsconfig.json", "tsconfig.build.json", "package.json"):
        shutil.copy(CLIENT / name, tmp_path / name)
    given = []
    for number, attribute in enumerate(ATTRIBUTES):
        made = model(attribute)
        file = f"hostile-{number}.ts"
        (tmp_path / "src" / "kling" / file).write_text(model_module(made), encoding="utf-8")
        given.append([file, model_name(attribute), MEMBERS])
    types = npm_package.ROOT / "tools" / "node" / "node_modules" / "@types"
    build = str(tmp_path / "tsconfig.build.json")
    npm_package.run("tsc", "-p", build, "--noEmit", "--typeRoots", str(types))
    script = tmp_path / "reader.mts"
    script.write_text(_READER.format(folder=tmp_path.as_uri()), encoding="utf-8")
    done = run(script, json.dumps(given))
    assert done.returncode == 0, done.stderr.decode()
    for attribute, line in zip(ATTRIBUTES, done.stdout.splitlines(), strict=True):
        told = json.loads(line)
        assert told["none"] == []
        assert told["proto"] == [[f"kling-{attribute}/additionalProperties", "/__proto__"]]
        for place, name in enumerate(MEMBERS):
            rule = f"kling-{attribute}/{name}/minLength"
            assert told["each"][2 * place] == [[rule, f"/{name}"]]
            assert told["each"][2 * place + 1] == []
        assert told["order"] == list(MEMBERS)

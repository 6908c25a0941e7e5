"""Members named like words of Python, of the client or of its generated code: all of them work."""

from __future__ import annotations

import json
import keyword
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from contract_tests.generator.specs import changed, contract, generated, lint
from generator.targets.common.errors import GenerationError
from generator.targets.python.names import RESERVED
from generator.targets.python.validator import ValidatorPrinter
from generator.targets.python.views import resource_class

STATED = "x-evidence: {page: kling-v9-t2i, how: stated}"
SEED = "                seed:\n"
# Names of variables, methods, arguments and helpers in what is generated.
INNER = (
    *("d", "cls", "raw", "body", "found", "members", "size", "name", "known", "notes", "media"),
    *("check", "to_dict", "from_dict", "field_dict", "src_dict", "additional_properties", "cast"),
    *("additional_keys", "prop", "prop_name", "kling_v9_t2i_request", "index_1", "item_1"),
    *("known_1", "members_2", "v_size", "typed_size", "list", "dict", "isinstance", "len", "str"),
    *("print", "UNSET", "Any", "Literal", "spellings", "CLEAN", "Violation", "model", "client"),
    *("image_list_item", "image_list_item_data", "image_list_items", "image_list_items_image"),
    *("submit", "run", "validate", "define", "field", "T", "match", "case", "type", "_"),
)
KEYWORDS = tuple(sorted(keyword.kwlist))
NAMES = tuple(
    name for name in dict.fromkeys((*KEYWORDS, *sorted(RESERVED), *INNER)) if name[0] != "_"
)
HEAD = " " * 16
LIST = f"""image_list:
  type: array
  description: Pictures.
  {STATED}
  items:
    type: object
    description: One picture.
    additionalProperties: false
    required: [image, class]
    {STATED}
    properties:
      image: {{type: integer, description: A number., {STATED}}}
      class: {{type: integer, description: A number., maximum: 9, {STATED}}}
      from: {{type: array, description: Numbers., {STATED}, items: {{type: integer, {STATED}}}}}
"""


def indented(text: str) -> str:
    return "".join(f"{HEAD}{line}\n" for line in text.splitlines())


def model(names: tuple[str, ...]) -> str:
    members = [
        f"{name}: {{type: integer, description: A number., minimum: {at}, {STATED}}}"
        for at, name in enumerate(names)
    ]
    rule = '                  rule: "!has(self.style_strength) || has(self.style_image)"\n'
    own = '                  rule: "!has(self.image_list_items_image) || '
    own += 'self.image_list_items_image != 1000"\n'
    return changed((SEED, indented("\n".join(members)) + indented(LIST) + SEED), (rule, own))


PROGRAM = """
import json, sys
import httpx
from modellix_client import Modellix
from modellix_client.models import KlingV9T2iRequest
from modellix_client.rules.kling_v9_t2i import LAYOUT, check

arguments, body = json.load(sys.stdin)
sent = []

def answer(request):
    sent.append(json.loads(request.content))
    data = {"status": "pending", "task_id": "t-1", "model_id": "kling-v9-t2i"}
    return httpx.Response(200, json={"code": 0, "message": "success", "data": data})

with Modellix("mdlx-test-key", transport=httpx.MockTransport(answer)) as client:
    client.kling.v9_t2i.submit(**arguments)
    client.submit("kling-v9-t2i", body)

request = KlingV9T2iRequest.from_dict(body)
low = {**{name: -1 for name in body}, "prompt": "x", "image_list": []}
odd = {**body, "image_list_items_image": 1000}
print(json.dumps({
    "sent": sent,
    "order": list(sent[0]),
    "layout": list(LAYOUT),
    "again": request.to_dict(),
    "checked": [len(found) for found in request.check()],
    "low": [violation.path for violation in check(low)[0]],
    "odd": [violation.rule for violation in check(odd)[0]],
    "typed": [violation.rule for violation in check({**odd, "image_list_items_image": "x"})[0]],
}))
"""


def argument(name: str) -> str:
    return f"{name}_" if keyword.iskeyword(name) or keyword.issoftkeyword(name) or (
        name in RESERVED
    ) else name  # fmt: skip


@pytest.fixture(scope="module")
def answer(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("names")
    for name, content in generated(folder, model(NAMES)).items():
        path = folder / "generated" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    body = {"prompt": "x", **{name: 2000 + at for at, name in enumerate(NAMES)}}
    body["image_list"] = [{"image": 1, "class": 2, "from": [3]}]
    arguments = {argument(name): value for name, value in body.items()}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env=os.environ | {"PYTHONPATH": str(folder / "generated" / "python")},
        input=json.dumps([arguments, body]),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return {"body": body, **json.loads(done.stdout)}


def test_names_go_out_as_they_are(answer: dict[str, Any]) -> None:
    assert answer["sent"] == [answer["body"], answer["body"]]


def test_names_keep_the_order_of_the_contract(answer: dict[str, Any]) -> None:
    assert answer["order"] == [name for name in answer["layout"] if name in answer["body"]]


def test_names_survive_the_request_class(answer: dict[str, Any]) -> None:
    assert answer["again"] == answer["body"]
    assert answer["checked"] == [0, 0]


def test_every_name_has_its_own_limit(answer: dict[str, Any]) -> None:
    assert answer["low"] == [f"/{name}" for name in NAMES]


def test_inner_variables_do_not_spoil_a_rule(answer: dict[str, Any]) -> None:
    assert answer["odd"] == ["kling-v9-t2i/rule/style_strength_needs_image"]
    assert answer["typed"] == ["kling-v9-t2i/image_list_items_image/type"]


NESTED = """a_b:
  type: object
  description: One.
  additionalProperties: false
  {stated}
  properties:
    c: {{type: {kind}, description: A value., enum: [{one}], {stated}}}
a:
  type: object
  description: Two.
  additionalProperties: false
  {stated}
  properties:
    b_c: {{type: {kind}, description: A value., enum: [{two}], {stated}}}
"""


def test_constants_of_different_places_stay_apart(tmp_path: Path) -> None:
    nested = NESTED.format(kind="boolean", one="true", two="false", stated=STATED)
    (made,) = contract(tmp_path, changed((SEED, indented(nested) + SEED))).models

    constants = [
        text for text in ValidatorPrinter(made).constants if text.startswith("VALUES_A_B_C")
    ]

    assert constants == [
        "VALUES_A_B_C = frozenset((True,))",
        "VALUES_A_B_C_2 = frozenset((False,))",
    ]


def test_types_that_would_share_a_name_are_refused(tmp_path: Path) -> None:
    nested = NESTED.format(kind="string", one="x", two="y", stated=STATED)

    with pytest.raises(GenerationError, match="two types would be called KlingV9T2iRequestABC"):
        generated(tmp_path, changed((SEED, indented(nested) + SEED)))


@pytest.mark.parametrize(("first", "second"), [("timeout", "timeout_"), ("aB", "a_b"), ("A", "a")])
def test_names_too_alike_are_refused(first: str, second: str, tmp_path: Path) -> None:
    found = lint(tmp_path, model((first, second, "image_list_items_image")))

    assert [finding.problem for finding in found] == [
        f"the property name {second!r} differs from {first!r} in case or _ only"
    ]


def test_a_resource_hides_no_imported_name(root: Path) -> None:
    folder = root / "generator" / "targets" / "python" / "templates"
    template = (folder / "endpoint_module.py.jinja").read_text(encoding="utf-8")
    imports = [line.partition(" import ")[2] for line in template.splitlines() if "import " in line]
    imported = {name.strip() for line in imports for name in line.split(",")} - {""}
    assert {"Task", "TypedDict"} < imported
    for name in imported:
        attribute = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()
        assert resource_class(attribute) not in imported
    assert resource_class("v2_mi2i") == "V2Mi2i"

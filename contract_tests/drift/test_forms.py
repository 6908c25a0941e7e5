"""One invented page in each form that pages come in: all of them say the same."""

from __future__ import annotations

import json
from html import escape
from typing import Any

import pytest

from contract_tests.drift.invented import listed, rules, said
from contract_tests.drift.running import reading
from generator.docs.page import Reading

_NOTE = "Note: last_frame cannot be combined with camera."
_OPTIONAL: dict[str, dict[str, Any]] = {
    "last_frame": {"type": "string", "description": "Last frame"},
    "mode": {"type": "string", "enum": ["std", "pro"], "default": "std", "description": "Tier"},
    "seconds": {"type": "integer", "minimum": 3, "maximum": 10, "description": "Length"},
    "camera": {"type": "object", "description": "Camera movement"},
    "grain": {"type": "boolean", "deprecated": True, "description": "Grain of the film"},
}
_PROMPT = {"type": "string", "minLength": 1, "maxLength": 900, "description": "The text"}
_PROPERTIES = {"prompt": _PROMPT, **_OPTIONAL}
_SHOWN = {
    "prompt": {"minLength": 1, "maxLength": 900, "type": "string", "required": True},
    "last_frame": {"type": "string", "required": False},
    "mode": {"enum": ["std", "pro"], "default": "std", "type": "string", "required": False},
    "seconds": {"minimum": 3, "maximum": 10, "type": "integer", "required": False},
    "camera": {"type": "object", "required": False},
    "grain": {"type": "boolean", "required": False},
}


def _item(schema: dict[str, Any]) -> str:
    operation = {
        "requestBody": {"content": {"application/json": {"schema": schema}}},
        "responses": {"200": {"description": "Accepted"}},
    }
    server = {"url": "https://api.modellix.ai/api/v1/inkwell/inkwell-7"}
    return json.dumps({"servers": [server], "post": operation})


def _composed(*parts: dict[str, Any]) -> dict[str, Any]:
    names = {f"Part{number}": part for number, part in enumerate(parts)}
    return {
        "description": _NOTE,
        "allOf": [{"$ref": f"#/$defs/{name}"} for name in names],
        "$defs": names,
    }


def _optional(schema: dict[str, Any]) -> dict[str, Any]:
    rest = {key: value for key, value in schema.items() if key != "description"}
    return {"anyOf": [rest, {"type": "null"}], "description": schema["description"]}


def _parameter(name: str, schema: dict[str, Any], row: str) -> str:
    flags = ["required"] if name == "prompt" else []
    flags += [f"default:{schema['default']}"] if "default" in schema else []
    flags += ["deprecated"] if "deprecated" in schema else []
    kind = f"enum<{schema['type']}>" if "enum" in schema else schema["type"]
    spans = "".join(f"<span>{escape(word)}</span>" for word in (kind, *flags))
    text = f"<p>{schema['description']}</p>"
    if "enum" in schema:
        codes = ", ".join(f"<code>{option}</code>" for option in schema["enum"])
        text += f"<div>Available options: {codes}</div>"
    if "maxLength" in schema:
        text += "<div>Required string length: <b>1</b> - <b>900</b></div>"
    if "maximum" in schema:
        text += "<div>Required range: <code>3 &lt;= x &lt;= 10</code></div>"
    return row.format(name=name, flags=spans) + text


def _page(row: str) -> str:
    call = "curl --request POST \\\n--url https://api.modellix.ai/api/v1/inkwell/inkwell-7/async"
    rows = "".join(_parameter(name, schema, row) for name, schema in _PROPERTIES.items())
    return (
        f"<html><body><nav><a>Home</a></nav><pre><code>{call}</code></pre>"
        f"<h4>Body</h4><span>application/json</span><p>{_NOTE}</p>{rows}"
        "<h4>Response</h4><p>Accepted</p></body></html>"
    )


_FORMS = {
    "a schema": _item({"properties": _PROPERTIES, "required": ["prompt"], "description": _NOTE}),
    "in two parts": _item(
        _composed(
            {"properties": {"prompt": _PROMPT}, "required": ["prompt"]}, {"properties": _OPTIONAL}
        )
    ),
    "with null": _item(
        {
            "properties": {"prompt": _PROMPT}
            | {name: _optional(schema) for name, schema in _OPTIONAL.items()},
            "required": ["prompt"],
            "description": _NOTE,
        }
    ),
    "rows of their own": _page("<div><div>{name}</div><div>{flags}</div></div>"),
    "one row": _page("<div><b>{name}</b>{flags}</div>"),
    "spans in a row": _page("<p><code>{name}</code> {flags}</p>"),
}


def _reading(form: str) -> Reading:
    return reading(_FORMS[form])


@pytest.mark.parametrize("form", _FORMS)
def test_every_form_says_the_same(form: str) -> None:
    page = _reading(form)
    assert page.parameters == tuple(_SHOWN)
    assert {name: said(page, name) for name in page.parameters} == _SHOWN
    assert rules(page) == [("exclusion", ["last_frame", "camera"])]
    assert listed(page) == ["grain: deprecated"]


def test_keywords_and_words_of_members_are_read_or_listed() -> None:
    kind = "Kind of move, up to 20 characters. At least one of zoom_in or pan_left must be given"
    members = {"kind": {"type": "string", "description": kind}}
    schema = {
        "camera": {"type": "object", "properties": members, "description": "Camera"},
        "tags": {"type": "array", "uniqueItems": True, "items": {"type": "string"}},
    }
    page = reading(_item({"properties": schema}))
    assert said(page, "camera/kind")["maxLength"] == 20
    assert rules(page) == []
    assert listed(page) == [
        "At least one of zoom_in or pan_left must be given",
        "tags: uniqueItems",
    ]


def test_a_name_that_is_none_is_listed() -> None:
    members = {"a/b": {"type": "string"}, "": {}, "kind": {"type": "string"}}
    schema = {"../../x": {"type": "string"}, "camera": {"type": "object", "properties": members}}
    page = reading(_item({"properties": schema}))
    assert page.parameters == ("camera",)
    assert {fact.subject for fact in page.facts if fact.kind == "type"} == {"camera", "camera/kind"}
    assert listed(page) == [
        "a parameter is called '../../x'",
        "camera: a member is called 'a/b'",
        "camera: a member is called ''",
    ]


_ANSWER = '{"code": 0, "message": "success", "data": {"status": "pending", "task_id": "t-1"}}'


@pytest.mark.parametrize("labels", ["", "<span>200</span>", "<div>200</div><button>Copy</button>"])
def test_an_answer_below_the_labels_of_its_box_is_read(labels: str) -> None:
    text = _page("<div><b>{name}</b>{flags}</div>")
    call = "</code></pre>"
    page = reading(text.replace(call, f"{call}{labels}<pre>{_ANSWER}</pre>", 1))
    (answer,) = page.all("response")
    assert answer.value == json.loads(_ANSWER)
    assert page.parameters == tuple(_SHOWN)


def test_options_go_on_below_a_comma() -> None:
    text = _page("<div><b>{name}</b>{flags}</div>")
    two = "<code>std</code>, <code>pro</code></div>"
    assert two in text
    longer = "<code>std</code>, <code>pro</code>,</div><div><code>master</code></div>"
    assert said(reading(text.replace(two, longer)), "mode")["enum"] == ["std", "pro", "master"]

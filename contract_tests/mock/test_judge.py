"""Request bodies are judged as the docs pages have it, by another hand than the clients."""

from __future__ import annotations

import base64
import functools
import json
from collections.abc import Iterator
from typing import Any

import pytest

from contract_tests.facts.page import Json, pages
from contract_tests.facts.stand_in import stand_in
from contract_tests.mock.calls import call, submit
from contract_tests.mock_api import MockService, load_catalog
from contract_tests.mock_api.judge import decoded_size
from contract_tests.strategies.bases import context
from contract_tests.vectors.current import FOLDER as VECTORS
from contract_tests.vectors.current import lines

IT = stand_in()

PNG = b"\x89PNG\r\n\x1a\n"
LIMIT = 10_485_760


def vectors() -> Iterator[tuple[str, str, Any, dict[str, Any]]]:
    """Model, body as written and the whole case of every line written by hand."""
    for file in sorted(VECTORS.glob("*.ndjson")):
        for line in map(bytes.decode, lines(file)):
            case = json.loads(line)
            yield case["model"], line, case["body"], case


@pytest.mark.parametrize("model", [offer.id for offer in load_catalog().offers])
def test_handwritten_cases_are_judged_as_written(model: str) -> None:
    service = MockService()
    path = service.catalog.offer(model).routes["c"]
    wrong = []
    tried = 0
    for other, line, _, case in vectors():
        if other != model:
            continue
        # The body's own text, so that 5.0 and 1e1 stay as they are written.
        text = line.partition('"body":')[2].rpartition(',"valid":')[0]
        answer = call(service, "POST", path, body=text.encode())
        if (answer.status == 200) != case["valid"]:
            wrong.append((case["id"], answer.json()))
        tried += 1
    assert not wrong
    # A model without a file of its own has only what stands in the general one, if that; one whose
    # page has changed has what is left.
    own = VECTORS / f"{model}.ndjson"
    assert tried > 100 or not own.exists() or len(lines(own)) < len(own.read_bytes().splitlines())


@pytest.mark.parametrize("model", [offer.id for offer in load_catalog().offers])
def test_a_refusal_names_the_parameter(model: str) -> None:
    """For cases that break one rule of one value."""
    judge = load_catalog().offer(model).judge
    for other, _, body, case in vectors():
        violations = case["violations"]
        if other != model or len(violations) != 1 or violations[0]["path"] == "":
            continue
        first, *rest = violations[0]["path"].split("/")[1:]
        found = judge.refusals(body)
        assert found, case["id"]
        name = first.replace("~1", "/").replace("~0", "~")[:64]
        assert f"'{name}" in found[0].detail, case["id"]
        if rest and not rest[-1].isdecimal():
            assert rest[-1] in found[0].detail


@pytest.mark.parametrize(
    ("model", "member"),
    sorted(
        {
            (page.model, place.name)
            for page in pages().values()
            for place in page.places()
            if place.max_bytes
        }
    ),
)
@pytest.mark.parametrize("front", ["", "data:image/png;base64,"])
def test_the_decoded_size_of_an_image_is_limited_where_a_page_says_so(
    model: str, member: str, front: str
) -> None:
    (place, *_) = (p for p in pages()[model].places() if p.name == member and p.max_bytes)
    limit = place.max_bytes or 0

    def accepts(size: int) -> bool:
        image = front + base64.b64encode(PNG + bytes(size - len(PNG))).decode()
        value = functools.reduce(_around, reversed(place.path[1:]), image)
        answer = submit(MockService(), model, {**context(model, member), member: value})
        if answer.status == 400:
            assert answer.json()["message"].endswith(f"at most {limit} bytes, got {size}")
        return answer.status == 200

    assert accepts(limit)
    assert not accepts(limit + 1)


def _around(value: Json, step: str) -> Json:
    return [value] if step == "items" else {step: value}


def test_the_size_of_an_image_behind_a_url_is_not_asked_for() -> None:
    url = "https://example.com/" + "a" * (LIMIT * 2)
    assert submit(MockService(), IT.model, {**IT.body(), IT.image: url}).status == 200


@pytest.mark.parametrize("size", range(8))
def test_decoded_sizes_are_exact(size: int) -> None:
    text = base64.b64encode(bytes(size)).decode()
    assert decoded_size(text) == size
    assert decoded_size(f"data:image/png;base64,{text}") == size


@pytest.mark.page("kling-image-o1", "prompt", "element_list")
@pytest.mark.parametrize(
    ("written", "status"),
    [
        ("9223372036854775807", 200),
        ("-9223372036854775808", 200),
        ("9223372036854775808", 400),
        ("-9223372036854775809", 400),
        ("9007199254740992.0", 200),
        ("9007199254740994.0", 400),
        ("9e15", 200),
        ("9.2e18", 400),
        ("1.5", 400),
        ("true", 400),
        ('"1"', 400),
    ],
)
def test_ids_are_64_bit_and_exact(written: str, status: int) -> None:
    body = f'{{"prompt":"x","element_list":[{{"element_id":{written}}}]}}'.encode()
    path = "/api/v1/kling/kling-image-o1"
    assert call(MockService(), "POST", path, body=body).status == status

"""Successful answers have exactly the documented shapes."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any

import jsonschema_rs
import pytest

from contract_tests.facts.stand_in import stand_in
from contract_tests.judges.bundle import contract
from contract_tests.mock.calls import get, submit, submitted, task, wait
from contract_tests.mock_api import Answer, MockService, Scenario, load_catalog, read_bundle

IT = stand_in()

MODELS = [offer.id for offer in load_catalog().offers]
SLUGS = [f"{model.provider}/{model.id}" for model in contract().models]


def conforms(answer: Answer, schema: str) -> None:
    """Hold an answer against a schema of the bundle."""
    components = read_bundle()["components"]
    root = {"$ref": f"#/components/schemas/{schema}", "components": components}
    jsonschema_rs.Draft202012Validator(root).validate(answer.json())
    assert answer.header("content-type") == "application/json"


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("vintage", ["a", "b", "c"])
def test_a_submit_is_answered_as_its_vintage_has_it(model: str, vintage: str) -> None:
    service = MockService()
    answer = submit(service, model, vintage=vintage)
    conforms(answer, "TaskEnvelope")
    data = answer.json()["data"]
    task_id = data.pop("task_id")
    expected: dict[str, Any] = {"status": "pending", "model_id": "model-123"}
    if vintage == "a":
        expected["model_id"] = model
    else:
        url = f"https://api.modellix.ai/api/v1/tasks/{task_id}"
        expected["get_result"] = {"method": "GET", "url": url}
    assert data == expected
    assert answer.json()["code"] == 0
    assert answer.json()["message"] == "success"


@pytest.mark.parametrize("model", MODELS)
def test_a_success_tells_files_times_and_price(model: str) -> None:
    service = MockService()
    task_id = submitted(service, model)
    wait(service, 3_000)
    answer = get(service, f"/api/v1/tasks/{task_id}")
    conforms(answer, "TaskEnvelope")
    data = answer.json()["data"]
    offer = service.catalog.offer(model)
    resources = data["result"]["resources"]
    assert len(resources) == offer.example.get("n", 1)
    for resource in resources:
        assert resource["type"] == ("video" if offer.makes_video else "image")
        assert resource["format"] == ("mp4" if offer.makes_video else "png")
        assert resource["role"] == "primary"
        assert resource["url"].startswith("https://api.modellix.ai/files/")
    assert data["duration"] == 3_000
    assert data["billing"]["status"] == "succeeded"
    assert Decimal(data["billing"]["amount"]) == Decimal("0.2400") * len(resources)
    assert data["result_expires_at"] == 1_767_225_603_000 + 7 * 24 * 3600 * 1000
    times = data["result"]["extensions"]
    span = datetime.fromisoformat(times["end_time"]) - datetime.fromisoformat(times["submit_time"])
    assert span.total_seconds() == 3
    assert data["result"]["metadata"]["request_id"]


@pytest.mark.parametrize("outcome", ["failed", "canceled"])
def test_an_end_without_result_is_a_200_and_says_no_more(outcome: Any) -> None:
    service = MockService(script=lambda *_: Scenario(0, 0, outcome))
    data = task(service, submitted(service, "kling-v1-i2v", vintage="a"))
    assert data == {"status": outcome, "task_id": data["task_id"], "model_id": "kling-v1-i2v"}


def test_the_models_on_offer_come_without_an_envelope() -> None:
    answer = get(MockService(), "/api/v1/models")
    conforms(answer, "ModelList")
    models = answer.json()["models"]
    assert [entry["slug"] for entry in models] == SLUGS
    kinds = {entry["slug"]: entry["type"] for entry in models}
    assert kinds["kling/kling-v1-i2v"] == "image-to-video"
    assert kinds["kling/kling-v2-mi2i"] == "image-to-image"


def test_accepted_submits_are_paid_from_the_balance_until_it_is_used_up() -> None:
    service = MockService(balance=Decimal("1.00"))
    assert get(service, "/api/v1/team/balance").json()["data"] == {"balance": 1.0}
    submitted(service, IT.model, body={**IT.body("x"), IT.count: 3.0})
    answer = get(service, "/api/v1/team/balance")
    conforms(answer, "BalanceEnvelope")
    assert answer.json()["data"] == {"balance": 0.28}
    assert submit(service, IT.model, {**IT.body("x"), IT.count: 2}).status == 402
    submitted(service, IT.model, body=IT.body("x"))
    assert submit(service, IT.model, IT.body("x")).status == 402
    assert service.balance == Decimal("0.0400")

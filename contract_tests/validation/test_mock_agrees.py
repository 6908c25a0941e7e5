"""The mock service, a third reader of the same rules, accepts and refuses the same bodies."""

import pytest

from contract_tests.judges.bundle import contract, models, rules_by_id
from contract_tests.judges.wire import wire
from contract_tests.mock_api.messages import Request
from contract_tests.mock_api.service import TEST_KEY, MockService
from contract_tests.strategies.bases import bases
from contract_tests.strategies.edits import Body
from contract_tests.strategies.kept import kept
from contract_tests.strategies.search import search

_HEADERS = (("authorization", f"Bearer {TEST_KEY}"), ("content-type", "application/json"))


@pytest.fixture(scope="module")
def mock() -> MockService:
    return MockService()


def _status(mock: MockService, model: str, body: Body) -> int:
    entry = contract().model(model)
    content = wire(body, entry.request)
    return mock.handle(Request("POST", entry.path, _HEADERS, content)).status


@pytest.mark.parametrize("model", models())
def test_accepts(mock: MockService, model: str) -> None:
    on_limits = [one for bodies in kept(model).values() for one in bodies]
    for one in on_limits:
        assert _status(mock, model, one.body) == 200, (one.rule, one.label)
    for body in bases(model):
        assert _status(mock, model, body) == 200


@pytest.mark.parametrize("model", models())
def test_refuses(mock: MockService, model: str) -> None:
    found = search(model)
    for rule, witnesses in (found.alone | found.implied).items():
        for witness in witnesses:
            # What only earns a warning is taken by a service.
            status = 200 if rules_by_id()[rule].severity == "warning" else 400
            assert _status(mock, model, witness.body) == status, (rule, witness.label)

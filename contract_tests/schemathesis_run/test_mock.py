"""All phases of Schemathesis over the mock, with no findings."""

from __future__ import annotations

import pytest
from schemathesis.engine import Status

from contract_tests import counts
from contract_tests.mock_api import Limits, MockService
from contract_tests.profile import count
from contract_tests.schemathesis_run.run import PHASES, at_once, run

pytestmark = pytest.mark.slow


def test_schemathesis_finds_nothing_in_the_mock() -> None:
    # More uploads than an account may keep are no finding about the schema.
    service = MockService(script=at_once(), limits=Limits(media_files=1_000_000))
    outcome = run(service, examples=count(40, 400))
    assert outcome.findings == []
    assert outcome.errors == []
    assert {outcome.phases[phase] for phase in PHASES} == {Status.SUCCESS}
    # A run whose requests are all turned down would find nothing either.
    assert service.accepted > 200
    submits = dict.fromkeys(service.catalog.routes, 0)
    refused = dict(submits)
    for entry in service.log:
        if entry.path in submits and entry.method == "POST":
            (submits if entry.status == 200 else refused)[entry.path] += 1
    for offer in service.catalog.offers:
        path = next(path for path in offer.routes.values() if submits[path])
        assert submits[path] >= 20
        assert refused[path] >= 20
    counts.record("requests of Schemathesis to the mock", len(service.log))

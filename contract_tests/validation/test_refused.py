"""A body that breaks a rule is refused before any request is made."""

import asyncio
import warnings
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from modellix_client import AsyncModellix, InvalidRequestError, Modellix
from modellix_client.errors import RequestWarning

from contract_tests.counts import record
from contract_tests.facts.page import Json
from contract_tests.facts.stand_in import stand_in
from contract_tests.judges.bundle import contract, models, rules, rules_by_id
from contract_tests.profile import count
from contract_tests.strategies.bases import bases
from contract_tests.strategies.bodies import breaking, wild_bodies
from contract_tests.strategies.search import search
from contract_tests.validation.client_side import Recorder, findings, places

ERRORS = [
    rule.id
    for model in models()
    for rule in rules(model)
    if rule.severity == "error" and rule.id in search(model).alone
]
WARNINGS = [rule.id for rule in rules_by_id().values() if rule.severity == "warning"]


def _takes(model: str, body: Json) -> bool:
    """Whether the body can be written as keyword arguments: all that are asked for, no others."""
    fields = contract().model(model).request.fields
    known = {member.name for member in fields}
    required = {member.name for member in fields if member.required}
    return isinstance(body, dict) and required <= body.keys() <= known


def _refusal(call: Callable[..., object], *values: Json, **named: Json) -> InvalidRequestError:
    with pytest.raises(InvalidRequestError) as refused:
        call(*values, **named)
    return refused.value


@pytest.mark.parametrize("rule", ERRORS)
def test_one_rule(
    rule: str,
    service: Recorder,
    client: Modellix,
    async_client: AsyncModellix,
    runner: asyncio.Runner,
) -> None:
    model = rule.partition("/")[0]
    entry = contract().model(model)
    typed = getattr(getattr(client, entry.provider), entry.attribute).submit
    async_typed = getattr(getattr(async_client, entry.provider), entry.attribute).submit
    for witness in search(model).alone[rule]:
        body = witness.body
        told = [
            _refusal(client.submit, model, body),
            _refusal(lambda: runner.run(async_client.submit(model, body))),  # noqa: B023 (called at once)
        ]
        if _takes(model, body):
            told += [
                _refusal(typed, **body),
                _refusal(lambda: runner.run(async_typed(**body))),  # noqa: B023
            ]
        for error in told:
            assert places(error.violations) == [(rule, witness.pointer)], witness.label
            assert not error.safe_to_retry
            assert rule in str(error)
        assert not service.requests
    record("bodies refused before a request", len(search(model).alone[rule]))


@pytest.mark.parametrize("rule", ERRORS)
def test_one_rule_in_drawn_bodies(rule: str, service: Recorder, client: Modellix) -> None:
    model = rule.partition("/")[0]

    @settings(max_examples=count(4, 400))
    @given(breaking(rule))
    def refuse(body: Json) -> None:
        error = _refusal(client.submit, model, body)
        assert {violation.rule for violation in error.violations} == {rule}
        assert not service.requests

    refuse()


@pytest.mark.parametrize("rule", WARNINGS)
def test_a_warning_does_not_refuse(rule: str, service: Recorder, client: Modellix) -> None:
    model = rule.partition("/")[0]
    for witness in search(model).alone[rule]:
        with pytest.warns(RequestWarning) as told:
            client.submit(model, witness.body)
        assert len(told) == 1
        assert rule in str(told[0].message)
        assert service.take().url.path == contract().model(model).path


@pytest.mark.parametrize("model", models())
@given(data=st.data())
@settings(max_examples=count(20, 1_000))
def test_faces_tell_what_the_rules_tell(
    model: str, data: st.DataObject, client: Modellix, async_client: AsyncModellix
) -> None:
    body = data.draw(wild_bodies(model))
    violations, suspicions = findings(model, body)
    for face in (client, async_client):
        assert list(face.validate(model, body)) == violations
        told, warned = face.check(model, body)
        assert (list(told), list(warned)) == (violations, suspicions)


@pytest.mark.parametrize("model", models())
def test_signatures(model: str, client: Modellix) -> None:
    """They ask for what is required, and take no name that the model does not."""
    entry = contract().model(model)
    resource = getattr(getattr(client, entry.provider), entry.attribute)
    for name in [unsupported.name for unsupported in entry.unsupported] + ["unknown_parameter"]:
        with pytest.raises(TypeError, match=name):
            resource.submit(**bases(model)[0], **{name: "word"})
    for member in entry.request.fields:
        if member.required:
            rest = {name: value for name, value in bases(model)[0].items() if name != member.name}
            with pytest.raises(TypeError, match=member.name):
                resource.submit(**rest)


def test_nothing_is_warned_about_a_valid_body(client: Modellix, service: Recorder) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        client.submit(stand_in().model, stand_in().body("x"))
    service.take()

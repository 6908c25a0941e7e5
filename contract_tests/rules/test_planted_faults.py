"""The comparison can fail: on the same drawn bodies, every planted fault is told apart."""

from __future__ import annotations

import pytest

from contract_tests.counts import record
from contract_tests.profile import bodies_per_rule
from contract_tests.rules.bodies import Body, collect
from contract_tests.rules.mutants import mutants
from contract_tests.rules.readings import Reading, Readings, python, variables
from contract_tests.rules.shapes import MODEL_RULES, validation
from generator.contract.types import Shape
from generator.rules.check import check
from generator.rules.errors import NotLowerable
from generator.rules.expression import Expression
from generator.rules.json_schema import lower
from generator.rules.python import python_condition


@pytest.mark.parametrize("name", MODEL_RULES)
def test_planted_faults_are_told_apart(name: str) -> None:
    text, request = MODEL_RULES[name]
    rule = Readings(validation(text), request).rule
    drawn = collect(request, rule.expression, bodies_per_rule())
    right = python(rule.expression, rule.fields)
    answers = [right(body) for body in drawn]
    planted = list(mutants(rule.expression))
    same = [
        f"{fault}: {python_condition(faulty, variables(rule.fields)).text}"
        for fault, faulty in planted
        # A guard that is lost may change no answer in Python: the checker is who tells.
        if not check(faulty, request) and not _differs(python(faulty, rule.fields), drawn, answers)
    ]
    assert len(planted) >= 4
    assert not same
    record("planted faults told apart", len(planted))


@pytest.mark.parametrize("name", MODEL_RULES)
def test_planted_faults_show_in_json_schema_too(name: str) -> None:
    text, request = MODEL_RULES[name]
    readings = Readings(validation(text), request)
    if readings.reason:
        return
    right = readings.schema
    planted = mutants(readings.rule.expression)
    same = [fault for fault, faulty in planted if _lower(faulty, request) == right]
    assert not same


def _differs(faulty: Reading, drawn: list[Body], answers: list[bool]) -> bool:
    for body, answer in zip(drawn, answers, strict=True):
        try:
            if faulty(body) != answer:
                return True
        except TypeError:  # a member is read where it is absent: as different as can be
            return True
    return False


def _lower(faulty: Expression, request: Shape) -> object:
    try:
        return lower(faulty, request)
    except NotLowerable as error:
        return error.reason

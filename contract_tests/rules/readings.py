"""Every reading of one rule, side by side: the interpreter, printed Python, lowered JSON Schema."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import jsonschema_rs
import re2  # type: ignore[import-untyped]
from jsonschema import Draft202012Validator, ValidationError, validators

from contract_tests.oracles.cel import CelRule, max_image_ref
from contract_tests.rules.bodies import Body
from generator.contract.types import Shape, Validation
from generator.rules.compile import CompiledRule, compile_validation
from generator.rules.errors import NotLowerable
from generator.rules.expression import Expression
from generator.rules.json_schema import lower
from generator.rules.python import PythonCondition, python_condition, python_violation

Reading = Callable[[Body], bool]


def _pattern(_: object, pattern: str, value: object, __: object) -> Any:
    # jsonschema searches with Python's re, whose $ passes a final line feed; ECMA-262's does not.
    if isinstance(value, str) and not re2.search(pattern, value):
        yield ValidationError(f"{value!r} does not match {pattern!r}")


_Validator: Any = validators.extend(  # type: ignore[no-untyped-call]
    Draft202012Validator, {"pattern": _pattern}
)


class Readings:
    """The readings of a rule; ``reason`` says why there is no JSON Schema, if there is none."""

    def __init__(self, rule: Validation, request: Shape) -> None:
        self.rule: CompiledRule = compile_validation(rule, request)
        self.by_name: dict[str, Reading] = {
            "interpreter": CelRule(rule.text).holds,
            "python": python(self.rule.expression, self.rule.fields),
        }
        broken = run(python_violation(self.rule.expression, variables(self.rule.fields)), self.rule)
        self.by_name["python, negated"] = lambda body: not broken(body)
        self.reason = ""
        try:
            self.schema = lower(self.rule.expression, request)
        except NotLowerable as error:
            self.reason = error.reason
            return
        Draft202012Validator.check_schema(self.schema)
        self.by_name["jsonschema"] = _Validator(self.schema).is_valid
        self.by_name["jsonschema-rs"] = jsonschema_rs.Draft202012Validator(self.schema).is_valid

    def verdicts(self, body: Body) -> dict[str, bool]:
        """What each reading says of a body."""
        return {name: reading(body) for name, reading in self.by_name.items()}

    def disagreement(self, body: Body) -> str:
        """A text that shows who says what; empty when all agree."""
        verdicts = self.verdicts(body)
        if len(set(verdicts.values())) == 1:
            return ""
        return f"{self.rule.validation.text}\n{body!r}\n{verdicts}"


def variables(fields: tuple[str, ...]) -> dict[str, str]:
    """A local variable for each member."""
    return {name: f"v_{name}" for name in fields}


def python(expression: Expression, fields: tuple[str, ...]) -> Reading:
    """The printed Python of a rule, ready to be asked."""
    return run(python_condition(expression, variables(fields)), fields)


def run(condition: PythonCondition, rule: CompiledRule | tuple[str, ...]) -> Reading:
    """Printed Python as a function; it sees what it names and nothing else."""
    fields = rule.fields if isinstance(rule, CompiledRule) else rule
    known = {"max_image_ref": max_image_ref}
    scope: dict[str, Any] = {name: known[name] for name in condition.helpers}
    scope |= {name: re.compile(pattern) for name, pattern in condition.patterns.items()}
    scope["__builtins__"] = {"len": len}
    head = ", ".join(variables(fields).values())
    function = eval(f"lambda {head}: {condition.text}", scope)  # noqa: S307 -- our own text

    def ask(body: Body) -> bool:
        answer = function(*(body.get(name) for name in fields))
        if not isinstance(answer, bool):
            raise TypeError(f"{condition.text} gave {answer!r}")
        return answer

    return ask

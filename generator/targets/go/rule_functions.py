"""Each rule over several members as one Go function, asked by both checks of a model."""

from __future__ import annotations

from dataclasses import dataclass

from generator.contract.types import Model
from generator.rules import CompiledRule, compile_validation
from generator.rules.go import GoCondition, camel, go_condition, go_pattern
from generator.targets.go.comments import comment
from generator.targets.go.names import unexported


@dataclass(frozen=True, slots=True)
class RuleFunction:
    """A compiled rule, and the function that tells whether it holds."""

    rule: CompiledRule
    name: str
    condition: GoCondition

    @property
    def fields(self) -> tuple[str, ...]:
        """The members that the rule names."""
        return self.rule.fields

    def source(self) -> str:
        """The function, with the patterns that it needs."""
        lines = [
            f"var {name} = regexp.MustCompile({go_pattern(pattern)})"
            for name, pattern in self.condition.patterns.items()
        ]
        if lines:
            lines.append("")
        lines += comment(f"{self.name} tells whether a request keeps the rule.")
        parameters = ", ".join(f"{one.name} {one.type}" for one in self.condition.parameters)
        lines.append(f"func {self.name}({parameters}) bool {{")
        lines += [f"\treturn {self.condition.text}", "}"]
        return "".join(line + "\n" for line in lines)


def rule_functions(model: Model) -> tuple[RuleFunction, ...]:
    """The functions of a model's rules, in order."""
    found: list[RuleFunction] = []
    for validation in model.validations:
        rule = compile_validation(validation, model.request)
        name = base = f"{unexported(model.class_name)}Keeps{camel(validation.id)}"
        while any(function.name == name for function in found):
            name = f"{base}_{len(found)}"  # a_1 and a1
        condition = go_condition(rule.expression, model.request, pattern=f"{name}Pattern")
        found.append(RuleFunction(rule, name, condition))
    return tuple(found)

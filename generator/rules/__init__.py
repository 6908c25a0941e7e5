"""The rule language: rule text to a typed tree, and the tree to every language it is printed in."""

from generator.rules.compile import CompiledRule, compile_validation
from generator.rules.errors import NotLowerable, RuleErrors
from generator.rules.json_schema import lower
from generator.rules.patterns import pattern_problems, python_pattern
from generator.rules.python import python_condition, python_violation
from generator.rules.typescript import typescript_condition, typescript_violation

__all__ = [
    "CompiledRule",
    "NotLowerable",
    "RuleErrors",
    "compile_validation",
    "lower",
    "pattern_problems",
    "python_condition",
    "python_pattern",
    "python_violation",
    "typescript_condition",
    "typescript_violation",
]

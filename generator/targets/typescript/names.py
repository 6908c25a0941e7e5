"""What things are called in TypeScript."""

from __future__ import annotations

import re

from generator.contract.types import ModelHead

# Words that ECMAScript or TypeScript keeps for itself, and what a model's module imports or has.
_RESERVED = frozenset(
    (
        *("arguments", "await", "break", "case", "catch", "class", "const", "continue", "debugger"),
        *("default", "delete", "do", "else", "enum", "eval", "export", "extends", "false"),
        *("finally", "for", "function", "if", "implements", "import", "in", "instanceof"),
        *("interface", "let", "new", "null", "package", "private", "protected", "public", "return"),
        *("static", "super", "switch", "this", "throw", "true", "try", "typeof", "undefined"),
        *("var", "void", "while", "with", "yield"),
        *("additionalProperties", "among", "check", "exclusiveMaximum", "exclusiveMinimum"),
        *("isArray", "isBoolean", "isInteger", "isMedia", "isNumber", "isObject", "isText"),
        *("matches", "maxImageRef", "maxItems", "maxLength", "maximum", "media", "minItems"),
        *("minLength", "minimum", "multipleOf", "oneOf", "own", "pattern", "required", "same"),
        *("sizeOf", "sum", "type", "unsupported", "words"),
    )
)
_DIGITS = re.compile(r"(?<=[0-9])_(?=[0-9])")


def camel(name: str) -> str:
    """``v2_mi2i`` as ``v2Mi2i``; between digits a ``_`` stays: ``v1_6Mi2v``, for 1.6 is not 16."""
    first, *others = _DIGITS.sub("\0", name).split("_")
    return (first + "".join(word[:1].upper() + word[1:] for word in others)).replace("\0", "_")


def model_name(attribute: str) -> str:
    """The name that a model's module exports it by."""
    name = camel(attribute)
    return f"{name}Model" if name in _RESERVED else name


def module_name(attribute: str) -> str:
    """The file of a model below its provider's folder: ``v1_6_mi2v`` stands in ``v1-6-mi2v``."""
    return attribute.replace("_", "-")


def variable_name(path: tuple[str, ...]) -> str:
    """The variable of a value in a check; no inner one may take the name of an outer one."""
    depth = len(path) if len(path) > 1 else ""
    return f"v{depth}_" + "_".join(path)


def pattern_name(rule: str) -> str:
    """The constant of the first pattern in a rule over several members."""
    return f"RULE_{rule.upper()}_PATTERN"


def request_type(model: ModelHead) -> str:
    """The type of a model's request: ``KlingV2Mi2iRequest``."""
    return f"{model.class_name}Request"

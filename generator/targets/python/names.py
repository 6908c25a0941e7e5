"""What the members of a request are called in Python."""

from __future__ import annotations

import builtins
import keyword

from openapi_python_client.strings import PythonIdentifier

# Arguments that every submit has besides the model's own.
RESERVED = frozenset(
    (
        "self",
        "extra_body",
        "extra_headers",
        "validation",
        "timeout",
        "wait_timeout",
        "on_update",
        "webhook_url",
        "request_id",
    )
)


def argument(name: str) -> str:
    """The keyword argument for a parameter; one that Python or the client uses gets a ``_``."""
    if keyword.iskeyword(name) or keyword.issoftkeyword(name) or name in RESERVED:
        return name + "_"
    return name


def module_name(name: str) -> str:
    """The parser's name for the module of a model or the package of a provider."""
    return PythonIdentifier(name, "")


def variable_name(path: tuple[str, ...]) -> str:
    """The variable of a value in a check; those of the top live on, no inner one may take them."""
    depth = len(path) if len(path) > 1 else ""
    return f"v{depth}_" + "_".join(path)


def pattern_name(rule: str) -> str:
    """The constant of the first pattern in a rule over several members."""
    return f"RULE_{rule.upper()}_PATTERN"


def shadows(name: str) -> bool:
    """Whether a parameter hides a builtin, which is fine for an argument and worth knowing."""
    return hasattr(builtins, name)


__all__ = [
    "RESERVED",
    "argument",
    "module_name",
    "pattern_name",
    "shadows",
    "variable_name",
]

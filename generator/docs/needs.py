"""What a ``requires`` says: beside a parameter, or one value of it, others are needed.

``{"parameter": "text", "needs": {"mode": "speech"}}``: with text, mode has to be speech.
``{"parameter": "mode", "value": "speech", "needs": {"text": null}}``: with that mode, any text.
What is needed is any value (``null``), this one, one of several (a list), or, as ``{"not": […]}``,
none of these: left out, or another.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

Body = Mapping[str, Any]
NOT: Final = "not"


def kept(value: Mapping[str, Any], body: Body) -> bool:
    """Whether a body does what a ``requires`` asks for."""
    return not applies(value, body) or all(
        met(wanted, body, name) for name, wanted in value["needs"].items()
    )


def applies(value: Mapping[str, Any], body: Body) -> bool:
    """Whether a body has the parameter, with the value that the others are needed for."""
    name = value["parameter"]
    return name in body and ("value" not in value or body[name] == value["value"])


def met(wanted: Any, body: Body, name: str) -> bool:
    """Whether a body has what is needed of ``name``."""
    if isinstance(wanted, Mapping):
        return name not in body or body[name] not in wanted[NOT]
    # `null` asks for any value: it is none itself.
    return name in body and (wanted is None or body[name] in options(wanted))


def options(wanted: Any) -> list[Any]:
    """The values of which one is needed or, of ``{"not": …}``, none may be there."""
    if isinstance(wanted, Mapping):
        return list(wanted[NOT])
    if wanted is None:
        return []
    return list(wanted) if isinstance(wanted, list) else [wanted]


def compared(value: Mapping[str, Any], name: str) -> Iterator[Any]:
    """Every value of ``name`` that the statement speaks of."""
    if value["parameter"] == name and "value" in value:
        yield value["value"]
    yield from options(value["needs"].get(name))


def given(wanted: Any) -> Any:
    """A value that meets what is needed; ``None`` where any, or none, does."""
    return None if isinstance(wanted, Mapping) else next(iter(options(wanted)), None)

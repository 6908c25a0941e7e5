"""Values as TypeScript source: always literals, never code."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping

_SAFE = 2**53 - 1


def typescript_literal(value: object) -> str:
    """A literal of ``value`` in ASCII; an integer that a double cannot hold becomes a bigint.

    Raises:
        TypeError: a value that has no literal.
    """
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, int):
        return str(value) if -_SAFE <= value <= _SAFE else f"{value}n"
    if isinstance(value, float):
        if not math.isfinite(value):
            raise TypeError(f"{value} has no literal")
        return repr(value)
    if isinstance(value, str):
        # Escapes for all but ASCII: no character can end a line or a string.
        return json.dumps(value)
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(typescript_literal(item) for item in value)}]"
    if isinstance(value, Mapping):
        members = (f"{key(str(name))}: {typescript_literal(item)}" for name, item in value.items())
        return f"{{ {', '.join(members)} }}" if value else "{}"
    raise TypeError(type(value).__name__)


def key(name: str) -> str:
    """The name of a member in an object literal or a type."""
    # As a plain name it would set the prototype instead of a member.
    plain = name.isascii() and name.isidentifier() and name != "__proto__"
    return name if plain else f"[{json.dumps(name)}]"

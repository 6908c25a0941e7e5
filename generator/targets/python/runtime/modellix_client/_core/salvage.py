"""A task id in an answer that could not be read as a whole: it may be all that is left of it."""

from __future__ import annotations

import re
from typing import Final

# The ids that were seen so far; what else stands there may be cut short or mean something else.
_TASK_ID: Final = re.compile(rb'"task_id"\s{0,9}:\s{0,9}"([A-Za-z0-9._~:/+@=-]{1,512})"')


def salvaged_task_id(body: bytes) -> str | None:
    """The one task id that the bytes name, closing quote and all, or ``None``."""
    found = set(_TASK_ID.findall(body))
    return found.pop().decode("ascii") if len(found) == 1 else None

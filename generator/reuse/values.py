"""What a generation knows of the things it puts together, by the SHA-256 of its JSON."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from generator.reuse.store import LostValueError, Store


class Values:
    """JSON values of this generation, and those that earlier ones left.

    Args:
        store: Where the earlier ones are; without it there are none.
    """

    def __init__(self, store: Store | None = None) -> None:
        self.made: dict[str, bytes] = {}
        self._store = store

    def add(self, value: Any) -> str:
        """Take in a value; returns its name."""
        content = json.dumps(value, separators=(",", ":")).encode()
        name = hashlib.sha256(content).hexdigest()
        self.made[name] = content
        return name

    def get(self, name: str) -> Any:
        """The value of this name, a new one each time.

        Raises:
            LostValueError: an earlier generation's, which is gone.
        """
        content = self.made.get(name)
        if content is None:
            if self._store is None:
                raise LostValueError(name)
            content = self._store.value(name)
        return json.loads(content)

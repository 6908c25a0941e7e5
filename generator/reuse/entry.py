"""One thing that a generation made: what others have to know of it, and what its files held."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any

_SUM = 64


@dataclass(frozen=True, slots=True)
class Entry:
    """The files of the shared part, of one model, of a listing or of a surface.

    The files themselves stand in the output; what is large besides stands apart, named by its
    SHA-256, so that it is read only by who needs it and two of them are compared by their names.

    Attributes:
        key: Names everything that they were made from.
        subject: The overview of the service, or the head of the model.
        cited: The pages that the model's evidence names: it is read otherwise where one is missing.
        facts: What the listings have to know, by the target's folder; the name of a value.
        views: What its files add to a surface, by the client's folder; the name of a value.
        files: SHA-256 by path below the output.
        rules: The rules of the model as they were read; the name of a value, empty without rules.
    """

    key: str
    subject: dict[str, Any]
    cited: list[str]
    facts: dict[str, str]
    views: dict[str, str]
    files: dict[str, str]
    rules: str = ""

    def values(self) -> set[str]:
        """The names of all values that the entry leads to."""
        rules = [self.rules] if self.rules else []
        return {*self.facts.values(), *self.views.values(), *rules}

    def written(self) -> bytes:
        """The entry as it is kept: its own SHA-256 comes first."""
        values = {name: getattr(self, name) for name in self.__slots__}
        body = json.dumps(values, separators=(",", ":")).encode()
        return hashlib.sha256(body).hexdigest().encode() + body

    @classmethod
    def read(cls, content: bytes) -> Entry:
        """The entry that was written.

        Raises:
            ValueError: it is not what was written.
        """
        body = memoryview(content)[_SUM:]
        if hashlib.sha256(body).hexdigest().encode() != content[:_SUM]:
            raise ValueError("an entry that is damaged")
        try:
            return cls(**json.loads(bytes(body)))
        except TypeError as error:
            raise ValueError("an entry of another form") from error

"""What is wrong with a request: one entry for each broken rule."""

from __future__ import annotations

TYPE_CHECKING = False  # typing.TYPE_CHECKING without the cost of importing typing
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TypeAlias

    Json: TypeAlias = bool | int | float | str | list["Json"] | dict[str, "Json"] | None
    Findings: TypeAlias = tuple[Sequence["Violation"], Sequence["Violation"]]
else:
    Json = Findings = object  # so that the names can be imported at run time too

# For these the actual value is a count or a name of ours, never what the caller wrote.
_SPEAKABLE = frozenset({"type", "minLength", "maxLength", "minItems", "maxItems", "media"})
_LONGEST_PATH = 120


class Violation:
    """One broken rule of a request.

    Attributes:
        rule: The rule's stable id, such as ``kling-v2-mi2i/prompt/maxLength``.
        path: Where, as an RFC 6901 pointer; empty for the whole body.
        keyword: The JSON Schema keyword, or ``unsupported``, ``media``, ``rule``.
        limit: What the rule allows; null where there is nothing to name.
        actual: What was found instead: a count, a type, a short value of an enumeration.
        message: The rule as a sentence; constant, so it never holds what the caller wrote.
    """

    __slots__ = ("actual", "keyword", "limit", "message", "path", "rule")

    def __init__(
        self,
        rule: str,
        path: str,
        keyword: str,
        limit: Json,
        actual: Json,
        message: str,
    ) -> None:
        self.rule = rule
        self.path = path
        self.keyword = keyword
        self.limit = limit
        self.actual = actual
        self.message = message

    def as_dict(self) -> dict[str, Json]:
        """The violation as JSON, its members in the published order."""
        return {
            "rule": self.rule,
            "path": self.path,
            "keyword": self.keyword,
            "limit": self.limit,
            "actual": self.actual,
            "message": self.message,
        }

    def __str__(self) -> str:
        """The violation for a person: path, rule, limit; never the value itself."""
        text = f"{shortened(self.path) or 'request'}: {self.message}"
        if self.keyword == "additionalProperties" and isinstance(self.limit, str):
            return f"{text} (did you mean {self.limit}?)"
        if self.keyword in _SPEAKABLE and self.actual is not None:
            return f"{text} (found {self.actual})"
        return text

    def __repr__(self) -> str:
        return f"Violation({self.rule!r}, path={shortened(self.path)!r}, limit={self.limit!r})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Violation):
            return NotImplemented
        return self.as_dict() == other.as_dict()

    def __hash__(self) -> int:
        return hash((self.rule, self.path))

    def __reduce__(self) -> tuple[type[Violation], tuple[Json, ...]]:
        return Violation, tuple(self.as_dict().values())


def shortened(path: str) -> str:
    """A path that is fit for a line of text: a name of the caller's may be megabytes long."""
    return path if len(path) <= _LONGEST_PATH else path[:_LONGEST_PATH] + "…"


# The findings of a request without fault, made once.
CLEAN: Findings = ((), ())

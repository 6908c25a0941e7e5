"""The contract: what the spec says, neutral of any language.

Everything here is frozen and hashable where its members are. A target reads these
types and nothing else of the spec.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from generator.spec.location import Location as Location  # noqa: PLC0414 - exported from here too

JsonType = Literal["string", "integer", "number", "boolean", "array", "object"]
Level = Literal["must", "should"]
Severity = Literal["error", "warning"]
Vintage = Literal["a", "b", "c"]
OutputKind = Literal["image", "video"]
Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]
Scalar = None | bool | int | float | str


@dataclass(frozen=True, slots=True)
class Evidence:
    """Which page supports an entry, and how.

    ``how`` is ``stated``, ``example``, ``sibling`` or ``decision-N``; ``keywords`` are the
    entries it speaks for, empty for all that no other evidence names.
    """

    page: str
    how: str
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Media:
    """An image given as URL, data URL or Base64.

    ``formats`` and ``max_bytes`` (of the decoded image) hold for Base64 input where the page
    states them; empty and ``None`` mean that only the form of the string is checked.
    """

    formats: tuple[str, ...] = ()
    max_bytes: int | None = None


@dataclass(frozen=True, slots=True)
class Shape:
    """What one value must be: the keywords of JSON Schema that the contract enforces."""

    type: JsonType
    location: Location
    description: str = ""
    enum: tuple[Scalar, ...] | None = None
    min_length: int | None = None
    max_length: int | None = None
    pattern: str | None = None
    minimum: int | float | None = None
    exclusive_minimum: int | float | None = None
    maximum: int | float | None = None
    exclusive_maximum: int | float | None = None
    multiple_of: int | None = None
    min_items: int | None = None
    max_items: int | None = None
    items: Shape | None = None
    media: Media | None = None
    fields: tuple[Field, ...] = ()
    closed: bool = True
    evidence: tuple[Evidence, ...] = ()
    keyword_locations: tuple[tuple[str, Location], ...] = field(default=(), compare=False)

    def locate(self, keyword: str) -> Location:
        """Where ``keyword`` stands in the spec; the schema itself if it stands nowhere."""
        return dict(self.keyword_locations).get(keyword, self.location)


@dataclass(frozen=True, slots=True)
class Field:
    """A member of an object: a parameter, or a member of a nested object."""

    name: str
    required: bool
    shape: Shape
    has_default: bool = False
    default: Json = None
    examples: tuple[Json, ...] = ()


@dataclass(frozen=True, slots=True)
class Unsupported:
    """A parameter that the page names as not taken by the model."""

    name: str
    message: str
    evidence: tuple[Evidence, ...]
    location: Location


@dataclass(frozen=True, slots=True)
class Validation:
    """A rule over several fields, as written: CEL over ``self``."""

    id: str
    text: str
    message: str
    severity: Severity
    evidence: tuple[Evidence, ...]
    location: Location


@dataclass(frozen=True, slots=True)
class Example:
    """A named example request of a model."""

    name: str
    summary: str
    body: dict[str, Json]
    location: Location


@dataclass(frozen=True, slots=True)
class ModelHead:
    """What names a model and leads to it: all that a file about every model says of one.

    ``attribute`` is the name under which a client reaches it (``v2_mi2i``), ``class_name``
    the base of its type names (``KlingV2Mi2i``), ``stem`` a module name (``kling_v2_mi2i``).
    """

    id: str
    provider: str
    attribute: str
    class_name: str
    stem: str
    kind: str
    output: OutputKind
    title: str
    routes: tuple[tuple[Vintage, str], ...]
    documented: Vintage
    location: Location

    @property
    def path(self) -> str:
        """The path that the model's page documents."""
        return dict(self.routes)[self.documented]


@dataclass(frozen=True, slots=True)
class Model(ModelHead):
    """One model: its routes, its request and its rules."""

    description: str
    request: Shape
    unsupported: tuple[Unsupported, ...]
    validations: tuple[Validation, ...]
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class TaskProtocol:
    """How a submitted task is followed; all durations are whole milliseconds."""

    path: str
    statuses: tuple[str, ...]
    terminal: tuple[str, ...]
    success: tuple[str, ...]
    first_delay_ms: int
    min_delay_ms: int
    max_delay_ms: int
    growth_percent: int
    wait_timeout_ms: int


@dataclass(frozen=True, slots=True)
class Overview:
    """The service and what there is: enough for the files that speak of no model's request."""

    title: str
    version: str
    server: str
    task: TaskProtocol
    models: tuple[ModelHead, ...]


@dataclass(frozen=True, slots=True)
class Contract(Overview):
    """The whole of the spec, as read."""

    models: tuple[Model, ...]

    def model(self, model_id: str) -> Model:
        """The model with this id; raises ``KeyError`` for an unknown one."""
        for model in self.models:
            if model.id == model_id:
                return model
        raise KeyError(model_id)

"""What things of the spec are called in Go."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.contract.types import Model, ModelHead, Overview, Shape
from generator.rules.go import camel

# Go writes these in capitals (the Go wiki, Code Review Comments, "Initialisms").
_INITIALISMS = frozenset({"api", "html", "http", "https", "id", "ip", "json", "uri", "url", "uuid"})


def exported(name: str) -> str:
    """The field for a member: ``element_id`` is ``ElementID``."""
    words = name.split("_")
    return "".join(w.upper() if w.lower() in _INITIALISMS else w[:1].upper() + w[1:] for w in words)


def unexported(name: str) -> str:
    """The same name with a small letter in front."""
    return name[:1].lower() + name[1:]


def specification(model: ModelHead) -> str:
    """The variable that holds what the client knows of a model."""
    return unexported(model.class_name) + "Spec"


def model_field(model: ModelHead) -> str:
    """The field of a model in its provider's type: ``V2Mi2i``."""
    return camel("_".join(word.capitalize() for word in model.attribute.split("_")))


def provider_types(overview: Overview, taken: Iterable[str]) -> dict[str, str]:
    """The type that holds a provider's models, by the provider; none is one of ``taken``."""
    used = set(taken)
    types = {}
    for provider in dict.fromkeys(model.provider for model in overview.models):
        types[provider] = _free(exported(provider) + "Models", used)
    return types


class Names:
    """The types of one model, each of them once.

    Args:
        model: Whose types.
        taken: The names that the runtime has taken.

    Attributes:
        given: The names that the model got, in the order in which it asked.
    """

    def __init__(self, model: Model, taken: Iterable[str]) -> None:
        self.given: list[str] = []
        self._taken = set(taken)
        self._types: dict[tuple[str, tuple[str, ...], str], str] = {}
        self._take((model.id, (), "request"), f"{model.class_name}Request")
        self._take((model.id, (), "resource"), f"{model.class_name}Model")
        for path, shape in shapes(model.request):
            name = model.class_name + _joined(path)
            if is_struct(shape):
                self._take((model.id, path, "object"), name)
            elif is_enumeration(shape):
                self._take((model.id, path, "enumeration"), name)

    def of(self, model: Model, kind: str, path: tuple[str, ...] = ()) -> str:
        """The type of that kind (request, resource, object, enumeration) at this path."""
        return self._types[model.id, path, kind]

    def constant(self, type_name: str, value: str) -> str:
        """The name of a value of an enumeration: ``KlingV2Mi2iAspectRatio16x9``."""
        ratio = re.sub(r"(?<=[0-9]):(?=[0-9])", "x", value)
        words = re.split(r"[^A-Za-z0-9]+", ratio)
        return self._give(type_name + "".join(word[:1].upper() + word[1:] for word in words))

    def _take(self, key: tuple[str, tuple[str, ...], str], wanted: str) -> None:
        self._types[key] = self._give(wanted)

    def _give(self, wanted: str) -> str:
        self.given.append(_free(wanted, self._taken))
        return self.given[-1]


def _free(wanted: str, taken: set[str]) -> str:
    name, number = wanted, 2
    while name in taken:
        name = f"{wanted}{number}"
        number += 1
    taken.add(name)
    return name


def is_struct(shape: Shape) -> bool:
    """Whether the value is an object with members of its own."""
    return shape.type == "object" and bool(shape.fields)


def is_enumeration(shape: Shape) -> bool:
    """Whether the value has a type with constants."""
    return shape.type == "string" and shape.enum is not None and shape.media is None


def shapes(shape: Shape, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Shape]]:
    """Every value below a request, with its path; inner ones first."""
    for member in shape.fields:
        yield from _from((*path, member.name), member.shape)


def _from(path: tuple[str, ...], shape: Shape) -> Iterator[tuple[tuple[str, ...], Shape]]:
    yield from shapes(shape, path)
    if shape.items is not None:
        yield from _from((*path, "items"), shape.items)
    yield path, shape


def _joined(path: tuple[str, ...]) -> str:
    return "".join("Item" if step == "items" else exported(step) for step in path)

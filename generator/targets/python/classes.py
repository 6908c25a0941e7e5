"""The classes of requests and answers, and the calls of a model, as the parser reads them."""

from __future__ import annotations

from generator.contract.types import Model, Overview, Shape
from generator.spec.document import Document
from generator.targets.python.answers import (
    answer_docstring,
    answer_reader,
    answer_title,
    answer_type,
)
from generator.targets.python.literals import literal
from generator.targets.python.parser_input import (
    answers_input,
    class_names,
    class_overrides,
    enumerations,
    model_input,
)
from generator.targets.python.project import Rendered, Renderer
from generator.targets.python.views import submit


class ClassRenderer:
    """Renders through the parser's templates under ours; they are compiled once."""

    def __init__(self) -> None:
        self._renderer = Renderer(
            {
                "literal": literal,
                "request_classes": {},
                "answer_docstring": answer_docstring,
                "answer_title": answer_title,
                "answer_type": answer_type,
                "answer_reader": answer_reader,
            }
        )

    def of_answers(self, document: Document, overview: Overview) -> Rendered:
        """A class for each schema of an answer."""
        classes = list(document.openapi["components"]["schemas"])
        schema = answers_input(document, overview)
        return self._renderer.render(schema, {}, classes, (), {})

    def of_model(self, model: Model) -> Rendered:
        """The classes of a model's request, and its calls.

        Raises:
            GenerationError: two classes would have one name, or the parser lost one.
        """
        requests = _request_classes(model)
        names = {
            "submit": submit(model),
            "request_classes": requests,
            "enumerations": {
                name: ", ".join(literal(value) for value in values)
                for name, values in enumerations(model).items()
            },
        }
        classes = class_names(model)
        overrides = class_overrides(model)
        return self._renderer.render(model_input(model), names, classes, requests, overrides)


def _request_classes(model: Model) -> dict[str, str]:
    """Each class of a request with the module of its rules; nested ones have none of their own."""
    names = {f"{model.class_name}Request": model.stem}
    for path in _object_paths(model.request, ()):
        words = "_".join(("request", *(("item" if s == "items" else s) for s in path)))
        name = "".join(word.capitalize() for word in words.split("_"))
        names[model.class_name + name] = ""
    return names


def _object_paths(shape: Shape, path: tuple[str, ...]) -> list[tuple[str, ...]]:
    found = [path] if path and shape.type == "object" else []
    for member in shape.fields:
        found += _object_paths(member.shape, (*path, member.name))
    if shape.items is not None:
        found += _object_paths(shape.items, (*path, "items"))
    return found

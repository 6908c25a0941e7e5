"""Keeps attributes of the generated classes apart from the names that their methods use.

The parser makes each attribute's name from the name on the wire and looks no further: one called
``d`` or ``cls`` would overwrite a variable of ``from_dict``, one called ``to_dict`` a method.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import Any

from openapi_python_client.config import Config
from openapi_python_client.schema import UntrustedString

from generator.targets.common.errors import GenerationError

# Variables and methods of the parser's template of a class, which is that of requests.
_REQUEST = frozenset(
    (
        *("additional_keys", "additional_properties", "cast", "check", "cls", "d", "field_dict"),
        *("from_dict", "prop", "prop_name", "src_dict", "to_dict"),
    )
)
# What our template of an answer has besides the answer's own members.
_ANSWER = frozenset(("from_dict", "raw", "to_dict"))


def free_names(models: Any, requests: Container[str], config: Config) -> None:
    """Give every attribute of these parsed classes that would clash a ``_`` behind its name.

    Raises:
        GenerationError: two attributes of one class end with the same name.
    """
    for model in models:
        members = [*(model.required_properties or ()), *(model.optional_properties or ())]
        taken = _ANSWER
        if model.class_info.name in requests:
            taken = _REQUEST | {str(model.class_info.module_name)}
            taken |= {name for member in members for name in _loop_variables(member)}
        for member in members:
            if member.python_name in taken:
                fresh = UntrustedString(f"{member.python_name}_")
                member.set_python_name(fresh, config=config, skip_snake_case=True)
        names = [str(member.python_name) for member in members]
        clashes = sorted({name for name in names if names.count(name) > 1 or name in taken})
        if clashes:
            raise GenerationError(f"{model.class_info.name}: attributes clash: {clashes}")


def _loop_variables(member: Any) -> Iterator[str]:
    """What the loops over a list are called: ``images_item`` and ``images_item_data``."""
    inner = getattr(member, "inner_property", None)
    if inner is not None:
        yield str(inner.python_name)
        yield f"{inner.python_name}_data"
        yield from _loop_variables(inner)

"""Every way to check a model's requests, under one shape: what is timed, and what it answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from importlib import import_module
from importlib.metadata import version
from typing import Any, Final

import fastjsonschema  # type: ignore[import-untyped,unused-ignore]
import jsonschema
import jsonschema_rs
import msgspec
import pydantic
from modellix_client import __version__

from benchmarks.checkers.by_hand import BY_HAND
from benchmarks.checkers.msgspec_models import structs
from benchmarks.checkers.patterns import patterns, schemas
from benchmarks.checkers.pydantic_models import adapters

OURS: Final = "ours"
FLOOR: Final = "by hand"
PYDANTIC: Final = "pydantic"

# What a library, or the schema it reads, cannot say; the tests know each by its name.
INTEGRAL_FLOATS: Final = "5.0 is no integer to it"
FLOATS_PAST_2_53: Final = "a float that an integer may have been rounded to is one to it"
LAST_NEWLINE: Final = "a pattern's end is also before a last newline"
DECODED_SIZE: Final = "it does not know how many bytes Base64 stands for"

Json = Any


@dataclass(frozen=True, slots=True)
class Checker:
    """One way to check requests of one model.

    Attributes:
        name: As it is shown.
        version: Of the library.
        call: What is timed on a valid body.
        valid: The verdict.
        report: What is timed on a broken body: everything that is wrong with it; ``None`` for one
            that stops at the first fault.
        cannot: Where its verdicts differ from the contract's.
    """

    name: str
    version: str
    call: Callable[[Json], object]
    valid: Callable[[Json], bool]
    report: Callable[[Json], Sequence[object]] | None
    cannot: tuple[str, ...] = ()


def checkers(model: str) -> Iterator[Checker]:
    """Ours, the floor, and the peers: those that report all, then those that stop at a fault."""
    check = _ours(model)
    yield Checker(OURS, __version__, check, lambda body: not check(body)[0], lambda b: check(b)[0])
    by_hand = BY_HAND[model]
    yield Checker(FLOOR, "", by_hand, by_hand, None)
    yield _pydantic(model)
    schema = schemas()[_class_name(model)]
    slow = jsonschema.Draft202012Validator(schema)
    yield Checker(
        "jsonschema",
        version("jsonschema"),
        slow.is_valid,
        slow.is_valid,
        lambda body: list(slow.iter_errors(body)),
        (FLOATS_PAST_2_53, LAST_NEWLINE, DECODED_SIZE),
    )
    quick = jsonschema_rs.Draft202012Validator(schema)
    yield Checker(
        "jsonschema-rs",
        version("jsonschema-rs"),
        quick.is_valid,
        quick.is_valid,
        lambda body: list(quick.iter_errors(body)),
        (FLOATS_PAST_2_53, DECODED_SIZE),
    )
    compiled = fastjsonschema.compile(_older(schema), use_default=False)
    yield Checker(
        "fastjsonschema",
        version("fastjsonschema"),
        compiled,
        _accepts(compiled, fastjsonschema.JsonSchemaValueException),
        None,
        (FLOATS_PAST_2_53, DECODED_SIZE),
    )
    convert = partial(msgspec.convert, type=_structs()[model])
    yield Checker(
        "msgspec",
        version("msgspec"),
        convert,
        _accepts(convert, msgspec.ValidationError),
        None,
        (INTEGRAL_FLOATS, DECODED_SIZE),
    )


def _ours(model: str) -> Callable[[Json], tuple[Sequence[object], Sequence[object]]]:
    module = import_module("modellix_client.rules." + model.replace("-", "_").replace(".", "_"))
    check: Callable[[Json], tuple[Sequence[object], Sequence[object]]] = module.check
    return check


def _pydantic(model: str) -> Checker:
    validate = _adapters()[model].validate_python

    def report(body: Json) -> Sequence[object]:
        try:
            validate(body)
        except pydantic.ValidationError as error:
            return error.errors()
        return ()

    valid = _accepts(validate, pydantic.ValidationError)
    cannot = (INTEGRAL_FLOATS, DECODED_SIZE)
    return Checker(PYDANTIC, version("pydantic"), validate, valid, report, cannot)


def _accepts(call: Callable[[Json], object], error: type[Exception]) -> Callable[[Json], bool]:
    def valid(body: Json) -> bool:
        try:
            call(body)
        except error:
            return False
        return True

    return valid


def _class_name(model: str) -> str:
    return "".join(word.capitalize() for word in model.replace(".", "-").split("-")) + "Request"


def _older(schema: Json) -> Json:
    """As a draft that fastjsonschema knows; of the newer ones the schemas use no keyword."""
    return {**schema, "$schema": "http://json-schema.org/draft-07/schema#"}


@cache
def _adapters() -> dict[str, pydantic.TypeAdapter[Json]]:
    return adapters(*patterns())


@cache
def _structs() -> dict[str, type[msgspec.Struct]]:
    # Its patterns are Python's, whose `$` also stands before a last newline.
    anything, stated = (rf"{pattern.removesuffix('$')}\Z" for pattern in patterns())
    return structs(anything, stated)

"""Requests about keys, errors and methods; a server that keeps the contract accepts none."""

from __future__ import annotations

import json
from collections.abc import Iterator
from random import Random
from typing import Final

from contract_tests.conformance.doubt import sure
from contract_tests.conformance.keys import WORDS
from contract_tests.conformance.step import JSON_TYPE, Key, Step
from contract_tests.conformance.template import compressed
from contract_tests.judges.bundle import contract, models

_TASKS: Final = "/api/v1/tasks/"
# The facts list these as answers by which nothing is started; the docs say which is meant.
_NO_METHOD: Final = (405, 404)
_NO_TYPE: Final = (415, 400)
_MODEL: Final = "no-such-model"
_PROVIDER: Final = "no-such-provider"
_NO_JSON: Final = {
    "cut": "JSON that breaks off",
    "text": "text instead of JSON",
    "empty": "nothing instead of JSON",
    "comma": "a good body with a comma too many",
    "comment": "a good body with a comment",
    "twice": "a good body, twice",
    "quotes": "a good body in single quotes",
    "NaN": "a body with NaN",
}
_UNKNOWN: Final = {
    "model": "a model that the service does not have",
    "provider": "a provider that the service does not have",
    "longer": "a model whose name begins like one that there is",
}


def protocol_steps(seed: int, *, expired: bool) -> Iterator[Step]:
    """Every such request; ``expired`` tells that an expired key is at hand to try too."""
    yield from _unknown_tasks(seed)
    yield from _keys("auth/missing_key", ("none",), models(), seed)
    yield from _keys("auth/missing_key", ("empty",), models()[:1], seed)
    wrong: tuple[Key, ...] = ("unrelated", "altered")
    yield from _keys("auth/wrong_key", (*wrong, "expired") if expired else wrong, models(), seed)
    # How keys are compared is one matter, whatever they are to open.
    yield from _keys("auth/wrong_key", ("cased", "cut", "longer"), models()[:1], seed)
    # No page says that the scheme has to be there: read only, so that nobody can bill it.
    yield from _keys("auth/wrong_key", ("bare", "basic"), (), seed)
    yield from _unknown_models()
    for model in models():
        yield from _not_json(model)
        yield from _content_type(model)
        yield from _methods(model)
    yield Step(
        id="error/method#task",
        check="error/method",
        level="must",
        side="protocol",
        method="DELETE",
        path=unknown_task(seed, 0),
        label="a task cannot be deleted",
        expect=_NO_METHOD,
        content_type=None,
        submit=False,
    )


def unknown_task(seed: int, number: int) -> str:
    """The path of a task that no service has."""
    digits = Random(f"{seed}/{number}").getrandbits(80)  # noqa: S311 - not to be guessed is no aim
    return f"{_TASKS}task-{digits:020x}"


def _unknown_tasks(seed: int) -> Iterator[Step]:
    for number in (1, 2):
        yield Step(
            id=f"error/unknown_task#{number}",
            check="error/unknown_task",
            level="must",
            side="protocol",
            method="GET",
            path=unknown_task(seed, number),
            label="a task that was never submitted",
            expect=(404,),
            content_type=None,
            submit=False,
        )


def _keys(check: str, keys: tuple[Key, ...], at: tuple[str, ...], seed: int) -> Iterator[Step]:
    """A task is read, then a good body sent to some models: no key, no task."""
    for key in keys:
        yield Step(
            id=f"{check}#{key}-read",
            check=check,
            level="must" if at else "should",
            side="protocol",
            method="GET",
            path=unknown_task(seed, 0),
            label=f"{WORDS[key]}: read a task",
            expect=(401,),
            content_type=None,
            key=key,
            submit=False,
        )
        for model in at:
            yield Step(
                id=f"{check}#{key}-{model}",
                check=check,
                level="must",
                side="protocol",
                model=model,
                path=contract().model(model).path,
                body=compressed(sure(model)),
                label=f"{WORDS[key]}: a good body",
                expect=(401,),
                key=key,
                kind=check,
            )


def _unknown_models() -> Iterator[Step]:
    model = contract().models[0]
    paths = {
        "model": model.path.replace(model.id, _MODEL),
        "provider": model.path.replace(f"/{model.provider}/", f"/{_PROVIDER}/"),
        # A router that compares beginnings takes it for the model itself.
        "longer": model.path.replace(model.id, f"{model.id}0"),
    }
    for what, path in paths.items():
        yield Step(
            id=f"error/unknown_model#{what}",
            check="error/unknown_model",
            level="must",
            side="protocol",
            path=path,
            body=compressed(sure(model.id)),
            label=_UNKNOWN[what],
            expect=(404,),
            kind="error/unknown_model",
        )


def _not_json(model: str) -> Iterator[Step]:
    texts = {"cut": '{"prompt": "wo', "text": "prompt=word", "empty": ""}
    if model == models()[0]:
        texts |= _nearly_json(model)
    for name, text in texts.items():
        yield Step(
            id=f"error/not_json#{model}-{name}",
            check="error/not_json",
            level="must",
            side="protocol",
            model=model,
            path=contract().model(model).path,
            raw=text,
            label=_NO_JSON[name],
            expect=(400,),
            kind="error/not_json",
        )


def _nearly_json(model: str) -> dict[str, str]:
    """Good bodies but for what careless parsers let through (RFC 8259)."""
    good = json.dumps(sure(model))
    return {
        "comma": good[:-1] + ",}",
        "comment": good + " // word",
        "twice": f"{good} {good}",
        "quotes": good.replace('"', "'"),
        "NaN": good[:-1] + ', "n": NaN}',
    }


def _content_type(model: str) -> Iterator[Step]:
    path = contract().model(model).path
    # No server can bill a body that lacks all that it needs, whatever it takes it for.
    for name, body, paid in (("nothing", {}, False), ("good body", sure(model), True)):
        yield Step(
            id=f"error/content_type#{model}-{name.replace(' ', '-')}",
            check="error/content_type",
            level="should",
            side="protocol",
            model=model,
            path=path,
            body=compressed(body),
            content_type="text/plain",
            label=f"{name} sent as text/plain",
            expect=_NO_TYPE,
            kind="error/content_type",
            billable=paid,
        )


def _methods(model: str) -> Iterator[Step]:
    for method in ("GET", "DELETE", "PUT", "PATCH"):
        yield Step(
            id=f"error/method#{model}-{method}",
            check="error/method",
            level="must",
            side="protocol",
            method=method,
            model=model,
            path=contract().model(model).path,
            # A good one: a server that takes PUT for POST starts a task, and is seen.
            body=compressed(sure(model)) if method.startswith("P") else None,
            content_type=JSON_TYPE if method.startswith("P") else None,
            label=f"{method} where only POST is known",
            expect=_NO_METHOD,
            kind="error/method",
        )

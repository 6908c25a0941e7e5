"""Servers whose answers are not of the documented form, though status and task are right."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterator
from typing import Any

from contract_tests.conformance.exchange import Answer, Request
from contract_tests.strength.liar import Bend, Liar, bent, edited, is_read, is_submit

Data = dict[str, Any]
Edit = Callable[[Data], object]

SUBMIT, TASK = "response/submit", "response/task"
LIMIT, KEY = "headers/rate_limit", "response/key"


def form_liars() -> Iterator[Liar]:
    """Every one of them; all but those about headers and the key need a live run."""
    for name, edit in _SUBMITS:
        yield Liar(f"a submit with {name}", "form", bent(_at(is_submit, edit)), (SUBMIT,))
    for name, edit in _TASKS:
        yield Liar(f"a task with {name}", "form", bent(_at(is_read, edit)), (TASK,))
    for name, edit in _RESULTS:
        yield Liar(f"a success with {name}", "form", bent(_at_success(edit)), (TASK,))
    for name, edit in _ODD_SUBMITS:
        lie = bent(_at(is_submit, edit))
        yield Liar(f"a submit with {name}", "form", lie, (SUBMIT,), strict=True)
    for name, edit in _ODD_RESULTS:
        lie = bent(_at_success(edit))
        yield Liar(f"a success with {name}", "form", lie, (TASK,), strict=True)
    for name, change in _TEXTS:
        yield Liar(f"a task told in {name}", "form", bent(_as_text(change)), (TASK,), strict=True)
    for name, build in _HEADERS:
        yield Liar(name, "form", lambda clock, b=build: bent(b())(clock), (LIMIT,), strict=True)  # type: ignore[misc]
    yield Liar("a key that is valid in words", "form", bent(_valid_in_words), (KEY,), strict=True)


def _at(where: Callable[[Request], bool], edit: Edit) -> Bend:
    return lambda request, given: (
        edited(given, edit) if where(request) and given.status == 200 else given
    )


def _at_success(edit: Edit) -> Bend:
    def bend(request: Request, given: Answer) -> Answer:
        if is_read(request) and given.status == 200:
            value = given.json()
            if value["data"]["status"] == "success":
                return edited(given, lambda told: edit(told["data"]))
        return given

    return bend


def _data(**members: Any) -> Edit:
    return lambda value: value["data"].update(members)


def _pop(name: str) -> Edit:
    return lambda value: value.pop(name)


def _first(change: Edit) -> Edit:
    return lambda data: change(data["result"]["resources"][0])


def _wrap(value: Data) -> None:
    value["data"] = [value["data"]]


def _flat(value: Data) -> None:
    value |= value.pop("data")


def _elsewhere(value: Data) -> None:
    url = "https://api.example.com/api/v1/tasks/task-other"
    value["data"]["get_result"] = {"method": "GET", "url": url}


_ENVELOPES: tuple[tuple[str, Edit], ...] = (
    ("no code", _pop("code")),
    ("code 1", lambda value: value.update(code=1)),
    ("code 200", lambda value: value.update(code=200)),
    ("a code in words", lambda value: value.update(code="0")),
    ("no message", _pop("message")),
    ("a message that is an object", lambda value: value.update(message={})),
    ("data in a list", _wrap),
    ("data in no envelope", _flat),
)
_SUBMITS = (
    *_ENVELOPES,
    ("no status", lambda value: value["data"].pop("status")),
    ("a status that is a number", _data(status=1)),
)
_TASKS = (*_ENVELOPES, ("a status in a list", _data(status=["pending"])))
_RESULTS: tuple[tuple[str, Edit], ...] = (
    ("no result", _pop("result")),
    ("a result that is null", lambda data: data.update(result=None)),
    ("a list for its result", lambda data: data.update(result=data["result"]["resources"])),
    ("no resources", lambda data: data["result"].pop("resources")),
    ("one resource in no list", lambda data: data["result"].update(resources={"url": "https://a"})),
    ("addresses for resources", lambda data: data["result"].update(resources=["https://a/1.png"])),
    ("resources without url", _first(_pop("url"))),
    ("a url that is null", _first(lambda entry: entry.update(url=None))),
    ("a url that is empty", _first(lambda entry: entry.update(url=""))),
    ("urls in a list", _first(lambda entry: entry.update(url=[entry["url"]]))),
    ("resources without type", _first(_pop("type"))),
    ("a type that is a number", _first(lambda entry: entry.update(type=1))),
    ("only the last resource sound", lambda d: d["result"]["resources"].insert(0, {})),
)
_ODD_SUBMITS: tuple[tuple[str, Edit], ...] = (
    ("an id of odd characters", _data(task_id="task 1")),
    ("a task that has ended", _data(status="failed")),
    ("an address of another task", _elsewhere),
    ("a model that is a number", _data(model_id=3)),
)
_ODD_RESULTS: tuple[tuple[str, Edit], ...] = (
    ("a width in words", _first(lambda entry: entry.update(width="1024"))),
    ("half a pixel", _first(lambda entry: entry.update(height=0.5))),
    ("a format that is a list", _first(lambda entry: entry.update(format=["png"]))),
    ("a file on the server's disk", _first(lambda entry: entry.update(url="/data/1.png"))),
    ("a type that nobody knows", _first(lambda entry: entry.update(type="picture"))),
    ("a duration in words", lambda data: data.update(duration="3500")),
    ("a negative duration", lambda data: data.update(duration=-1)),
    ("an amount that is a number", lambda data: data["billing"].update(amount=0.24)),
    ("an amount in dollars", lambda data: data["billing"].update(amount="$0.24")),
    ("an end of its files in seconds", lambda data: data.update(result_expires_at=1786000000)),
    ("metadata in a list", lambda data: data["result"].update(metadata=[])),
)


def _as_text(change: Callable[[Answer], Answer]) -> Bend:
    return lambda request, given: (
        change(given) if is_read(request) and given.status == 200 else given
    )


def _not_a_number(given: Answer) -> Answer:
    text = given.body.replace(b'"code":0', b'"score":NaN,"code":0')
    text = text.replace(b'"code": 0', b'"score":NaN,"code":0')
    return Answer(given.status, given.headers, text)


def _typed(kind: str) -> Callable[[Answer], Answer]:
    return lambda given: Answer(given.status, (("content-type", kind),), given.body)


_TEXTS: tuple[tuple[str, Callable[[Answer], Answer]], ...] = (
    ("NaN", _not_a_number),
    ("JSON by the name of a page", _typed("text/html")),
    ("JSON without a type", lambda given: Answer(given.status, (), given.body)),
)


def _limits(change: Callable[[dict[str, str], int], object]) -> Callable[[], Bend]:
    """Bends the headers; the number counts answers."""

    def build() -> Bend:
        count = itertools.count()

        def bend(_: Request, given: Answer) -> Answer:
            headers = dict(given.headers)
            change(headers, next(count))
            return Answer(given.status, tuple(headers.items()), given.body)

        return bend

    return build


def _set(name: str, value: str) -> Callable[[], Bend]:
    return _limits(lambda headers, _: headers.update({f"x-ratelimit-{name}": value}))


_HEADERS: tuple[tuple[str, Callable[[], Bend]], ...] = (
    ("a limit in words", _set("limit", "unlimited")),
    ("more remains than the limit", _set("remaining", "9999999999")),
    ("a reset in seconds from now", _set("reset", "30")),
    ("a reset in milliseconds", _set("reset", "1767225660000")),
    ("a reset as a date", _set("reset", "2026-01-01T00:01:00Z")),
    ("what remains stands still", _set("remaining", "99")),
    ("a limit without its reset", _limits(lambda headers, _: headers.pop("x-ratelimit-reset", 0))),
    (
        "what remains counts up",
        _limits(lambda headers, n: headers.update({"x-ratelimit-remaining": str(n)})),
    ),
)


def _valid_in_words(request: Request, given: Answer) -> Answer:
    if not request.path.endswith("/apikey/validate"):
        return given
    value = json.loads(given.body)
    value["data"]["is_valid"] = "yes" if value["data"]["is_valid"] else "no"
    return Answer(given.status, given.headers, json.dumps(value).encode())

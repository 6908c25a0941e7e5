"""Canaries: no key, prompt, image or signed address comes out anywhere, whatever goes wrong.

Every call of both faces meets every answer and fault, the service quotes all it was sent, and all
that a program could put in a log is searched: messages, notes, causes, reprs, pickles, tracebacks,
warnings, and every logger at its most talkative.
"""

from __future__ import annotations

import base64
import io
import json
import logging
import pickle
import traceback
import warnings
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from modellix_client import AsyncModellix, Modellix, ModellixError, webhooks

from contract_tests.client.wire import FAULTS, IT, MODEL, Step, Wire, data, run
from contract_tests.counts import record

pytestmark = pytest.mark.client

KEY = "mdlx-canary-of-the-key"
PROMPT = "Canary of the prompt, on a quiet lake at dawn"
PICTURE = b"\x89PNG\r\n\x1a\n" + b"canary of the picture" * 30
BASE64 = base64.b64encode(PICTURE).decode()
SIGNED = "https://files.example/one.png?signature=canary-of-the-address"
HOOK = "https://hooks.example/in?token=canary-of-the-hook"
FILE_NAME = "canary-of-the-name.png"
# A piece of each: what is cut short gives something away as well.
CANARIES = ("canary-of", "Canary of", "y of the prompt", "on a quiet lake", BASE64[:24])

BODY: dict[str, Any] = {
    **IT.body(PROMPT),
    IT.images: [PICTURE, SIGNED, BASE64],
}
QUOTES = (
    f"Invalid parameters: parameter '{IT.text}' is wrong, got {PROMPT} and {SIGNED}",
    f"Invalid format: '{IT.text}' got '{PROMPT[:26]}...'",
    f"Authentication failed: {KEY} is no key",
    f"cannot read {BASE64[:40]}... of {SIGNED}",
    f"{PROMPT} is not allowed here",
)


def error(status: int, message: str) -> Step:
    return Step(status, json.dumps({"code": status, "message": message}).encode())


def done(status: str = "success") -> bytes:
    return data(status, result={"resources": [{"url": SIGNED, "type": "image"}]}, message=PROMPT)


# A read knows nothing of the request that the task came from: what the service says of that is its
# own word. The key and what gives access to a file are kept out there too.
READ_QUOTES = (QUOTES[2], f"Resource not found: see {SIGNED}, or <{SIGNED}>", f"{SIGNED}#{KEY}")
READS = {"wait", "get", "wait_all", "balance", "upload", "confirm"}

STATUSES = (200, 302, 400, 401, 404, 408, 429, 503)
TROUBLES: dict[str, list[Step]] = {
    **{fault: [Step(fault=fault)] for fault in FAULTS},
    "page": [Step(502, f"<html>{PROMPT}{KEY}</html>".encode())],
    "no JSON": [Step(200, f"{KEY} {PROMPT}".encode())],
    "no id": [Step(body=json.dumps({"code": 0, "data": {"prompt": PROMPT}}).encode())],
    "another task": [Step(body=data(task_id="task-other", prompt=PROMPT, key=KEY))],
    "failed": [Step(body=data()), Step(body=done("failed"))],
    "canceled": [Step(body=data()), Step(body=done("canceled"))],
    "odd word": [Step(body=data()), Step(body=data(status=5, prompt=PROMPT))],
    "success, then the file": [Step(body=data()), Step(body=done()), error(403, SIGNED)],
    "moved file": [
        Step(body=data()),
        Step(body=done()),
        Step(302, headers=(("location", SIGNED.replace("https", "http")),)),
    ],
    "lost file": [Step(body=data()), Step(body=done()), Step(fault="reset")],
}

Face = Modellix | AsyncModellix


async def _value(found: object) -> Any:
    return await found if isinstance(found, Awaitable) else found


async def _submit(client: Face, folder: Path) -> object:
    return await _value(client.submit(MODEL, BODY, webhook_url=HOOK))


async def _run_and_save(client: Face, folder: Path) -> object:
    result = await _value(client.run(MODEL, BODY, wait_timeout=20))
    assert not any(canary in repr(result) for canary in CANARIES)
    return await _value(result.save(folder))


async def _wait(client: Face, folder: Path) -> object:
    return await _value(client.tasks.wait("task-1", timeout=20))


async def _read(client: Face, folder: Path) -> object:
    return await _value(client.tasks.get("task-1"))


async def _all(client: Face, folder: Path) -> object:
    ends = await _value(client.tasks.wait_all(["task-1", "task-2"], timeout=20))
    for end in ends:
        if isinstance(end, ModellixError):
            raise end
    return ends


async def _balance(client: Face, folder: Path) -> object:
    return await _value(client.account.balance())


async def _upload(client: Face, folder: Path) -> object:
    return await _value(client.files.upload(PICTURE, filename=FILE_NAME))


async def _confirm(client: Face, folder: Path) -> object:
    delivery = webhooks.parse({"X-Modellix-Task-ID": "task-1"}, done())
    assert not any(canary in repr(delivery) for canary in CANARIES)
    return await _value(client.tasks.confirm(delivery))


async def _refused(client: Face, folder: Path) -> object:
    body = {**BODY, IT.count: PROMPT, IT.choice[0]: PROMPT, IT.image: f" {BASE64}"}
    return await _value(client.submit(MODEL, body))


async def _unreadable(client: Face, folder: Path) -> object:
    image = io.BytesIO(PICTURE)
    image.close()
    return await _value(client.submit(MODEL, {**BODY, "style_image": image}))


CALLS: dict[str, Callable[[Face, Path], Awaitable[object]]] = {
    "submit": _submit,
    "run and save": _run_and_save,
    "wait": _wait,
    "get": _read,
    "wait_all": _all,
    "balance": _balance,
    "upload": _upload,
    "confirm": _confirm,
    "refused by a rule": _refused,
    "an image that cannot be read": _unreadable,
}


@contextmanager
def everything_logged() -> Iterator[io.StringIO]:
    """All that any logger of the process says meanwhile."""
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    root = logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        yield out
    finally:
        root.setLevel(before)
        root.removeHandler(handler)


def told(failed: ModellixError) -> list[str]:
    """All that an error says, by whatever way it is printed."""
    texts = ["".join(traceback.format_exception(failed)), repr(failed), str(failed)]
    seen: BaseException | None = failed
    while seen is not None:
        texts += [repr(seen), repr(vars(seen)), *getattr(seen, "__notes__", [])]
        texts.append(pickle.dumps(seen).decode("latin-1"))
        # As everything that prints exceptions goes on.
        seen = seen.__cause__ or (None if seen.__suppress_context__ else seen.__context__)
    return texts


async def _meet(client: Face, call: str, folder: Path) -> list[str]:
    texts = [repr(client), repr(vars(client)), repr(client.kling), repr(client.tasks)]
    try:
        texts.append(repr(await CALLS[call](client, folder)))
    except ModellixError as failed:
        texts += told(failed)
    await _value(client.close())
    return texts


@pytest.mark.parametrize("face", ["sync", "async"])
@pytest.mark.parametrize("call", CALLS)
def test_nothing_that_is_secret_comes_out(call: str, face: str, tmp_path: Path) -> None:
    quotes = READ_QUOTES if call in READS else QUOTES
    quoted = {
        f"{status} {number}": [error(status, quote)]
        for status in STATUSES
        for number, quote in enumerate(quotes)
    }
    for name, steps in {**quoted, **TROUBLES}.items():
        wire = Wire(steps if call not in READS else steps[-2:])
        make = wire.client if face == "sync" else wire.async_client
        journal, answers = tmp_path / "journal.ndjson", tmp_path / "answers.ndjson"
        with everything_logged() as log, warnings.catch_warnings(record=True) as warned:
            warnings.simplefilter("always")
            client = make(api_key=KEY, journal=journal, answer_log=answers)
            texts = run(_meet(client, call, tmp_path / name))
        texts += [log.getvalue(), *(str(warning.message) for warning in warned)]
        texts += [file.read_text("utf-8") for file in (journal, answers) if file.exists()]
        for text in texts:
            for canary in CANARIES:
                assert canary not in text, (name, canary, text[:2000])
    record(f"canaries, {call}", len(quoted) + len(TROUBLES))

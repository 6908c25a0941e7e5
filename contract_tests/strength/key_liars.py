"""Servers that open to whom they should not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import unquote

from contract_tests.conformance.exchange import Answer, Fault, Request
from contract_tests.conformance.in_process import Handler, handler_of
from contract_tests.mock_api import TEST_KEY, MockService, VirtualClock
from contract_tests.strength.liar import EXPIRED, Liar, is_read, is_submit

MISSING, WRONG = "auth/missing_key", "auth/wrong_key"
UNKNOWN_TASK = "error/unknown_task"


def key_liars() -> Iterator[Liar]:
    """Every one of them; only those about a task that there is need a live run."""
    for name, named, build in _KEYS:
        yield Liar(name, "protocol", build, named, live=False)
    for name, text in (("without Bearer", TEST_KEY), ("as Basic", f"Basic {TEST_KEY}")):
        build = _with_bearer(text)
        yield Liar(f"takes a key {name}", "protocol", build, (WRONG,), live=False, strict=True)
    for name, named, build in _OWN:
        yield Liar(name, "protocol", build, named)


def _with_key(
    takes: Callable[[Request, str], bool], where: Callable[[Request], bool]
) -> Callable[[VirtualClock], Handler]:
    """Also takes other keys than the right one."""

    def build(clock: VirtualClock) -> Handler:
        true = handler_of(MockService(clock=clock))

        def handle(request: Request) -> Answer | Fault:
            header = dict(request.headers).get("authorization", "")
            if where(request) and takes(request, header.removeprefix("Bearer ")):
                others = tuple(h for h in request.headers if h[0] != "authorization")
                headers = (*others, ("authorization", f"Bearer {TEST_KEY}"))
                request = Request(request.method, request.path, headers, request.content)
            return true(request)

        return handle

    return build


def _in_any_case(_: Request, key: str) -> bool:
    return key.lower() == TEST_KEY.lower()


def _with_bearer(text: str) -> Callable[[VirtualClock], Handler]:
    """Also takes this for the whole header."""

    def build(clock: VirtualClock) -> Handler:
        true = handler_of(MockService(clock=clock))

        def handle(request: Request) -> Answer | Fault:
            others = tuple(h for h in request.headers if h[0] != "authorization")
            if dict(request.headers).get("authorization") == text:
                headers = (*others, ("authorization", f"Bearer {TEST_KEY}"))
                request = Request(request.method, request.path, headers, request.content)
            return true(request)

        return handle

    return build


def _any(_: Request) -> bool:
    return True


_KEYS: tuple[tuple[str, tuple[str, ...], Callable[[VirtualClock], Handler]], ...] = (
    ("asks for no key", (MISSING,), _with_key(lambda _, key: not key, _any)),
    ("asks for no key to read", (MISSING,), _with_key(lambda _, key: not key, is_read)),
    ("asks for no key to submit", (MISSING,), _with_key(lambda _, key: not key, is_submit)),
    (
        "asks one model's callers for no key",
        (MISSING,),
        _with_key(lambda _, key: not key, lambda r: is_submit(r) and "image-o1" in r.path),
    ),
    ("takes any key", (WRONG,), _with_key(lambda _, key: bool(key), _any)),
    ("takes any key to read", (WRONG,), _with_key(lambda _, key: bool(key), is_read)),
    ("takes any key to submit", (WRONG,), _with_key(lambda _, key: bool(key), is_submit)),
    (
        "takes what looks like a key",
        (WRONG,),
        _with_key(lambda _, key: key.startswith("mdlx-") and len(key) > 20, _any),
    ),
    (
        "compares the beginning of a key",
        (WRONG,),
        _with_key(lambda _, key: key[:-1] == TEST_KEY[:-1], _any),
    ),
    ("compares keys without case", (WRONG,), _with_key(_in_any_case, _any)),
    (
        "takes a key that begins like its own",
        (WRONG,),
        _with_key(lambda _, key: key.startswith(TEST_KEY), _any),
    ),
    (
        "takes any beginning of its key",
        (WRONG,),
        _with_key(lambda _, key: len(key) > 4 and TEST_KEY.startswith(key), _any),
    ),
    ("takes a Bearer without a key", (MISSING,), _with_bearer("Bearer")),
    ("takes expired keys", (WRONG,), _with_key(lambda _, key: key == EXPIRED, _any)),
)


def _knows(find: Callable[[str, str], bool]) -> Callable[[VirtualClock], Handler]:
    """Finds a task by more than its id."""

    def build(clock: VirtualClock) -> Handler:
        service = MockService(clock=clock)
        true = handler_of(service)
        ids: list[str] = []

        def handle(request: Request) -> Answer | Fault:
            asked = unquote(request.path.rpartition("/")[2])
            found = next((one for one in ids if is_read(request) and find(one, asked)), None)
            if found is not None:
                path = f"/api/v1/tasks/{found}"
                request = Request(request.method, path, request.headers, request.content)
            given = true(request)
            if is_submit(request) and isinstance(given, Answer) and given.status == 200:
                ids.append(given.json()["data"]["task_id"])
            return given

        return handle

    return build


def _open_once_known(takes: Callable[[str], bool]) -> Callable[[VirtualClock], Handler]:
    """Looks at keys only for what it does not find."""

    def build(clock: VirtualClock) -> Handler:
        true = handler_of(MockService(clock=clock))

        def handle(request: Request) -> Answer | Fault:
            others = tuple(h for h in request.headers if h[0] != "authorization")
            headers = (*others, ("authorization", f"Bearer {TEST_KEY}"))
            key = dict(request.headers).get("authorization", "")
            if is_read(request) and takes(key):
                opened = true(Request(request.method, request.path, headers, request.content))
                if isinstance(opened, Answer) and opened.status == 200:
                    return opened
            return true(request)

        return handle

    return build


_OWN: tuple[tuple[str, tuple[str, ...], Callable[[VirtualClock], Handler]], ...] = (
    (
        "finds a task by a longer id",
        (UNKNOWN_TASK,),
        _knows(lambda one, asked: asked.startswith(one)),
    ),
    ("shows a task that there is to all", (MISSING,), _open_once_known(lambda _: True)),
    ("shows a task that there is to any key", (WRONG,), _open_once_known(bool)),
)

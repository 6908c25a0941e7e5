"""The service: one state machine without I/O, whatever door its requests come in by."""

from __future__ import annotations

import hmac
import threading
from collections import deque
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import partial
from typing import Final
from urllib.parse import unquote

from contract_tests.mock_api import answers, errors, files
from contract_tests.mock_api.bodies import read_body
from contract_tests.mock_api.catalog import Catalog, Offer, load_catalog
from contract_tests.mock_api.clock import Clock, VirtualClock
from contract_tests.mock_api.limits import Limits, RateWindow
from contract_tests.mock_api.media import MediaStore
from contract_tests.mock_api.media_answers import MediaAnswers
from contract_tests.mock_api.messages import Answer, LogEntry, Request
from contract_tests.mock_api.tasks import Script, Task, TaskStore, as_usual

TEST_KEY: Final = "mdlx-test-key"
_EPOCH_MS: Final = 1_767_225_600_000  # 2026-01-01T00:00:00Z, for clocks that begin at zero
_PRICE: Final = Decimal("0.2400")
_API: Final = "/api/v1/"
_KEY_VALIDITY: Final = _API + "apikey/validate"
_MEDIA: Final = _API + "media/files"
_LOG_LENGTH: Final = 100_000


# What answers on a path, by method.
_Endpoint = Mapping[str, Callable[[Request, int], Answer]]


class MockService:
    """Answers requests as the service is documented to.

    ``key`` is the only key that is right. ``origin`` stands at the front of the URLs in answers.
    ``script`` plans each task. ``epoch_ms`` is the present moment in milliseconds since the
    epoch. Everything has a default, so that ``MockService()`` is a whole service with a clock
    that a test moves by hand. ``handle`` may be called from several threads.
    """

    def __init__(  # noqa: PLR0913 -- each of them by name, each with a default
        self,
        catalog: Catalog | None = None,
        *,
        clock: Clock | None = None,
        key: str = TEST_KEY,
        script: Script = as_usual,
        limits: Limits | None = None,
        balance: Decimal = Decimal("100000.0000"),
        origin: str = "https://api.modellix.ai",
        epoch_ms: int = _EPOCH_MS,
        seed: str = "",
    ) -> None:
        self.catalog = catalog if catalog is not None else load_catalog()
        self.clock: Clock = clock if clock is not None else VirtualClock()
        self.key = key
        self.script = script
        self.limits = limits if limits is not None else Limits()
        self.balance = balance
        self.origin = origin.rstrip("/")
        self.tasks = TaskStore(seed)
        self.media = MediaStore(self.limits.media_files, seed)
        self.log: deque[LogEntry] = deque(maxlen=_LOG_LENGTH)
        self._window = RateWindow(self.limits.requests_per_minute)
        self._zero_ms = epoch_ms - self.clock.now()
        self._uploads = MediaAnswers(self.media, self.origin, self._zero_ms)
        self._lock = threading.Lock()
        self._fixed: dict[str, _Endpoint] = {
            _API + "models": {"GET": lambda _, __: answers.model_list(self.catalog.offers)},
            _KEY_VALIDITY: {"GET": lambda _, __: answers.envelope({"is_valid": True})},
            _API + "team/balance": {"GET": self._balance},
            _MEDIA: {"GET": self._uploads.files, "POST": self._uploads.upload},
        }

    @property
    def accepted(self) -> int:
        """How many submits were accepted, and so are billed."""
        return self.tasks.accepted

    def handle(self, request: Request) -> Answer:
        """Answer one request. Never raises, whatever the request holds."""
        with self._lock:
            now = self.clock.now()
            answer = self._answer(request, now)
            self.log.append(LogEntry(request.method, request.path, answer.status, now))
        return answer

    def _answer(self, request: Request, now: int) -> Answer:
        if not request.path.startswith(_API):
            return self._file(request, now)
        if not self._authorized(request):
            if (request.path, request.method) == (_KEY_VALIDITY, "GET"):
                return answers.envelope({"is_valid": False})
            return errors.unauthorized()
        if self._window.take(self._zero_ms + now):
            answer = self._api(request, now)
        else:
            answer = errors.rate_limited(self.limits.requests_per_minute)
        return answer.adding(self._window.headers())

    def _authorized(self, request: Request) -> bool:
        scheme, _, key = (request.header("authorization") or "").partition(" ")
        given, right = key.strip().encode(errors="replace"), self.key.encode()
        return hmac.compare_digest(given, right) and scheme.lower() == "bearer"

    def _api(self, request: Request, now: int) -> Answer:
        endpoint = self._endpoint(request.path)
        if isinstance(endpoint, Answer):
            return endpoint
        if request.method not in endpoint:
            return errors.method_not_allowed(", ".join(endpoint))
        return endpoint[request.method](request, now)

    def _endpoint(self, path: str) -> _Endpoint | Answer:
        """What stands at a path, or why there is nothing."""
        if path in self.catalog.routes:
            offer, vintage = self.catalog.routes[path]
            return {"POST": partial(self._submit, offer, vintage)}
        if path in self._fixed:
            return self._fixed[path]
        file_id = path.removeprefix(_MEDIA + "/")
        if file_id not in ("", path) and "/" not in file_id:
            return {"DELETE": partial(self._uploads.delete, unquote(file_id))}
        collection, _, rest = path.removeprefix(_API).partition("/")
        if collection == "tasks" and rest and "/" not in rest:
            return {"GET": partial(self._task, unquote(rest))}
        if self.catalog.providers & {*path.split("/")}:
            return errors.not_found("model is unknown")
        if path.endswith("/async"):
            return errors.not_found("provider is unknown")
        return errors.not_found("path is unknown")

    def _submit(self, offer: Offer, vintage: str, request: Request, now: int) -> Answer:
        body = read_body(request, offer)
        if isinstance(body, Answer):
            return body
        count = 1 if offer.makes_video else int(body.get("n", 1))
        amount = _PRICE * count
        if self.balance < amount:
            return errors.payment_required()
        if self.tasks.unfinished(now) >= self.limits.concurrent_tasks:
            return errors.concurrency_limited(self.limits.concurrent_tasks)
        asked = {**offer.defaults, **body}
        width, height = files.CLIP_SIZE
        if not offer.makes_video:
            width, height = files.picture_size(asked.get("aspect_ratio"), asked.get("resolution"))
        task = Task(
            id=self.tasks.next_id(),
            offer=offer,
            vintage=vintage,
            scenario=self.script(self.tasks.accepted, offer.id),
            submitted_ms=now,
            count=count,
            width=width,
            height=height,
            amount=str(amount),
        )
        self.tasks.add(task)
        self.balance -= amount
        return answers.accepted(task, self.origin)

    def _task(self, task_id: str, request: Request, now: int) -> Answer:
        task = self.tasks.get(task_id, now)
        if task is None:
            return errors.not_found("task is unknown or has expired")
        return answers.reading(task, now, self._zero_ms + now, self.origin)

    def _balance(self, request: Request, now: int) -> Answer:
        return answers.envelope({"balance": float(self.balance)})

    def _file(self, request: Request, now: int) -> Answer:
        """A file, of a result or uploaded; as with real storage, who has the URL may read it."""
        folder, _, rest = request.path.removeprefix("/").partition("/")
        if folder == "media":
            return self._uploads.content(rest, request, now)
        task_id, _, name = rest.partition("/")
        task = self.tasks.get(task_id, now) if folder == "files" else None
        if task is None or task.status(now) != "success":
            return errors.not_found("path is unknown")
        names = [answers.file_name(task, index) for index in range(1, task.count + 1)]
        if name not in names:
            return errors.not_found("file is unknown")
        if request.method != "GET":
            return errors.method_not_allowed("GET")
        if task.offer.makes_video:
            return Answer(200, (("content-type", "video/mp4"),), files.clip())
        content = files.picture(f"{task_id}/{name}", task.width, task.height)
        return Answer(200, (("content-type", "image/png"),), content)

"""The base of the blocking client; what it does is loaded with its first use."""

from __future__ import annotations

from ._checking import Checking

TYPE_CHECKING = False  # typing.TYPE_CHECKING without the cost of importing typing
if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from typing import Self, Unpack

    import httpx

    from ._clock import Clock, Stop
    from ._map_items import Keys
    from ._modes import Validation
    from ._sending import Sending
    from .account import Account
    from .errors import ModellixError
    from .files import Files
    from .mapped import Mapped
    from .models import TaskData
    from .results import Result
    from .tasks import Task, Tasks


class BaseClient(Checking):
    """A client of the Modellix API; use it as a context manager, or call ``close``.

    Safe to share between threads. Each setting is the argument, else the environment, else the
    default.

    Args:
        api_key: The key, else ``MODELLIX_API_KEY``. Not needed to check requests.
        base_url: The service's origin without ``/api/v1``, else ``MODELLIX_BASE_URL``.
        routes: Which form of the API's paths: ``documented`` (the default), ``a``, ``b``,
            ``c``, or ``auto``: where the documented one is not found, the next one once. Else
            ``MODELLIX_ROUTES``.
        timeout: Seconds without progress after which a request is given up; 60 when ``None``.
            Connecting takes at most 10.
        transport: Another way to carry requests, such as ``httpx.MockTransport``.
        clock: Another clock, for tests and simulations.
        validation: ``strict`` refuses what breaks a rule, ``warn`` warns and sends it, ``off``
            does not look; or a mapping from rule ids (or ``*``) to these.
        journal: A file to note each submit in, before it is sent and after; see the module
            ``journal`` and ``tasks.recover``. It holds no key, prompt or image.
        answer_log: A file to note in what the service said to each submit, and which rules the
            request broke; see the module ``answer_log``. It holds no key, prompt or image.

    Raises:
        ConfigurationError: a setting that cannot be used.
    """

    def __init__(  # noqa: PLR0913 (each by name, each with a default)
        self,
        api_key: str | None = None,
        *,
        base_url: str | None = None,
        routes: str | None = None,
        timeout: float | None = None,
        transport: httpx.BaseTransport | None = None,
        clock: Clock | None = None,
        validation: Validation = "strict",
        journal: str | os.PathLike[str] | None = None,
        answer_log: str | os.PathLike[str] | None = None,
    ) -> None:
        super().__init__(
            api_key,
            base_url=base_url,
            routes=routes,
            timeout=timeout,
            clock=clock,
            validation=validation,
            journal=journal,
            answer_log=answer_log,
        )
        from ._runner_sync import SyncRunner  # noqa: PLC0415 (keeps the import fast)

        self._runner = SyncRunner(self._engine, transport)

    @property
    def tasks(self) -> Tasks:
        """Tasks by their ids."""
        from .tasks import Tasks  # noqa: PLC0415

        return Tasks(self._runner)

    @property
    def account(self) -> Account:
        """The account behind the key."""
        from .account import Account  # noqa: PLC0415

        return Account(self._runner)

    @property
    def files(self) -> Files:
        """Media files on the service."""
        from .files import Files  # noqa: PLC0415

        return Files(self._runner)

    def submit(  # noqa: PLR0913 (each by name, each with a default)
        self,
        model: str,
        body: object,
        *,
        extra_body: Mapping[str, object] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        webhook_url: str | None = None,
        request_id: str | None = None,
        validation: Validation | None = None,
        timeout: float | None = None,
        submit_timeout: float | None = None,
        retry_limited: bool = False,
    ) -> Task:
        """Submit a request by the model's id; it is billed when accepted.

        It is sent again by itself only when its last byte was never handed to the network, so
        that nothing was started: at most three times, after 0.5, 1 and 2 seconds.

        Args:
            model: The model's id, such as ``kling-v2-mi2i``.
            body: The request as JSON values; images may be given in any form.
            extra_body: Members to put over the body, unchecked: the way to send what this
                client does not know.
            extra_headers: Headers of this submit besides the client's own.
            webhook_url: Where the service is to report the end of the task: public, HTTPS.
            request_id: Names this submit in logs, sent as ``X-Request-ID``; one is made up when
                ``None``. It does not keep the service from starting a second task.
            validation: Over the client's setting, for this call.
            timeout: Over the client's setting, for this call.
            submit_timeout: Seconds for the submit as a whole, attempts and pauses included;
                one that runs into it after its last byte has an unknown outcome. Without it,
                nothing is sent again later than 120 seconds after the beginning.
            retry_limited: Send again after a 429 too, which started nothing, when the service's
                ``Retry-After`` or a growing pause (1 to 30 seconds) is over.

        Raises:
            InvalidRequestError, MediaError, ConfigurationError: nothing was sent.
            NotSubmittedError: it never arrived.
            APIStatusError: the service refused it; no task was started.
            SubmissionOutcomeUnknownError: nobody knows; the text says how to find out.
        """
        return self._started(
            model,
            body,
            None,
            extra_body=extra_body,
            extra_headers=extra_headers,
            webhook_url=webhook_url,
            request_id=request_id,
            validation=validation,
            timeout=timeout,
            submit_timeout=submit_timeout,
            retry_limited=retry_limited,
        )

    def run(  # noqa: PLR0913 (each by name, each with a default)
        self,
        model: str,
        body: object,
        *,
        extra_body: Mapping[str, object] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        webhook_url: str | None = None,
        request_id: str | None = None,
        validation: Validation | None = None,
        timeout: float | None = None,
        submit_timeout: float | None = None,
        retry_limited: bool = False,
        wait_timeout: float | None = None,
        on_update: Callable[[TaskData], object] | None = None,
        stop: Stop | None = None,
    ) -> Result:
        """Submit and wait; see ``submit`` and ``Task.wait`` for arguments and errors.

        When ``stop`` is set before the request is sent, it is not: ``NotSubmittedError``.

        An error of the wait carries the ``task_id``: the task goes on, and running once more
        would start another one.
        """
        self._engine.check_waiting(wait_timeout, on_update)
        task = self._started(
            model,
            body,
            stop,
            extra_body=extra_body,
            extra_headers=extra_headers,
            webhook_url=webhook_url,
            request_id=request_id,
            validation=validation,
            timeout=timeout,
            submit_timeout=submit_timeout,
            retry_limited=retry_limited,
        )
        return task.wait(wait_timeout, on_update, stop)

    def map(  # noqa: PLR0913 (each by name, each with a default)
        self,
        model: str,
        requests: Iterable[object],
        *,
        key: Keys | None = None,
        max_in_flight: int | None = None,
        timeout: float | None = None,
        wait_timeout: float | None = None,
        on_update: Callable[[TaskData], object] | None = None,
        stop: Stop | None = None,
        extra_body: Mapping[str, object] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        webhook_url: str | None = None,
        validation: Validation | None = None,
        submit_timeout: float | None = None,
    ) -> list[Result | ModellixError]:
        """Submit many requests of one model and wait for all; raises for none of them.

        Never more than the account's limit of tasks at once are kept running, which is learnt
        from the service's refusals; a request that is refused for a limit started nothing and
        goes again. A submit whose outcome is unknown is never sent again.

        Args:
            model: The model's id.
            requests: The bodies, as for ``submit``. A generator is read one by one, as they are
                wanted, and no more of it is kept than tasks are in flight.
            key: A function from a request to a string of your own, or a list of strings, one for
                each request. With a journal, a request whose key stands in it is not submitted
                again, in whatever process: its task is waited for; an unknown one comes out as
                unknown; one that started nothing is submitted. Keys are written to disk.
            max_in_flight: How many tasks may run at once at most; 100 when ``None``.
            timeout: Seconds for the call as a whole; none when ``None``. What was not sent by
                then is a ``NotSubmittedError``, what still runs a ``TaskTimeoutError``.
            wait_timeout: Seconds for each task; 1800 when ``None``.
            on_update: Called with every reading of every task.
            stop: Such as a ``threading.Event``: the call ends soon after it is set.
            extra_body: As for ``submit``, and so are the others.
            extra_headers: Headers of every submit.
            webhook_url: Where the service is to report the ends of the tasks.
            validation: Over the client's setting, for this call.
            submit_timeout: Seconds for sending one request, attempts and pauses included.

        Returns:
            What came of each, in the order of ``requests``: its result, or the error that ``run``
            would have raised. A generator that was not read to its end has fewer outcomes.

        Raises:
            ConfigurationError: arguments that cannot be used; nothing was sent.
        """
        ends = self.map_as_completed(
            model,
            requests,
            key=key,
            max_in_flight=max_in_flight,
            timeout=timeout,
            wait_timeout=wait_timeout,
            on_update=on_update,
            stop=stop,
            extra_body=extra_body,
            extra_headers=extra_headers,
            webhook_url=webhook_url,
            validation=validation,
            submit_timeout=submit_timeout,
        )
        return [one.outcome for one in sorted(ends, key=lambda one: one.index)]

    def map_as_completed(  # noqa: PLR0913 (as above)
        self,
        model: str,
        requests: Iterable[object],
        *,
        key: Keys | None = None,
        max_in_flight: int | None = None,
        timeout: float | None = None,
        wait_timeout: float | None = None,
        on_update: Callable[[TaskData], object] | None = None,
        stop: Stop | None = None,
        extra_body: Mapping[str, object] | None = None,
        extra_headers: Mapping[str, str] | None = None,
        webhook_url: str | None = None,
        validation: Validation | None = None,
        submit_timeout: float | None = None,
    ) -> Iterator[Mapped[Result | ModellixError]]:
        """The same as ``map``, as an iterator in the order in which the tasks end.

        Between two outcomes nothing is decided: what runs goes on at the service, nothing new is
        submitted. Whoever stops early stops the waiting, not the tasks.
        """
        from ._map_steps import MapCall  # noqa: PLC0415
        from ._map_sync import SyncMap  # noqa: PLC0415

        call = MapCall(
            self._engine,
            model,
            requests,
            key=key,
            max_in_flight=max_in_flight,
            timeout=timeout,
            wait_timeout=wait_timeout,
            on_update=on_update,
        )
        sending: Sending = {
            "extra_body": extra_body,
            "extra_headers": extra_headers,
            "webhook_url": webhook_url,
            "validation": validation,
            "submit_timeout": submit_timeout,
        }
        return SyncMap(self._runner, call, sending, on_update, stop).outcomes()

    def _started(
        self, model: str, body: object, stop: Stop | None, **sending: Unpack[Sending]
    ) -> Task:
        """The task of a request that was accepted."""
        from .tasks import Task  # noqa: PLC0415

        runner = self._runner
        accepted = runner.submit(model, body, stop, **sending)
        first_look = self._engine.first_look()
        return Task(accepted.task_id, model, accepted.task_status, first_look, runner)

    def close(self) -> None:
        """Close the connections; later requests are refused, checking goes on to work."""
        self._runner.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

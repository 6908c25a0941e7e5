"""A filter of a client, kept running and asked in batches."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from threading import Event, Thread
from types import TracebackType
from typing import IO, Final, Self

from contract_tests.parity.clients import Client, Filter

# What a filter that ended before it answered has answered.
NOTHING: Final = b""
_PATIENCE_S: Final = 20.0
# A filter that ends this often in one batch is not started again for the rest of it.
_MOST_ENDS: Final = 5
# White space at the end of its input is no line to a filter: what follows shows that it was not
# the end.
_CLOSING: Final = b"{}\n"


class Runner:
    """A filter's process; started when it is asked first, and again when it has ended."""

    def __init__(self, client: Client, filter_: Filter) -> None:
        self.client = client.name
        self._command = client.commands[filter_]
        self._environment = {**os.environ, **client.environment}
        self._process: subprocess.Popen[bytes] | None = None
        self._errors: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 (closed in close)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def ask(self, lines: Sequence[bytes]) -> list[bytes]:
        """The answers to the lines, without line feeds; ``NOTHING`` where the filter ended.

        A filter that says nothing for a long time is ended, and has ended there.
        """
        answers: list[bytes] = []
        ends = 0
        while len(answers) < len(lines):
            if ends == _MOST_ENDS:
                return answers + [NOTHING] * (len(lines) - len(answers))
            answers += self._ask(lines[len(answers) :])
            if len(answers) < len(lines):
                # The filter is gone: one line has no answer, the rest gets another chance.
                answers.append(NOTHING)
                ends += 1
        return answers

    def close(self) -> None:
        """End the process."""
        self._stop()
        self._errors.close()

    def trouble(self) -> str:
        """What the filter wrote on standard error, its end."""
        self._errors.seek(0)
        return self._errors.read()[-2_000:].decode(errors="replace")

    def _ask(self, lines: Sequence[bytes]) -> list[bytes]:
        process = self._running()
        assert process.stdin is not None
        assert process.stdout is not None
        text = b"".join(line + b"\n" for line in lines) + _CLOSING
        writer = Thread(target=_write, args=(process.stdin, text), daemon=True)
        answers: list[bytes] = []
        done = Event()
        watcher = Thread(target=_watch, args=(process, answers, done), daemon=True)
        watcher.start()
        writer.start()
        for _ in range(len(lines) + 1):
            answer = process.stdout.readline()
            if not answer.endswith(b"\n"):
                break
            answers.append(answer[:-1])
        done.set()
        watcher.join()
        if len(answers) <= len(lines):
            self._stop()
        writer.join()
        return answers[: len(lines)]

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            self._process = subprocess.Popen(
                self._command,
                env=self._environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._errors,
            )
        return self._process

    def _stop(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    with suppress(OSError):
                        pipe.close()


def _write(pipe: IO[bytes], text: bytes) -> None:
    with suppress(OSError):  # a filter that has ended reads no more
        pipe.write(text)
        pipe.flush()


def _watch(process: subprocess.Popen[bytes], answers: list[bytes], done: Event) -> None:
    """End a process that stands still."""
    told = -1
    while not done.wait(_PATIENCE_S):
        if len(answers) == told:
            process.kill()
            return
        told = len(answers)

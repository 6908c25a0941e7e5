"""Media files on the service: uploaded once, then named by their URL in requests."""

from __future__ import annotations

from secrets import token_hex

from ._core.files import (
    PAUSE_MS,
    UploadRequest,
    delete_request,
    deleted,
    list_request,
    listed,
)
from ._multipart import multipart
from ._runner_async import AsyncRunner
from ._runner_sync import SyncRunner
from ._spec import FILES
from ._upload import Upload, UploadInput, read_upload
from .errors import ModellixError
from .models import MediaFile


class Files:
    """``client.files``: the account keeps at most 10 files of 16 MB, for about 7 days.

    Nothing here costs money. Every method raises ``APIStatusError``, ``APIConnectionError`` or
    ``UnexpectedResponseError`` when the service does not do what it is asked for.
    """

    def __init__(self, runner: SyncRunner) -> None:
        self._runner = runner

    def upload(self, file: UploadInput, *, filename: str | None = None) -> MediaFile:
        """Upload a file.

        It is sent once; again only when it provably did not arrive.

        Args:
            file: A path (a ``str`` is one too), bytes, or an open binary file, which is read
                from where it stands.
            filename: What to call it; the last part of its path when ``None``.

        Returns:
            What the service says of it: ``url`` is what requests take as an image.

        Raises:
            MediaError: it cannot be read, is empty or over 16 MiB; nothing was sent.
            APIConnectionError: no answer came; ``list()`` tells whether it arrived.
        """
        self._runner.engine.need_key()
        upload = _request(read_upload(file, filename))
        while True:
            event = self._runner.counted(upload.request)
            verdict = upload.receive(event)
            if verdict is None:
                self._runner.engine.clock.sleep(PAUSE_MS)
            elif isinstance(verdict, ModellixError):
                raise verdict
            else:
                return MediaFile.from_dict(verdict)

    def list(self) -> list[MediaFile]:
        """The files that the account has on the service."""
        self._runner.engine.need_key()
        path = FILES["collection"]
        found = listed(self._runner.counted(list_request(path)), path)
        if isinstance(found, ModellixError):
            raise found
        return [MediaFile.from_dict(item) for item in found]

    def delete(self, file_id: str) -> None:
        """Delete a file, which frees its place; ``NotFoundError`` when there is none."""
        self._runner.engine.need_key()
        request = delete_request(FILES["item"], file_id)
        error = deleted(self._runner.counted(request), request)
        if error is not None:
            raise error


class AsyncFiles:
    """The asyncio twin of `Files`."""

    def __init__(self, runner: AsyncRunner) -> None:
        self._runner = runner

    async def upload(self, file: UploadInput, *, filename: str | None = None) -> MediaFile:
        """Upload a file; see `Files.upload`. It is read in a thread of its own."""
        from anyio import to_thread  # noqa: PLC0415 (comes with httpx: only who sends pays)

        self._runner.engine.need_key()
        upload = _request(await to_thread.run_sync(read_upload, file, filename))
        while True:
            event = await self._runner.counted(upload.request)
            verdict = upload.receive(event)
            if verdict is None:
                await self._runner.engine.clock.asleep(PAUSE_MS)
            elif isinstance(verdict, ModellixError):
                raise verdict
            else:
                return MediaFile.from_dict(verdict)

    async def list(self) -> list[MediaFile]:
        """The files that the account has on the service."""
        self._runner.engine.need_key()
        path = FILES["collection"]
        found = listed(await self._runner.counted(list_request(path)), path)
        if isinstance(found, ModellixError):
            raise found
        return [MediaFile.from_dict(item) for item in found]

    async def delete(self, file_id: str) -> None:
        """Delete a file, which frees its place; ``NotFoundError`` when there is none."""
        self._runner.engine.need_key()
        request = delete_request(FILES["item"], file_id)
        error = deleted(await self._runner.counted(request), request)
        if error is not None:
            raise error


def _request(file: Upload) -> UploadRequest:
    body, content_type = multipart("file", file.name, file.content_type, file.content, _token)
    return UploadRequest(FILES["collection"], body, content_type)


def _token() -> str:
    return token_hex(24)

"""What the service answers about uploaded files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from contract_tests.mock_api import answers, errors
from contract_tests.mock_api.media import MediaFile, MediaStore
from contract_tests.mock_api.messages import Answer, Request


@dataclass(frozen=True, slots=True)
class MediaAnswers:
    """Answers out of ``store``; ``zero_ms`` is the zero of the service's clock since the epoch."""

    store: MediaStore
    origin: str
    zero_ms: int

    def files(self, request: Request, now_ms: int) -> Answer:
        """Those that are kept."""
        return answers.envelope([self._described(file) for file in self.store.files(now_ms)])

    def upload(self, request: Request, now_ms: int) -> Answer:
        """Keep one more."""
        file = self.store.upload(request, now_ms)
        return file if isinstance(file, Answer) else answers.envelope(self._described(file))

    def delete(self, file_id: str, request: Request, now_ms: int) -> Answer:
        """Forget one."""
        if not self.store.delete(file_id, now_ms):
            return errors.not_found("file is unknown or has expired")
        return answers.done()

    def content(self, file_id: str, request: Request, now_ms: int) -> Answer:
        """One as it was uploaded; as with real storage, who has the URL may read it."""
        file = self.store.get(file_id, now_ms)
        if file is None:
            return errors.not_found("file is unknown or has expired")
        if request.method != "GET":
            return errors.method_not_allowed("GET")
        return Answer(200, (("content-type", file.type),), file.content)

    def _described(self, file: MediaFile) -> dict[str, Any]:
        return {
            "file_id": file.id,
            "type": file.type,
            "url": f"{self.origin}/media/{file.id}",
            "filename": file.name,
            "size": len(file.content),
            "created_at": answers.rfc3339(self.zero_ms + file.uploaded_ms),
        }

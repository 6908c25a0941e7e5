"""Uploaded media files: stored, listed, deleted, gone after a week (api facts, section 6)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Final

from contract_tests.mock_api import errors
from contract_tests.mock_api.form import Part, read_form
from contract_tests.mock_api.messages import Answer, Request

LARGEST_FILE: Final = 16 * 1024 * 1024
RETENTION_MS: Final = 7 * 24 * 3600 * 1000
_FIELD: Final = "file"
_ANY: Final = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class MediaFile:
    """One uploaded file."""

    id: str
    name: str
    type: str
    content: bytes
    uploaded_ms: int


class MediaStore:
    """The files of the account; at most ``limit`` at a time, whose ids a ``seed`` tells apart."""

    def __init__(self, limit: int, seed: str) -> None:
        self._limit = limit
        self._seed = seed
        self._uploaded = 0
        self._files: dict[str, MediaFile] = {}

    def files(self, now_ms: int) -> list[MediaFile]:
        """Those that are still kept, in the order of their upload."""
        kept = [file for file in self._files.values() if now_ms < file.uploaded_ms + RETENTION_MS]
        self._files = {file.id: file for file in kept}
        return kept

    def get(self, file_id: str, now_ms: int) -> MediaFile | None:
        """A file that is still kept."""
        return next((file for file in self.files(now_ms) if file.id == file_id), None)

    def upload(self, request: Request, now_ms: int) -> MediaFile | Answer:
        """Keep what a request brings, or say why not."""
        parts = read_form(request)
        if isinstance(parts, Answer):
            return parts
        part = next((part for part in parts if part.field == _FIELD), None)
        if part is None:
            return errors.bad_request(errors.MISSING_PARAMETER, f"parameter '{_FIELD}' is required")
        if len(part.content) > LARGEST_FILE:
            return errors.too_large(LARGEST_FILE)
        if len(self.files(now_ms)) >= self._limit:
            return errors.bad_request(errors.OUT_OF_RANGE, f"at most {self._limit} files are kept")
        file = self._kept(part, now_ms)
        self._files[file.id] = file
        return file

    def delete(self, file_id: str, now_ms: int) -> bool:
        """Forget a file; ``False`` when there is none of this id."""
        known = self.get(file_id, now_ms) is not None
        self._files.pop(file_id, None)
        return known

    def _kept(self, part: Part, now_ms: int) -> MediaFile:
        self._uploaded += 1
        digest = hashlib.sha256(f"{self._seed}file{self._uploaded}".encode()).hexdigest()
        name = part.filename or "file"
        # What a header cannot carry back is no type.
        kind = part.type if part.type.isascii() and part.type.isprintable() else ""
        return MediaFile(f"file-{digest[:24]}", name, kind or _ANY, part.content, now_ms)

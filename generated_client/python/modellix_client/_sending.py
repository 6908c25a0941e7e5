"""What every submit takes besides the request."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypedDict

from ._modes import Validation


class Sending(TypedDict, total=False):
    """The keywords of ``BaseClient.submit``."""

    extra_body: Mapping[str, object] | None
    extra_headers: Mapping[str, str] | None
    webhook_url: str | None
    request_id: str | None
    validation: Validation | None
    timeout: float | None
    submit_timeout: float | None
    retry_limited: bool

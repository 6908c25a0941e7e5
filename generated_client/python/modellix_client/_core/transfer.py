"""The decisions of one download: what to ask for, what an answer means, when it is over.

A shell asks ``request``, sends it, and tells what came: ``receive`` for the head of an answer,
``take`` for each piece of its content, ``end`` for its regular end, ``broke`` for a failure. Before
each request it lets ``pause_ms`` pass. All times are milliseconds of one clock.

- A redirect is read and checked by ``web_address`` before it is followed: at most ``REDIRECTS`` in
  a row, never to an address that was there before, never from https to http.
- A connection that breaks, and 408, 425, 429, 500, 502, 503 and 504, are tried again ``RETRIES``
  times in all, after ``PAUSE_MS`` doubled each time, or what ``Retry-After`` asks for, beginning at
  the first address: what a redirect leads to may be signed for a moment only.
- What is there already is kept when the first answer had a strong ``ETag`` and no coding: the
  request then carries ``Range`` and ``If-Range``. A 206 continues if it begins where it was asked
  to and is about the same total and ``ETag``; any other 206 is refused. A 200 or a 416 says that
  the host does not continue, or that the file is another one by now: it begins again.
- Content is counted as it is written, decoded: no announced length is trusted, and one that turns
  out wrong is an error. An answer whose end cannot be told from a break is refused.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import Final

from ..errors import DownloadError
from .networks import Reach
from .retry_after import retry_after_ms
from .web_address import checked, redirected

REDIRECTS: Final = 5
RETRIES: Final = 5
PAUSE_MS: Final = 500
_MOVED: Final = frozenset({301, 302, 303, 307, 308})
_AGAIN: Final = frozenset({408, 425, 429, 500, 502, 503, 504})
_GONE: Final = frozenset({401, 403, 404, 410})
_OK: Final = 200
_PARTIAL: Final = 206
_UNSATISFIABLE: Final = 416
# What unfolds by a factor that is known; others could turn one piece into gigabytes.
_CODINGS: Final = frozenset({"", "identity", "gzip", "deflate"})
_STRONG: Final = re.compile(r'"[\x21\x23-\x7e]*"\Z')
_LENGTH: Final = re.compile(r"[0-9]{1,15}\Z")
_RANGE: Final = re.compile(r"bytes ([0-9]{1,15})-([0-9]{1,15})/([0-9]{1,15}|\*)\Z", re.IGNORECASE)
_PAGES: Final = frozenset({"text/html", "application/xhtml+xml"})
_EXPIRED: Final = (
    "; the link has expired or was withdrawn. Read the task again, client.tasks.wait({task_id!r}), "
    "for a fresh one: results are kept for some days"
)


class Head:
    """The beginning of an answer.

    Attributes:
        status: The HTTP status.
        headers: By lower-case names.
        is_framed: Whether the protocol tells the end of the content from a lost connection:
            by a length, by chunks, or by frames of HTTP/2.
    """

    __slots__ = ("headers", "is_framed", "status")

    def __init__(self, status: int, headers: Mapping[str, str], *, is_framed: bool) -> None:
        self.status = status
        self.headers = headers
        self.is_framed = is_framed


class Transfer:
    """One file on its way.

    Args:
        url: Where it is, as the service says.
        task_id: Whose result it is, for texts.
        allowed: Which hosts may be reached.
        max_bytes: How large it may get.
        late_at: The moment at which it is given up; never when ``None``.
        is_media: Whether it is an image, a clip or a sound, which no web page is.

    Attributes:
        target: Where the next request goes.
        received: How many bytes are there.
        total: How many there will be, as far as anybody said.
        content_type: What the host says it is.
        pause_ms: How long to wait before the next request.
        complete: Whether all of it is there.

    Raises:
        DownloadError: the address is not one to fetch from.
    """

    def __init__(
        self,
        url: object,
        *,
        task_id: str,
        allowed: AbstractSet[Reach],
        max_bytes: int,
        late_at: int | None = None,
        is_media: bool = False,
    ) -> None:
        self.target = self._first = checked(url, allowed)
        self.received = 0
        self.total: int | None = None
        self.content_type: str | None = None
        self.pause_ms = 0
        self.complete = False
        self._task_id = task_id
        self._allowed = allowed
        self._max_bytes = max_bytes
        self._late_at = late_at
        self._is_media = is_media
        self._seen = {self.target.url}
        self._retries = 0
        self._etag: str | None = None
        self._asked_from = 0
        self._until: int | None = None  # where the content of this answer ends, if it was said

    def request(self) -> dict[str, str]:
        """The headers of the next request to ``target``, besides the client's own."""
        self.pause_ms = 0
        self._asked_from = self.received if self._etag is not None else 0
        if not self._asked_from or self._etag is None:
            return {}
        return {"Range": f"bytes={self._asked_from}-", "If-Range": self._etag}

    def receive(self, head: Head, now: int) -> int | None:
        """Judge the head of an answer.

        Returns:
            From which byte on its content is to be written; ``None`` when its content is nothing
            and the next request is due.

        Raises:
            DownloadError: that is the end of it.
        """
        if head.status in _MOVED:
            self._follow(head.headers.get("location"))
            return None
        if head.status in _AGAIN:
            asked = retry_after_ms(head.headers) or 0
            self.broke(f"its host answered HTTP {head.status}", now, status=head.status)
            self.pause_ms = max(self.pause_ms, asked)
            return None
        if head.status == _UNSATISFIABLE and self._asked_from:
            self._forget()
            self.broke("its host answered HTTP 416", now, status=head.status)
            return None
        if head.status == _PARTIAL and self._asked_from:
            self._continue(head)
        elif head.status == _OK:
            self._begin(head)
        else:
            hint = _EXPIRED.format(task_id=self._task_id) if head.status in _GONE else ""
            raise DownloadError(f"its host answered HTTP {head.status}{hint}", status=head.status)
        return self.received

    def take(self, size: int, now: int) -> None:
        """Count a piece before it is written; raises ``DownloadError`` when it is too much."""
        self.received += size
        if self._until is not None and self.received > self._until:
            raise DownloadError("its host sent more bytes than it said")
        if self.received > self._max_bytes:
            raise self._too_large()
        if self._late_at is not None and now >= self._late_at:
            raise self._late()

    def end(self, now: int) -> None:
        """The content ended as the protocol has it; raises ``DownloadError`` for an empty file."""
        if self._until is not None and self.received < self._until:
            self.broke("its host sent fewer bytes than it said", now)
        elif self.total is not None and self.received < self.total:
            self.broke("its host sent a part only", now)
        elif self.received == 0:
            raise DownloadError("its host sent an empty file")
        else:
            self.complete = True
            self.total = self.received

    def broke(self, reason: str, now: int, *, status: int | None = None) -> None:
        """An attempt failed; raises ``DownloadError`` when it was the last one."""
        self._retries += 1
        if self._retries > RETRIES:
            raise DownloadError(
                f"{reason}, at the last of {self._retries} attempts",
                status=status,
                safe_to_retry=True,
            )
        self.pause_ms = PAUSE_MS << (self._retries - 1)
        if self._late_at is not None and now + self.pause_ms >= self._late_at:
            raise self._late()
        self.target = self._first
        self._seen = {self.target.url}

    def _follow(self, location: str | None) -> None:
        if location is None:
            raise DownloadError("its host redirects without saying where to")
        self.target = redirected(self.target, location, self._allowed)
        if self.target.url in self._seen:
            raise DownloadError("its host redirects in a circle")
        if len(self._seen) > REDIRECTS:
            raise DownloadError(f"its host redirects more than {REDIRECTS} times")
        self._seen.add(self.target.url)

    def _begin(self, head: Head) -> None:
        self._forget()
        headers = head.headers
        coding = headers.get("content-encoding", "").strip().lower()
        if coding not in _CODINGS:
            raise DownloadError("its host sent it in a coding that was not asked for")
        if not head.is_framed:
            raise DownloadError(
                "its host does not tell how long it is, so a part could pass for it"
            )
        self.content_type = headers.get("content-type")
        page = (self.content_type or "").partition(";")[0].strip().lower() in _PAGES
        if page and self._is_media:
            raise DownloadError("its host sent a web page in its place")
        length = headers.get("content-length")
        if coding in {"", "identity"}:
            if length is not None:
                if not _LENGTH.match(length):
                    raise DownloadError("its host announces a length that cannot be")
                self.total = self._until = int(length)
            etag = headers.get("etag", "")
            self._etag = etag if _STRONG.match(etag) else None
        if self.total is not None and self.total > self._max_bytes:
            raise self._too_large()

    def _continue(self, head: Head) -> None:
        wrong = DownloadError("its host continued with another part than it was asked for")
        found = _RANGE.match(head.headers.get("content-range", "").strip())
        if found is None or not head.is_framed:
            raise wrong
        first, last = int(found[1]), int(found[2])
        total = self.total if found[3] == "*" else int(found[3])
        known = {total, self.total if self.total is not None else total}
        if first != self._asked_from or last < first or len(known) != 1:
            raise wrong
        if total is not None and last >= total:
            raise wrong
        if head.headers.get("content-length", str(last - first + 1)) != str(last - first + 1):
            raise wrong
        if head.headers.get("etag", self._etag) != self._etag:
            raise wrong
        if head.headers.get("content-encoding", "").strip().lower() not in {"", "identity"}:
            raise wrong
        self.total, self._until = total, last + 1
        if total is not None and total > self._max_bytes:
            raise self._too_large()

    def _forget(self) -> None:
        self.received, self.total, self._etag, self._until = 0, None, None, None

    def _too_large(self) -> DownloadError:
        return DownloadError(
            f"it is over {self._max_bytes} bytes, all that max_bytes and max_total_bytes leave it"
        )

    def _late(self) -> DownloadError:
        return DownloadError("it took longer than its timeout", safe_to_retry=True)

"""Fetches the models' docs pages into a folder: ``python -m tools.fetch_pages FOLDER``.

The only program here that goes to the network for pages: those of the models that the spec knows,
and those that the docs' index names beside them. It asks one server for one page at a time, keeps
what the server's robots.txt asks for, waits between two pages, and sends the entity tag of what it
has, so that an unchanged page is not sent again.
"""

import json
import re
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

import httpx

from generator.contract.load import load_contract
from generator.docs.formats.markdown import index_entries

ROOT = Path(__file__).resolve().parent.parent
DOCS: Final = "https://docs.modellix.ai"
AGENT: Final = "modellix-client-drift"
INDEX: Final = f"{DOCS}/llms.txt"
_ROBOTS = f"{DOCS}/robots.txt"
_PAUSE, _LONGEST_PAUSE = 1.0, 60.0  # seconds between two pages, or as the server asks
_MOST = 10 * 1024 * 1024
# An index of strangers decides how many pages are new: so many are looked at in one run.
MOST_NEW: Final = 50
_TAGS = ".tags.json"
# One folder or more and a name: nothing that leads elsewhere, nothing to fill in.
_PATH = re.compile(r"(?:/[a-z0-9][a-z0-9-]*){2,4}(?:\.mdx?)?")
_BUSY = (httpx.codes.TOO_MANY_REQUESTS, httpx.codes.SERVICE_UNAVAILABLE)


@dataclass(frozen=True, slots=True)
class Page:
    """A page to fetch, and the name of the file that it becomes."""

    url: str
    name: str


def known_pages(root: Path) -> list[Page]:
    """The page of each model of the spec; dots of a model are hyphens there."""
    pages = []
    for model in load_contract(root).models:
        slug = model.id.replace(".", "-")
        pages.append(_page(model.provider, slug, f"{DOCS}/{model.provider}/{slug}.md"))
    return pages


def with_listed(known: list[Page], index: str) -> tuple[list[Page], int]:
    """The pages with those that the index names beside them, and how many were too many.

    A page that the index has at another address is fetched from there. Addresses of other servers
    and odd ones are passed over: who writes the index does not choose where this program goes.
    """
    pages = {page.name: page for page in known}
    new: dict[str, Page] = {}
    for provider, slug, url, _ in index_entries(index):
        address = urlsplit(url)
        if f"{address.scheme}://{address.netloc}" != DOCS or not _PATH.fullmatch(address.path):
            continue
        path = address.path.removesuffix(".mdx").removesuffix(".md")
        page = _page(provider, slug, f"{DOCS}{path}.md")
        if page.name in pages:
            pages[page.name] = page
        else:
            new[page.name] = page
    followed = list(new.values())[:MOST_NEW]
    return [*pages.values(), *followed], len(new) - len(followed)


def _page(provider: str, slug: str, url: str) -> Page:
    """Two providers may have models of one name."""
    name = slug if slug.startswith(f"{provider}-") else f"{provider}-{slug}"
    return Page(url, f"{name}.md")


@dataclass
class Fetcher:
    """Brings pages into ``folder`` one after another; ``problems`` tells what could not be had."""

    client: httpx.Client
    folder: Path
    pause: Callable[[float], None]
    problems: list[str] = field(default_factory=list)
    _tags: dict[str, str] = field(init=False)
    _robots: RobotFileParser = field(default_factory=RobotFileParser)
    _asked: bool = False
    _stopped: bool = False

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self._tags = _tags_of(self.folder / _TAGS)

    def all(self, known: list[Page]) -> None:
        """The index, the known pages, and those that the index names beside them."""
        if self._may_ask():
            self.one(Page(INDEX, "llms.txt"))
            index = self.folder / "llms.txt"
            text = index.read_text("utf-8", errors="replace") if index.is_file() else ""
            pages, left_out = with_listed(known, text)
            for page in pages:
                self.one(page)
            if left_out:
                self.problems.append(
                    f"{INDEX}: {left_out} more new pages than the {MOST_NEW} of one run: run again "
                    "once these models are in the spec"
                )
        text = json.dumps(self._tags, indent=2, sort_keys=True) + "\n"
        (self.folder / _TAGS).write_text(text, encoding="utf-8")

    def one(self, page: Page) -> None:
        """One page, unless the server asks not to, is busy, or has nothing new."""
        if self._stopped:
            return
        if not self._robots.can_fetch(AGENT, page.url):
            self.problems.append(f"{page.url}: robots.txt asks not to fetch it")
            return
        path = self.folder / page.name
        headers = {}
        if page.url in self._tags and path.is_file():
            headers["If-None-Match"] = self._tags[page.url]
        answer = self._get(page.url, headers)
        if answer is None or answer[0] == httpx.codes.NOT_MODIFIED:
            return
        status, tag, body = answer
        if status in (httpx.codes.NOT_FOUND, httpx.codes.GONE):
            # What it said before is no longer what the docs say.
            path.unlink(missing_ok=True)
            self._tags.pop(page.url, None)
        if status != httpx.codes.OK:
            self.problems.append(f"{page.url}: status {status}")
            return
        path.write_bytes(body)
        self._tags.pop(page.url, None)
        if tag:
            self._tags[page.url] = tag

    def _may_ask(self) -> bool:
        """Whether the server lets programs in at all (RFC 9309); without an answer it does not."""
        answer = self._get(_ROBOTS, {})
        if answer is None:
            return False
        status, _, body = answer
        if status == httpx.codes.OK:
            self._robots.parse(body.decode("utf-8", errors="replace").splitlines())
        elif httpx.codes.is_client_error(status):
            self._robots.parse([])
        else:
            self.problems.append(f"{_ROBOTS}: status {status}: nothing is fetched without it")
            return False
        return True

    def _get(self, url: str, headers: dict[str, str]) -> tuple[int, str | None, bytes] | None:
        """Status, entity tag and body, no more than a page has; ``None`` with the problem noted."""
        for last in (False, True):
            if self._asked:
                self.pause(self._between())
            self._asked = True
            try:
                with self.client.stream("GET", url, headers=headers) as answer:
                    if answer.status_code not in _BUSY or last:
                        body = _body(answer)
                        break
                    self.pause(_asked_for(answer.headers.get("Retry-After")))
            except httpx.HTTPError as error:
                self.problems.append(f"{url}: {type(error).__name__}")
                return None
        if answer.status_code in _BUSY:
            self.problems.append(f"{url}: status {answer.status_code}, twice: the rest is left")
            self._stopped = True
            return None
        if body is None:
            self.problems.append(f"{url}: more than {_MOST} bytes: no page has that many")
            return None
        return answer.status_code, answer.headers.get("etag"), body

    def _between(self) -> float:
        delay = self._robots.crawl_delay(AGENT) if self._robots.mtime() else None
        return min(max(_PAUSE, float(delay or 0)), _LONGEST_PAUSE)


def _body(answer: httpx.Response) -> bytes | None:
    """The body as far as a page goes; ``None`` past that, and the rest is never received."""
    body = bytearray()
    for piece in answer.iter_bytes():
        body += piece
        if len(body) > _MOST:
            return None
    return bytes(body)


def _asked_for(retry_after: str | None) -> float:
    """The seconds that a busy server asks for, within reason."""
    seconds = float(retry_after) if retry_after and retry_after.isdecimal() else _LONGEST_PAUSE
    return min(max(seconds, _PAUSE), _LONGEST_PAUSE)


def _tags_of(path: Path) -> dict[str, str]:
    """The entity tags of the run before; none where the file is broken."""
    try:
        tags = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(url): str(tag) for url, tag in tags.items()} if isinstance(tags, dict) else {}


def main() -> int:
    """Fetch them all; exit code 1 when one could not be had."""
    agent = {"User-Agent": AGENT}
    with httpx.Client(headers=agent, timeout=30, follow_redirects=False) as client:
        fetcher = Fetcher(client, Path(sys.argv[1]), time.sleep)
        fetcher.all(known_pages(ROOT))
    print("\n".join(fetcher.problems) if fetcher.problems else "all pages are there")
    return 1 if fetcher.problems else 0


if __name__ == "__main__":
    sys.exit(main())

"""Pages are fetched politely and from one server; whoever writes its index leads nowhere else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import httpx
import pytest

from contract_tests.facts.page import ROOT
from tools.fetch_pages import AGENT, DOCS, INDEX, MOST_NEW, Fetcher, Page, known_pages

_KNOWN = [Page(f"{DOCS}/kling/kling-v1-i2v.md", "kling-v1-i2v.md")]
_NEW = f"{DOCS}/veo/v9-t2v.md"
_ROBOTS = f"{DOCS}/robots.txt"
Answer = httpx.Response | Callable[[httpx.Request], httpx.Response]


class _Docs:
    """A server of docs, with what was asked of it and for how long it was left alone."""

    def __init__(self, folder: Path, pages: Mapping[str, Answer]) -> None:
        self.folder = folder
        self.pages = {_ROBOTS: httpx.Response(404), **pages}
        self.asked: list[str] = []
        self.pauses: list[float] = []

    def run(self) -> list[str]:
        transport = httpx.MockTransport(self._answer)
        with httpx.Client(transport=transport, headers={"User-Agent": AGENT}) as client:
            fetcher = Fetcher(client, self.folder, self.pauses.append)
            fetcher.all(_KNOWN)
        return fetcher.problems

    def _answer(self, request: httpx.Request) -> httpx.Response:
        url = str(request.url)
        self.asked.append(url)
        answer = self.pages.get(url, httpx.Response(404))
        return answer(request) if callable(answer) else answer

    def files(self) -> set[str]:
        return {path.name for path in self.folder.iterdir() if not path.name.startswith(".")}


def _index(*urls: str) -> httpx.Response:
    return httpx.Response(200, text="".join(f"- [A model]({url}): says more\n" for url in urls))


def _page(text: str = "page") -> httpx.Response:
    return httpx.Response(200, text=text)


def test_the_pages_of_new_models_are_followed(tmp_path: Path) -> None:
    docs = _Docs(
        tmp_path, {INDEX: _index(_KNOWN[0].url, _NEW), _KNOWN[0].url: _page(), _NEW: _page("new")}
    )
    assert docs.run() == []
    assert docs.asked == [_ROBOTS, INDEX, _KNOWN[0].url, _NEW]
    assert docs.files() == {"llms.txt", "kling-v1-i2v.md", "veo-v9-t2v.md"}
    assert (tmp_path / "veo-v9-t2v.md").read_text(encoding="utf-8") == "new"
    assert docs.pauses == [1.0, 1.0, 1.0]


@pytest.mark.parametrize(
    "url",
    [
        "https://docs.modellix.dev/kling/kling-v9-t2v.md",
        "http://docs.modellix.ai/kling/kling-v9-t2v.md",
        "https://docs.modellix.ai:8443/kling/kling-v9-t2v.md",
        "https://docs.modellix.ai@127.0.0.1/kling/kling-v9-t2v.md",
        "https://docs.modellix.ai/../admin/kling-v9-t2v.md",
        "https://docs.modellix.ai/%2e%2e/kling/kling-v9-t2v.md",
        "https://docs.modellix.ai//kling/kling-v9-t2v.md",
        "https://docs.modellix.ai/kling/x/../kling-v9-t2v.md",
    ],
)
def test_an_index_leads_to_no_other_place(tmp_path: Path, url: str) -> None:
    docs = _Docs(tmp_path, {INDEX: _index(url), _KNOWN[0].url: _page()})
    assert docs.run() == []
    assert docs.asked == [_ROBOTS, INDEX, _KNOWN[0].url]


def test_an_address_keeps_nothing_but_its_path(tmp_path: Path) -> None:
    docs = _Docs(tmp_path, {INDEX: _index(f"{_NEW}?key=1#top"), _NEW: _page()})
    docs.run()
    assert docs.asked[-1] == _NEW


def test_an_endless_index_is_followed_so_far_and_no_further(tmp_path: Path) -> None:
    urls = [f"{DOCS}/veo/veo-{number}-t2v.md" for number in range(MOST_NEW + 7)]
    pages = {url: _page() for url in urls}
    docs = _Docs(tmp_path, {INDEX: _index(*urls), _KNOWN[0].url: _page(), **pages})
    (problem,) = docs.run()
    assert "7 more new pages" in problem
    assert len(docs.asked) == 3 + MOST_NEW


def test_a_page_that_moved_is_fetched_where_the_index_has_it(tmp_path: Path) -> None:
    moved = f"{DOCS}/models/kling/kling-v1-i2v.md"
    docs = _Docs(tmp_path, {INDEX: _index(moved), moved: _page()})
    assert docs.run() == []
    assert docs.files() == {"llms.txt", "kling-v1-i2v.md"}


def test_what_robots_txt_asks_for_is_kept(tmp_path: Path) -> None:
    rules = "User-agent: *\nCrawl-delay: 7\nDisallow: /veo/\n"
    docs = _Docs(
        tmp_path,
        {_ROBOTS: _page(rules), INDEX: _index(_NEW), _KNOWN[0].url: _page(), _NEW: _page()},
    )
    (problem,) = docs.run()
    assert problem == f"{_NEW}: robots.txt asks not to fetch it"
    assert _NEW not in docs.asked
    assert docs.pauses == [7.0, 7.0]


@pytest.mark.parametrize("status", [500, 302])
def test_without_an_answer_about_robots_nothing_is_fetched(tmp_path: Path, status: int) -> None:
    docs = _Docs(tmp_path, {_ROBOTS: httpx.Response(status), INDEX: _index(_NEW)})
    (problem,) = docs.run()
    assert str(status) in problem
    assert docs.asked == [_ROBOTS]


def test_an_unchanged_page_is_not_sent_again(tmp_path: Path) -> None:
    sent: list[str | None] = []

    def answer(request: httpx.Request) -> httpx.Response:
        sent.append(request.headers.get("If-None-Match"))
        if sent[-1] == '"1"':
            return httpx.Response(304)
        return httpx.Response(200, text="page", headers={"ETag": '"1"'})

    docs = _Docs(tmp_path, {INDEX: answer, _KNOWN[0].url: answer})
    assert docs.run() == docs.run() == []
    assert sent == [None, None, '"1"', '"1"']
    assert (tmp_path / "kling-v1-i2v.md").read_text(encoding="utf-8") == "page"


def test_a_broken_cache_is_begun_anew(tmp_path: Path) -> None:
    (tmp_path / ".tags.json").write_text("{", encoding="utf-8")
    docs = _Docs(tmp_path, {INDEX: _index(), _KNOWN[0].url: _page()})
    assert docs.run() == []


def test_a_page_that_is_gone_leaves_no_old_copy_behind(tmp_path: Path) -> None:
    docs = _Docs(tmp_path, {INDEX: _index(), _KNOWN[0].url: _page()})
    docs.run()
    docs.pages[_KNOWN[0].url] = httpx.Response(404)
    (problem,) = docs.run()
    assert "404" in problem
    assert docs.files() == {"llms.txt"}


def test_a_busy_server_is_asked_once_more_and_then_left_alone(tmp_path: Path) -> None:
    busy = httpx.Response(429, headers={"Retry-After": "20"})
    docs = _Docs(tmp_path, {INDEX: _index(_NEW), _KNOWN[0].url: busy, _NEW: _page()})
    (problem,) = docs.run()
    assert "twice" in problem
    assert docs.asked == [_ROBOTS, INDEX, _KNOWN[0].url, _KNOWN[0].url]
    assert 20.0 in docs.pauses


def test_no_more_is_received_than_a_page_has(tmp_path: Path) -> None:
    received = 0

    def endless() -> object:
        nonlocal received
        while True:
            received += 1
            yield b"x" * 1024 * 1024

    docs = _Docs(
        tmp_path,
        {INDEX: _index(), _KNOWN[0].url: lambda _: httpx.Response(200, content=endless())},  # type: ignore[arg-type]
    )
    (problem,) = docs.run()
    assert "bytes" in problem
    assert received < 20
    assert docs.files() == {"llms.txt"}


def test_dots_are_hyphens_in_addresses() -> None:
    assert Page(f"{DOCS}/kling/kling-v1-5-i2i.md", "kling-v1-5-i2i.md") in known_pages(ROOT)

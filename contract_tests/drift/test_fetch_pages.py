"""Pages are fetched one at a time, and not again while they are the same; no network here."""

from __future__ import annotations

from pathlib import Path

import httpx

from contract_tests.facts.page import ROOT
from tools.fetch_pages import DOCS, addresses, fetch


def test_an_unchanged_page_is_not_sent_again(tmp_path: Path) -> None:
    sent: list[str | None] = []
    pauses: list[float] = []

    def answer(request: httpx.Request) -> httpx.Response:
        sent.append(request.headers.get("If-None-Match"))
        if sent[-1] == '"1"':
            return httpx.Response(304)
        return httpx.Response(200, text="page", headers={"ETag": '"1"'})

    urls = [f"{DOCS}/llms.txt", f"{DOCS}/kling/kling-v1-i2v.md"]
    with httpx.Client(transport=httpx.MockTransport(answer)) as client:
        assert fetch(client, urls, tmp_path, pauses.append) == []
        assert fetch(client, urls, tmp_path, pauses.append) == []
    assert sent == [None, None, '"1"', '"1"']
    assert pauses == [1.0, 1.0]
    assert (tmp_path / "kling-v1-i2v.md").read_text(encoding="utf-8") == "page"


def test_a_page_that_is_not_there_is_told(tmp_path: Path) -> None:
    transport = httpx.MockTransport(lambda _: httpx.Response(404))
    with httpx.Client(transport=transport) as client:
        (problem,) = fetch(client, [f"{DOCS}/kling/gone.md"], tmp_path, lambda _: None)
    assert "404" in problem


def test_dots_are_hyphens_in_addresses() -> None:
    assert f"{DOCS}/kling/kling-v1-5-i2i.md" in addresses(ROOT)

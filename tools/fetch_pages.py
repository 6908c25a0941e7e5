"""Fetches the models' docs pages into a folder: ``python -m tools.fetch_pages FOLDER``.

The only program here that goes to the network for pages. It asks for one page at a time, waits
between two, and sends the entity tag of what it has, so that an unchanged page is not sent again.
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

import httpx

from generator.contract.load import load_contract

ROOT = Path(__file__).resolve().parent.parent
DOCS = "https://docs.modellix.ai"
_PAUSE = 1.0  # seconds between two pages
_MOST = 10 * 1024 * 1024
_TAGS = ".tags.json"


def addresses(root: Path) -> list[str]:
    """The index, and the page of each model of the spec; dots of a model are hyphens there."""
    models = load_contract(root).models
    pages = [f"{DOCS}/{model.provider}/{model.id.replace('.', '-')}.md" for model in models]
    return [f"{DOCS}/llms.txt", *pages]


def fetch(
    client: httpx.Client, urls: list[str], folder: Path, pause: Callable[[float], None]
) -> list[str]:
    """Bring the pages into ``folder``; returns what could not be had, one line each."""
    folder.mkdir(parents=True, exist_ok=True)
    known = folder / _TAGS
    tags: dict[str, str] = json.loads(known.read_text("utf-8")) if known.is_file() else {}
    problems = []
    for number, url in enumerate(urls):
        path = folder / url.rpartition("/")[2]
        if number:
            pause(_PAUSE)
        headers = {"If-None-Match": tags[url]} if url in tags and path.is_file() else {}
        try:
            answer = client.get(url, headers=headers)
        except httpx.HTTPError as error:
            problems.append(f"{url}: {type(error).__name__}")
            continue
        if answer.status_code == httpx.codes.NOT_MODIFIED:
            continue
        if answer.status_code != httpx.codes.OK or len(answer.content) > _MOST:
            problems.append(f"{url}: status {answer.status_code}, {len(answer.content)} bytes")
            continue
        path.write_bytes(answer.content)
        if tag := answer.headers.get("etag"):
            tags[url] = tag
    known.write_text(json.dumps(tags, indent=2) + "\n", encoding="utf-8")
    return problems


def main() -> int:
    """Fetch them all; exit code 1 when one could not be had."""
    folder = Path(sys.argv[1])
    agent = {"User-Agent": "modellix-client-drift"}
    with httpx.Client(headers=agent, timeout=30, follow_redirects=False) as client:
        problems = fetch(client, addresses(ROOT), folder, time.sleep)
    print("\n".join(problems) if problems else "all pages are there")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())

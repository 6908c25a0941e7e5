"""The pages: whole HTML that says by itself what it shows, to every reader."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from contract_tests.judges.bundle import rules_by_id
from contract_tests.parity.cases import Case, request_case
from contract_tests.parity.clients import Client, Filter
from contract_tests.parity.comparison import Disagreement, Tally
from contract_tests.parity.page import write_pages
from contract_tests.parity.report import Known, Report

RULE = "kling-v2-mi2i/n/minimum"
CLIENTS = ("python", "python-async", "typescript", "go")
VOID = {"meta", "br", "link", "img"}


class Page(HTMLParser):
    """What tests want to know of a page; fails on tags that do not match."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.links: dict[str, str] = {}
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)
        if "a" in self.open:
            href = [attrs["href"] for tag, attrs in self.tags if tag == "a"][-1] or ""
            self.links[href] = self.links.get(href, "") + data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.tags if name == tag]


def client(name: str) -> Client:
    commands: dict[Filter, tuple[str, ...]] = {"validate": (), "wire": (), "trace": ()}
    return Client(name, {"trace": ()} if name == "python-async" else commands)


def written(folder: Path, *, wrong: bool) -> Path:
    line = b'{"id":"n is 0","model":"kling-v2-mi2i","body":{"prompt":"<b>&","n":0}}'
    case = request_case("n is <0>", "requests", line, (RULE,))
    tally = Tally()
    for name in ("python", "typescript", "go"):
        tally.cases["requests", name] = tally.rules[RULE, name] = 1
    tally.seconds["requests"] = 0.5
    if wrong:
        answers = {"python": b"<i>", "typescript": b"", "go": b"{}"}
        drawn = Case("drawn <1>", "drawn bodies", "wire", b"<script>", ())
        tally.disagreements += [
            Disagreement(case, answers, frozenset({"go", "typescript"}), frozenset({RULE})),
            Disagreement(drawn, answers, frozenset({"go"}), frozenset({RULE})),
        ]
    known = (Known("x", "go", "<reason>"),) if wrong else ()
    report = Report(tuple(map(client, CLIENTS)), tally, known, {}, "<seed>", 7)
    write_pages(report, {"requests": [case], "requests, by hand": []}, folder)
    return folder


@pytest.fixture(scope="module", params=[True, False], ids=["wrong", "right"])
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("pages"), wrong=request.param)


def pages(folder: Path) -> list[Path]:
    return [folder / "index.html", *sorted(folder.glob("rules/*.html"))]


def test_every_page_is_whole_and_needs_nobody(folder: Path) -> None:
    assert len(pages(folder)) == 1 + len(rules_by_id())
    for path in pages(folder):
        text = path.read_text("utf-8")
        page = Page(text)
        assert page.all("html") == [{"lang": "en"}]
        assert len(page.all("main")) == len(page.all("h1")) == len(page.all("header")) == 1
        assert page.all("script") == page.all("img") == page.all("iframe") == page.all("link") == []
        assert {"name": "viewport", "content": "width=device-width, initial-scale=1"} in page.all(
            "meta"
        )
        assert "prefers-color-scheme: dark" in text
        # No request leaves the page: nothing but links to its own parts and its neighbours.
        assert "url(" not in text
        assert "@import" not in text
        ids = [attrs["id"] for _, attrs in page.tags if "id" in attrs]
        assert len(ids) == len(set(ids))
        for attrs in page.all("th"):
            assert attrs.get("scope") in {"col", "row"}
        assert len(page.all("table")) == len(page.all("caption"))
        levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h\d", tag)]
        assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_link_leads_somewhere(folder: Path) -> None:
    parsed = {path.resolve(): Page(path.read_text("utf-8")) for path in pages(folder)}
    for path, page in parsed.items():
        for href in page.links:
            file, _, part = href.partition("#")
            target = parsed[(path.parent / file).resolve() if file else path]
            ids = {attrs.get("id") for _, attrs in target.tags}
            assert not part or part in ids, (path, href)


def test_each_cell_of_the_matrix_leads_to_its_cases(folder: Path) -> None:
    index = Page((folder / "index.html").read_text("utf-8"))
    cells = {href: text for href, text in index.links.items() if href.startswith("rules/")}
    assert len(cells) == 3 * len(rules_by_id())
    # A link tells where it leads to without the table around it.
    assert len(set(cells.values())) == len(cells)
    rule = Page((folder / "rules" / f"{RULE.replace('/', '--')}.html").read_text("utf-8"))
    assert "n is <0>" in "".join(rule.texts)
    assert "<b>&" in "".join(rule.texts)


def test_what_is_wrong_is_said_in_words(tmp_path: Path) -> None:
    folder = written(tmp_path, wrong=True)
    index = Page((folder / "index.html").read_text("utf-8"))
    told = " ".join("".join(index.texts).split())
    for text in ("Not met.", "2 of 1 differ", "1 of 1 differ", "nothing: it ended", "<reason>"):
        assert text in told, text
    rule = Page((folder / "rules" / f"{RULE.replace('/', '--')}.html").read_text("utf-8"))
    words = "".join(rule.texts)
    assert words.count("differs") == 3
    assert "<script>" in words


def _colours(text: str) -> list[dict[str, str]]:
    return [
        dict(re.findall(r"--(\w+): (#\w{6})", part))
        for part in re.findall(r":root \{([^}]*)\}", text)
    ]


def _light(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_every_text_has_the_contrast_of_wcag_aa_in_both_schemes(folder: Path) -> None:
    schemes = _colours((folder / "index.html").read_text("utf-8"))
    assert len(schemes) == 2
    for colours in schemes:
        for back in ("back", "panel"):
            for front in ("text", "quiet", "link", "wrong"):
                low, high = sorted((_light(colours[back]), _light(colours[front])))
                assert (high + 0.05) / (low + 0.05) >= 4.5, (back, front)

"""Reports of runs that passed, failed, broke off: read back by readers that are not ours."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from junitparser import JUnitXml
from sarif_pydantic import Sarif

from contract_tests.conformance.exchange import Answer, Fault, Request
from contract_tests.conformance.in_process import Handler, check
from contract_tests.conformance.options import Context
from contract_tests.conformance.plan import build_plan
from contract_tests.conformance.reports import junit, ndjson, page, sarif, terminal
from contract_tests.conformance.results import Report
from contract_tests.conformance.secrets_out import Scrubber
from contract_tests.facts.page import ROOT
from contract_tests.mock_api import TEST_KEY, VirtualClock
from contract_tests.strength.honest import Honest
from contract_tests.strength.liar import answer, bent, is_read, is_submit

PAID = build_plan().least_paid()
KEY = "mdlx-Secret/Key+1=="
CONTEXT = Context(
    plan=build_plan(),
    origin="http://127.0.0.1:1",
    live=True,
    strict=False,
    max_paid=PAID,
    started="2026-01-01T00:00:00Z",
    task_limit_s=60,
    scrub=Scrubber([KEY, TEST_KEY]),
)


def _lies(request: Request, given: Answer) -> Answer | Fault:
    """Lies in several ways, in words that hurt a careless writer of reports."""
    nasty = "<script>alert(1)</script> \x00\x1b[31m ]]> \ud83d &amp; " + KEY
    if is_read(request) and given.status == 404:
        return answer(400, {"code": 400, "message": nasty})
    if is_submit(request) and b'"mode"' in request.content and given.status == 400:
        data = {"status": "pending", "task_id": f"task-{KEY}-{len(request.content)}"}
        return answer(200, {"code": 0, "message": nasty, "data": data})
    return given


def _keyed(handler: Handler) -> Handler:
    def handle(request: Request) -> Answer | Fault:
        headers = tuple((k, v.replace(KEY, TEST_KEY)) for k, v in request.headers)
        return handler(Request(request.method, request.path, headers, request.content))

    return handle


@cache
def report(kind: str) -> Report:
    clock = VirtualClock()
    if kind == "passed":
        return check(Honest((), clock), clock, max_paid=PAID)
    if kind == "failed":
        return check(_keyed(bent(_lies)(clock)), clock, max_paid=PAID, key=KEY)
    if kind == "not begun":
        return check(lambda _: Fault("timeout", "ReadTimeout"), clock)
    return check(Honest((), clock), clock, max_paid=PAID, latency_ms=100, deadline_ms=20_000)


KINDS = ("passed", "failed", "not begun", "broken off")
VERDICTS = dict(zip(KINDS, ("conforms", "fails", "unknown", "unknown"), strict=True))


def _lines(kind: str) -> list[dict[str, object]]:
    written = [ndjson.text(ndjson.header(CONTEXT))]
    written += [ndjson.text(line) for line in ndjson.lines(report(kind), CONTEXT)]
    return [json.loads(line) for line in written]


@pytest.mark.parametrize("kind", KINDS)
def test_ndjson_keeps_its_schema(kind: str) -> None:
    schema = json.loads((ROOT / "schemas/conformance-report.schema.json").read_text("utf-8"))
    validator = Draft202012Validator(schema)
    lines = _lines(kind)
    for line in lines:
        validator.validate(line)
    assert lines[-1]["verdict"] == VERDICTS[kind]
    assert not validator.is_valid(lines[-1] | {"verdict": "fine"})


@pytest.mark.parametrize("kind", KINDS)
def test_junit_is_read_as_it_was_meant(kind: str) -> None:
    read = JUnitXml.fromstring(junit.rendered(report(kind), CONTEXT).encode())
    assert isinstance(read, JUnitXml)
    counts = report(kind).counts
    extra = report(kind).verdict == "unknown"
    cases = [case for suite in read for case in suite]
    assert (read.tests, len(cases)) == (len(report(kind).results) + 1,) * 2
    assert read.failures == counts["fail"]
    assert read.errors == counts["unknown"] + extra
    assert read.skipped == counts["skipped"]
    # A run that could not tell never reads as a pass.
    assert (read.failures + read.errors == 0) == (report(kind).verdict == "conforms")


@pytest.mark.parametrize("kind", KINDS)
def test_sarif_is_read_as_it_was_meant(kind: str) -> None:
    text = sarif.rendered(report(kind), CONTEXT)
    (run,) = Sarif.model_validate_json(text).runs
    counts = report(kind).counts
    results = run.results or []
    levels = [str(result.level and result.level.value) for result in results]
    assert levels.count("error") == counts["fail"]
    assert levels.count("warning") == counts["warn"]
    assert [invocation.execution_successful for invocation in run.invocations or []] == [
        report(kind).verdict != "unknown"
    ]
    for result in results:
        (place,) = result.locations or []
        assert place.physical_location is not None
        where = place.physical_location
        assert where.artifact_location is not None
        path = ROOT / str(where.artifact_location.uri)
        assert where.region is not None
        assert 0 < int(where.region.start_line or 0) <= len(path.read_text("utf-8").splitlines())


WRITERS: dict[str, Callable[[Report, Context], str]] = {
    "ndjson": lambda told, context: "".join(map(ndjson.text, ndjson.lines(told, context))),
    "junit": junit.rendered,
    "sarif": sarif.rendered,
    "page": page.rendered,
    "terminal": terminal.rendered,
}


@pytest.mark.parametrize("name", WRITERS)
def test_no_report_holds_a_key(name: str) -> None:
    text = WRITERS[name](report("failed"), CONTEXT)
    assert "$MODELLIX_API_KEY" in text
    for spelling in (KEY, KEY.lower(), KEY.replace("/", "%2F"), KEY.replace("/", "\\/")):
        assert spelling not in text
    assert "Secret" not in text
    assert TEST_KEY not in text


@pytest.mark.parametrize("name", WRITERS)
def test_what_a_server_says_stays_text(name: str) -> None:
    text = WRITERS[name](report("failed"), CONTEXT)
    assert "\x00" not in text
    assert "\x1b" not in text
    text.encode()
    if name == "page":
        assert "<script" not in text
        assert "&lt;script&gt;" in text


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


@pytest.mark.parametrize("kind", KINDS)
def test_the_page_stands_alone_and_is_built_for_everyone(kind: str) -> None:
    text = page.rendered(report(kind), CONTEXT)
    parsed = _Page()
    parsed.feed(text)
    names = [tag for tag, _ in parsed.tags]
    assert {"main", "header", "h1", "caption", "legend"} <= set(names)
    assert not {"script", "link", "img", "iframe"} & set(names)
    assert not re.findall(r'(?:src|href)="(?!#)', text)
    headers = [attributes for tag, attributes in parsed.tags if tag == "th"]
    assert headers
    assert all("scope" in attributes for attributes in headers)
    ids = [attributes["id"] for _, attributes in parsed.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    targets = [a["href"] for tag, a in parsed.tags if tag == "a"]
    assert {str(target)[1:] for target in targets} <= set(ids)
    labels = {a["for"] for tag, a in parsed.tags if tag == "label"}
    assert labels == {a["id"] for tag, a in parsed.tags if tag == "input"}
    pictures = [a for tag, a in parsed.tags if tag == "svg"]
    assert all(a.get("aria-label") for a in pictures)
    assert len(pictures) == min(60, len(report(kind).histories))
    assert len(report(kind).results) == text.count('<tr role="row" class="check')


def _luminance(colour: str) -> float:
    parts = [int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_colours_of_text_have_contrast_aa() -> None:
    text = Path(page.__file__).with_name("page.html").read_text("utf-8")
    light, dark = re.findall(r":root \{(.*?)\}", text, flags=re.DOTALL)
    words = ("text", "quiet", "link", "pass", "fail", "warn", "unknown", "skipped")
    for theme in (light, dark):
        colours = dict(re.findall(r"--(\w+): (#[0-9a-f]{6})", theme))
        for back in ("back", "panel"):
            for word in words:
                pair = sorted((_luminance(colours[word]), _luminance(colours[back])))
                assert (pair[1] + 0.05) / (pair[0] + 0.05) >= 4.5, (word, back)


def test_the_terminal_names_what_it_takes_to_see_it_again() -> None:
    text = terminal.rendered(report("failed"), CONTEXT)
    first = text.split("\n\n")[0]
    assert first.startswith("FAIL ")
    for word in ("spec/", "sent", "expected", "got", "again", "curl"):
        assert word in first
    assert text.splitlines()[-1] == "FAILS"


def test_a_plan_and_a_list_keep_their_schemas() -> None:
    for name, value in (
        ("conformance-plan", json.loads(build_plan().text())),
        ("conformance-known", [{"check": "task/id_matches", "reason": "x"}]),
    ):
        schema = json.loads((ROOT / f"schemas/{name}.schema.json").read_text("utf-8"))
        Draft202012Validator(schema).validate(value)

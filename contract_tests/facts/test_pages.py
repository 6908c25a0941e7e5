"""The example of each docs page, as the page prints it, goes through the client."""

import json
import os
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from modellix_client.models import TaskData

from contract_tests.drift.running import outcome
from contract_tests.facts.page import ROOT, Json
from contract_tests.judges.bundle import contract
from contract_tests.judges.verdict import judge
from contract_tests.validation.client_side import findings
from contract_tests.vectors.current import RECORD, digests, outdated

# The pages' texts are not ours to publish: they lie beside a checkout, where there are any.
SEEDS = ROOT.parent / "shared" / "seeds"
FILES = sorted(SEEDS.glob("*.txt"))
_URL = re.compile(r"--url\s+(\S+)")
_DATA = re.compile(r"--data\s+'(.*?)'", re.DOTALL)
_FIRST = 5
_NEEDED = os.environ.get("MODELLIX_REQUIRE_SEEDS") == "1"

pytestmark = pytest.mark.skipif(
    not FILES and not _NEEDED, reason=f"no docs pages at {SEEDS.name} beside the checkout"
)


@dataclass(frozen=True)
class Example:
    """A page's curl call with its answer; ``older`` says why the page is not the accepted one."""

    route: str
    request: Json
    answer: Json
    older: str | None

    @property
    def model(self) -> str:
        """The last part of the path that it posts to, but for what every path ends in."""
        return self.route.removesuffix("/async").rpartition("/")[2]


@cache
def _examples() -> dict[str, Example]:
    """What each page shows, by model."""
    return {found.model: found for found in map(_example, FILES)}


def _example(path: Path) -> Example:
    text = path.read_text(encoding="utf-8")
    url, data = _URL.search(text), _DATA.search(text)
    assert url, path.name
    assert data, path.name
    answer, _ = json.JSONDecoder().raw_decode(text, text.index("{", data.end()))
    route = url[1][url[1].index("/api/") :]
    return Example(route, json.loads(data[1]), answer, older(route, text))


def older(route: str, text: str) -> str | None:
    """Why a page is an earlier edition than the accepted one; ``None`` if it is not.

    It says something else, and what is accepted is no longer what it was at first.
    """
    model = route.removesuffix("/async").rpartition("/")[2]
    changed = outdated(model) or outdated(model, "route")
    if changed is None or not outcome(text).differences:
        return None
    return f"an earlier edition of the page of {model} lies beside the checkout: save it anew"


# A model that came later may have no page among them.
SHOWN = [model for model in contract().models if model.id in _examples()]


def test_every_page_is_of_a_model() -> None:
    assert len(FILES) >= _FIRST, "pages are missing beside the checkout"
    routes = {model.id: model.path for model in contract().models}
    assert _examples().keys() <= routes.keys()
    now = [page for page in _examples().values() if page.older is None]
    assert [page.route for page in now] == [routes[page.model] for page in now]


def test_no_page_is_passed_over_while_the_facts_are_those_that_were_recorded() -> None:
    """A page that then says something else is wrong, and not an earlier edition."""
    recorded, now = json.loads(RECORD.read_text(encoding="utf-8")), digests()
    assert SHOWN
    for path in FILES:
        page, text = _example(path), path.read_text(encoding="utf-8")
        another = older(page.route, text.replace(page.model, "kling-v9-t2i"))
        if recorded[page.model] == now[page.model]:
            assert (page.older, another) == (None, None)
        else:
            assert another is not None


@pytest.mark.parametrize("model", SHOWN, ids=lambda model: model.id)
class TestPage:
    def test_the_example_request_is_accepted(self, model: Json) -> None:
        request = _current(model.id).request
        assert findings(model.id, request) == ([], [])
        assert judge(model.id).accepts(request)

    def test_the_example_answer_parses(self, model: Json) -> None:
        answer = _current(model.id).answer
        task = TaskData.from_dict(answer["data"])
        assert answer["code"] == 0
        assert (task.status, task.task_id) == ("pending", answer["data"]["task_id"])
        assert task.model_id == answer["data"]["model_id"]
        assert task.raw == answer["data"]


def _current(model: str) -> Example:
    page = _examples()[model]
    if page.older is not None:
        pytest.skip(page.older)
    return page

"""The example of each docs page, as the page prints it, goes through the client."""

import json
import os
import re
from functools import cache
from pathlib import Path

import pytest
from modellix_client.models import TaskData

from contract_tests.facts.page import ROOT, Json
from contract_tests.judges.bundle import contract
from contract_tests.judges.verdict import judge
from contract_tests.validation.client_side import findings

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


@cache
def _examples() -> dict[str, tuple[Json, Json]]:
    """Request and answer of each page's curl call, by the path that it posts to."""
    return dict(_example(path) for path in FILES)


def _example(path: Path) -> tuple[str, tuple[Json, Json]]:
    text = path.read_text(encoding="utf-8")
    url, data = _URL.search(text), _DATA.search(text)
    assert url, path.name
    assert data, path.name
    answer, _ = json.JSONDecoder().raw_decode(text, text.index("{", data.end()))
    route = url[1][url[1].index("/api/") :]
    return route, (json.loads(data[1]), answer)


# A model that came later may have no page among them.
SHOWN = [model for model in contract().models if model.path in _examples()]


def test_every_page_is_of_a_model() -> None:
    assert len(FILES) >= _FIRST, "pages are missing beside the checkout"
    assert set(_examples()) <= {model.path for model in contract().models}


@pytest.mark.parametrize("model", SHOWN, ids=lambda model: model.id)
class TestPage:
    def test_the_example_request_is_accepted(self, model: Json) -> None:
        request, _ = _examples()[model.path]
        assert findings(model.id, request) == ([], [])
        assert judge(model.id).accepts(request)

    def test_the_example_answer_parses(self, model: Json) -> None:
        _, answer = _examples()[model.path]
        task = TaskData.from_dict(answer["data"])
        assert answer["code"] == 0
        assert (task.status, task.task_id) == ("pending", answer["data"]["task_id"])
        assert task.model_id == answer["data"]["model_id"]
        assert task.raw == answer["data"]

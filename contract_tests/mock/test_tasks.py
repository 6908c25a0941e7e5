"""A task goes forward, ends once, and stays as it ended."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule

from contract_tests.mock.calls import get, submit, submitted, task, wait
from contract_tests.mock_api import MockService, Scenario, load_catalog
from contract_tests.mock_api.tasks import RETENTION_MS
from contract_tests.profile import count

MODELS = st.sampled_from([offer.id for offer in load_catalog().offers])
RANK = {"pending": 0, "processing": 1, "success": 2, "failed": 2, "canceled": 2}
SCENARIOS = st.builds(
    Scenario,
    pending_ms=st.integers(0, 5_000),
    processing_ms=st.integers(0, 5_000),
    outcome=st.sampled_from(["success", "failed", "canceled"]),
)


class TaskMachine(RuleBasedStateMachine):
    """Submits, waits and reads in any order."""

    ids: Bundle[str] = Bundle("ids")

    def __init__(self) -> None:
        super().__init__()
        self.plan = Scenario()
        self.service = MockService(script=lambda _number, _model: self.plan)
        self.plans: dict[str, Scenario] = {}
        self.seen: dict[str, dict[str, Any]] = {}

    @rule(target=ids, model=MODELS, vintage=st.sampled_from("abc"), plan=SCENARIOS)
    def accept(self, model: str, vintage: str, plan: Scenario) -> str:
        """A fresh task has an id of its own and is found at once."""
        self.plan = plan
        task_id = submitted(self.service, model, vintage=vintage)
        assert task_id not in self.plans
        self.plans[task_id] = plan
        assert task(self.service, task_id)["task_id"] == task_id
        return task_id

    @rule(model=MODELS, body=st.sampled_from([[], None, {"no_such_name": 1}]))
    def refuse(self, model: str, body: object) -> None:
        """A refused submit starts nothing."""
        assert submit(self.service, model, body if body is not None else 0).status == 400

    @rule(ms=st.integers(0, 4_000))
    def pass_time(self, ms: int) -> None:
        wait(self.service, ms)

    @rule(task_id=ids)
    def read(self, task_id: str) -> None:
        """The status never goes back; what has ended is frozen and ended as planned."""
        now = task(self.service, task_id)
        before = self.seen.get(task_id)
        if before is not None:
            assert RANK[now["status"]] >= RANK[before["status"]]
            if RANK[before["status"]] == 2:
                assert now == before
        if RANK[now["status"]] == 2:
            assert now["status"] == self.plans[task_id].outcome
        assert ("result" in now) == (now["status"] == "success")
        self.seen[task_id] = now

    @rule(task_id=st.text(st.characters(codec="ascii", exclude_characters="/?#"), min_size=1))
    def read_unknown(self, task_id: str) -> None:
        assert get(self.service, f"/api/v1/tasks/{task_id}").status == 404

    @invariant()
    def counts_match(self) -> None:
        assert self.service.accepted == len(self.plans)


TestTaskMachine = TaskMachine.TestCase
TestTaskMachine.settings = settings(max_examples=count(30, 500), stateful_step_count=30)


@given(plan=SCENARIOS, share=st.floats(0, 1))
def test_status_follows_from_the_time_that_passed(plan: Scenario, share: float) -> None:
    service = MockService(script=lambda *_: plan)
    task_id = submitted(service, "kling-v1-i2v")
    total = plan.pending_ms + plan.processing_ms
    passed = int(total * share)
    wait(service, passed)
    status = task(service, task_id)["status"]
    if passed >= total:
        assert status == plan.outcome
    else:
        assert status == ("pending" if passed < plan.pending_ms else "processing")


def test_results_are_kept_for_seven_days_and_then_unknown() -> None:
    service = MockService()
    task_id = submitted(service, "kling-v1-i2v")
    wait(service, 3_000 + RETENTION_MS - 1)
    data = task(service, task_id)
    url = data["result"]["resources"][0]["url"].removeprefix(service.origin)
    assert get(service, url).status == 200
    wait(service, 1)
    assert get(service, f"/api/v1/tasks/{task_id}").status == 404
    assert get(service, url).status == 404


def test_the_same_seed_gives_the_same_ids_and_another_seed_others() -> None:
    first, again, other = (
        submitted(MockService(seed=seed), "kling-v1-i2v") for seed in ("x", "x", "y")
    )
    assert first == again != other

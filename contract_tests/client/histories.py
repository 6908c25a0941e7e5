"""Histories of a task as a service may tell them, drawn by Hypothesis."""

from __future__ import annotations

from hypothesis import strategies as st

from contract_tests.client.wire import Step, data, problem

LATENCIES = st.sampled_from([0, 1, 150, 900, 4_000, 61_000])
DATE = ("date", "Wed, 21 Oct 2026 07:28:00 GMT")

GOING_ON = st.sampled_from(["pending", "processing", "paused", "", "SUCCESS", "succeeded"])
RETRY_AFTER = st.sampled_from(
    [
        (),
        (("retry-after", "0"),),
        (("retry-after", "5"),),
        (("retry-after", "100000"),),
        (("retry-after", "Wed, 21 Oct 2026 07:28:20 GMT"), DATE),
        (("retry-after", "whenever"),),
    ]
)
# What does not end a wait.
PASSING = st.one_of(
    st.builds(lambda word, ms: Step(body=data(word), latency_ms=ms), GOING_ON, LATENCIES),
    st.builds(
        lambda status, headers, ms: Step(status, b"<html>", headers, ms),
        st.sampled_from([408, 429, 500, 502, 503, 599]),
        RETRY_AFTER,
        LATENCIES,
    ),
    st.builds(
        lambda fault, ms: Step(fault=fault, latency_ms=ms),
        st.sampled_from(["refused", "reset", "timeout", "read_error"]),
        LATENCIES,
    ),
)
# What does.
ENDS = {
    "Result": Step(body=data("success", result={"resources": []})),
    "TaskFailedError": Step(body=data("failed")),
    "TaskCanceledError": Step(body=data("canceled")),
    "AuthenticationError": problem(401, "Authentication failed: no"),
    "PaymentRequiredError": problem(402, "arrears"),
    "PermissionDeniedError": problem(403, "no"),
    "NotFoundError": problem(404, "Resource not found: task"),
    "APIStatusError": problem(410, "gone"),
}
ODD = [
    Step(body=data("success", task_id="task-2")),
    Step(body=data("success", task_id=["task-1"])),
    Step(200, b"<html>"),
    Step(200, b'{"code":0,"data":null}'),
    Step(200, b'{"code":0,"data":{"task_id":"task-1"}}'),
    Step(204),
    Step(302, headers=(("location", "/login"),)),
    Step(200, b"x" * (16 * 1024 * 1024 + 1)),
]
LAST = st.sampled_from([*ENDS.values(), *ODD[:-1]])
HISTORIES = st.builds(lambda steps, last: [*steps, last], st.lists(PASSING, max_size=8), LAST)
TIMEOUTS = st.sampled_from([0, 0.5, 1, 1.5, 3, 10, 47, 200, 1_800])

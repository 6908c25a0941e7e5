"""What a person does once a run has changed the spec, each with the command for it."""

from __future__ import annotations

from collections.abc import Iterator

from generator.docs.report.outcome import Outcome

_PYTHON = ".venv/bin/python -m"


def next_steps(outcome: Outcome) -> Iterator[str]:
    """The steps in their order, as sentences in which commands stand between backticks."""
    if not outcome.written:
        return
    yield "regenerate the clients and test them: `make generate test`"
    # A difference without a place in the spec is a model that is new there.
    changed = sorted({entry.model for entry in outcome.applied if entry.spec is not None})
    if changed:
        yield (
            f"the frozen vectors of {', '.join(changed)} are about the page before, and each run "
            f"draws others: freeze them with `{_PYTHON} contract_tests.parity.drawing.freeze`, "
            "and look at what changes"
        )
        yield (
            "cases written by hand that speak of what has changed are passed over and counted: "
            "write them anew in `contract_tests/vectors/handwritten`, then say so with "
            f"`{_PYTHON} contract_tests.vectors.current`"
        )
    for example in outcome.outdated:
        yield f"{example}: write the example anew; until then its test is passed over"
    yield f"once the version is right, write the example pages: `{_PYTHON} tools.example_pages`"

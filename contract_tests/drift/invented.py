"""Pages of a model that does not exist, written line by line in both plain-text formats."""

from __future__ import annotations

import json

from contract_tests.drift.running import reading
from generator.contract.types import Json
from generator.docs.formats.reading import read_page
from generator.docs.names.candidates import Known
from generator.docs.page import ACROSS, Reading

_CALL = (
    "curl --request POST \\\n--url https://api.modellix.ai/api/v1/inkwell/inkwell-7/async \\\n"
    "--header 'Authorization: Bearer <token>' \\\n--data '\n{}\n'{{}}\n"
)


def text_with_names(*parameters: str) -> str:
    """An a-format page: a prompt, then each parameter from its name to its example."""
    shown = "\n\n".join(("prompt\nstring\nrequired\n\nThe text", *parameters))
    body = _CALL.format("{}") + f"Body\n\napplication/json\n\n{shown}"
    return f"{body}\n\nResponse\n\nTask submitted successfully\n"


def with_names(*parameters: str) -> Reading:
    """What such a page says."""
    return reading(text_with_names(*parameters))


def text_without_names(*lines: str, call: Json = None) -> str:
    """A b-format page: a note, or descriptions each with its values below."""
    return _CALL.format(json.dumps(call or {"prompt": "A cup"})) + "Body\n" + "\n".join(lines)


def without_names(*lines: str, call: Json = None, known: Known | None = None) -> Reading:
    """What such a page says; ``known`` is what an earlier page of the model said."""
    text = text_without_names(*lines, call=call)
    if known is None:
        return reading(text)
    (found,) = read_page("page.txt", text.encode(), lambda _model: known)
    assert isinstance(found, Reading)
    return found


def said(page: Reading, subject: str) -> dict[str, Json]:
    """What the page says of a parameter, by keyword or kind."""
    return {fact.keyword or fact.kind: fact.value for fact in page.facts if fact.subject == subject}


def rules(page: Reading) -> list[tuple[str, Json]]:
    """What ties its parameters together."""
    return [(fact.kind, fact.value) for fact in page.facts if fact.kind in ACROSS]


def listed(page: Reading) -> list[str]:
    """What a person has to read."""
    return [entry.text.rstrip(" .") for entry in page.sentences]

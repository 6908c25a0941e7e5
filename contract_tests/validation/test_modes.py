"""How strictly a request is checked: for a client, for a call, for a single rule."""

import json
from collections.abc import Iterator, Mapping

import pytest
from modellix_client import InvalidRequestError, Modellix
from modellix_client.errors import ConfigurationError, RequestWarning

from contract_tests.facts.page import Json
from contract_tests.validation.client_side import KEY, Recorder, places

MODEL = "kling-v2-mi2i"
LENGTH, UNKNOWN, NUMBER = (
    f"{MODEL}/prompt/maxLength",
    f"{MODEL}/additionalProperties",
    f"{MODEL}/n/maximum",
)
# Breaks the three rules above and no other.
WRONG = {"prompt": "a" * 2501, "n": 10, "seed": 1}
ALL = [LENGTH, NUMBER, UNKNOWN]
OMNI = "kling-image-o1"
REFERENCE = f"{OMNI}/rule/image_references"
SUSPICIOUS = {"prompt": "<<<image_1>>>"}

pytestmark = [pytest.mark.page(MODEL), pytest.mark.page(OMNI, "prompt", "image_list")]

Mode = str | Mapping[str, str]


@pytest.fixture(scope="module")
def clients(service: Recorder) -> Iterator[dict[str, Modellix]]:
    """One client for each setting: a client is costly to make."""
    settings: dict[str, Mode] = {
        "strict": "strict",
        "warn": "warn",
        "off": "off",
        "one off": {LENGTH: "off"},
        "one strict": {"*": "off", NUMBER: "strict"},
    }
    transport = service.transport()
    made = {
        name: Modellix(api_key=KEY, transport=transport, validation=setting)
        for name, setting in settings.items()
    }
    yield made
    for client in made.values():
        client.close()


def _refused(client: Modellix, call: Mode | None, service: Recorder) -> list[str]:
    with pytest.raises(InvalidRequestError) as refused:
        client.submit(MODEL, WRONG, validation=call)
    assert not service.requests
    return [rule for rule, _ in places(refused.value.violations)]


def _warned(
    client: Modellix, call: Mode | None, service: Recorder, model: str = MODEL, body: Json = WRONG
) -> list[str]:
    with pytest.warns(RequestWarning) as told:
        client.submit(model, body, validation=call)
    assert json.loads(service.take().content) == body
    texts = [str(warning.message) for warning in told]
    assert all(warning.filename == __file__ for warning in told), "it points at the caller"
    assert not any("a" * 20 in text for text in texts)
    return [text.rpartition("[")[2].rstrip("]") for text in texts]


def _silent(
    client: Modellix, call: Mode | None, service: Recorder, model: str = MODEL, body: Json = WRONG
) -> None:
    client.submit(model, body, validation=call)
    assert json.loads(service.take().content) == body


@pytest.mark.parametrize(
    ("client", "call", "refused"),
    [
        ("strict", None, ALL),
        ("off", "strict", ALL),
        ("warn", {"*": "strict"}, ALL),
        ("one off", None, [NUMBER, UNKNOWN]),
        ("one strict", None, [NUMBER]),
        ("strict", {LENGTH: "off", NUMBER: "off"}, [UNKNOWN]),
        ("off", {UNKNOWN: "strict"}, [UNKNOWN]),
        ("warn", {LENGTH: "strict"}, [LENGTH]),
    ],
)
def test_refused(
    clients: dict[str, Modellix],
    service: Recorder,
    client: str,
    call: Mode | None,
    refused: list[str],
) -> None:
    assert _refused(clients[client], call, service) == refused


@pytest.mark.parametrize(
    ("client", "call", "warned"),
    [
        ("warn", None, ALL),
        ("strict", "warn", ALL),
        ("off", "warn", ALL),
        ("strict", {"*": "warn", NUMBER: "off"}, [LENGTH, UNKNOWN]),
        ("off", {NUMBER: "warn"}, [NUMBER]),
        ("warn", {LENGTH: "off"}, [NUMBER, UNKNOWN]),
        ("one off", {NUMBER: "warn", UNKNOWN: "off"}, [NUMBER]),
    ],
)
def test_warned(
    clients: dict[str, Modellix],
    service: Recorder,
    client: str,
    call: Mode | None,
    warned: list[str],
) -> None:
    assert _warned(clients[client], call, service) == warned


@pytest.mark.parametrize(
    ("client", "call"),
    [
        ("off", None),
        ("strict", "off"),
        ("warn", "off"),
        ("strict", dict.fromkeys(ALL, "off")),
        ("one strict", {NUMBER: "off"}),
    ],
)
def test_sent_in_silence(
    clients: dict[str, Modellix], service: Recorder, client: str, call: Mode | None
) -> None:
    _silent(clients[client], call, service)


@pytest.mark.parametrize("client", ["strict", "warn"])
def test_a_suspicion_only_ever_warns(
    clients: dict[str, Modellix], service: Recorder, client: str
) -> None:
    for call in (None, "strict", {REFERENCE: "strict"}, {REFERENCE: "warn", "*": "off"}):
        assert _warned(clients[client], call, service, OMNI, SUSPICIOUS) == [REFERENCE]
    _silent(clients[client], {REFERENCE: "off"}, service, OMNI, SUSPICIOUS)
    _silent(clients["off"], None, service, OMNI, SUSPICIOUS)


@pytest.mark.parametrize("mode", ["lenient", "", {"*": "lenient"}, {"maxLength": "off"}, ["off"]])
def test_no_mode(clients: dict[str, Modellix], service: Recorder, mode: Json) -> None:
    with pytest.raises(ConfigurationError, match="validation"):
        Modellix(api_key=KEY, validation=mode)
    with pytest.raises(ConfigurationError, match="validation"):
        clients["strict"].submit(MODEL, {"prompt": "x"}, validation=mode)
    assert not service.requests


def test_extra_body_is_sent_unchecked(clients: dict[str, Modellix], service: Recorder) -> None:
    """The way to send what this client does not know: it lies over the body, and is sorted in."""
    extra = {"seed": 7, "camera": {"b": 1, "a": 2}, "n": 10, "negative_prompt": "x"}
    body = {"n": 2, "prompt": "x"}
    clients["strict"].submit(MODEL, body, extra_body=extra)
    sent = service.take().content
    assert sent == (b'{"prompt":"x","n":10,"camera":{"a":2,"b":1},"negative_prompt":"x","seed":7}')
    clients["strict"].kling.v2_mi2i.submit(prompt="x", n=2, extra_body=extra)
    assert service.take().content == sent
    assert body == {"n": 2, "prompt": "x"}


def test_extra_body_mends_nothing(clients: dict[str, Modellix], service: Recorder) -> None:
    """The body is judged as it is: what would be laid over it does not count."""
    with pytest.raises(InvalidRequestError) as refused:
        clients["strict"].submit(MODEL, {"n": 10}, extra_body={"n": 1, "prompt": "x"})
    assert [rule for rule, _ in places(refused.value.violations)] == [
        NUMBER,
        f"{MODEL}/rule/at_least_one_input",
    ]
    assert not service.requests

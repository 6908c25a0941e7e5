from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from modellix_client import ConfigurationError, Modellix
from modellix_client._settings import (
    milliseconds,
    resolve_api_key,
    resolve_base_url,
    resolve_routes,
)

from contract_tests.client.wire import BODY, KEY, MODEL, Wire

pytestmark = pytest.mark.client

DEFAULT = "https://api.modellix.ai"


def test_argument_then_environment_then_default() -> None:
    environment = {
        "MODELLIX_API_KEY": "mdlx-env",
        "MODELLIX_BASE_URL": "https://env.example",
        "MODELLIX_ROUTES": "c",
    }
    assert resolve_api_key("mdlx-arg", environment) == "mdlx-arg"
    assert resolve_api_key(None, environment) == "mdlx-env"
    assert resolve_api_key(None, {}) == ""
    assert resolve_base_url("https://arg.example/", DEFAULT, environment) == "https://arg.example"
    assert resolve_base_url(None, DEFAULT, environment) == "https://env.example"
    assert resolve_base_url(None, DEFAULT, {"MODELLIX_BASE_URL": ""}) == DEFAULT
    assert resolve_routes("auto", environment) == "auto"
    assert resolve_routes(None, environment) == "c"
    assert resolve_routes(None, {}) == "documented"


@pytest.mark.parametrize(
    "key",
    ["", "mdlx 1", "mdlx-1\n", "Bearer mdlx-1", "mdlx-é", "mdlx-\x7f", "mdlx-\u200b", "\ufeffmdlx"],
)
def test_a_key_that_no_header_carries(key: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        resolve_api_key(key, {})
    assert "mdlx" not in str(caught.value).replace("MODELLIX", "")


@given(st.text(min_size=1, max_size=8))
def test_a_key_is_taken_or_refused_without_being_shown(inside: str) -> None:
    key = f"q{inside}q"
    fine = all("!" <= letter <= "~" for letter in key)
    try:
        assert resolve_api_key(key, {}) == key
    except ConfigurationError as error:
        assert not fine
        assert key not in str(error)  # noqa: PT017
    else:
        assert fine


@pytest.mark.parametrize(
    "url",
    [
        "https://api.modellix.ai",
        "https://gateway.example:8443/team/modellix",
        "http://127.0.0.1:8080",
        "http://127.9.9.9",
        "http://[::1]:8080",
        "http://localhost:1",
    ],
)
def test_base_urls_that_are_taken(url: str) -> None:
    assert resolve_base_url(url, DEFAULT, {}) == url
    assert resolve_base_url(url + "/", DEFAULT, {}) == url


@pytest.mark.parametrize(
    ("url", "hint"),
    [
        ("", "https://"),
        ("api.modellix.ai", "https://"),
        ("ftp://api.modellix.ai", "https://"),
        ("https://", "host"),
        ("https://:443", "host"),
        ("https://h:0", "host"),
        ("https://h:99999", "URL"),
        ("https://[::1", "URL"),
        ("http://api.modellix.ai", "https://"),
        ("http://127.0.0.1.example.com", "https://"),
        ("http://10.0.0.1", "https://"),
        ("https://user@h", "password"),
        ("https://user:hunter2@h", "password"),
        ("https://h?a=1", "query"),
        ("https://h#f", "fragment"),
        ("https://h?", "query"),
        ("https://h/api/v1", "drop it"),
        ("https://h/x/api/v1/", "drop it"),
        ("https://h/a b", "white space"),
        ("https://h\n", "white space"),
        ("https://ü.example", "ASCII"),
        ("https://h/../x", "path"),
    ],
)
def test_base_urls_that_are_refused(url: str, hint: str) -> None:
    with pytest.raises(ConfigurationError) as caught:
        resolve_base_url(url, DEFAULT, {})
    assert hint in str(caught.value)
    assert "hunter2" not in str(caught.value)
    with pytest.raises(ConfigurationError):
        Modellix(KEY, base_url=url)


@pytest.mark.parametrize("routes", ["", "A", "d", "Documented"])
def test_routes_that_do_not_exist(routes: str) -> None:
    with pytest.raises(ConfigurationError, match="documented, a, b, c, auto"):
        resolve_routes(routes, {})


@pytest.mark.parametrize("seconds", [-1, math.nan, math.inf, True, "5", None, 1e300])
def test_durations_that_are_refused(seconds: object) -> None:
    with pytest.raises(ConfigurationError, match="timeout"):
        milliseconds("timeout", seconds)


def test_a_missing_key_matters_only_to_who_sends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MODELLIX_API_KEY", raising=False)
    wire = Wire([])
    with wire.client(api_key=None) as client:
        assert client.validate(MODEL, BODY) == []
        for call in (
            lambda: client.submit(MODEL, BODY),
            lambda: client.tasks.get("task-1"),
            lambda: client.tasks.wait("task-1"),
            client.account.balance,
        ):
            with pytest.raises(ConfigurationError, match="MODELLIX_API_KEY"):
                call()
    assert wire.requests == []


def test_a_closed_client_says_so() -> None:
    client = Wire([]).client()
    client.close()
    client.close()
    with pytest.raises(ConfigurationError, match="closed"):
        client.tasks.get("task-1")


@pytest.mark.parametrize(
    "settings",
    [
        {"api_key": 5},
        {"timeout": 0},
        {"timeout": "5"},
        {"validation": "lax"},
        {"validation": {"prompt": "off"}},
        {"validation": ["off"]},
        {"transport": object()},
    ],
)
def test_other_settings_that_are_refused(settings: dict[str, object]) -> None:
    with pytest.raises(ConfigurationError):
        Wire([]).client(**settings)

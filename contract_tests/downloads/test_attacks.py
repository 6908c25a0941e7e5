"""Every attack of the table, in both faces: refused with its reason, or harmless."""

from __future__ import annotations

import logging
import os
import pickle
import socket
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from modellix_client import DownloadError

from contract_tests import counts
from contract_tests.client.wire import KEY
from contract_tests.downloads import report
from contract_tests.downloads.attacks import ATTACKS, SECRET, Attack
from contract_tests.downloads.hosts import FACES, Scripted, Server, save

pytestmark = pytest.mark.client


def seen(folder: Path) -> dict[str, tuple[int, bytes]]:
    """What is in a folder: the kind of each entry, and its content if it is a file."""
    return {
        path.name: (
            path.lstat().st_mode,
            path.read_bytes() if path.is_file() and not path.is_symlink() else b"",
        )
        for path in folder.iterdir()
    }


def scripted(
    attack: Attack, run: Callable[[dict[str, Any]], None], resource: dict[str, Any]
) -> int:
    hosts = Scripted(attack.replies, resource)
    run({"transport": hosts.transport})
    for request in hosts.requests:
        assert request.url.host.endswith(".example")
        assert not {"authorization", "cookie"} & set(request.headers)
        assert request.headers["host"] == request.url.host
    return len(hosts.requests)


def served(attack: Attack, run: Callable[[dict[str, Any]], None], resource: dict[str, Any]) -> int:
    with Server(attack.raw, {**resource, "url": f"{{server}}/1.png?sig={SECRET}"}) as server:
        run({"base_url": server.url})
        assert not any(b"uthorization" in head for head in server.heads)
        return len(server.heads)


def resolved(
    attack: Attack,
    run: Callable[[dict[str, Any]], None],
    resource: dict[str, Any],
    patch: pytest.MonkeyPatch,
) -> int:
    """No scripted hosts here: the HTTP library's own transport, and names that lead elsewhere."""
    genuine = socket.getaddrinfo

    def lookup(host: Any, port: Any, *args: Any, **named: Any) -> Any:
        if host in {"files.example", b"files.example"}:
            return [(0, 0, 0, "", (address, port)) for address in attack.resolves]
        return genuine(host, port, *args, **named)

    # A service on loopback would allow loopback: this one counts as one of the public web.
    with Server((b"",), resource) as server:
        patch.setattr(socket, "getaddrinfo", lookup)
        patch.setattr("modellix_client._saving.is_loopback", lambda _: False)
        run({"base_url": server.url})
        return len(server.heads)


@pytest.mark.parametrize("face", FACES)
@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: f"{attack.group}: {attack.name}")
def test_attack(
    attack: Attack,
    face: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    if attack.prepare is not None:
        if os.name == "nt":
            pytest.skip("no pipes, and links for administrators only")
        attack.prepare(tmp_path)
    before = seen(tmp_path)
    resource = {"url": attack.url, "type": "image", "format": "png", **attack.resource}
    errors: list[DownloadError] = []

    def run(settings: dict[str, Any]) -> None:
        try:
            (path,) = save(face, tmp_path, settings, attack.options)
        except DownloadError as error:
            errors.append(error)
        else:
            assert path == tmp_path / attack.filename

    if attack.raw:
        requests = served(attack, run, resource)
    elif attack.resolves:
        requests = resolved(attack, run, resource, monkeypatch)
    else:
        requests = scripted(attack, run, resource)
    after = seen(tmp_path)
    if attack.hint is None:
        assert errors == []
        assert after.pop(attack.filename)[1] == attack.content
    else:
        (error,) = errors
        assert attack.hint in str(error)
        assert error.task_id == "task-1"
        told = "".join(traceback.format_exception(error)) + repr(vars(error))
        told += pickle.dumps(error).decode("latin-1")
        assert not any(secret in told for secret in (SECRET, KEY, "files.example"))
    assert not any(secret in caplog.text for secret in (SECRET, KEY))
    assert after == before
    assert requests == attack.requests
    outcome = "saved" if attack.hint is None else "refused"
    report.record(attack.group, attack.name, face, outcome, requests, attack.hint or "")
    counts.record("attacks on downloads", 1)


def test_the_table_is_long_and_its_names_tell_cases_apart() -> None:
    names = {(attack.group, attack.name) for attack in ATTACKS}
    assert len(names) == len(ATTACKS) >= 80


def test_the_report_tells_what_was_recorded(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(report, "FOLDER", tmp_path)
    assert report.table([("a", "b")]) == []
    report.record("a", "b", "sync", "saved", 1, "")
    report.record("a", "b", "async", "refused", 2, "no")
    head, _, row = (
        [cell.strip() for cell in line.split("|")[1:-1]] for line in report.table([("a", "b")])
    )
    assert head == ["about", "attack", "sync", "async", "requests", "what is said"]
    assert row == ["a", "b", "saved", "refused", "1 and 2", "no"]
    report.write(report.table([("a", "b")]))
    assert (tmp_path / "attacks.md").read_text().count("\n") == 3
    report.clear()
    assert report.table([("a", "b")]) == []

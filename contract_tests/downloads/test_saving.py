"""What a user meets: arguments, progress, cancellation, names, and what is left behind."""

from __future__ import annotations

import asyncio
import os
import pickle
import time
from pathlib import Path
from typing import Any

import httpx
import pytest
from modellix_client import (
    AsyncModellix,
    ConfigurationError,
    DownloadError,
    DownloadProgress,
    Modellix,
)
from modellix_client._saving import MAX_BYTES, MAX_FILES, MAX_TOTAL_BYTES, TIMEOUT_S
from modellix_client._staged_file import LEFTOVER_S

from contract_tests.client.wire import KEY
from contract_tests.downloads.attacks import GOOD, IMAGE, TAIL, Reply, half, ok
from contract_tests.downloads.hosts import FACES, Scripted, save
from contract_tests.mock_api.clock import VirtualClock

pytestmark = pytest.mark.client

BOTH = pytest.mark.parametrize("face", FACES)
FILE = {"url": "https://files.example/a/photo.png?sig=hunter2", "type": "image", "format": "png"}


def through(hosts: Scripted) -> dict[str, Any]:
    return {"transport": hosts.transport}


def test_the_documented_limits() -> None:
    assert (MAX_BYTES, MAX_TOTAL_BYTES, MAX_FILES) == (2 * 1024**3, 8 * 1024**3, 100)
    assert TIMEOUT_S == 3_600


@BOTH
@pytest.mark.parametrize(
    "options",
    [
        {"names": "task id"},
        {"overwrite": 1},
        {"allow_private": "no"},
        {"max_bytes": -1},
        {"max_bytes": 1.5},
        {"max_bytes": True},
        {"max_files": None},
        {"max_total_bytes": "8 GiB"},
        {"timeout": -1},
        {"timeout": float("nan")},
        {"on_progress": "print"},
    ],
)
def test_arguments_that_cannot_be(face: str, options: dict[str, Any], tmp_path: Path) -> None:
    hosts = Scripted((GOOD,), FILE)
    with pytest.raises(ConfigurationError, match=next(iter(options))):
        save(face, tmp_path, through(hosts), options)
    assert hosts.requests == []
    assert list(tmp_path.iterdir()) == []


@BOTH
def test_a_folder_that_is_no_path(face: str) -> None:
    with pytest.raises(ConfigurationError, match="directory"):
        save(face, 7, through(Scripted((GOOD,), FILE)), {})  # type: ignore[arg-type]


@BOTH
def test_names_of_the_address_clash_neither_with_each_other_nor_with_what_is_there(
    face: str, tmp_path: Path
) -> None:
    (tmp_path / "PHOTO.png").write_bytes(b"mine")
    hosts = Scripted((ok(b"1"), ok(b"2"), ok(b"3"), ok(b"4")), FILE, {**FILE, "url": FILE["url"]})
    saved = save(face, tmp_path, through(hosts), {"names": "url"})
    assert [path.name for path in saved] == ["photo-1.png", "photo-2.png"]
    assert [path.read_bytes() for path in saved] == [b"1", b"2"]
    again = save(face, tmp_path, through(hosts), {"names": "url", "overwrite": True})
    assert [path.name for path in again] == ["photo.png", "photo-1.png"]
    assert [path.read_bytes() for path in again] == [b"3", b"4"]
    if (tmp_path / "PHOTO.png").exists() and len(list(tmp_path.iterdir())) == 4:
        assert (tmp_path / "PHOTO.png").read_bytes() == b"mine"


@BOTH
def test_overwriting_replaces_a_link_and_not_what_it_leads_to(face: str, tmp_path: Path) -> None:
    if os.name == "nt":
        pytest.skip("links are for administrators there")
    precious = tmp_path / "precious"
    precious.write_bytes(b"mine")
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "task-1-1.png").symlink_to(precious)
    (saved,) = save(face, folder, through(Scripted((GOOD,), FILE)), {"overwrite": True})
    assert not saved.is_symlink()
    assert (saved.read_bytes(), precious.read_bytes()) == (IMAGE, b"mine")


@BOTH
def test_progress_is_told_from_the_beginning_to_the_end(face: str, tmp_path: Path) -> None:
    told: list[DownloadProgress] = []
    second = Reply(200, (("content-length", "6"),), (b"abc", b"def"))
    hosts = Scripted((half(etag=""), GOOD, second), FILE, FILE)
    save(face, tmp_path, through(hosts), {"on_progress": told.append})
    size = len(IMAGE)
    assert [(each.index, each.received, each.total) for each in told] == [
        (0, 0, size),
        (0, 100, size),
        (0, 0, size),  # it broke, and began again
        (0, size, size),
        (1, 0, 6),
        (1, 3, 6),
        (1, 6, 6),
    ]
    assert {each.task_id for each in told} == {"task-1"}
    assert "hunter2" not in repr(told)


def test_the_async_face_awaits_what_is_told(tmp_path: Path) -> None:
    told: list[int] = []

    async def on_progress(progress: DownloadProgress) -> None:
        await asyncio.sleep(0)
        told.append(progress.received)

    save("async", tmp_path, through(Scripted((GOOD,), FILE)), {"on_progress": on_progress})
    assert told == [0, len(IMAGE)]


@BOTH
def test_a_file_that_says_it_is_too_large_is_not_begun(face: str, tmp_path: Path) -> None:
    told: list[DownloadProgress] = []
    hosts = Scripted((GOOD,), FILE)
    options = {"max_bytes": 100, "on_progress": told.append}
    with pytest.raises(DownloadError, match="over 100 bytes"):
        save(face, tmp_path, through(hosts), options)
    assert told == []


@BOTH
def test_a_download_that_trickles_is_given_up_at_its_timeout(face: str, tmp_path: Path) -> None:
    clock = VirtualClock()
    reply = Reply(200, (("content-length", "9"),), (b"a",) * 9)
    given = {**through(Scripted((reply,), FILE)), "clock": clock}
    options = {"timeout": 5, "on_progress": lambda _: clock.advance(1_000)}
    with pytest.raises(DownloadError, match="longer than its timeout") as caught:
        save(face, tmp_path, given, options)
    assert clock.now() == 5_000
    assert caught.value.safe_to_retry
    assert list(tmp_path.iterdir()) == []


@BOTH
def test_a_host_that_asks_for_a_pause_gets_it(face: str, tmp_path: Path) -> None:
    clock = VirtualClock()
    busy = [Reply(429, (("retry-after", text),)) for text in ("3", "0", "999999")]
    hosts = Scripted((*busy, GOOD), FILE)
    save(face, tmp_path, {**through(hosts), "clock": clock}, {})
    assert clock.now() == 3_000 + 1_000 + 60_000


@BOTH
def test_what_broke_behind_a_redirect_begins_at_the_first_address(
    face: str, tmp_path: Path
) -> None:
    moved = Reply(302, (("location", "https://cdn.example/now"),))
    hosts = Scripted((moved, half(), moved, TAIL), FILE)
    (saved,) = save(face, tmp_path, through(hosts), {})
    assert saved.read_bytes() == IMAGE
    assert [(each.url.host, each.headers.get("range")) for each in hosts.requests] == [
        ("files.example", None),
        ("cdn.example", None),
        ("files.example", "bytes=100-"),
        ("cdn.example", "bytes=100-"),
    ]


class Stopped(Exception):  # noqa: N818 (what a caller raises)
    """From the caller's own function."""


@BOTH
@pytest.mark.parametrize("error", [Stopped, OSError, KeyboardInterrupt, httpx.ReadError("mine")])
def test_what_the_callers_function_raises_comes_out_as_it_is(
    face: str, error: Any, tmp_path: Path
) -> None:
    def stop(progress: DownloadProgress) -> None:
        if progress.received:
            raise error

    hosts = Scripted((GOOD,), FILE)
    kind = type(error) if isinstance(error, Exception) else error
    with pytest.raises(kind):
        save(face, tmp_path, through(hosts), {"on_progress": stop})
    assert list(tmp_path.iterdir()) == []
    assert len(hosts.requests) == 1


@pytest.mark.parametrize("step", range(12))
def test_a_cancelled_download_leaves_nothing(step: int, tmp_path: Path) -> None:
    pieces = tuple(bytes([number]) * 10 for number in range(8))
    reply = Reply(200, (("content-length", "80"),), pieces)

    async def cancelled() -> str:
        given: dict[str, Any] = {"transport": Scripted((reply,), FILE).transport}
        async with AsyncModellix(KEY, clock=VirtualClock(), **given) as client:
            result = await client.tasks.wait("task-1")
            saving = asyncio.create_task(result.save(tmp_path))
            for _ in range(step):
                await asyncio.sleep(0)
            saving.cancel()
            try:
                await saving
            except asyncio.CancelledError:
                return "cancelled"
            return "saved"

    assert asyncio.run(cancelled()) == "cancelled"
    # Too late to be stopped is too late to be half: then the file is whole.
    assert [path.read_bytes() for path in tmp_path.iterdir()] in ([], [b"".join(pieces)])


@BOTH
def test_an_error_tells_what_was_saved_before_it(face: str, tmp_path: Path) -> None:
    hosts = Scripted((GOOD, Reply(404)), FILE, FILE)
    with pytest.raises(DownloadError, match="file 2 of task task-1") as caught:
        save(face, tmp_path, through(hosts), {})
    assert caught.value.saved == (tmp_path / "task-1-1.png",)
    assert caught.value.saved[0].read_bytes() == IMAGE
    assert (caught.value.status, caught.value.safe_to_retry) == (404, False)
    assert pickle.loads(pickle.dumps(caught.value)).saved == caught.value.saved  # noqa: S301


@BOTH
def test_the_limit_of_all_files_counts_what_was_saved(face: str, tmp_path: Path) -> None:
    hosts = Scripted((GOOD,), FILE, FILE, FILE)
    with pytest.raises(DownloadError, match=r"file 3 .* max_total_bytes") as caught:
        save(face, tmp_path, through(hosts), {"max_total_bytes": 2 * len(IMAGE) + 1})
    assert len(caught.value.saved) == 2


@BOTH
def test_one_file_of_a_result_is_saved_alone(face: str, tmp_path: Path) -> None:
    hosts = Scripted((GOOD,), FILE, {**FILE, "format": "webp"})
    given: dict[str, Any] = {**through(hosts), "clock": VirtualClock()}

    async def save_async() -> Path:
        async with AsyncModellix(KEY, **given) as client:
            result = await client.tasks.wait("task-1")
            return await result.resources[1].save(tmp_path, max_bytes=len(IMAGE))

    if face == "sync":
        with Modellix(KEY, **given) as client:
            saved = client.tasks.wait("task-1").resources[1].save(tmp_path, max_bytes=len(IMAGE))
    else:
        saved = asyncio.run(save_async())
    assert saved == tmp_path / "task-1-2.webp"


@BOTH
def test_what_a_killed_process_left_is_removed_after_an_hour(face: str, tmp_path: Path) -> None:
    old, fresh = (tmp_path / f".modellix-{letter * 16}.part" for letter in "ab")
    others = [tmp_path / name for name in (".modellix-x.part", "modellix-aaaaaaaaaaaaaaaa.part")]
    folder = tmp_path / f".modellix-{'c' * 16}.part"
    folder.mkdir()
    for path in (old, fresh, *others):
        path.write_bytes(b"left")
    past = time.time() - LEFTOVER_S - 60
    for path in (old, folder, *others):
        os.utime(path, (past, past))
    (saved,) = save(face, tmp_path, through(Scripted((GOOD,), FILE)), {})
    assert set(tmp_path.iterdir()) == {fresh, folder, *others, saved}

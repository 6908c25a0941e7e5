"""What is reused gives, byte for byte, what a generation of everything gives."""

from __future__ import annotations

import hashlib
import json
import random
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contract_tests.counts import record
from contract_tests.generator.edits import EDITS, MODELS, Edit, begin, change_limit
from contract_tests.generator.specs import ROOT, example
from contract_tests.profile import count
from generator import generation, regenerate
from generator.assembly import Portion, model_portion
from generator.cli import main
from generator.contract.types import Model
from generator.joining import FIXED
from generator.output import LostError, Manifest, commit
from generator.reuse.entry import Entry
from generator.reuse.keys import Keys
from generator.reuse.state import generator_state
from generator.reuse.store import LostValueError, Store
from generator.reuse.values import Values
from generator.rules.parse import forget, parse
from generator.rules.tree_data import data_of
from generator.spec.document import ModelFile, Sources, sources
from generator.spec.findings import SpecError
from generator.targets.common.part import Target
from generator.targets.python.formatting import format_folder
from generator.targets.python.target import PythonTarget

STATE = generator_state()
_known: dict[Sources, dict[str, bytes] | str] = {}


def anew(root: Path) -> dict[str, bytes] | str:
    """What the spec gives without anything to reuse: files, or what is wrong with it."""
    found, findings = sources(root)
    assert found is not None
    assert not findings
    if found not in _known:
        try:
            _known[found] = generation.whole(found, findings, Keys.of(STATE, found)).files
        except SpecError as error:
            _known[found] = "\n".join(map(str, error.findings))
    return _known[found]


def standing(root: Path) -> dict[str, bytes]:
    """What stands in the output, but for the list of it."""
    folder = root / "generated_client"
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "manifest.json"
    }


@contextmanager
def spec() -> Iterator[Path]:
    with TemporaryDirectory() as folder:
        begin(Path(folder))
        yield Path(folder)


@contextmanager
def made_anew() -> Iterator[list[str]]:
    """The models that are printed while this lasts."""
    printed: list[str] = []

    def noted(chosen: Sequence[Target], file: ModelFile, model: Model) -> Portion:
        printed.append(model.id)
        return model_portion(chosen, file, model)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("generator.generation.model_portion", noted)
        yield printed


def generated(root: Path) -> int:
    return main(["--root", str(root), "generate"])


@settings(max_examples=count(ci=8, long=400), deadline=None)
@given(steps=st.lists(st.tuples(st.sampled_from(EDITS), st.integers(0, 2**32)), max_size=5))
def test_any_series_of_edits_ends_where_a_fresh_start_does(
    steps: list[tuple[Edit, int]],
) -> None:
    # Files that were written a moment ago are trusted too as long as they look the same.
    with spec() as root, pytest.MonkeyPatch.context() as patch:
        patch.setattr("generator.output.sightings._SETTLED_NS", -(10**12))
        assert generated(root) == 0
        for edit, seed in steps:
            edit(root, random.Random(seed))  # noqa: S311
            before = standing(root)
            code = generated(root)
            wanted = anew(root)
            if isinstance(wanted, str):
                assert code == 1
                assert standing(root) == before
            else:
                assert code == 0
                assert standing(root) == wanted
    record("edits after which what was reused gave what a fresh start gives", len(steps))


def test_mistakes_are_told_as_a_fresh_start_tells_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    begin(tmp_path)
    assert generated(tmp_path) == 0
    path = tmp_path / MODELS / "kling-v8-t2i.yaml"
    path.write_text(path.read_text().replace("minLength: 1", "minLength: 9000"))
    capsys.readouterr()

    assert generated(tmp_path) == 1

    told = capsys.readouterr().err
    assert "minLength 9000 is above maxLength 800" in told
    assert told.startswith(str(anew(tmp_path)))


def test_one_changed_model_is_the_only_one_that_is_printed() -> None:
    with spec() as root, made_anew() as models:
        assert generated(root) == 0
        assert models == ["kling-v8-t2i", "kling-v9-t2i"]
        models.clear()
        change_limit(root, random.Random(1))  # noqa: S311
        assert generated(root) == 0
        assert len(models) == 1
        models.clear()
        (root / MODELS / "kling-v8-t2i.yaml").unlink()
        assert generated(root) == 0
        assert models == []
        assert standing(root) == anew(root)


def test_rules_that_were_read_are_not_read_again(tmp_path: Path) -> None:
    """The parser of CEL takes a fifth of a second before it has read the first one."""
    begin(tmp_path)
    arguments = ["--root", str(tmp_path), "generate"]
    program = f"import sys, generator.cli as cli; cli.main({arguments}); print(*sys.modules)"
    path = tmp_path / MODELS / "kling-v9-t2i.yaml"
    loaded = []
    for old, new in (("", ""), ("maxLength: 800", "maxLength: 801"), ("|| has", "||  has")):
        path.write_text(path.read_text().replace(old, new, 1))
        done = subprocess.run(
            [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
        )
        loaded.append({"celpy", "lark"} <= set(done.stdout.split()))
    assert loaded == [True, False, True]
    assert standing(tmp_path) == anew(tmp_path)


def test_rules_as_another_generator_read_them_are_read_again() -> None:
    """A generation that was killed leaves entries of two generators side by side."""
    with spec() as root:
        assert generated(root) == 0
        found, _ = sources(root)
        assert found is not None
        keys, store = Keys.of(STATE, found), Store(root / regenerate._STORE)
        values = Values(store)
        entries = {FIXED: store.get(FIXED, keys.fixed)}
        for source in found.models:
            entry = store.get(source.name, keys.of_model(source))
            assert entry is not None
            (text,) = values.get(entry.rules)["trees"]
            trees = {text: data_of(parse("has(self.prompt)"))}
            rules = values.add({"state": "another", "trees": trees})
            entries[source.name] = replace(entry, key="another", rules=rules)
        store.keep({name: own for name, own in entries.items() if own}, values.made, {})
        forget()
        change_limit(root, random.Random(1))  # noqa: S311
        assert generated(root) == 0
        assert standing(root) == anew(root)


def test_another_generator_reuses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    with spec() as root, made_anew() as models:
        assert generated(root) == 0
        models.clear()
        monkeypatch.setattr("generator.cli.generator_state", lambda: "another")
        assert generated(root) == 0
        assert len(models) == 2


def test_a_page_that_is_gone_is_missed_by_who_cites_it(capsys: pytest.CaptureFixture[str]) -> None:
    with spec() as root:
        path = root / MODELS / "kling-v9-t2i.yaml"
        text = path.read_text().replace("page: kling-v9-t2i", "page: kling-v8-t2i", 1)
        path.write_text(text)
        assert generated(root) == 0
        (root / MODELS / "kling-v8-t2i.yaml").unlink()
        assert generated(root) == 1
        assert "evidence names the unknown page 'kling-v8-t2i'" in capsys.readouterr().err


def test_check_trusts_nothing_that_was_kept(capsys: pytest.CaptureFixture[str]) -> None:
    """An entry that is whole and says something wrong: only a lie of the disk could make one."""
    with spec() as root:
        assert generated(root) == 0
        found, _ = sources(root)
        assert found is not None
        keys, store = Keys.of(STATE, found), Store(root / regenerate._STORE)
        name = found.models[0].name
        entry = store.get(name, keys.of_model(found.models[0]))
        assert entry is not None
        values = Values(store)
        facts = values.get(entry.facts[""]) | {"schemas": {"KlingLie": "{}"}}
        lie = replace(entry, facts=entry.facts | {"": values.add(facts)})
        others = {
            FIXED: store.get(FIXED, keys.fixed),
            found.models[1].name: store.get(found.models[1].name, keys.of_model(found.models[1])),
        }
        store.keep({name: lie}, values.made, {one: own for one, own in others.items() if own})
        change = root / MODELS / "kling-v9-t2i.yaml"
        change.write_text(change.read_text().replace("maxLength: 800", "maxLength: 801"))
        assert generated(root) == 0
        assert "KlingLie" in (root / "generated_client/openapi.json").read_text()
        capsys.readouterr()
        assert main(["--root", str(root), "generate", "--check"]) == 1
        told = "generated_client/openapi.json is not what the spec gives\n"
        assert capsys.readouterr().err.startswith(told)


VALUE = b'{"names":[]}'
NAME = hashlib.sha256(VALUE).hexdigest()
ENTRY = Entry("key", {"id": "kling-x"}, ["kling-y"], {"go": NAME}, {}, {"a": "0" * 64})


@given(at=st.integers(0, len(ENTRY.written()) - 1), bit=st.integers(0, 7))
def test_an_entry_with_any_bit_turned_is_no_entry(at: int, bit: int) -> None:
    content = bytearray(ENTRY.written())
    assert Entry.read(bytes(content)) == ENTRY
    content[at] ^= 1 << bit
    with pytest.raises(ValueError, match="damaged"):
        Entry.read(bytes(content))


def test_an_entry_is_found_by_its_name_and_what_it_was_made_from(tmp_path: Path) -> None:
    store = Store(tmp_path / "portions")
    store.keep({"one": ENTRY, "two": ENTRY}, {NAME: VALUE}, {})
    assert store.get("one", "key") == ENTRY
    assert store.get("one", "another key") is None
    assert store.get("three", "key") is None
    store.keep({}, {}, {"two": ENTRY})
    assert store.get("one", "key") is None
    assert store.get("two", "key") == ENTRY
    assert store.value(NAME) == VALUE
    assert len(list((tmp_path / "portions").iterdir())) == 2
    store.keep({"two": replace(ENTRY, facts={})}, {}, {})
    assert len(list((tmp_path / "portions").iterdir())) == 1


@pytest.mark.parametrize("content", [None, b"", VALUE + b" ", b'{"names":[1]}'])
def test_a_value_that_is_gone_or_another_is_lost(content: bytes | None, tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.keep({}, {}, {"one": ENTRY})
    if content is not None:
        (tmp_path / NAME).write_bytes(content)
    with pytest.raises(LostValueError):
        Values(store).get(NAME)


@pytest.mark.parametrize("content", [None, b"", b"other", b"own "])
def test_a_file_to_be_kept_that_has_changed_stops_a_commit(
    content: bytes | None, tmp_path: Path
) -> None:
    folder = tmp_path / "output"
    commit(folder, {"a.txt": b"own", "b.txt": b"old"})
    kept = {"a.txt": Manifest.of({"a.txt": b"own"}).files["a.txt"]}
    assert commit(folder, {"b.txt": b"new"}, kept) == ["b.txt"]
    (folder / "a.txt").unlink()
    if content is not None:
        (folder / "a.txt").write_bytes(content)
    with pytest.raises(LostError):
        commit(folder, {"b.txt": b"newer"}, kept)
    assert (folder / "b.txt").read_bytes() == b"new"


def test_the_runtime_stands_as_it_is_laid_out(tmp_path: Path) -> None:
    """So that no generation has to do it again."""
    target = PythonTarget()
    assert len(target._runtime) > 100
    for path, data in target._runtime.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    format_folder(tmp_path)
    for path, data in target._runtime.items():
        assert (tmp_path / path).read_bytes() == data


def test_two_types_of_go_with_one_name_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Names that depended on what other models there are would change when one is added."""
    begin(tmp_path)
    seed = re.compile(r"seed:\n( +)type: integer\n(.*\n) +minimum: .*\n +maximum: .*\n")
    for model, member in (("kling-v9", "t2i_style"), ("kling-v9-t2i", "style")):
        text = example().replace("kling-v9-t2i", model)
        text, found = seed.subn(rf"{member}:\n\1type: string\n\2\1enum: [a]\n", text)
        assert found == 1
        (tmp_path / MODELS / f"{model}.yaml").write_text(text)

    assert generated(tmp_path) == 1

    wanted = "two types of Go would be called KlingV9T2iStyle, KlingV9T2iStyleA: rename one"
    assert wanted in capsys.readouterr().err


def test_killed_at_any_moment_the_next_run_ends_where_a_fresh_start_does(tmp_path: Path) -> None:
    moments = count(ci=8, long=200)
    module = "contract_tests.generator.killed_generation"
    done = subprocess.run(
        [sys.executable, "-m", module, str(tmp_path), str(moments)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    killed = int(done.stdout)
    assert killed > moments // 2
    record("moments at which a generation was killed", killed)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a fork and its locks")
def test_two_generations_at_once_end_where_a_fresh_start_does(tmp_path: Path) -> None:
    """Also when the first is killed while the second waits for it."""
    moments = count(ci=5, long=150)
    module = "contract_tests.generator.two_generations"
    done = subprocess.run(
        [sys.executable, "-m", module, str(tmp_path), str(moments)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)
    assert min(seen["held"], seen["waited"]) > moments // 2
    assert seen["killed"] > 0
    record("moments at which one generation met another", seen["held"])

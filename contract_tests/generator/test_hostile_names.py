"""A name of the spec becomes an identifier, a path or an id: what is none of these is refused."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from modellix_client import AsyncModellix, Modellix

from contract_tests.counts import record
from contract_tests.generator.hostile import TEXTS
from contract_tests.generator.specs import changed, copied, document, example, lint
from contract_tests.judges.bundle import contract
from contract_tests.profile import count
from generator.contract.models import CLIENT_MEMBERS
from generator.pipeline import checked
from generator.spec.document import Document, ModelFile
from generator.spec.findings import SpecError
from generator.spec.source import Items, Table

ROUTE = "/api/v1/kling/kling-v9-t2i/async"


def schema(table: Table) -> Table:
    media = table["paths"][ROUTE]["post"]["requestBody"]["content"]["application/json"]
    made: Table = media["schema"]
    return made


def renamed(table: Table, old: str, new: str) -> None:
    """Put a member under another name, in its place."""
    members = [(new if key == old else key, value) for key, value in table.items()]
    table.clear()
    table.update(members)


def as_property(table: Table, name: str) -> None:
    renamed(schema(table)["properties"], "seed", name)


def as_unsupported(table: Table, name: str) -> None:
    names: Items = schema(table)["x-unsupported"]["names"]
    names[0] = name


def as_rule(table: Table, name: str) -> None:
    schema(table)["x-validations"][0]["id"] = name


def as_route(table: Table, name: str) -> None:
    table["paths"][ROUTE]["post"]["x-routes"]["c"] = f"/api/v1/{name}"


def as_path(table: Table, name: str) -> None:
    renamed(table["paths"], ROUTE, f"/api/v1/text-to-image/{name}/x")


Put = Callable[[Table, str], None]
IDENTIFIER = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,63}")
PLACES: dict[str, tuple[Put, re.Pattern[str]]] = {
    "property": (as_property, IDENTIFIER),
    "unsupported": (as_unsupported, IDENTIFIER),
    "rule": (as_rule, re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")),
    "route": (as_route, re.compile(r"[a-z0-9]+([./-][a-z0-9]+)*")),
    "path": (as_path, re.compile(r"(?!)")),
}


def told(made: Document, file: ModelFile) -> bool:
    try:
        checked(Document(made.openapi, (file,)))
    except SpecError:
        return True
    return False


@pytest.mark.parametrize("place", PLACES)
def test_hostile_name_is_refused(place: str, tmp_path: Path) -> None:
    made, findings = document(tmp_path, example())
    (file,) = made.models
    put, safe = PLACES[place]
    tried: list[str] = []

    @settings(max_examples=count(40, 2_000), database=None)
    @given(TEXTS)
    def holds(name: str) -> None:
        table = copied(file.table)
        put(table, name)
        refused = told(made, ModelFile(file.provider, file.model, file.name, table))
        assert refused or safe.fullmatch(name), name
        tried.append(name)

    holds()
    record("hostile names that were refused", len(tried))
    assert not findings


def test_hostile_file_name_is_refused(tmp_path: Path) -> None:
    made, _ = document(tmp_path, example())
    table = made.models[0].table

    @settings(max_examples=count(60, 2_000), database=None)
    @given(TEXTS)
    def holds(text: str) -> None:
        name = f"kling-{text}"
        file = ModelFile("kling", name, f"spec/models/kling/{name}.yaml", table)
        assert told(made, file) or re.fullmatch(r"kling([.-][a-z0-9]+)+", name)
        file = ModelFile(text, f"{text}-v9", f"spec/models/{text}/{text}-v9.yaml", table)
        assert told(made, file) or re.fullmatch(r"[a-z][a-z0-9]*", text)

    holds()


@pytest.mark.parametrize(
    "name",
    [
        "kling/kling-class",
        "kling/kling-Import",
        "kling/kling-none-",
        "Kling/Kling-v9",
        "class/class-v9",
        "a_b/a_b-v9",
        "tasks/tasks-v9",
        "account/account-v9",
    ],
)
def test_name_that_no_client_can_offer(name: str, tmp_path: Path) -> None:
    model = name.rpartition("/")[2]
    text = example().replace("kling-v9-t2i", model)

    assert lint(tmp_path, text, f"spec/models/{name}.yaml")


@pytest.mark.parametrize(
    ("model", "class_name", "attribute"),
    [("flux-v1", "KlingFluxV1", "flux_v1"), ("kling", "KlingKling", "kling")],
)
def test_model_without_its_providers_name_is_called_by_both(
    model: str, class_name: str, attribute: str, tmp_path: Path
) -> None:
    text = example().replace("kling-v9-t2i", model)
    name = f"spec/models/kling/{model}.yaml"
    (found,) = checked(*document(tmp_path, text, name)).models

    assert (found.class_name, found.attribute) == (class_name, attribute)


@pytest.mark.parametrize("name", ["max", "v2", "9-x", "open", "type", "none", "id", "d", "match"])
def test_name_that_looks_like_trouble_and_is_none(name: str, tmp_path: Path) -> None:
    model = f"kling-{name}"

    assert (
        lint(tmp_path, example().replace("kling-v9-t2i", model), f"spec/models/kling/{model}.yaml")
        == []
    )


def test_members_of_the_client_are_known() -> None:
    members = {name for face in (Modellix, AsyncModellix) for name in dir(face)}

    public = {name for name in members if not name.startswith("_")}
    assert public - {model.provider for model in contract().models} <= CLIENT_MEMBERS


@pytest.mark.parametrize(
    "server",
    ["javascript:alert(1)", "https://x/y", "https://x?y", "https://x\n", "https://a b", "x", "//x"],
)
def test_hostile_server(server: str, tmp_path: Path) -> None:
    made, _ = document(tmp_path, changed())
    openapi = copied(made.openapi)
    openapi["servers"][0]["url"] = server

    with pytest.raises(SpecError, match="the server"):
        checked(Document(openapi, made.models))

"""The models on offer, read from the published bundle."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from copy import copy
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from contract_tests.mock_api.judge import Judge

BUNDLE = Path(__file__).resolve().parents[2] / "generated_client" / "openapi.json"
_PREFIX = "/api/v1/"


@dataclass(frozen=True, slots=True)
class Offer:
    """One model: how it is reached, what it takes, what comes out.

    ``kind`` is the task type such as ``image-to-video``; ``routes`` maps a vintage to its path;
    ``defaults`` are the documented values of parameters that a request leaves out.
    """

    id: str
    provider: str
    kind: str
    title: str
    routes: Mapping[str, str]
    defaults: Mapping[str, Any]
    example: Mapping[str, Any]
    judge: Judge

    @property
    def makes_video(self) -> bool:
        """Whether the model makes clips; pictures otherwise."""
        return self.kind.endswith("-to-video")

    @property
    def slug(self) -> str:
        """Provider and model, as the list of models has it."""
        return f"{self.provider}/{self.id}"


class Catalog:
    """All models of a bundle; made once and shared, since compiling its schemas takes a while."""

    def __init__(self, bundle: Mapping[str, Any]) -> None:
        self.offers = tuple(_offers(bundle))
        self.routes = {
            path: (offer, vintage)
            for offer in self.offers
            for vintage, path in offer.routes.items()
        }
        self.providers = frozenset(offer.provider for offer in self.offers)

    def judging(self, model: str, judge: Judge) -> Catalog:
        """The same catalog, but with another judge of one model; the rest is shared."""
        other = copy(self)
        changed = {o.id: replace(o, judge=judge) if o.id == model else o for o in self.offers}
        other.offers = tuple(changed.values())
        other.routes = {path: (changed[o.id], v) for path, (o, v) in self.routes.items()}
        return other

    def offer(self, model: str) -> Offer:
        """The model of this id; raises ``KeyError`` for an unknown one."""
        for offer in self.offers:
            if offer.id == model:
                return offer
        raise KeyError(model)


def _offers(bundle: Mapping[str, Any]) -> Iterator[Offer]:
    components = bundle["components"]
    for path, item in bundle["paths"].items():
        operation = item.get("post", {})
        routes = operation.get("x-routes")
        if routes is None:
            continue
        media = operation["requestBody"]["content"]["application/json"]
        schema = components["schemas"][media["schema"]["$ref"].rpartition("/")[2]]
        kind, provider = routes["a"].removeprefix(_PREFIX).split("/")[:2]
        yield Offer(
            id=operation["operationId"],
            provider=provider,
            kind=kind,
            title=operation.get("summary", operation["operationId"]),
            # The path of the document is one of the three; a bundle that disagrees shows here.
            routes={**routes, **({} if path in routes.values() else {"documented": path})},
            defaults={
                name: member["default"]
                for name, member in schema.get("properties", {}).items()
                if "default" in member
            },
            example=next(iter(media["examples"].values()))["value"],
            judge=Judge(schema, components),
        )


def read_bundle(path: Path = BUNDLE) -> dict[str, Any]:
    """The bundle as JSON; raises ``FileNotFoundError`` that says how to make it."""
    try:
        return dict(json.loads(path.read_bytes()))
    except FileNotFoundError:
        advice = "run `python -m generator generate` in the repository's root first"
        raise FileNotFoundError(f"{path.name} is not there: {advice}") from None


@lru_cache(maxsize=2)
def load_catalog(path: Path = BUNDLE) -> Catalog:
    """The catalog of the bundle at ``path``; raises as ``read_bundle`` does."""
    return Catalog(read_bundle(path))

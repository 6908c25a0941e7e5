"""From the files of the spec to the contract."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from generator.contract.models import read_model
from generator.contract.protocol import read_protocol
from generator.contract.reading import Reading
from generator.contract.types import Contract, Model, ModelHead, Overview
from generator.spec.document import Document, ModelFile, load
from generator.spec.findings import Finding, SpecError
from generator.spec.references import model_references, shared_references
from generator.spec.source import Items, Table
from generator.spec.structure import structure_findings

# Both are printed into files of other formats: project files, headers.
_VERSION = re.compile(r"[0-9]+(?:\.[0-9]+){1,2}(?:(?:a|b|rc)[0-9]+)?")
_ORIGIN = re.compile(r"https?://[A-Za-z0-9.-]+(?::[0-9]+)?")


def load_contract(root: Path) -> Contract:
    """The contract of the spec below ``root``; raises ``SpecError`` with all that is wrong."""
    document, findings = load(root)
    contract, problems = read_contract(document)
    findings += problems
    if findings:
        raise SpecError(findings)
    return contract


def read_contract(document: Document) -> tuple[Contract, list[Finding]]:
    """The contract as far as it can be read, with every finding about the spec's files."""
    pages = [file.model for file in document.models]
    service, findings = read_service(document)
    models = []
    for file in document.models:
        model, problems = read_one(document.openapi, file, pages)
        findings += problems
        if model is not None:
            models.append(model)
    findings += clashes(models)
    contract = Contract(service.title, service.version, service.server, service.task, tuple(models))
    return contract, findings


def read_service(document: Document) -> tuple[Overview, list[Finding]]:
    """What the shared file says of the service, without its models."""
    reading = Reading()
    reading.findings += structure_findings(document.openapi, "document")
    reading.findings += shared_references(document.openapi)
    info = document.openapi.get("info")
    info = info if isinstance(info, Table) else Table(document.openapi.location)
    overview = Overview(
        title=reading.text(info, "title"),
        version=_version(reading, info),
        server=_server(reading, document.openapi),
        task=read_protocol(reading, document.openapi),
        models=(),
    )
    return overview, reading.findings


def read_one(
    openapi: Table, file: ModelFile, pages: Iterable[str]
) -> tuple[Model | None, list[Finding]]:
    """The model of one file, with every finding about that file.

    Args:
        openapi: The shared file, which references lead into.
        file: The model's.
        pages: The pages that evidence may name: one a model.
    """
    reading = Reading(pages)
    reading.findings += model_references(file.table, openapi)
    reading.findings += structure_findings(file.table, "model_document")
    model = read_model(reading, file)
    return model, reading.findings


def clashes(models: Iterable[ModelHead]) -> list[Finding]:
    """Names and paths that two models share."""
    seen: defaultdict[tuple[str, str], list[ModelHead]] = defaultdict(list)
    for model in models:
        attribute = f"{model.provider}.{model.attribute}"
        for noun, name in (
            ("id", model.id),  # rules are named after it
            ("name", model.class_name.lower()),
            ("module", model.stem),
            ("attribute", attribute),
        ):
            seen[noun, name].append(model)
        for route in {route for _, route in model.routes}:
            seen["path", route].append(model)
    return [
        Finding(
            model.location,
            f"the {noun} {name!r} belongs to {owners[0].id} already",
            f"change the {noun} of one of the two",
        )
        for (noun, name), owners in seen.items()
        for model in owners[1:]
    ]


def _server(reading: Reading, openapi: Table) -> str:
    servers = openapi.get("servers")
    first = servers[0] if isinstance(servers, Items) and servers else None
    if not isinstance(first, Table):
        reading.report(openapi.at("servers"), "no server", "name the service's origin")
        return ""
    url = reading.text(first, "url").rstrip("/")
    if url and not _ORIGIN.fullmatch(url):
        reading.report(first.value_at("url"), f"the server {url!r}", "write https://host, no more")
    return url


def _version(reading: Reading, info: Table) -> str:
    version = reading.text(info, "version")
    if version and not _VERSION.fullmatch(version):
        reading.report(info.value_at("version"), f"the version {version!r}", "write one like 1.2.3")
    return version

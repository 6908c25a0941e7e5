"""The paths of the operations besides the models' own, by the names that runtimes know them by."""

from __future__ import annotations

from generator.spec.document import Document

ACCOUNT = {
    "listModels": "models",
    "validateApiKey": "apikey_validate",
    "getTeamBalance": "team_balance",
}
FILES = {"listFiles": "collection", "deleteFile": "item"}


def operation_paths(document: Document, names: dict[str, str]) -> dict[str, str]:
    """The paths of the operations with these ids, by the names that the runtime knows them by."""
    paths = {}
    for path, item in document.openapi["paths"].items():
        for operation in item.values():
            name = names.get(operation.get("operationId", ""))
            if name is not None:
                paths[name] = path
    return paths

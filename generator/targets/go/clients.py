"""Prints what names all models: the client, its providers, and the data of the spec."""

from __future__ import annotations

from collections.abc import Mapping

from generator.contract.types import Contract
from generator.rules.go import go_string
from generator.targets.go.lines import Lines
from generator.targets.go.literals import strings
from generator.targets.go.models import spec_name
from generator.targets.go.sources import aligned, source


def spec_file(contract: Contract, account: Mapping[str, str], files: Mapping[str, str]) -> bytes:
    """The service as data: its address, its version, how a task is followed, its models."""
    task = contract.task
    out = Lines()
    out.add("// Version is the version of the spec, and so of this client.")
    out.add(f"const Version = {go_string(contract.version)}", "")
    out.add("// DefaultBaseURL is where the service stands.")
    out.add(f"const DefaultBaseURL = {go_string(contract.server)}", "")
    out.add("// The paths of the operations that belong to no model.", "const (")
    paths = {
        "listModelsPath": account["models"],
        "validateKeyPath": account["apikey_validate"],
        "balancePath": account["team_balance"],
        "filesPath": files["collection"],
        "filePath": files["item"],
    }
    width = max(map(len, paths))
    out.add(*(f"\t{name.ljust(width)} = {go_string(path)}" for name, path in paths.items()), ")")
    out.add("", "// taskSpec is how a submitted task is followed; durations are milliseconds.")
    out.add("var taskSpec = protocol{")
    pairs = [
        ("path", go_string(task.path)),
        ("terminal", strings(task.terminal)),
        ("success", strings(task.success)),
        ("firstDelay", str(task.first_delay_ms)),
        ("minDelay", str(task.min_delay_ms)),
        ("maxDelay", str(task.max_delay_ms)),
        ("growthPercent", str(task.growth_percent)),
        ("waitTimeout", str(task.wait_timeout_ms)),
    ]
    out.add(*aligned(pairs), "}", "")
    out.add("// modelSpecs are the models that this client knows, in the contract's order.")
    out.add("var modelSpecs = []*modelSpec{")
    out.add(*(f"\t&{spec_name(model)}," for model in contract.models), "}")
    return source([out.text()])

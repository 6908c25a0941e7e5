"""Prints what names all models: the client, its providers, and the data of the spec."""

from __future__ import annotations

from collections.abc import Mapping

from generator.contract.types import Overview
from generator.rules.go import go_string
from generator.targets.go.comments import comment
from generator.targets.go.lines import Lines
from generator.targets.go.literals import strings
from generator.targets.go.names import exported, model_field, specification
from generator.targets.go.sources import aligned, source


def client_file(
    overview: Overview, providers: Mapping[str, str], resources: Mapping[str, str]
) -> bytes:
    """The struct of the client: a field for each provider, beside those of the runtime.

    Args:
        overview: The models.
        providers: The type that holds a provider's models, by the provider.
        resources: The type of a model's calls, by its id.
    """
    out = Lines()
    out.add(
        "// Client is a client of the Modellix API, for one key. It is safe to use from several",
        "// goroutines at once, which then share one request budget.",
    )
    with out.block("type Client struct"):
        for provider, type_name in providers.items():
            out.add(*comment(f"{exported(provider)} are the models of {provider}."))
            out.add(f"{exported(provider)} *{type_name}", "")
        out.add("// Tasks are tasks by their ids.", "Tasks *Tasks", "")
        out.add("// Account is the account behind the key.", "Account *Account", "")
        out.add("// Files are media files on the service.", "Files *Files", "")
        out.add("engine *engine")
        out.add("err    error // why it cannot be used")
    for provider, type_name in providers.items():
        out.add("", *comment(f"{type_name} are the models of {provider}."))
        with out.block(f"type {type_name} struct"):
            models = [model for model in overview.models if model.provider == provider]
            for number, model in enumerate(models):
                if number:
                    out.add("")
                out.add(*comment(f"{model_field(model)} is {model.id}: {model.title}."))
                out.add(f"{model_field(model)} *{resources[model.id]}")
    out.add("", "// connect gives every model its way to the service.")
    with out.block("func (c *Client) connect()"):
        for provider, type_name in providers.items():
            out.add(f"c.{exported(provider)} = &{type_name}{{")
            pairs = [
                (model_field(model), f"&{resources[model.id]}{{modelCalls{{c}}}}")
                for model in overview.models
                if model.provider == provider
            ]
            out.add(*aligned(pairs), "}")
    return source([out.text()])


def spec_file(overview: Overview, account: Mapping[str, str], files: Mapping[str, str]) -> bytes:
    """The service as data: its address, its version, how a task is followed, its models."""
    task = overview.task
    out = Lines()
    out.add("// Version is the version of the spec, and so of this client.")
    out.add(f"const Version = {go_string(overview.version)}", "")
    out.add("// DefaultBaseURL is where the service stands.")
    out.add(f"const DefaultBaseURL = {go_string(overview.server)}", "")
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
    out.add(*(f"\t&{specification(model)}," for model in overview.models), "}")
    return source([out.text()])

"""What the generated tables say about tasks and models: plain values, cheap to import."""

from __future__ import annotations


class TaskSpec:
    """How a submitted task is followed; every duration is a whole number of milliseconds.

    Attributes:
        path: The path of a task, with ``{task_id}`` in it.
        terminal: Statuses after which a task changes no more.
        success: Those of them that come with a result.
        first_delay_ms: From the submit to the first look.
        min_delay_ms: Two looks are never closer than this.
        max_delay_ms: The pause between two looks grows no further than this.
        growth_percent: Each pause as a percentage of the one before it.
        wait_timeout_ms: How long a wait lasts when the caller does not say.
    """

    __slots__ = (
        "first_delay_ms",
        "growth_percent",
        "max_delay_ms",
        "min_delay_ms",
        "path",
        "success",
        "terminal",
        "wait_timeout_ms",
    )

    def __init__(
        self,
        *,
        path: str,
        terminal: tuple[str, ...],
        success: tuple[str, ...],
        first_delay_ms: int,
        min_delay_ms: int,
        max_delay_ms: int,
        growth_percent: int,
        wait_timeout_ms: int,
    ) -> None:
        self.path = path
        self.terminal = terminal
        self.success = success
        self.first_delay_ms = first_delay_ms
        self.min_delay_ms = min_delay_ms
        self.max_delay_ms = max_delay_ms
        self.growth_percent = growth_percent
        self.wait_timeout_ms = wait_timeout_ms


class ModelSpec:
    """One model: where it is submitted and where its rules stand.

    Attributes:
        id: The model's id, such as ``kling-v2-mi2i``.
        provider: The provider's name, such as ``kling``.
        attribute: Under which name the client offers it, such as ``v2_mi2i``.
        module: The module of ``rules`` that checks its requests.
        routes: The path in each vintage of the API (``a``, ``b``, ``c``).
        documented: The vintage that the model's page documents.
        output: What comes out: ``image`` or ``video``.
    """

    __slots__ = ("attribute", "documented", "id", "module", "output", "provider", "routes")

    def __init__(
        self,
        *,
        id: str,  # noqa: A002 (the word that the spec uses)
        provider: str,
        attribute: str,
        module: str,
        routes: dict[str, str],
        documented: str,
        output: str,
    ) -> None:
        self.id = id
        self.provider = provider
        self.attribute = attribute
        self.module = module
        self.routes = routes
        self.documented = documented
        self.output = output

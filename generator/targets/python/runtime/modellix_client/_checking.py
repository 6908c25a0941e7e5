"""What both clients can do without a network."""

from __future__ import annotations

TYPE_CHECKING = False  # typing.TYPE_CHECKING without the cost of importing typing
if TYPE_CHECKING:
    import os

    from ._clock import Clock
    from ._modes import Validation
    from .violations import Findings, Violation


class Checking:
    """What needs no network: the settings, and the rules."""

    def __init__(
        self,
        api_key: str | None,
        *,
        base_url: str | None,
        routes: str | None,
        timeout: float | None,
        clock: Clock | None,
        validation: Validation,
        journal: str | os.PathLike[str] | None = None,
        answer_log: str | os.PathLike[str] | None = None,
    ) -> None:
        from ._engine import Engine  # noqa: PLC0415 (keeps `import modellix_client` fast)

        self._engine = Engine(
            api_key=api_key,
            base_url=base_url,
            routes=routes,
            timeout=timeout,
            clock=clock,
            validation=validation,
            journal=journal,
            answer_log=answer_log,
        )

    def check(self, model: str, body: object) -> Findings:
        """Judge a request without sending it; needs no API key.

        Args:
            model: The model's id, such as ``kling-v2-mi2i``.
            body: The request as JSON values; images may be given in any form.

        Returns:
            Violations, which the service would refuse or may bill for nothing, and warnings.

        Raises:
            InvalidRequestError: no such model, or a body that JSON has no form for.
            MediaError: an image cannot be read.
        """
        return self._engine.check(model, body)

    def validate(self, model: str, body: object) -> list[Violation]:
        """The violations alone; empty when the request is fit to be sent. See ``check``."""
        return list(self.check(model, body)[0])

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {self._engine.base_url}>"

"""How strictly requests are checked: for a client, for a call, for a single rule."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias

from .errors import ConfigurationError, InvalidRequestError, RequestWarning
from .violations import Findings, Violation

STRICT: Final = "strict"
WARN: Final = "warn"
OFF: Final = "off"
MODES: Final = (STRICT, WARN, OFF)
ANY: Final = "*"

# A mode for every rule, or a mode for each rule id, "*" standing for the others.
Validation: TypeAlias = str | Mapping[str, str]


class Modes:
    """The mode of each rule.

    Args:
        setting: A mode, or a mapping from rule ids (or ``*``) to modes; ``None`` for no say.
        below: What holds where this setting says nothing.

    Raises:
        ConfigurationError: a mode or a key that does not exist.
    """

    def __init__(self, setting: Validation | None, below: Modes | None = None) -> None:
        self._below = below
        self._modes = _read(setting)

    def of(self, rule: str) -> str:
        """``strict``, ``warn`` or ``off``."""
        mode = self._modes.get(rule) or self._modes.get(ANY)
        if mode is not None:
            return mode
        return STRICT if self._below is None else self._below.of(rule)

    @property
    def all_off(self) -> bool:
        """Whether no rule can have a say, so that checking is wasted work."""
        if set(self._modes.values()) - {OFF}:
            return False
        return ANY in self._modes or (self._below is not None and self._below.all_off)


def _read(setting: Validation | None) -> Mapping[str, str]:
    given: object = setting
    if given is None:
        return {}
    if isinstance(setting, str):
        setting = {ANY: setting}
    if not isinstance(setting, Mapping):
        raise ConfigurationError(
            f"validation must be one of {', '.join(MODES)}, or a mapping of rule ids to these"
        )
    for rule, mode in setting.items():
        if mode not in MODES:
            raise ConfigurationError(f"validation must be one of {', '.join(MODES)}")
        if rule != ANY and "/" not in rule:
            raise ConfigurationError(
                "a key of validation must be a rule id such as kling-v2-mi2i/prompt/maxLength, or *"
            )
    return setting


def enforce(findings: Findings, modes: Modes, model_id: str, hints: Sequence[str]) -> None:
    """Refuse or warn, as the modes say.

    Args:
        findings: Violations and warnings of the request.
        modes: What to do about each rule.
        model_id: The model, for the text.
        hints: What else to tell a person when the request is refused.

    Raises:
        InvalidRequestError: a violation whose rule is strict.
    """
    violations, suspicions = findings
    refused = [violation for violation in violations if modes.of(violation.rule) == STRICT]
    if refused:
        raise refusal(refused, model_id, hints)
    for finding in (*violations, *suspicions):
        if modes.of(finding.rule) != OFF:
            warnings.warn(
                f"{model_id}: {finding} [{finding.rule}]", RequestWarning, stacklevel=_callers()
            )


def refusal(
    violations: Sequence[Violation], model_id: str, hints: Sequence[str] = ()
) -> InvalidRequestError:
    """The error that names every violation."""
    count = "1 rule is broken" if len(violations) == 1 else f"{len(violations)} rules are broken"
    lines = [f"{model_id}: {count}, nothing was sent"]
    lines += [f"  {violation} [{violation.rule}]" for violation in violations]
    lines += [f"  {hint}" for hint in hints]
    return InvalidRequestError("\n".join(lines), violations=violations)


def _callers() -> int:
    """How far up the stack the caller's own code stands: a warning is to point there."""
    level = 1
    frame = sys._getframe(1)  # noqa: SLF001 # pyright: ignore[reportPrivateUsage]
    inside = f"{__package__}."
    while frame.f_back is not None and f"{frame.f_globals.get('__name__')}.".startswith(inside):
        frame = frame.f_back
        level += 1
    return level

"""A file of failures that are known, each with its reason; one that is gone is an error.

``[{"check": "kling-v1-i2v/mode/enum", "reason": "takes master too, ticket 12"}]``
"""

from __future__ import annotations

import json
from pathlib import Path

from contract_tests.conformance.checks import checks
from contract_tests.conformance.options import OptionError


def read_known(path: Path) -> dict[str, str]:
    """The reasons by check.

    Raises:
        OptionError: the file cannot be read or says something else.
    """
    form = 'a list of {"check": …, "reason": …}'
    try:
        entries = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise OptionError(f"{path.name} cannot be read as JSON: {type(error).__name__}") from None
    if not isinstance(entries, list):
        raise OptionError(f"{path.name} is no list: write {form}")
    known: dict[str, str] = {}
    for number, entry in enumerate(entries):
        where = f"{path.name}, entry /{number}"
        if not isinstance(entry, dict) or entry.keys() != {"check", "reason"}:
            raise OptionError(f"{where}: write {form}")
        name, reason = entry["check"], entry["reason"]
        if name not in checks():
            raise OptionError(f"{where}: there is no check of this name: {name!r}")
        if not isinstance(reason, str) or not reason.strip():
            raise OptionError(f"{where}: {name} needs a reason")
        if name in known:
            raise OptionError(f"{where}: {name} stands there twice")
        known[name] = reason
    return known

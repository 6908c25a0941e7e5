"""All servers that lie, by what they lie about."""

from __future__ import annotations

from contract_tests.strength.form_liars import form_liars
from contract_tests.strength.liar import Family, Liar
from contract_tests.strength.miniatures import miniatures
from contract_tests.strength.protocol_liars import protocol_liars
from contract_tests.strength.reading_liars import reading_liars
from contract_tests.strength.task_liars import task_liars


def families() -> dict[Family, tuple[Liar, ...]]:
    """Every family by its name, in the order of reports."""
    return {
        "task": tuple(task_liars()),
        "protocol": tuple(protocol_liars()),
        "form": tuple(form_liars()),
        "reading": tuple(reading_liars()),
        "miniature": tuple(miniatures()),
    }

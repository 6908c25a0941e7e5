"""What a ``requires`` of the facts asks for, read anew: ``generator.docs.needs`` says the form."""

from contract_tests.facts.page import Fact, Json

Body = dict[str, Json]


def holds(fact: Fact, body: Body) -> bool:
    """Whether a body has all that is needed beside what it has."""
    value = fact.value
    if not speaks_of(fact, body):
        return True
    return all(_met(wanted, body, name) for name, wanted in value["needs"].items())


def speaks_of(fact: Fact, body: Body) -> bool:
    """Whether a body has the parameter, and the value if it is one that others are needed for."""
    name = fact.value["parameter"]
    return name in body and body[name] == fact.value.get("value", body[name])


def wanted_values(wanted: Json) -> list[Json]:
    """The values that will do; none where any will, or none is needed."""
    if wanted is None or isinstance(wanted, dict):
        return []
    return wanted if isinstance(wanted, list) else [wanted]


def shut_out(wanted: Json) -> list[Json]:
    """The values that must not be there."""
    return wanted["not"] if isinstance(wanted, dict) else []


def _met(wanted: Json, body: Body, name: str) -> bool:
    if isinstance(wanted, dict):
        return name not in body or body[name] not in shut_out(wanted)
    return name in body and (wanted is None or body[name] in wanted_values(wanted))

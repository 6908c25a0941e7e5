"""What strength has to reach, and whether it did."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

MOST_SECONDS: Final = 60.0


@dataclass(frozen=True, slots=True)
class Target:
    """One aim with what was reached; both as a reader sees them."""

    name: str
    aim: str
    got: str
    met: bool

    def to_json(self) -> dict[str, Any]:
        """The members by name."""
        return {"name": self.name, "aim": self.aim, "got": self.got, "met": self.met}


def targets(result: dict[str, Any]) -> tuple[Target, ...]:
    """Every aim that the result says something about."""
    found = [_spec(result["spec"]), _time(result["spec"])]
    for name, words, least in (
        ("task", "tasks in time", 0),
        ("protocol", "keys, errors and methods", 0),
        ("form", "the form of answers", 0),
        ("reading", "careless readers of bodies", 0),
        ("miniature", "miniatures", 15),
    ):
        found.append(_liars(words, result["liars"][name], least))
    both = sum(result["liars"][name]["all"] for name in ("task", "protocol"))
    found.append(
        Target("servers that lie in time or in words", "at least 40", f"{both}", both >= 40)
    )
    alarms = result["false_alarms"]
    wrong = len(alarms["alarms"])
    found.append(
        Target("false alarms on the true mock", "0", f"{wrong} of {alarms['runs']}", wrong == 0)
    )
    client = result["client"]
    told = client["killed"] + client["not_generated"]
    found.append(
        Target(
            "the Python client's suite", "all", f"{told} of {client['all']}", told == client["all"]
        )
    )
    peer = result["schemathesis"]
    if peer["sample"]:
        clean = peer["alarms"] == 0
        found.append(
            Target(
                "the comparison is fair: its alarms on the true mock",
                "0",
                f"{peer['alarms']}",
                clean,
            )
        )
    return tuple(found)


def _spec(part: dict[str, Any]) -> Target:
    seen = part["all"] - part["equivalent"]
    got = f"{part['killed']} of {seen} ({part['equivalent']} equivalent)"
    return Target("mutants of the spec", "all", got, part["killed"] == seen > 0)


def _time(part: dict[str, Any]) -> Target:
    seconds = part["seconds"]
    aim = f"under {MOST_SECONDS:.0f} s on 2 quiet cores"
    return Target("the spec part's time", aim, f"{seconds} s", seconds < MOST_SECONDS)


def _liars(name: str, part: dict[str, Any], least: int) -> Target:
    got = f"{part['killed']} of {part['all']}"
    return Target(name, "all", got, part["killed"] == part["all"] >= least)

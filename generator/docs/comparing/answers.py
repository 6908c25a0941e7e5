"""Answers that show that service and spec differ: a body that only one of the two takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from generator.contract.inventory import model_rules
from generator.contract.rule import Rule
from generator.contract.types import Contract, Json, Location, Model
from generator.docs.answers import Answer, AnswerLog
from generator.docs.comparing.difference import Difference
from generator.docs.comparing.meaning import spec_rules
from generator.docs.comparing.redacted import Verdict, parameters, verdict

# Other statuses speak of the key, the account, the path or the service, and not of the body.
_TAKEN: Final = 200
_REFUSED: Final = frozenset((400, 422))
# What the docs have the message of such an answer begin with (api facts, section 5).
_OF_THE_BODY: Final = frozenset(
    ("Invalid parameters", "Missing required parameter", "Invalid format", "Value out of range")
)
_NAMES_THE_CAUSE: Final = frozenset(("Missing required parameter", "Value out of range"))
_MOST_SHOWN: Final = 5
# By the form alone; with the help of what the client saw; with a cause that only a person can see.
_SURE, _HELPED, _GUESSED = 0.9, 0.7, 0.5


@dataclass(frozen=True, slots=True)
class Judged:
    """What one log shows: its differences, and on how many of its answers they rest."""

    differences: tuple[Difference, ...]
    witnesses: int


@dataclass
class _Finding:
    """Answers that show the same."""

    first: Answer
    certainty: float
    answers: int = 0
    seen: list[Json] = field(default_factory=list)

    def add(self, actual: Json, certainty: float) -> None:
        self.answers += 1
        self.certainty = max(self.certainty, certainty)
        if actual is not None and actual not in self.seen and len(self.seen) < _MOST_SHOWN:
            self.seen.append(actual)

    @property
    def shown(self) -> dict[str, Json]:
        """What the service did, as a difference has it."""
        return {"status": self.first.status, "answers": self.answers, "actual": self.seen}


def answer_differences(log: AnswerLog, contract: Contract) -> Judged:
    """Hold each answer against the spec; the same finding on several lines is told once.

    The form of a body decides most rules. Those that it leaves open are judged by what the client,
    which saw the body, wrote beside it; a difference that rests on that is less certain.
    """
    known = {model.id: model for model in contract.models}
    rules = {model.id: spec_rules(model) for model in contract.models}
    taken: dict[tuple[str, str, str], _Finding] = {}
    refused: dict[tuple[str, str, str], _Finding] = {}
    witnesses = 0
    for answer in log.answers:
        model = known.get(answer.model)
        if model is None or not _speaks_of_the_body(answer):
            continue
        witnesses += 1
        judged = verdict(model, rules[model.id], answer.body)
        helped = judged.open & answer.violations
        if answer.status == _TAKEN:
            for rule, subject, actual in _broken(model, judged, helped):
                certainty = _HELPED if rule in helped else _SURE
                key = model.id, rule, subject
                taken.setdefault(key, _Finding(answer, certainty)).add(actual, certainty)
        elif not judged.broken and not helped:
            subject, actual = _about(model, answer)
            key = model.id, answer.category or "", subject
            certainty = _certainty(answer, subject, judged)
            refused.setdefault(key, _Finding(answer, certainty)).add(actual, certainty)
    differences = [
        *_taken(log, known, taken),
        *_turned_down(log, known, refused),
    ]
    return Judged(tuple(sorted(differences, key=lambda entry: entry.line or 0)), witnesses)


def _speaks_of_the_body(answer: Answer) -> bool:
    if answer.status == _TAKEN:
        return answer.code == 0
    return answer.status in _REFUSED and answer.category in (*_OF_THE_BODY, None)


def _broken(
    model: Model, judged: Verdict, helped: Iterable[str]
) -> Iterator[tuple[str, str, Json]]:
    """Rule, subject and what was there instead; a member that nobody knows is a subject itself."""
    for rule, actual in [*judged.broken.items(), *((rule, None) for rule in sorted(helped))]:
        above = rule.removeprefix(f"{model.id}/").rpartition("/")[0]
        strangers = judged.strangers.get(rule)
        for name in strangers or ():
            yield rule, f"{above}/{name}" if above else name, None
        if not strangers:
            yield rule, "model" if above in ("", "rule") else above, actual


def _about(model: Model, answer: Answer) -> tuple[str, Json]:
    """The parameter that the message names, and what the body had there."""
    name = (answer.parameter or "").partition(".")[0]
    values = dict(parameters(answer.body))
    if name in values or any(entry.name == name for entry in model.request.fields):
        return name, values.get(name)
    return "model", None


def _certainty(answer: Answer, subject: str, judged: Verdict) -> float:
    """The service also refuses what no log holds: a picture that it cannot fetch, a bad word."""
    if subject == "model" or answer.category not in _NAMES_THE_CAUSE:
        return _GUESSED
    about = f"{answer.model}/{subject}/"
    return _HELPED if any(rule.startswith(about) for rule in judged.open) else _SURE


def _taken(
    log: AnswerLog, known: dict[str, Model], found: dict[tuple[str, str, str], _Finding]
) -> Iterator[Difference]:
    for (model, rule_id, subject), finding in found.items():
        rule = next(rule for rule in model_rules(known[model]) if rule.id == rule_id)
        must = rule.level == "must"
        yield Difference(
            model=model,
            subject=subject,
            kind="accepted",
            keyword=rule.keyword,
            was=_asked(rule),
            is_=finding.shown,
            class_="loosening" if must else "documentation",
            certainty=finding.certainty,
            file=log.file,
            line=finding.first.line,
            spec=rule.location,
            rules=(rule_id,),
            advice="the service took what the spec forbids: ask whether the docs are too strict"
            if must
            else "the service took, or passed over, what no page takes: decide whether to allow it",
        )


def _asked(rule: Rule) -> Json:
    """What the rule asks for."""
    if rule.validation is not None:
        return rule.validation.text
    return {rule.keyword: True if rule.limit is None else rule.limit}


def _turned_down(
    log: AnswerLog, known: dict[str, Model], found: dict[tuple[str, str, str], _Finding]
) -> Iterator[Difference]:
    for (name, category, subject), finding in found.items():
        model = known[name]
        spec, rules = _rules_about(model, subject)
        yield Difference(
            model=name,
            subject=subject,
            kind="refused",
            was=None,
            is_={**finding.shown, "category": category or None},
            class_="breaking",
            certainty=finding.certainty,
            file=log.file,
            line=finding.first.line,
            spec=spec,
            rules=rules,
            advice="the service refused what the spec allows: read the model's page again"
            if finding.certainty > _GUESSED
            else "refused for a reason that the log does not hold, such as what a picture shows: "
            "send the request again and read the message",
        )


def _rules_about(model: Model, subject: str) -> tuple[Location, tuple[str, ...]]:
    member = next((entry for entry in model.request.fields if entry.name == subject), None)
    prefix = f"{model.id}/{subject}/"
    rules = tuple(rule.id for rule in model_rules(model) if rule.id.startswith(prefix))
    return (member.shape.location if member else model.location), rules

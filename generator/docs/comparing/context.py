"""What a comparison works on: one page, one model, the facts last accepted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from generator.contract.inventory import model_rules
from generator.contract.types import Json, Location, Model
from generator.docs.accepted import Accepted
from generator.docs.comparing.classes import class_of
from generator.docs.comparing.difference import Class, Decided, Difference
from generator.docs.comparing.statements import Statement, statements
from generator.docs.page import NAMELESS, Fact, Key, Reading


@dataclass
class Context:
    """One page beside one model of the contract."""

    reading: Reading
    model: Model
    accepted: Accepted | None
    said: dict[Key, Statement] = field(init=False)
    told: dict[Key, list[Fact]] = field(init=False)
    decided: list[Decided] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.said = {statement.key: statement for statement in statements(self.model)}
        self.told = defaultdict(list)
        for fact in self.reading.facts:
            self.told[fact.key].append(fact)

    @property
    def rule_ids(self) -> frozenset[str]:
        """The ids of the model's rules."""
        return frozenset(rule.id for rule in model_rules(self.model))

    def was_accepted(self, key: Key) -> Fact | None:
        """The fact under this key as it was last accepted."""
        return self.accepted.find(*key) if self.accepted else None

    def certainty(self, subject: str) -> float:
        """How sure the name of a parameter is."""
        top = subject.split("/", maxsplit=1)[0]
        found = self.reading.find(top, "type")
        return found.certainty if found else 1.0

    def place(self, subject: str, keyword: str | None = None) -> Location:
        """Where the spec speaks of a parameter, or at least of the model."""
        for statement in self.said.values():
            if statement.subject == subject and keyword in (None, statement.keyword):
                return statement.location
        if keyword is not None:
            return self.place(subject)
        above = subject.rpartition("/")[0]
        return self.place(above) if above else self.model.location

    def decide(self, decision: str, line: int | None) -> None:
        """Note that a decision settles what the page says."""
        entry = Decided(self.model.id, decision, line)
        if not any(other.decision == decision for other in self.decided):
            self.decided.append(entry)

    def difference(  # noqa: PLR0913 -- everything that a difference is made of
        self,
        key: Key,
        was: Json,
        is_: Json,
        *,
        fact: Fact | None = None,
        class_: Class | None = None,
        rules: tuple[str, ...] | None = None,
        advice: str = "",
        certainty: float | None = None,
        spec: Location | None = None,
    ) -> Difference:
        """A difference in one statement; what is not given follows from the key."""
        subject, kind, keyword = key
        statement = self.said.get(key)
        if rules is None:
            rule = f"{self.model.id}/{subject}/{_rule_keyword(kind, keyword)}"
            rules = (rule,) if kind not in ("default", "path") else ()
        sure = self.certainty(subject) if certainty is None else certainty
        return Difference(
            model=self.model.id,
            subject=subject,
            kind=kind,
            was=was,
            is_=is_,
            class_=class_ or class_of(kind, keyword, was, is_),
            certainty=min(sure, fact.certainty) if fact else sure,
            file=self.reading.file,
            line=fact.line if fact else self.line_of(subject),
            spec=spec or (statement.location if statement else self.place(subject)),
            keyword=keyword,
            rules=rules,
            facts=(fact,) if fact else (),
            advice=advice,
        )

    def unread(self, names: Iterable[str]) -> str:
        """Why a person has to look at what is no longer said of ``names``; empty: no need."""
        about = {*names, "model", NAMELESS}
        for sentence in self.reading.sentences:
            if sentence.subject.split("/", maxsplit=1)[0] in about:
                return f"line {sentence.line} may say it in words that were not understood: read it"
        return ""

    def line_of(self, subject: str) -> int | None:
        """Where the page speaks of a subject, for what it no longer says."""
        top = subject.split("/", maxsplit=1)[0]
        for name in (subject, top):
            found = self.reading.find(name, "type")
            if found is not None:
                return found.line
        return None


def _rule_keyword(kind: str, keyword: str | None) -> str:
    return "media" if kind == "image" else keyword or kind

"""Which of the cases written by hand still hold, once a docs page has changed.

`pages.json` keeps, for each parameter, a digest of what its page said when the cases were written.
A case that speaks of a parameter whose facts are others now would judge by an old page: it is
passed over, and counted, until a person has written it anew and run
`python -m contract_tests.vectors.current`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping
from functools import cache
from pathlib import Path

from contract_tests.counts import record
from contract_tests.facts.page import Json, Page, pages
from contract_tests.validation.told import NEAR, distance

FOLDER = Path(__file__).resolve().parent / "handwritten"
RECORD = FOLDER / "pages.json"
# What no verdict depends on.
_BESIDE = ("example", "default", "path", "vintage", "auth", "response")
_WHOLE = "model"
Digests = Mapping[str, Mapping[str, str]]


def digests() -> dict[str, dict[str, str]]:
    """What each page says of each parameter now; of all together under ``model``."""
    return {model: _of(page) for model, page in pages().items()}


def _of(page: Page) -> dict[str, str]:
    about: dict[str, list[Json]] = {}
    for fact in page.facts:
        if fact.kind not in _BESIDE:
            name = _WHOLE if fact.kind == "unsupported" else fact.subject.split("/")[0]
            told = [fact.subject, fact.kind, fact.keyword, fact.value]
            about.setdefault(name, []).append(told)
    about["route"] = [[fact.value] for fact in page.facts if fact.subject == "route"]
    return {
        name: hashlib.sha256(json.dumps(sorted(map(json.dumps, told))).encode()).hexdigest()[:16]
        for name, told in sorted(about.items())
    }


def holds(case: Mapping[str, Json], then: Digests, now: Digests) -> bool:
    """Whether everything that a case speaks of is as it was when the case was written."""
    model = case["model"]
    before, after = then.get(model, {}), now.get(model, {})
    if before.get(_WHOLE) != after.get(_WHOLE):
        return False
    changed = {name for name in {*before, *after} if before.get(name) != after.get(name)}
    if not changed:
        return True
    page = pages()[model]
    flags = [page.find(name, "required") for name in changed]
    if any(flag is not None and flag.value is True for flag in flags):
        return False  # every case without it is judged otherwise
    body = case["body"] if isinstance(case["body"], dict) else {}
    told = (entry["path"].split("/") for entry in (*case["violations"], *case["warnings"]))
    named = {*body, *(steps[1] for steps in told if len(steps) > 1)}
    # A name that came or went may be what is proposed for one that nobody knows.
    moved = before.keys() ^ after.keys()
    return not changed & named and not any(_near(one, other) for one in moved for other in named)


def _near(one: str, other: str) -> bool:
    return abs(len(one) - len(other)) <= NEAR and distance(one, other) <= NEAR


@cache
def outdated(model: str, *names: str) -> str | None:
    """Why what was written for these parameters of a page holds no more; ``None`` if it does.

    Without names it is any of them, or a rule of the page. A page that is gone is another one too.
    """
    then: Digests = json.loads(RECORD.read_text(encoding="utf-8"))
    # A request that lacks what has to be given now is no good one, whatever it speaks of.
    asked = (*names, *_required(model)) if names else ()
    return unlike(model, asked, then, digests())


def _required(model: str) -> list[str]:
    """The parameters that have to be given by a page as it is now."""
    page = pages().get(model)
    return [place.name for place in page.parameters() if place.required] if page else []


def unnamed(model: str, *names: str, whole: bool = False) -> str | None:
    """Why what names these parameters of a page finds them no more; ``None`` if it does.

    ``whole``: they make a request, which is none any more once another one has to be given.
    On a page that is as it was a name that it does not have is a slip, and nothing is passed over.
    """
    page = pages().get(model)
    known = {place.name for place in page.parameters()} if page else set()
    gone = sorted(set(names) - known)
    if gone and outdated(model) is not None:
        return f"{model} has no {' and no '.join(gone)} any more: write it anew"
    more = set(_required(model)) - set(names) if whole else set()
    then: Digests = json.loads(RECORD.read_text(encoding="utf-8"))
    now = digests() if more else {}
    asked = sorted(name for name in more if unlike(model, [name], then, now) is not None)
    return f"{model} asks for {' and '.join(asked)} now: write it anew" if asked else None


def unlike(model: str, names: Collection[str], then: Digests, now: Digests) -> str | None:
    """The same of two states of the pages."""
    before, after = then.get(model, {}), now.get(model, {})
    asked = names or tuple(name for name in {*before, *after} if name != "route")
    changed = sorted(name for name in asked if before.get(name) != after.get(name))
    if not changed:
        return None
    return (
        f"the page of {model} has changed since ({', '.join(changed)}): write it anew, then run "
        "python -m contract_tests.vectors.current"
    )


@cache
def lines(path: Path) -> tuple[bytes, ...]:
    """The lines of a file of cases that still hold."""
    then: Digests = json.loads(RECORD.read_text(encoding="utf-8"))
    now = digests()
    every = path.read_bytes().splitlines()
    kept = tuple(line for line in every if then == now or holds(json.loads(line), then, now))
    if len(kept) < len(every):
        record("handwritten cases that a changed page has outdated", len(every) - len(kept))
    return kept


if __name__ == "__main__":
    RECORD.write_text(json.dumps(digests(), indent=2) + "\n", encoding="utf-8")

"""A sentence with its parameters and its turns of phrase put into signs, so that few templates do.

``Provide either image or text, not both`` and ``either text or image has to be specified, but not
both`` differ in words that mean the same; here both come down to the same few signs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from generator.docs.prose.clause import Clause
from generator.docs.prose.words import TOGETHER

_GIVE = (
    r"(?:provided|given|specified|set|present|supplied|included|used|passed|sent|defined|"
    r"filled(?: in)?|non-empty|not empty|submitted)(?! to\b)"
)
_AGAIN = r"(?:(?:also|always|both|then|all)\s+)*"
_MODAL = r"(?:must|should|has to|have to|needs? to|shall)"
_NO = (
    r"(?:can\s*not|can't|must not|mustn't|may not|should not|shouldn't|shall not|do not|does not|"
    r"don't|doesn't)"
)
_ALLOWED = r"(?:allowed|permitted|accepted|supported|available|valid|possible|usable|compatible)"
_NEEDED = r"(?:required|mandatory|needed|compulsory)"
_JOINED = (
    r"\b(?:as a pair|in pairs?|combined|altogether|in total|in combination|taken together|"
    rf"{TOGETHER})\b"
)
# In this order: what forbids holds words of what demands, what is not given of what is.
_TURNS: Final = tuple(
    (re.compile(pattern, re.IGNORECASE), sign)
    for pattern, sign in (
        (r"^\s*(?:(?:please )?notes?(?: that)?|important|attention|warning)\s*:?\s+", ""),
        (r"^\s*(?:but|and|however|also)\s*,?\s+", ""),
        (r"\s*[.;!]*\s*$", ""),
        (r"(?:\bbut\b|,)?\s*\(?(?:but )?\b(?:not|never) both(?: at once)?\b\)?", " NOTBOTH"),
        (r"\bat least one|(?:a )?minimum(?: of)? one|one or more|any one\b", "LEASTONE"),
        (r"\b(?:exactly|precisely) one\b", "EXACTLYONE"),
        (rf"\b{_NO}\s+(?:both\s+|all\s+)?be\s+(?:{_GIVE}|combined|mixed|used|set)", "FORBID"),
        (rf"\b(?:(?:is|are)\s+)?not\s+(?:yet\s+)?{_ALLOWED}", "FORBID"),
        (rf"\b{_MODAL}\s+be\s+(?:empty|omitted|absent|left out|unset)", "FORBID"),
        (rf"\b(?:is|are|was|has|have)(?:n't| not)(?: been)?\s+{_GIVE}", "ABSENT"),
        (r"\b(?:is|are)\s+(?:absent|omitted|missing|empty|unset|left out)", "ABSENT"),
        (rf"\b(?:is|are|was|has been|have been)\s+{_AGAIN}{_GIVE}", "GIVEN"),
        (rf"\b{_MODAL}\s+{_AGAIN}be\s+{_GIVE}", "MUST"),
        (rf"\b(?:(?:is|are)\s+)?{_AGAIN}(?<!not ){_NEEDED}", "REQUIRED"),
        (r"\b(?:when(?:ever)?|once)\b", "if"),
        (_JOINED, "TOGETHER"),
    )
)  # fmt: skip
_JOIN = r"\s*(?:,\s*(?:and\s+|or\s+|plus\s+)?|\band\b|\bor\b|\bplus\b|&|\+|/)\s*"
_NOUN = r"(?:\s+(?:parameters?|fields?|arguments?|inputs?|lists?|arrays?)\b)?"
_CONDITION = re.compile(
    r"\b(?:if|when|whenever|unless|with|without|in|for|once|while|until|except|otherwise|only)\b",
    re.IGNORECASE,
)
_START = re.compile(r"[,;:(]\s+|\s-\s|\(")
_LONGEST = 400


@dataclass(frozen=True, slots=True)
class Names:
    """A list of parameters in words: ``and``, ``or``, or neither where one or a sign joins them."""

    names: tuple[str, ...]
    word: str


@dataclass(frozen=True, slots=True)
class Canonical:
    """A stretch of a sentence in signs; ``«2»`` stands for ``lists[2]``."""

    text: str
    lists: tuple[Names, ...]
    span: tuple[int, int]


def canonical(clause: Clause) -> Iterator[Canonical]:
    """The sentence in signs, then its last parts, as far as nothing before them limits them."""
    text = clause.text
    if len(text) > _LONGEST or not clause.vocabulary.parameters:
        return
    yield _signs(clause, 0, len(text))
    for match in _START.finditer(text):
        if _CONDITION.search(text[: match.start()]):
            return
        before = re.search(r"(\w+)['\"]?$", text[: match.start()])
        if match[0][0] == "," and before and before[1] in clause.vocabulary.parameters:
            continue  # in the middle of a list
        closing = text.find(")", match.end()) if "(" in match[0] else -1
        yield _signs(clause, match.end(), closing if closing > 0 else len(text))


def _signs(clause: Clause, start: int, end: int) -> Canonical:
    one = "|".join(
        re.escape(name)
        for name in sorted(clause.vocabulary.parameters, key=lambda name: (-len(name), name))
        if "/" not in name
    )
    item = rf"(?:the\s+|an?\s+)?(?:parameters?\s+|fields?\s+)?['\"]?\b(?:{one})\b['\"]?{_NOUN}"
    lists: list[Names] = []

    def replace(match: re.Match[str]) -> str:
        names = re.findall(rf"\b(?:{one})\b", match[0])
        joins = re.sub(item, " ", match[0])
        words = {word for word in ("and", "or") if re.search(rf"\b{word}\b", joins)}
        words |= {"and"} if re.search(r"\bplus\b|\+|&", joins) else set()
        if not words and "," in joins:
            # "Without a, b is required": a comma alone parts as well as it joins.
            lists.extend(Names((name,), "") for name in names)
            return " , ".join(f"«{len(lists) - len(names) + i}»" for i in range(len(names)))
        lists.append(Names(tuple(dict.fromkeys(names)), words.pop() if len(words) == 1 else ""))
        return f"«{len(lists) - 1}»"

    text = re.sub(rf"{item}(?:{_JOIN}{item})*", replace, clause.text[start:end])
    for pattern, sign in _TURNS:
        text = pattern.sub(sign, text)
    return Canonical(" ".join(text.replace(",", " , ").split()), tuple(lists), (start, end))

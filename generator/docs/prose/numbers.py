"""Numbers within sentences: lengths, counts, ranges, defaults."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.contract.types import Json
from generator.docs.prose.clause import Clause, Found
from generator.docs.text.bounds import NUMBER, number
from generator.docs.text.json_values import read_value

# As people write them: "2,147,483,647" is one number, "[1,100]" are two.
_NUMBER = rf"(?:[1-9]\d{{0,2}}(?:,\d{{3}})+(?![\d,]*\d)|{NUMBER})"
# "2 500" and "2'500" are one number each, in ways that are not read: no part of them is one.
_FRESH = r"(?<![\d.,'])(?<!\d\s)"
_WHOLE = r"(?!\w|[.:,']\d|\s\d)"
_SIZE = rf"{_FRESH}(\d[\d,]{{0,9}})"
_TO = (
    r"\s*(?:-|~|to|\.\.\.?|,?\s*(?:and|but)(?:\s+(?:at most|(?:no|not) more than|up to|"
    r"a maximum of))?)\s*"
)
_CHARACTERS = r"(?:characters?|chars?|letters|symbols)"
_THINGS = (
    r"(?:images?|items?|elements?|entries|pictures?|photos?|files?|urls?|masks?|points?|frames?|"
    r"videos?|references?|reference images?|subject images?|input images?|tags?|keywords?|styles?|"
    r"colou?rs?|prompts?|strings?|objects?|points?|ids?|segments?|shots?|characters?(?= in))"
)
# A word between a number and what it counts; "4 without image" counts no images.
_KIND = r"(?:(?!(?:with|without|per|in|of|for|by|if|when|each|alongside)\b)\w+\s+)?"
_WORDS = "one|two|three|four|five|six|seven|eight|nine|ten"
_COUNT = rf"(?:{_FRESH})(\d{{1,7}}|{_WORDS})"
_LENGTH = re.compile(
    rf"(?:between\s+|from\s+|at least\s+)?{_SIZE}{_TO}{_SIZE}\s*{_CHARACTERS}", re.IGNORECASE
)
_MOST_CHARACTERS = re.compile(
    rf"(?:up to|at most|(?:no|not be|not) (?:more|longer) than|not exceed(?:ing)?|"
    rf"max(?:imum|\.)?(?: length)?(?: of|:| is)?|limited to|within|fewer than or equal to|"
    rf"<=)\s*{_SIZE}\s*{_CHARACTERS}",
    re.IGNORECASE,
)
_MOST_LENGTH = re.compile(
    rf"max(?:imum|\.)?\s+(?:string\s+|text\s+|prompt\s+)?length\s*(?:is|of|:|=)?\s*{_SIZE}{_WHOLE}"
    rf"(?:\s*{_CHARACTERS})?",
    re.IGNORECASE,
)
_LEAST_CHARACTERS = re.compile(
    rf"(?:at least|min(?:imum|\.)?(?: of|:| length:?)?|no (?:fewer|"
    rf"less) than|>=)\s*{_SIZE}\s*{_CHARACTERS}",
    re.IGNORECASE,
)
# After the number nothing that it would count: no unit, no thing.
_END = rf"{_WHOLE}(?!\s*(?!and\b|or\b|but\b)[^\W\d_]|\s*%)"
_MULTIPLE = re.compile(
    rf"(?:(?:must|should|has to|needs to)\s+be\s+)?(?:an?\s+)?(?:(?:integer|whole)\s+)?"
    rf"(?:multiples?\s+of|divisible\s+by)\s+({_NUMBER}){_END}",
    re.IGNORECASE,
)
_COUNTS = re.compile(
    rf"(?:between\s+|from\s+|at least\s+)?{_COUNT}{_TO}{_COUNT}\s+(?:reference\s+)?{_THINGS}\b",
    re.IGNORECASE,
)
_MOST_COUNT = re.compile(
    rf"(?:up to|at most|(?:no|not) more than|max(?:imum|\.)?(?: of|:| is)?|limited to|<=|"
    rf"(?:not|cannot|can't|never) exceed(?:ing)?)\s*{_COUNT}\s+"
    rf"{_KIND}{_THINGS}\b(?!\s+(?:in\s+)?(?:total|combined|together))",
    re.IGNORECASE,
)
# "Languages of the captions, at most 4": of a list the number at the end counts its entries.
_BARE_COUNT = re.compile(
    rf"(?:^|[,;(:.]\s*)(?:up to|at most|(?:no|not) more than|max(?:imum|\.)?(?: of)?|limited to)\s*"
    rf"{_COUNT}(?:\s+(?:in all|in total|overall|each request|per request))?\s*(?=[.)]|$)",
    re.IGNORECASE,
)
# What several lists may hold is no limit of one of them.
_SHARED = re.compile(r"\b(?:together|combined|in total|altogether)\b[^,;.]*$", re.IGNORECASE)
_LEAST_COUNT = re.compile(
    rf"(?:at least|min(?:imum|\.)?(?: of|:)?|no (?:fewer|less) than|>=)\s*{_COUNT}\s+{_KIND}"
    rf"{_THINGS}\b(?!\s+(?:of|from)\b)",
    re.IGNORECASE,
)
_RANGE = re.compile(
    rf"(?:(?:value\s+|valid\s+|allowed\s+)?range(?:\s+is|\s+of)?|"
    rf"values?\s+(?:must\s+be\s+)?(?:from|"
    rf"between|in)|(?:must|should|can) be\s+(?:between|from)|between|ranging from|\bfrom)\s*:?\s*"
    rf"[\[(]?({_NUMBER})(?:{_TO}|\s*,\s*)({_NUMBER}){_WHOLE}[\])]?|"
    rf"[(\[]\s*({_NUMBER})\s*(?:-|~|to)\s*({_NUMBER})\s*[)\]]|"
    rf",\s+({_NUMBER})\s*(?:-|~|to)\s*({_NUMBER}){_WHOLE}\s*(?=[.;)]|$)",
    re.IGNORECASE,
)
_MOST_VALUE = re.compile(
    rf"\bmax(?:imum|\.)?\s*(?:value)?\s*(?:is|of|:|=)?\s*({_NUMBER}){_END}", re.IGNORECASE
)
_LEAST_VALUE = re.compile(
    rf"\bmin(?:imum|\.)?\s*(?:value)?\s*(?:is|of|:|=)?\s*({_NUMBER}){_END}", re.IGNORECASE
)
_COMPARED = re.compile(
    rf"(?P<sign>up to|(?:greater|more|larger|higher) than(?: or equal to)?|"
    rf"(?:less|smaller|lower) than(?: or equal to)?|at least|at most|"
    r"no (?:less|more|greater) than)\s+"
    rf"(?P<number>{_NUMBER}|{_WORDS}){_END}",
    re.IGNORECASE,
)
_EACH_LENGTH = re.compile(
    rf"each\s+(?:\w+\s+)?(?:up to|at most|no (?:more|longer) than|max(?:imum|\.)?(?: of)?|"
    rf"limited to)\s+(\d{{1,7}})\s*{_CHARACTERS}",
    re.IGNORECASE,
)
_DEFAULT = re.compile(
    r"\b(?:the\s+)?defaults?(?:\s+value)?\s*(?:is|to|:|=|are|(?=-?\d))\s*(\"[^\"]{0,80}\"|'[^']{0,80}'|"
    r"[\w:./-]*\w)",
    re.IGNORECASE,
)
_REQUIRED = re.compile(
    r"(?:^|[(.,;-]\s*)(?:this (?:parameter|field) is\s+)?required\s*(?=[.):]|$)", re.IGNORECASE
)
_OPTIONAL = re.compile(
    r"(?:^|[(.]\s*)(?:this (?:parameter|field) is\s+)?optional\b"
    r"(?!\s+(?:if|when|unless|with|for|in)\b)",
    re.IGNORECASE,
)
# All of these, and not one of them.
_LISTED = r"[A-Za-z]\w*(?:\s*(?:,\s*and|,|and)\s+[A-Za-z]\w*){0,20}"
_NAMED_REQUIRED = re.compile(
    rf"(?:^|[.:;]\s+)(?P<names>{_LISTED})\s+(?:is|are)\s+(?:both\s+|always\s+)?(?:required|mandatory)"
    r"\s*(?=[.;]|$)",
    re.IGNORECASE,
)
_ALL_OPTIONAL = re.compile(
    r"\ball\s+(?:of the\s+)?(?:parameters|"
    r"fields)\s+are\s+optional",
    re.IGNORECASE,
)


def lengths(clause: Clause) -> Iterator[Found]:
    """``(1-2500 characters)``, ``up to 2500 characters``."""
    if clause.subject is None or clause.type not in ("string", None):
        return
    for match in _LENGTH.finditer(clause.text):
        yield _limit(match, "minLength", 1)
        yield _limit(match, "maxLength", 2)
    for pattern, keyword in (
        (_MOST_CHARACTERS, "maxLength"),
        (_MOST_LENGTH, "maxLength"),
        (_LEAST_CHARACTERS, "minLength"),
    ):
        for match in pattern.finditer(clause.text):
            yield _limit(match, keyword, 1)


def counts(clause: Clause) -> Iterator[Found]:
    """``1-4 images``, ``minimum 1 image, maximum 4 images``."""
    if clause.subject is None or clause.type != "array":
        return
    for match in _COUNTS.finditer(clause.text):
        yield _limit(match, "minItems", 1)
        yield _limit(match, "maxItems", 2)
    for match in _MOST_COUNT.finditer(clause.text):
        if not _SHARED.search(clause.text[: match.start()]):
            yield _limit(match, "maxItems", 1)
    for match in _BARE_COUNT.finditer(clause.text):
        yield _limit(match, "maxItems", 1)
    for match in _LEAST_COUNT.finditer(clause.text):
        yield _limit(match, "minItems", 1)
    for match in _EACH_LENGTH.finditer(clause.text):
        found = _limit(match, "maxLength", 1)
        yield Found(found.span, "limit", found.value, "maxLength", f"{clause.subject}/items")


def ranges(clause: Clause) -> Iterator[Found]:
    """``Range: 0.0-1.0``, ``between 0 and 1``."""
    if clause.subject is None or clause.type not in ("integer", "number"):
        return
    for match in _RANGE.finditer(clause.text):
        first = next(group for group in (1, 3, 5) if match[group] is not None)
        ends = _limit(match, "minimum", first), _limit(match, "maximum", first + 1)
        low, high = (_fitting(clause, end) for end in ends)
        if low is not None and high is not None and low <= high:
            yield from ends
    for pattern, keyword in ((_MOST_VALUE, "maximum"), (_LEAST_VALUE, "minimum")):
        for match in pattern.finditer(clause.text):
            found = _limit(match, keyword, 1)
            if _fitting(clause, found) is not None:
                yield found


def compared(clause: Clause) -> Iterator[Found]:
    """``must be greater than 0``, ``at most 10``."""
    if clause.subject is None or clause.type not in ("integer", "number"):
        return
    for match in _COMPARED.finditer(clause.text):
        sign = match["sign"].lower()
        low = sign.startswith(("greater", "more", "larger", "higher", "at least", "no less"))
        open_end = sign.endswith(" than") and not sign.startswith("no ")
        name = "minimum" if low else "maximum"
        keyword = f"exclusive{name.capitalize()}" if open_end else name
        value = _value(match["number"])
        span = match.span()
        if before := re.search(r"(?:must|should|has to|needs to)\s+be\s*$", clause.text[: span[0]]):
            span = (before.start(), span[1])
        found = Found(span, "limit", value, keyword)
        if _fitting(clause, found) is not None:
            yield found
    for match in _MULTIPLE.finditer(clause.text):
        yield _limit(match, "multipleOf", 1)


def default(clause: Clause) -> Iterator[Found]:
    """``Default: 0.5``, ``defaults to std``."""
    if clause.subject is None:
        return
    for match in _DEFAULT.finditer(clause.text):
        word = match[1].strip("'\"")
        value: Json = word
        if clause.type in ("integer", "number", "boolean"):
            read = read_value(word.lower())
            if read is None or not isinstance(read.value, (bool, int, float)):
                continue
            value = read.value
        elif clause.type in ("array", "object"):
            continue
        enum = (
            clause.vocabulary.parameters[clause.subject].enum
            if (clause.subject in clause.vocabulary.parameters)
            else ()
        )
        # "by default is used" names no value: of an enum only its members count.
        if enum and value not in enum:
            near = [option for option in enum if str(option).lower() == word.lower()]
            if not near or not isinstance(near[0], (bool, int, float, str)):
                continue
            value = near[0]
        elif not enum and clause.type == "string" and match[1] == word:
            continue
        yield Found(match.span(), "default", value)


def presence(clause: Clause) -> Iterator[Found]:
    """``Required.``, ``Optional but recommended``, ``All parameters are optional``."""
    if clause.subject is None:
        if match := _ALL_OPTIONAL.search(clause.text):
            yield Found(match.span(), "required", value=False, subject="*")
        for match in _NAMED_REQUIRED.finditer(clause.text):
            names = clause.vocabulary.names(match["names"])
            if names and all(name in clause.vocabulary.parameters for name in names):
                for name in names:
                    yield Found(match.span(), "required", value=True, subject=name)
        return
    if match := _REQUIRED.search(clause.text):
        yield Found(match.span(), "required", value=True)
    elif match := _OPTIONAL.search(clause.text):
        yield Found(match.span(), "required", value=False)


def _fitting(clause: Clause, found: Found) -> float | None:
    """The limit, unless it is a fraction that binds an integer: then its point is a thousand's."""
    value = found.value
    if not isinstance(value, (int, float)) or (clause.type == "integer" and value != int(value)):
        return None
    return value


def _limit(match: re.Match[str], keyword: str, group: int) -> Found:
    return Found(match.span(), "limit", _value(match[group]), keyword)


def _value(text: str) -> int | float:
    """A number in digits or in words."""
    words = _WORDS.split("|")
    return words.index(text.lower()) + 1 if text.lower() in words else number(text.replace(",", ""))

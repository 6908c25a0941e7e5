"""Sentences that bind a parameter to another one: only with it, or only when it has a value."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from generator.contract.types import Json
from generator.docs.prose.clause import Clause, Found
from generator.docs.prose.guards import about_some_values, conditional, negated
from generator.docs.prose.words import MUST
from generator.docs.text.json_values import read_value

_NAME = r"['\"]?(?P<name>[A-Za-z][A-Za-z0-9_.]*)['\"]?"
# A version with dots, a quoted value, a word, a number.
_VALUE = r"(?P<value>\"[^\"]{1,80}\"|'[^']{1,80}'|[\w:./-]*\w)"
# Of a parameter that "takes effect only when" something holds the service takes no notice
# otherwise: nothing is refused, and no word here says so.
_VERB = r"(?:available|valid|applicable|supported|usable|allowed|accepted|taken|enabled|possible)"
# "Only used when" is what the service does with it, "can only be used when" what one may do.
_ONLY = (
    rf"(?:(?:can|may|must) only be\s+(?:{_VERB}|used|given|set|provided|specified|supplied|"
    r"passed)|(?:can|may|must) be used only|"
    rf"(?:only|is only|are only)\s+{_VERB}|{_VERB}\s+only|^\s*only)\s+"
)
_WHEN = r"(?:when|if|with|while|together with|along with|in combination with|where|for|in case)"
_IS = r"(?:\s*(?:==?|:)\s*|\s+(?:is set to|is|equals|equal to|set to|has the value|is equal to)\s+)"
_GIVEN = re.compile(
    r"\s*(?:is|are|has been|was)?\s*(?:also\s+)?(?:provided|set|given|specified|present|used|"
    r"supplied|included|passed|sent|not empty|non-empty)\b",
    re.IGNORECASE,
)
_ONLY_WHEN = re.compile(
    rf"{_ONLY}{_WHEN}\s+(?:the\s+)?(?:parameter\s+)?{_NAME}(?:{_IS}{_VALUE})?", re.IGNORECASE
)
_ABSENT = re.compile(
    r"\s*(?:(?:is|are|was|has|have)(?:n't|\s+not)\b|(?:is|are)\s+(?:absent|omitted|missing|empty|"
    r"unset|left out|neither)\b)",
    re.IGNORECASE,
)
_NO_REFUSAL = re.compile(r"\b(?:otherwise )?ignored\b|\bno effect\b", re.IGNORECASE)
_MODE_ONLY = re.compile(
    rf"(?:{_VERB}\s+)?\b(?:in|with|for)\s+(?:the\s+)?(?P<name>[A-Za-z]\w*)(?:\s+|=|:\s*)"
    r"(?P<value>['\"]?[\w:.-]+['\"]?)\s+only\b",
    re.IGNORECASE,
)
_VALUE_ONLY = re.compile(
    r"(?:^|[.;,(]\s*)(?P<value>['\"]?[\w:.-]+['\"]?)\s+(?P<name>[A-Za-z]\w*)\s+only\s*(?=[.;)]|$)",
    re.IGNORECASE,
)
_IN_MODE = re.compile(
    rf"{_ONLY}(?:in|for|with|when using|under)\s+(?:the\s+)?(?P<value>['\"]?[\w:.-]+['\"]?)\s+"
    r"(?P<name>[A-Za-z][A-Za-z0-9_]*)",
    re.IGNORECASE,
)
_NEEDS = re.compile(
    rf"(?:(?<!which )\brequires|\bneeds|\bdepends on|\brelies on)\s+(?:that\s+)?(?:the\s+)?"
    rf"(?:parameter\s+)?{_NAME}(?:(?:{_IS}|\s+to be(?: set to)?\s+|\s+be(?: set to)?\s+){_VALUE})?",
    re.IGNORECASE,
)
_MUST_BE_USED_WITH = re.compile(
    rf"(?:{MUST}|can only be used|only used)\s+(?:together|along|in combination|jointly)?\s*with\s+"
    rf"{_NAME}(?:{_IS}{_VALUE})?",
    re.IGNORECASE,
)
_UNLESS = re.compile(
    rf"not (?:available|supported|allowed|accepted|valid)\s+unless\s+{_NAME}"
    rf"(?:{_IS}{_VALUE})?",
    re.IGNORECASE,
)
_PRESENT = (
    r"(?:is|are|has been|was)\s+(?:also\s+)?(?:provided|set|given|specified|present|used|supplied|"
    r"included|passed|sent)"
)
# "Required when text is given" in the words of voice: text needs voice.
_REQUIRED_WHEN = re.compile(
    rf"(?:is |are |also )*(?:required|mandatory|needed|must be (?:provided|given|set|specified|"
    rf"supplied|included|used))\s+(?:when|if|whenever|where|once)\s+(?:the\s+)?(?:parameter\s+)?"
    rf"{_NAME}\s+{_PRESENT}(?!\s+to\b)",
    re.IGNORECASE,
)
_WHEN_GIVEN = re.compile(
    rf"(?:when|if|whenever|once)\s+(?:the\s+)?(?:parameter\s+)?{_NAME}\s+{_PRESENT}(?!\s+to\b)\s*,?\s*"
    rf"(?:then\s+)?(?:the\s+)?(?:parameter\s+)?['\"]?(?P<needed>[A-Za-z]\w*)['\"]?\s+(?:(?:is|are)"
    rf"\s+(?:also\s+)?(?:required|mandatory|needed)|(?:must|has to|needs to|should)\s+(?:also\s+)?"
    rf"be\s+(?:provided|given|set|specified|supplied|included|used|present))",
    re.IGNORECASE,
)
_FURTHER = re.compile(r"\s*(,|\bor\b|/)\s*['\"]?([\w:-]+(?:\.\w+)*)", re.IGNORECASE)
_PREDICATES = frozenset(
    ("provided", "set", "given", "specified", "present", "used", "supplied", "included", "also")
)

# What may stand between a parameter's name and what is said of it.
_BETWEEN: Final = frozenset(
    "parameter parameters field input value is are was can may must be it also itself and".split()  # noqa: SIM905 -- a list of words reads better
)
_SWITCHED: Final = {"enabled": True, "on": True, "disabled": False, "off": False}
_NEEDING: Final = (_ONLY_WHEN, _NEEDS, _MUST_BE_USED_WITH, _UNLESS)
# Without a value these say nothing.
_OF_VALUES: Final = (_IN_MODE, _MODE_ONLY, _VALUE_ONLY)


def requires(clause: Clause) -> Iterator[Found]:
    """``only available when b='x'``: this parameter needs b, with that value."""
    yield from _required_when(clause)
    if _NO_REFUSAL.search(clause.text):
        return
    for pattern in (*_NEEDING, *_OF_VALUES):
        for match in pattern.finditer(clause.text):
            needed = clause.vocabulary.known(match["name"])
            subject = clause.subject or _named_before(clause, match.start())
            if needed is None or subject is None or needed == subject or "/" in subject:
                continue
            if (
                negated(clause.text, match.start())
                or conditional(clause.text, match.start())
                or about_some_values(clause, match.start())
            ):
                continue
            value, end = _value(clause, needed, match)
            if value is None and (
                pattern in _OF_VALUES
                or _ABSENT.match(clause.text, match.end("name"))
                or (match["value"] and not _is_predicate(match["value"]))
            ):
                continue
            if value is not None and _ABSENT.match(clause.text, match.end("name")):
                continue
            asked = _further(clause, needed, value, end)
            if asked is None:
                continue
            value, end = asked
            needs: Json = {"parameter": subject, "needs": {needed: value}}
            yield Found((match.start(), end), "requires", needs, subject="model")


def _further(clause: Clause, needed: str, value: Json, end: int) -> tuple[Json, int] | None:
    """The value with those that follow it, and where they end; ``None`` where who knows what does.

    "When mode is 'pro' or 'std'" asks for one of several values.
    """
    further = _FURTHER.match(clause.text[end:])
    if further is None:
        return value, end
    if value is None:
        # "requires a or b" asks for one of them; a comma begins something else.
        named = further[1] != "," and further[2] in clause.vocabulary.parameters
        return None if named else (value, end)
    options = clause.vocabulary.parameters[needed].enum
    among, stop = _several(clause.text, end, [value], options)
    if len(among) > 1:
        return among, stop
    return None if further[1] != "," or further[2] in map(str, options) else (value, end)


def _several(
    text: str, end: int, found: list[Json], options: Sequence[object]
) -> tuple[list[Json], int]:
    """The values that follow, joined by "or", and where their words end.

    Only the first where no "or" joins them: who knows what else is asked for.
    """
    first, start, joined = found[:1], end, False
    known = {str(option): _json(option) for option in options}
    while (match := _FURTHER.match(text, end)) and match[2] in known:
        found.append(known[match[2]])
        joined |= match[1] != ","
        end = match.end() + (text[match.end() : match.end() + 1] in ("'", '"'))
    return (found, end) if joined else (first, start)


def _required_when(clause: Clause) -> Iterator[Found]:
    """``required when b is given``: b needs this parameter."""
    for match in _WHEN_GIVEN.finditer(clause.text):
        given = clause.vocabulary.known(match["name"])
        needed = clause.vocabulary.known(match["needed"])
        if given is not None and needed is not None and given != needed:
            yield _needs(match.span(), given, needed)
    for match in _REQUIRED_WHEN.finditer(clause.text):
        given = clause.vocabulary.known(match["name"])
        needed = _named_before(clause, match.start()) or clause.subject
        only = re.search(r"\bonly\s*$", clause.text[: match.start()], re.IGNORECASE)
        if only or negated(clause.text, match.start()) or needed is None or "/" in needed:
            continue
        if given is not None and given != needed:
            yield _needs(match.span(), given, needed)


def _needs(span: tuple[int, int], given: str, needed: str) -> Found:
    needs: Json = {"parameter": given, "needs": {needed: None}}
    return Found(span, "requires", needs, subject="model")


def _value(clause: Clause, needed: str, match: re.Match[str]) -> tuple[Json, int]:
    """The value that is asked for, ``None`` for any, and where the words for it end."""
    text = match["value"]
    if text is None or _is_predicate(text):
        given = _GIVEN.match(clause.text, match.end("name"))
        return None, max(match.end(), given.end() if given else 0)
    parameter = clause.vocabulary.parameters[needed]
    word = text.strip("'\"").rstrip(".")
    if parameter.type == "boolean" and word.lower() in _SWITCHED:
        return _SWITCHED[word.lower()], match.end()
    for option in parameter.enum:
        if str(option).lower() == word.lower():
            return _json(option), match.end()
    if parameter.enum:
        return (None if text == word else word), match.end()
    if parameter.type in ("integer", "number", "boolean"):
        found = read_value(word.lower())
        value = found.value if found else None
        return (value if isinstance(value, (bool, int, float)) else None), match.end()
    return (word if text != word else None), match.end()


def _is_predicate(text: str) -> bool:
    return text.strip("'\"").lower() in _PREDICATES


def _json(option: object) -> Json:
    return option if isinstance(option, (bool, int, float, str)) else str(option)


def _named_before(clause: Clause, end: int) -> str | None:
    """``b is only available when …``: the parameter right before the words."""
    words: list[str] = re.findall(r"[A-Za-z][A-Za-z0-9_]*|[=:]", clause.text[:end])
    for word in reversed(words[-4:]):
        if word in clause.vocabulary.parameters:
            return word
        if word.lower() not in _BETWEEN:
            return None
    return None

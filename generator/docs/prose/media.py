"""Sentences about images: the forms in which they are taken, their formats and sizes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.contract.types import Json
from generator.docs.prose.clause import Clause, Found
from generator.docs.prose.members import about_file, members_in
from generator.docs.prose.words import GIB, SIZE_UNITS

_URL = re.compile(r"\b(?:urls?|links?|uris?)\b", re.IGNORECASE)
_BASE64 = re.compile(r"\bbase[ -]?64\b", re.IGNORECASE)
_DATA_URL = re.compile(r"\bdata[ -](?:url|uri)s?\b|\bdata:image", re.IGNORECASE)
_DENIED = re.compile(r"\b(?:not|no|without)\s+(?:\w+\s+)?$", re.IGNORECASE)
_IS_NOT = re.compile(
    r"\s*(?:strings?|data|input|encoding|images?)?\s*(?:is|are)?\s*(?:not|n't|un)\s*-?(?:supported|"
    r"accepted|allowed|available)",
    re.IGNORECASE,
)
_FORMAT = r"(?:image/)?\.?(?:jpe?g|png|gif|webp|bmp|tiff?)\b"
_LIST = rf"{_FORMAT}(?:\s*(?:,|/|\||and|or|&|,\s*and|,\s*or)\s*{_FORMAT})*"
# "JPEG/PNG, max 10MB": formats without a word for them, as a part of a sentence by themselves.
_BARE_FORMATS = re.compile(
    rf"(?:^|[,;(:]\s*)(?P<list>{_LIST})(?=\s*(?:$|[.;,)]|(?:up to|max|at most|no (?:larger|more)|"
    rf"less than|under|only)\b))",
    re.IGNORECASE,
)
_REFUSED = re.compile(
    r"\b(?:un|not\s+|non-?)(?:supported|accepted|allowed)\b|\bexcept\b", re.IGNORECASE
)
_NO_IMAGE = re.compile(
    r"\b(?:audio|sound|videos?|clips?|mp3|wav|mp4|mov|voice|speech)\b", re.IGNORECASE
)
_IMAGE = re.compile(
    r"\b(?:images?|pictures?|photos?|portrait|frames?|masks?|jpe?g|png)\b", re.IGNORECASE
)
_FORMATS = re.compile(
    rf"(?:(?:supported|accepted|allowed|valid|available|image|file|input|picture)\s+)*"
    rf"(?:(?:file |image |media )?(?:formats?|types?|extensions?)|supports|accepts)\s*"
    rf"(?:are|is|include|includes|must be|should be|:|=|of|-)?\s*(?:either\s+|one of\s+)?"
    rf"(?P<list>{_LIST})|"
    rf"(?:must be|should be|has to be|in)\s+(?:an?\s+)?(?P<list2>{_LIST})"
    rf"(?:\s+(?:format|image|file|picture)s?)?",
    re.IGNORECASE,
)
_ONE_FORMAT = re.compile(_FORMAT, re.IGNORECASE)
_AMOUNT = r"(?P<amount{0}>\d+(?:\.\d+)?)\s*(?P<unit{0}>[KMG]i?B|bytes?)\b"
_SIZE = re.compile(
    r"(?:max(?:imum|\.)?|largest|limit)\s*(?:allowed\s+)?(?:file\s+|image\s+|picture\s+)?"
    r"(?:size|file)?(?:\s+limit)?\s*(?:per|of each|for each|of an?|of the|of)?\s*(?:image|file|"
    r"item|picture|entry)?\s*(?:is|of|:|=|must be|up to)?\s*" + _AMOUNT.format(1) + r"|"
    r"(?:(?:must|should|may|can)\s*not|can't|cannot|not)\s*(?:exceed|be (?:larger|bigger|more|"
    r"greater) than|to exceed|exceeding|larger than|bigger than|over)\s*" + _AMOUNT.format(2) + r"|"
    r"(?:up to|at most|no (?:larger|more|bigger|greater) than|less than|under|below|smaller than|"
    r"within|<=?|limited to|size limit:?)\s*" + _AMOUNT.format(3),
    re.IGNORECASE,
)
_HEAD_WORDS = 12


def image(clause: Clause) -> Iterator[Found]:
    """``image URL or Base64``: the forms in which an image is taken."""
    if clause.subject is None:
        return
    base64 = _BASE64.search(clause.text)
    without = _DATA_URL.sub(lambda match: " " * len(match[0]), clause.text)
    url = _URL.search(without)
    if base64 is None or url is None:
        return
    if any(_DENIED.search(clause.text[: form.start()]) for form in (base64, url)):
        return
    if any(_IS_NOT.match(clause.text[form.end() :]) for form in (base64, url)):
        return
    subject, kind = _carrier(clause)
    if subject is None or kind not in ("string", None):
        return
    forms: list[Json] = ["url", "base64"]
    if _DATA_URL.search(clause.text):
        forms.append("data")
    span = (min(url.start(), base64.start()), max(url.end(), base64.end()))
    yield Found(span, "image", forms, subject=subject)


def formats(clause: Clause) -> Iterator[Found]:
    """``Supported formats: .jpg, .jpeg, .png``."""
    if clause.subject is None or _no_image(clause) or not _takes_files(clause):
        return
    subject, _ = _carrier(clause)
    if subject is None:
        return
    labelled = [
        (match.span(), match["list"] or match["list2"])
        for match in _FORMATS.finditer(clause.text)
        if match["list"] or re.search(r"format|image|file|\.|must|should", match[0], re.IGNORECASE)
    ]
    bare = [(match.span("list"), match["list"]) for match in _BARE_FORMATS.finditer(clause.text)]
    for span, listed in labelled or bare:
        around = re.split(r"[.;]\s", clause.text[: span[1]])[-1] + clause.text[span[1] :][:30]
        if _REFUSED.search(around) or _of_another(clause, span[0]):
            continue  # what is not taken; a person has to say what is
        found = _ONE_FORMAT.findall(listed)
        names: list[Json] = list(dict.fromkeys(_format(name) for name in found))
        yield Found(span, "media", {"formats": names}, subject=subject)


def size(clause: Clause) -> Iterator[Found]:
    """``Maximum size: 10MB``, of the decoded image; 1 MB is 1024 x 1024 bytes (decision 14)."""
    if clause.subject is None or _no_image(clause) or not _takes_files(clause):
        return
    subject, _ = _carrier(clause)
    if subject is None:
        return
    for match in _SIZE.finditer(clause.text):
        number = next(i for i in (1, 2, 3) if match[f"amount{i}"])
        unit = match[f"unit{number}"].lower()
        factor = GIB if unit.startswith("g") else SIZE_UNITS.get(unit, 1)
        yield Found(
            match.span(),
            "media",
            {"maxBytes": int(float(match[f"amount{number}"]) * factor)},
            subject=subject,
        )


def _takes_files(clause: Clause) -> bool:
    """Whether a value can be a file at all: no number, no choice of words, no format by name."""
    known = clause.vocabulary.parameters.get(clause.subject or "")
    if known is None:
        return True
    named = re.search(r"(?:^|_)(?:format|type|extension|codec)s?$", known.name)
    return known.type in (None, "string", "array") and not known.enum and not named


def _of_another(clause: Clause, start: int) -> bool:
    """Whether the words before say that another parameter is meant: ``when output_format is``."""
    before = re.split(r"[.;,(]\s", clause.text[:start])[-1]
    words: list[str] = re.findall(r"[A-Za-z]\w*", before)
    others = set(clause.vocabulary.parameters) - {clause.subject}
    condition = re.search(r"\b(?:if|when|unless|while|where|for|with)\b|=", before, re.IGNORECASE)
    return condition is not None and not others.isdisjoint(words)


def _no_image(clause: Clause) -> bool:
    """Whether the parameter is a sound or a clip: the limits of images say nothing of these."""
    known = clause.vocabulary.parameters.get(clause.subject or "")
    words = f"{(clause.subject or '').replace('_', ' ')} {known.words if known else ''}"
    head = " ".join(words.split(maxsplit=_HEAD_WORDS)[:_HEAD_WORDS])
    return bool(_NO_IMAGE.search(head)) and not _IMAGE.search(head)


def _carrier(clause: Clause) -> tuple[str | None, str | None]:
    """Which value a sentence about images means: a string, the items of a list, their member.

    ``None`` where it may be one of several members.
    """
    subject = clause.subject or ""
    if clause.type != "array":
        return subject, clause.type
    named = members_in(clause.text)
    member = about_file(clause.text)
    if named:
        return (f"{subject}/items/{member.name}" if member else None), "string"
    if clause.member:
        return f"{subject}/items/{clause.member}", "string"
    below = {
        name: parameter
        for name, parameter in clause.vocabulary.parameters.items()
        if name.startswith(f"{subject}/items/")
    }
    texts = [name for name, parameter in below.items() if parameter.type in ("string", None)]
    images = [name for name in texts if _IMAGE.search(name.replace("_", " "))]
    if below:
        one = images if len(images) == 1 else texts
        return (one[0] if len(one) == 1 else None), "string"
    return f"{subject}/items", "string"


def _format(text: str) -> str:
    name = text.lower().removeprefix("image/").lstrip(".")
    return {"jpg": "jpeg", "tif": "tiff"}.get(name, name)

"""The plain text that keeps names, types, flags and defaults (a-format)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.contract.types import Json
from generator.docs.formats.assembly import Described, assemble
from generator.docs.formats.details import Details, read_details, scalar
from generator.docs.formats.endings import endings
from generator.docs.formats.frame import Frame, read_frame
from generator.docs.formats.heads import Head, heads
from generator.docs.page import STATED, Fact, Format, PageError, Reading
from generator.docs.prose.reader import Passage
from generator.docs.text import headings
from generator.docs.text.type_words import TypeWord

_ANSWER = ("code", "message", "data")
_CONTENT = "application/json"
_MOST_HEADS = 1_000


@dataclass(frozen=True, slots=True)
class _Block:
    head: Head
    path: tuple[str, ...]
    end: int


def read_text_a(file: str, lines: Sequence[str], format_: Format = "a") -> Reading:
    """Read one page.

    Raises:
        PageError: it has no call to a model, or no parameter.
    """
    frame = read_frame(lines)
    found = heads(lines, frame.taken)
    if len(found) > _MOST_HEADS:
        raise PageError(f"{len(found)} parameters: no model has that many")
    splits = _splits(lines, frame.taken)
    body, first = _body(found, splits)
    blocks = _blocks(body, found, splits, len(lines))
    if not blocks:
        raise PageError("no parameters below a heading Body: nothing to compare")
    described = [_describe(lines, block) for block in blocks]
    auth = _auth(found)
    facts = [fact for fact in frame.facts if fact.kind != "auth" or auth is None]
    facts += [auth] if auth else []
    return assemble(
        file=file,
        route=frame.route,
        format_=format_,
        frame=facts,
        parameters=described,
        notes=_notes(lines, frame, splits, first),
        endings=endings(lines, frame.taken),
    )


def _splits(lines: Sequence[str], taken: frozenset[int]) -> list[tuple[int, str]]:
    """Where sections begin: ``body``, ``auth``, ``response``, ``content`` (a media type)."""
    found: list[tuple[int, str]] = []
    for number, line in enumerate(lines, 1):
        if not line or number in taken or len(line) > 60:  # noqa: PLR2004 -- headings are short
            continue
        text = line.strip(" #*")
        if text.endswith(_CONTENT):
            found.append((number, "content"))
        elif headings.is_label(text, headings.BODY):
            found.append((number, "body"))
        elif headings.is_label(text, headings.RESPONSE):
            found.append((number, "response"))
        elif text.lower() != "authorization" and headings.is_label(text, headings.AUTH):
            found.append((number, "auth"))
    return found


def _body(found: list[Head], splits: list[tuple[int, str]]) -> tuple[list[Head], int]:
    """The heads that are parameters of the body, and where the first of them stands."""
    body: list[Head] = []
    answering = False
    previous = 0
    for index, head in enumerate(found):
        between = [kind for number, kind in splits if previous < number < head.start]
        previous = head.start
        if "response" in between:
            answering = True
        elif "body" in between or "auth" in between:
            answering = False
        names = tuple(entry.name for entry in found[index : index + len(_ANSWER)])
        if names == _ANSWER and head.type.type == "integer":
            answering = True
        elif answering and "content" in between and head.name not in _ANSWER:
            answering = False
        if not answering and head.place is None:
            body.append(head)
    return body, body[0].start if body else 0


def _blocks(
    body: list[Head], found: list[Head], splits: list[tuple[int, str]], last: int
) -> list[_Block]:
    """Each parameter with its path and the last line of its text."""
    starts = sorted({head.start for head in found} | {number for number, _ in splits})
    types: dict[tuple[str, ...], TypeWord] = {}
    blocks: list[_Block] = []
    for head in body:
        end = next((start for start in starts if start > head.end), last + 1) - 1
        path = _path(head.name, types)
        if path in types:
            continue  # the same parameter again, as in a menu of the page
        types[path] = head.type
        blocks.append(_Block(head, path, end))
    return blocks


def _path(name: str, types: dict[tuple[str, ...], TypeWord]) -> tuple[str, ...]:
    """``image_list[].image`` as ``image_list/items/image``."""
    path: tuple[str, ...] = ()
    for step in name.split("."):
        listed = step.endswith("]")
        parent = types.get(path)
        if parent is not None and parent.type == "array" and path[-1:] != ("items",):
            path = (*path, "items")
        path = (*path, step.split("[")[0])
        if listed:
            path = (*path, "items")
    return path[:-1] if path[-1:] == ("items",) else path


def _describe(lines: Sequence[str], block: _Block) -> Described:
    head, subject = block.head, "/".join(block.path)
    details = read_details(lines, head.end + 1, block.end, subject, head.type)
    return Described(
        subject=subject,
        facts=tuple(_facts(head, subject, details)),
        prose=tuple(Passage(text, number, subject) for number, text in details.prose),
        example=details.example,
        example_line=details.example_line,
        unclear=tuple(f"{subject}: {flag}" for flag in _told_beside(lines, head)),
    )


def _told_beside(lines: Sequence[str], head: Head) -> list[str]:
    """Flags and parts of a type that no fact can say: ``deprecated``, ``string | null``."""
    printed = lines[head.type_line - 1]
    several = [] if "|" not in printed else [f"of type {printed.strip()[:80]}"]
    return [*several, *head.others]


def _facts(head: Head, subject: str, details: Details) -> list[Fact]:
    word = head.type
    facts = [Fact(subject, "type", word.type, STATED, head.type_line)]
    line = head.required_line or head.start
    facts.append(Fact(subject, "required", head.required, STATED, line))
    if head.default is not None:
        value: Json = scalar(head.default, word.type)
        facts.append(Fact(subject, "default", value, STATED, head.default_line))
    facts += details.limits
    target = subject
    if word.type == "array" and word.items is not None:
        target = f"{subject}/items"
        facts.append(Fact(target, "type", word.items.type, STATED, head.type_line))
    if details.options:
        options: list[Json] = list(dict.fromkeys(details.options))
        facts.append(Fact(target, "enum", options, STATED, (details.options_line or 0) + 1))
    if details.example_line is not None and details.example is not None:
        facts.append(Fact(subject, "example", details.example, STATED, details.example_line))
    return facts


def _auth(found: list[Head]) -> Fact | None:
    for head in found:
        if head.place == "header" and head.name.lower() in ("authorization", "x-api-key"):
            scheme = "bearer" if head.name.lower() == "authorization" else "key"
            value: Json = {"scheme": scheme, "header": head.name}
            return Fact("auth", "auth", value, STATED, head.start)
    return None


def _notes(
    lines: Sequence[str], frame: Frame, splits: list[tuple[int, str]], first: int
) -> list[Passage]:
    """Prose about the whole model: above the first parameter, and the page's description."""
    above = [number for number, kind in splits if number < first and kind in ("body", "content")]
    start = max(above, default=first)
    notes = [
        Passage(lines[number - 1], number, None)
        for number in range(start + 1, first)
        if number not in frame.taken and len(lines[number - 1].split()) > 2  # noqa: PLR2004
    ]
    seen = {note.line for note in notes}
    notes += [
        Passage(text, number, None, binding=False)
        for number, text in enumerate(lines[: max(first - 1, 0)], 1)
        if number not in frame.taken and number not in seen and len(text.split()) > 4  # noqa: PLR2004 -- menus and buttons are shorter
    ]
    notes += [Passage(text, line, None, binding=False) for line, text in frame.rests]
    return notes

"""The declarations of a TypeScript module: heads as a declaration file has them, without bodies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from generator.surface.ts_tokens import CLOSE, OPEN, Token, closing, tokens, written

_KINDS: Final = ("class", "interface", "function", "const", "let", "type", "enum")
_MARKS: Final = frozenset(("export", "declare", "abstract", "async", "default"))
# A brace after one of these opens a type, not a body.
_BEFORE_TYPE: Final = frozenset((":", "|", "&", "=>", "<", ",", "(", "=", "extends", "readonly"))
_TRUTHS: Final = ("true", "false")
# In a type these are brackets too.
_OPENED: Final = OPEN | {"<"}
_CLOSED: Final = CLOSE | {">"}


@dataclass
class Declaration:
    """One declaration; ``bases`` are the names that it extends, without their arguments."""

    name: str
    head: str
    exported: bool
    members: list[str] = field(default_factory=list)
    bases: tuple[str, ...] = ()


@dataclass
class Module:
    """What a module declares, what it takes from others, and what it hands on."""

    declared: dict[str, list[Declaration]] = field(default_factory=dict)
    # Local name: module as written, name there.
    imported: dict[str, tuple[str, str]] = field(default_factory=dict)
    # Offered name: module as written (empty: this one), name there.
    exported: dict[str, tuple[str, str]] = field(default_factory=dict)
    handed_on: list[str] = field(default_factory=list)


def read_module(source: str) -> Module:
    """Every declaration at the top of a module."""
    found = tokens(source)
    module = Module()
    at = 0
    while at < len(found):
        at = _statement(found, at, module)
    return module


def _statement(found: Sequence[Token], at: int, module: Module) -> int:
    start = at
    exported = found[at].text == "export"
    if found[at].text in ("import", "export"):
        after = at + 1 + (found[min(at + 1, len(found) - 1)].text == "type")
        if (after < len(found) and found[after].text in ("{", "*")) or found[at].text == "import":
            end = _end(found, at)
            _names(found[at:end], module)
            return end
    while at < len(found) and found[at].text in _MARKS:
        at += 1
    if at >= len(found) or found[at].text not in _KINDS:
        return _end(found, start)
    kind, name = found[at].text, found[at + 1].text
    head, opened = _head(found, at)
    declaration = Declaration(name, _marked(found[start:at], found[at:head]), exported)
    end = head
    if opened and kind in ("class", "interface", "enum"):
        end = closing(found, head)
        inner = found[head + 1 : end - 1]
        declaration.members = list(members(inner) if kind != "enum" else [written(inner)])
        declaration.bases = tuple(_bases(found[at:head]))
    elif opened:
        end = closing(found, head)
    elif head < len(found) and found[head].text == "=":
        end = _end(found, head)
        if not any(token.text == ":" for token in found[at:head]):
            # What is not exported may have no type: then it is what it holds.
            declaration.head += f" {written(found[head : end - 1])}"
    elif head < len(found) and found[head].text == ";":
        end = head + 1
    if kind == "type":
        end = _end(found, start)
        declaration.head = written([t for t in found[at : end - 1] if t.text not in _MARKS])
    module.declared.setdefault(name, []).append(declaration)
    if exported:
        module.exported[name] = "", name
    return end


def _marked(marks: Sequence[Token], head: Sequence[Token]) -> str:
    abstract = "abstract " if any(token.text == "abstract" for token in marks) else ""
    return abstract + written(_without_presets(head))


def _end(found: Sequence[Token], at: int) -> int:
    """After the semicolon that ends a statement, or after its body."""
    depth = 0
    for index in range(at, len(found)):
        text = found[index].text
        depth += (text in OPEN) - (text in CLOSE)
        if depth == 0 and text == ";":
            return index + 1
    return len(found)


def _head(found: Sequence[Token], at: int) -> tuple[int, bool]:
    """Where a head ends, and whether a brace opens a body or members there."""
    index, angles = at, 0
    while index < len(found):
        text = found[index].text
        angles += (text == "<") - (text == ">")
        if not angles and (
            text in (";", "=") or (text == "{" and found[index - 1].text not in _BEFORE_TYPE)
        ):
            return index, text == "{"
        index = closing(found, index) if text in OPEN else index + 1
    return index, False


def members(found: Sequence[Token]) -> Iterator[str]:
    """What stands between the braces of a class or an interface."""
    at = 0
    while at < len(found):
        head, opened = _head(found, at)
        part = found[at:head]
        if head < len(found) and found[head].text == "=":
            end = _end(found, head)
        else:
            end = closing(found, head) if opened else head + 1
        if part and not _hidden(part):
            # A generator is a function for its caller.
            named = [token for token in part if token.text != "*"]
            shown = written(_without_presets(named))
            typed = any(token.text in (":", "(") for token in part)
            yield shown if typed else shown + _own_type(shown, found[head:end])
        at = end


def _hidden(member: Sequence[Token]) -> bool:
    """Private ones, and what a class does once."""
    first = [token.text for token in member[:3]]
    return "private" in first or first == ["static"] or any(text[0] == "#" for text in first)


def _own_type(member: str, rest: Sequence[Token]) -> str:
    """The type of a member that only has a value: a constant is of its own."""
    if not rest or rest[0].text != "=":
        return ""
    if member.startswith("readonly "):
        return f" = {written(rest[1:-1])}"
    return f": {_kind(rest[1].text)}"


def _kind(value: str) -> str:
    if value in _TRUTHS:
        return "boolean"
    return "string" if value[:1] in "\"'`" else "number"


def _bases(head: Sequence[Token]) -> Iterator[str]:
    taken = False
    depth = 0
    for token in head:
        depth += (token.text == "<") - (token.text == ">")
        if depth == 0 and token.text in ("extends", "implements"):
            taken = token.text == "extends"
        elif taken and depth == 0 and token.text[0].isalpha():
            yield token.text


def _without_presets(found: Sequence[Token]) -> list[Token]:
    """Parameters with a preset value as optional ones, methods without ``async``."""
    kept: list[Token] = []
    index, depth = 0, 0
    while index < len(found):
        token = found[index]
        depth += (token.text in OPEN) - (token.text in CLOSE)
        if token.text == "=" and depth == 1:
            end = _preset_end(found, index)
            _make_optional(kept, found[index + 1 : end])
            index = end
            continue
        if token.text not in ("async", "override", "declare"):
            kept.append(token)
        index += 1
    return kept


def _preset_end(found: Sequence[Token], index: int) -> int:
    while index < len(found) and found[index].text not in (",", ")"):
        index = closing(found, index) if found[index].text in OPEN else index + 1
    return index


def _make_optional(kept: list[Token], preset: Sequence[Token]) -> None:
    """Puts the mark behind the name of the last parameter, and a type where its value tells it."""
    depth, colon = 0, None
    for index in range(len(kept) - 1, -1, -1):
        depth += (kept[index].text in _CLOSED) - (kept[index].text in _OPENED)
        if depth < 0 or (depth == 0 and kept[index].text == ","):
            break
        if depth == 0 and kept[index].text == ":":
            colon = index
    if colon is not None:
        kept.insert(colon, Token("?", gap=False))
        return
    kind = _kind(preset[0].text)
    kept += [Token("?", gap=False), Token(":", gap=False), Token(kind, gap=True)]


def _names(found: Sequence[Token], module: Module) -> None:
    """``import { a as b } from``, ``export { a } from``, ``export * from``."""
    texts = [token.text for token in found]
    source = next((text.strip("\"'") for text in texts if text[0] in "\"'"), "")
    if "*" in texts:
        if texts[0] == "export":
            module.handed_on.append(source)
        return
    if "{" not in texts:
        return
    inner = texts[texts.index("{") + 1 : texts.index("}")]
    listed: list[list[str]] = [[]]
    for text in inner:
        if text == ",":
            listed.append([])
        elif text != "type" or listed[-1]:
            listed[-1].append(text)
    for words in filter(None, listed):
        there, here = words[0], words[-1]
        target = module.imported if texts[0] == "import" else module.exported
        target[here] = source, there

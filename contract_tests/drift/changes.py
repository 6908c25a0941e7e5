"""Changes of a page that a careful reader would report, each with what has to be reported."""
# ruff: noqa: E501 -- what pages say stands in one piece

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from contract_tests.drift.pages import Sheet, sheets
from contract_tests.facts.page import Fact

Expected = tuple[str, str]  # subject, keyword or kind


@dataclass(frozen=True)
class Change:
    """One changed page: ``expected`` are all differences that it may cause, and has to."""

    kind: str
    sheet: Sheet
    expected: frozenset[Expected]
    value: Any = None  # what the page says now, where one value is at stake
    # Further differences that a reader may report and need not.
    tolerated: frozenset[Expected] = frozenset()


def change(
    kind: str, sheet: Sheet, *expected: Expected, value: Any = None, also: tuple[Expected, ...] = ()
) -> Change:
    return Change(kind, sheet, frozenset(expected), value, frozenset(also))


def changes(dice: random.Random) -> Iterator[Change]:
    """One round: every kind of change on every page where it can be made."""
    for sheet in sheets():
        for make in _MAKERS:
            yield from make(sheet, dice)


def _limits(sheet: Sheet, dice: random.Random) -> Iterator[Change]:
    for fact in sheet.facts.all("limit"):
        if fact.confidence == "stated":
            new = _other_limit(fact, dice)
            changed = _with_limit(sheet, fact, new)
            if changed is not None:
                yield change("limit", changed, (fact.subject, str(fact.keyword)), value=new)


def _other_limit(fact: Fact, dice: random.Random) -> int:
    old = int(fact.value)
    if fact.keyword in ("minLength", "minItems", "minimum"):
        return old + dice.choice([1, 2])
    if fact.keyword == "maxLength":
        return dice.choice([500, 800, 1000, 2000, 3000, 5000])
    if fact.keyword == "maxItems":
        return dice.choice([n for n in (3, 4, 5, 6, 7, 8, 10, 12) if n != old])
    return dice.choice([n for n in (2, 3, 4, 5, 6, 8, 10, 12, 20) if n != old and n > 1])


def _with_limit(sheet: Sheet, fact: Fact, new: int) -> Sheet | None:
    name = fact.subject.split("/")[0]
    block, low = sheet.blocks[name], str(fact.keyword).startswith("min")
    old = int(fact.value)
    if fact.subject.endswith("/items"):
        return sheet.edited(name, f"\n{old}[", f"\n{new}[")
    forms: list[tuple[str, str]]
    if fact.keyword in ("minimum", "maximum"):
        other = 0 if fact.keyword == "maximum" and "0 <= x" in block else 1
        top = re.search(r"<= x <= (9|1)", block)
        assert top
        forms = [
            (f"{old} <= x", f"{new} <= x")
            if low
            else (f"{other} <= x <= {old}", f"{other} <= x <= {new}")
        ]
        if low and new > int(top[1]):
            return None
    elif low:
        forms = [
            (f"{old} - ", f"{new} - "),
            (f"length: {old}\n", f"length: {new}\n"),
            (f'\n{old}"', f'\n{new}"'),
        ]
    else:
        forms = [(f" - {old}", f" - {new}"), (f"length: {old}\n", f"length: {new}\n")]
    for before, after in forms:
        if before in block:
            return sheet.edited(name, before, after)
    raise AssertionError((sheet.model, fact))


def _enums(sheet: Sheet, dice: random.Random) -> Iterator[Change]:
    for fact in sheet.facts.all("enum"):
        name, options = fact.subject, [str(option) for option in fact.value]
        example = str(sheet.facts.find(name, "example").value)  # type: ignore[union-attr]
        free = [option for option in options if option != example]
        kinds = ["added"] + (["dropped"] if free else [])
        for kind in kinds:
            gone = dice.choice(free) if kind == "dropped" else None
            new = [option for option in options if option != gone]
            if kind == "added":
                new.append(dice.choice(["8k", "5:4", "ultra"]) if name != "duration" else "15")
            sep = ", " if sheet.form == "b" else ",\n"
            before, after = sep.join(options), sep.join(new)
            if sheet.form == "a":
                before, after = f"options:\n{before}", f"options:\n{after}"
            yield change("enum", sheet.edited(name, before, after), (name, "enum"))


def _required(sheet: Sheet, dice: random.Random) -> Iterator[Change]:
    if sheet.form == "b":
        return
    for name, block in sheet.blocks.items():
        head, _, rest = block.partition("\n\n")
        lines = head.split("\n")
        if "required" in lines:
            lines.remove("required")
            also = _at_least_one(sheet)
            text = "\n".join(lines) + "\n\n" + rest
            yield change(
                "required", sheet.block(name, text), (name, "required"), value=False, also=also
            )
        else:
            lines.insert(2, "required")
            text = "\n".join(lines) + "\n\n" + rest
            yield change("required", sheet.block(name, text), (name, "required"), value=True)


def _at_least_one(sheet: Sheet) -> tuple[Expected, ...]:
    return (("model", "at-least-one"),) if sheet.model == "kling-v1-i2v" else ()


def _defaults(sheet: Sheet, dice: random.Random) -> Iterator[Change]:
    if sheet.form == "b":
        return
    for fact in sheet.facts.all("default"):
        name = fact.subject
        enum = sheet.facts.find(name, "enum")
        others = (
            [v for v in enum.value if v != fact.value]
            if enum
            else [0.3, 0.7]
            if isinstance(fact.value, float)
            else [2, 4]
        )
        line = re.search(r"default:.*\n", sheet.blocks[name])
        assert line
        if others:
            new = dice.choice(others)
            yield change(
                "default",
                sheet.edited(name, line[0], f"default:{new}\n"),
                (name, "default"),
                value=new,
            )
        yield change("default", sheet.edited(name, line[0], ""), (name, "default"))


def _types(sheet: Sheet, dice: random.Random) -> Iterator[Change]:
    if sheet.form == "b":
        return
    for name, block in sheet.blocks.items():
        kind = block.split("\n")[1]
        new = {
            "string": "object",
            "integer": "number",
            "number": "integer",
            "number<float>": "string",
            "object[]": "object",
        }.get(kind)
        if new:
            yield change("type", sheet.edited(name, f"\n{kind}\n", f"\n{new}\n"), (name, "type"))


def _renamed(sheet: Sheet, dice: random.Random) -> Iterator[Change]:
    for name in sheet.names:
        new = (
            dice.choice(["source", "primary", "custom"])
            + "_"
            + dice.choice(["input", "option", "field"])
        )
        expected = ((name, "type"), (new, "type"))
        if sheet.form == "a":
            changed = sheet.edited(name, f"{name}\n", f"{new}\n")
            changed = changed.ordered(list(changed.blocks))
            text = sheet.head.replace(f'"{name}":', f'"{new}":')
            changed = Sheet(sheet.model, sheet.form, sheet.facts, text, changed.blocks, sheet.tail)
            for other in changed.names:
                moved = re.sub(rf"\b{name}\b(?=[ ,)=]| and)", new, changed.blocks[other])
                moved = moved.replace(f"from {name}\n", f"from {new}\n")
                changed = changed.block(other, moved)
            note = re.sub(
                rf"(?<=of ){name}(?= \+)|(?<=\+ ){name}\b|(?<=Use ){name}\b", new, changed.head
            )
            changed = Sheet(sheet.model, sheet.form, sheet.facts, note, changed.blocks, sheet.tail)
            yield change("renamed", changed, *expected, also=_ACROSS)
        elif f'"{name}":' in sheet.head:
            text = sheet.head.replace(f'"{name}":', f'"{new}":')
            text = re.sub(
                rf"(?<=one of ){name},|(?<=, ){name},(?=.*should be provided)", f"{new},", text
            )
            changed = Sheet(sheet.model, sheet.form, sheet.facts, text, sheet.blocks, sheet.tail)
            yield change("renamed", changed, *expected, also=_ACROSS)


# A rule that names a renamed parameter has another name in it.
_ACROSS = tuple(
    ("model", kind) for kind in ("at-least-one", "exclusion", "requires", "count-sum", "reference")
)

_NEW_A = {
    "seed": "seed\ninteger\n\nRandom seed for reproducible results\n\nRequired range: 0 <= x <= 2147483647\nExample:\n\n42\n\n",
    "watermark": "watermark\nboolean\ndefault:false\n\nWhether to add a watermark to the result\n\nExample:\n\ntrue\n\n",
    "callback_url": 'callback_url\nstring<uri>\n\nAddress that is called when the task ends\n\nExample:\n\n"https://example.com/hook"\n\n',
    "steps": "steps\ninteger\nrequired\n\nNumber of inference steps\n\nRequired range: 1 <= x <= 50\nExample:\n\n30\n\n",
    "styles": 'styles\nenum<string>[]\n\nVisual styles to mix\n\nMaximum array length: 3\nAvailable options:\noil,\nink,\nphoto\nExample:\n["ink"]\n\n',
}
_NEW_B = {
    "seed": "Random seed for reproducible results\n0 <= x <= 214748364742\n",
    "watermark": "Whether to add a watermark to the result\ntrue\n",
    "cfg_scale": "Prompt relevance, how closely the result follows the prompt\n0 <= x <= 10.5\n",
    "steps": "Number of inference steps\n1 <= x <= 5030\n",
}


def _added(sheet: Sheet, dice: random.Random) -> Iterator[Change]:
    new = _NEW_A if sheet.form == "a" else _NEW_B
    for name in dice.sample(sorted(new), 3):
        if name in sheet.names:
            continue
        order = sheet.names
        order.insert(dice.randrange(len(order) + 1), name)
        yield change("added", sheet.block(name, new[name]).ordered(order), (name, "type"))


def _removed(sheet: Sheet, dice: random.Random) -> Iterator[Change]:
    for name in sheet.names:
        shorter = sheet.without(name)
        if f'"{name}"' in sheet.head or re.search(rf"\b{name}\b", _note(sheet)):
            continue  # the call and the note would still speak of it
        yield change("removed", shorter, (name, "type"), also=_ACROSS)


def _note(sheet: Sheet) -> str:
    return "\n".join(line for line in sheet.head.split("\n") if line.startswith("Note:"))


def _paths(sheet: Sheet, dice: random.Random) -> Iterator[Change]:
    match = re.search(r"https://api\.modellix\.ai(/api/v1/\S+)", sheet.head)
    assert match
    path = match[1]
    others = {
        f"/api/v1/text-to-video/kling/{sheet.model}/async",
        f"/api/v1/kling/{sheet.model}/async",
        f"/api/v1/kling/{sheet.model}",
    } - {path}
    for other in sorted(others):
        yield change("path", sheet.around(path + " ", other + " "), ("route", "path"), value=other)


def _unsupported(sheet: Sheet, dice: random.Random) -> Iterator[Change]:
    note = _note(sheet)
    if not note:
        if sheet.form == "a":
            name = dice.choice(["seed", "watermark", "camera_control"])
            told = sheet.around(
                "Body\n\napplication/json\n",
                "Body\n\napplication/json\n\nNote: This model does NOT support: "
                f"{name}, voice_list parameters.\n\n",
            )
            yield change("unsupported", told, (name, "unsupported"), ("voice_list", "unsupported"))
        return
    for fact in sheet.facts.all("unsupported"):
        name = fact.subject
        shorter = re.sub(
            rf"\b{name}(?: \(single\))?, (?=.*parameters)|, or {name}(?= parameters)", "", note
        )
        if shorter != note:
            yield change("unsupported", sheet.around(note, shorter), (name, "unsupported"))
    name = dice.choice(["seed", "watermark", "camera_control"])
    longer = note.replace("support: ", f"support: {name}, ")
    yield change("unsupported", sheet.around(note, longer), (name, "unsupported"), value=True)


def _media(sheet: Sheet, dice: random.Random) -> Iterator[Change]:
    for fact in sheet.facts.all("media"):
        name = fact.subject.split("/")[0]
        size = dice.choice([5, 20, 50])
        yield change("media", sheet.edited(name, "10MB", f"{size}MB"), (fact.subject, "media"))
        yield change(
            "media",
            sheet.edited(name, ".jpeg, .png", ".jpeg, .png, .webp"),
            (fact.subject, "media"),
        )


def _rules(sheet: Sheet, dice: random.Random) -> Iterator[Change]:
    kinds: dict[str, list[tuple[str, str, str, str]]] = {
        "kling-v2-mi2i": [
            ("at-least-one", "", "prompt, subject_images, scene_image, or style_image", "prompt or subject_images"),
            ("at-least-one", "", "but at least one of prompt, subject_images, scene_image, or style_image should be provided", "so leave out what you like"),
        ],
        "kling-v1.5-i2i": [
            ("requires", "human_fidelity", " Only available when image_reference='subject'.", ""),
            ("requires", "human_fidelity", "image_reference='subject'", "image_reference='face'"),
            ("requires", "human_fidelity", "when image_reference='subject'", "when image_reference is provided"),
            ("requires", "image_fidelity", "Range: 0.0-1.0", "Only valid when image_reference is 'face'. Range: 0.0-1.0"),
        ],
        "kling-image-o1": [
            ("count-sum", "", "must not exceed 10 items", "must not exceed 8 items"),
            ("exclusion", "resolution", "Image resolution.", "Image resolution. Cannot be used together with element_list."),
            ("reference", "prompt", " Can use <<<image_1>>>, <<<image_2>>> etc. to reference images from image_list", ""),
        ],
        "kling-v1-i2v": [
            ("exclusion", "dynamic_masks", " (mutually exclusive with image_tail and camera_control)", ""),
            ("exclusion", "prompt", "supports Chinese and English", "supports Chinese and English (mutually exclusive with static_mask)"),
            ("requires", "image_tail", "Ending frame image URL or Base64", "Ending frame image URL or Base64, requires mode to be 'pro'"),
            ("at-least-one", "image", " (at least one of image or image_tail required)", ""),
        ],
        "kling-v1.6-mi2v": [
            ("requires", "negative_prompt", "undesired elements", "undesired elements. Only supported when mode='pro'."),
            ("exclusion", "negative_prompt", "undesired elements", "undesired elements. Cannot be combined with aspect_ratio."),
        ],
    }  # fmt: skip
    for kind, name, old, new in kinds[sheet.model]:
        changed = sheet.edited(name, old, new) if name else sheet.around(old, new)
        yield change("rule", changed, ("model", kind))


def _answers(sheet: Sheet, dice: random.Random) -> Iterator[Change]:
    yield change("response", sheet.around('"task_id": "', '"id": "'), ("response", "response"))
    yield change(
        "auth",
        sheet.around("Authorization: Bearer <token>", "X-API-Key: <token>").around(
            "Authorization\nstring\nheader", "X-API-Key\nstring\nheader"
        )
        if sheet.form == "a"
        else sheet.around("Authorization: Bearer <token>", "X-API-Key: <token>"),
        ("auth", "auth"),
    )


_MAKERS: tuple[Callable[[Sheet, random.Random], Iterator[Change]], ...] = (
    *(_limits, _enums, _required, _defaults, _types, _renamed, _added, _removed, _paths),
    *(_unsupported, _media, _rules, _answers),
)
